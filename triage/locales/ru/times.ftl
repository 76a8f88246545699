# Что нужно сделать, кому и когда: что читают участники. Те же названия и переменные во всех языках: tests/triage/test_catalogue.py.

deadline = { $kind ->
    [first_answer] Первый ответ
    [assessment] Оценка
    [action] Действие
    [hearing] Заседание
    [follow_up] Вернуться к делу
    [offer] Ответ партнёра
    [review] Проверка направления
   *[decision] Решение
  }

## Что можно набрать

digest-off = выключить
digest-now = сейчас

argument-when = день
argument-at = время
argument-digest = когда приходит
argument-page = страница

about-mine = показать дела, которые вы держите, и ваши действия
about-overdue = показать всё просроченное в группе, сначала самое срочное
about-follow = сказать, когда нужно вернуться к делу
about-digest = каждый день в этот час получать одним сообщением, что вас ждёт

usage-mine = /mine
usage-overdue = /overdue [СТРАНИЦА]
usage-follow = /follow ДЕЛО [ДЕНЬ или выключить]
usage-digest = /digest [ВРЕМЯ, или выключить, или сейчас]

example-mine = /mine
example-overdue = /overdue 2
example-follow = /follow lumeko-42 2026-12-24
example-digest = /digest 08:00

## Списки

mine-none = Вы не держите ни одного дела, и действий за вами нет. Найти, что сделать: /next
mine-cases = { $count ->
    [one] Вы держите { $count } дело:
    [few] Вы держите { $count } дела:
   *[many] Вы держите { $count } дел:
  }
mine-actions = { $count ->
    [one] За вами { $count } действие:
    [few] За вами { $count } действия:
   *[many] За вами { $count } действий:
  }
overdue = { $count ->
    [one] Просрочен { $count } срок:
    [few] Просрочено { $count } срока, сначала самые срочные:
   *[many] Просрочено { $count } сроков, сначала самые срочные:
  }
overdue-none = Ничего не просрочено.
overdue-more = Дальше: /overdue { NUMBER($page, useGrouping: 0) }
overdue-idle = В этих делах больше ничего не ждут. Можно ли их закрыть, или когда к ним вернуться (/follow)? { $references }
due-line = { $urgency ->
    [emergency] !!
    [urgent] !
   *[normal] ·
  } { $reference } · { deadline }{ $number ->
    [0] {""}
   *[other] {" "}{ NUMBER($number, useGrouping: 0) }
  } · { $late ->
    [yes] опоздание: { age }
   *[no] осталось: { age }
  }{ $held ->
    [you] {" · "}у вас
    [named] {" · "}у { $holder }
    [other] {" · "}у кого-то другого
   *[nobody] {""}
  }
follow-at = { $reference }: к делу нужно вернуться до { $due }. Я напомню. Когда сделаете: /follow { $reference } off
follow-none = { $reference }: срока, к которому нужно вернуться к делу, нет.

## Само собой

reminder = { $count ->
    [one] { $count } напоминание:
    [few] { $count } напоминания:
   *[many] { $count } напоминаний:
  }
reminder-more = { $count ->
    [one] и ещё { $count }: /overdue и /mine
    [few] и ещё { $count }: /overdue и /mine
   *[many] и ещё { $count }: /overdue и /mine
  }
digest = На сегодня:
digest-empty = Сегодня вас ничего не ждёт.
digest-cases = { $count ->
    [one] Вы держите { $count } дело: { $references }
    [few] Вы держите { $count } дела: { $references }
   *[many] Вы держите { $count } дел: { $references }
  }
digest-actions = { $count ->
    [one] За вами { $count } действие: { $numbers }
    [few] За вами { $count } действия: { $numbers }
   *[many] За вами { $count } действий: { $numbers }
  }{ $late ->
    [0] {""}
   *[other] {" · "}ПРОСРОЧЕНО: { $late }
  }
digest-new = { $count ->
    [one] { $count } дело никто ещё не взял: { $references }. Взять: /next
    [few] { $count } дела никто ещё не взял: { $references }. Взять одно: /next
   *[many] { $count } дел никто ещё не взял: { $references }. Взять одно: /next
  }
digest-late = { $count ->
    [one] В группе ПРОСРОЧЕН { $count } срок: { $references }. Смотрите /overdue
    [few] В группе ПРОСРОЧЕНО { $count } срока: { $references }. Смотрите /overdue
   *[many] В группе ПРОСРОЧЕНО { $count } сроков: { $references }. Смотрите /overdue
  }
digest-proposals = { $count ->
    [one] { $count } предложение ждёт второго человека: { $numbers }. Смотрите /proposals
    [few] { $count } предложения ждут второго человека: { $numbers }. Смотрите /proposals
   *[many] { $count } предложений ждут второго человека: { $numbers }. Смотрите /proposals
  }
digest-at = Ежедневная сводка приходит вам в { $at } ({ $zone }). У вас другой часовой пояс? /zone
digest-none = Ежедневная сводка вам не приходит. Чтобы получать её каждое утро: /digest 08:00
