# Що треба зробити, кому й коли: що читають учасники. Ті самі назви й змінні в кожній мові: tests/triage/test_catalogue.py.

deadline = { $kind ->
    [first_answer] Перша відповідь
    [assessment] Оцінка
    [action] Дія
    [hearing] Засідання
    [follow_up] Повернутися до справи
    [offer] Відповідь партнера
    [review] Перевірка скерування
   *[decision] Рішення
  }

## Що можна набрати

digest-off = вимкнути
digest-now = зараз

argument-when = день
argument-at = час
argument-digest = коли надходить
argument-page = сторінка

about-mine = показати справи, які ви тримаєте, і ваші дії
about-overdue = показати все прострочене в групі, спершу найтерміновіше
about-follow = сказати, коли треба повернутися до справи
about-digest = щодня о цій годині отримувати одним повідомленням, що на вас чекає

usage-mine = /mine
usage-overdue = /overdue [СТОРІНКА]
usage-follow = /follow СПРАВА [ДЕНЬ або вимкнути]
usage-digest = /digest [ЧАС, або вимкнути, або зараз]

example-mine = /mine
example-overdue = /overdue 2
example-follow = /follow lumeko-42 2026-12-24
example-digest = /digest 08:00

## Списки

mine-none = Ви не тримаєте жодної справи, і дій за вами немає. Знайти, що зробити: /next
mine-cases = { $count ->
    [one] Ви тримаєте { $count } справу:
    [few] Ви тримаєте { $count } справи:
   *[many] Ви тримаєте { $count } справ:
  }
mine-actions = { $count ->
    [one] За вами { $count } дія:
    [few] За вами { $count } дії:
   *[many] За вами { $count } дій:
  }
overdue = { $count ->
    [one] Прострочено { $count } строк:
    [few] Прострочено { $count } строки, спершу найтерміновіші:
   *[many] Прострочено { $count } строків, спершу найтерміновіші:
  }
overdue-none = Нічого не прострочено.
overdue-more = Далі: /overdue { NUMBER($page, useGrouping: 0) }
overdue-idle = У цих справах більше нічого не чекають. Чи можна їх закрити, або коли до них повернутися (/follow)? { $references }
due-line = { $urgency ->
    [emergency] !!
    [urgent] !
   *[normal] ·
  } { $reference } · { deadline }{ $number ->
    [0] {""}
   *[other] {" "}{ NUMBER($number, useGrouping: 0) }
  } · { $late ->
    [yes] запізнення: { age }
   *[no] залишилося: { age }
  }{ $held ->
    [you] {" · "}у вас
    [named] {" · "}у { $holder }
    [other] {" · "}у когось іншого
   *[nobody] {""}
  }
follow-at = { $reference }: до справи треба повернутися до { $due }. Я нагадаю. Коли зробите: /follow { $reference } off
follow-none = { $reference }: строку, до якого треба повернутися до справи, немає.

## Само собою

reminder = { $count ->
    [one] { $count } нагадування:
    [few] { $count } нагадування:
   *[many] { $count } нагадувань:
  }
reminder-more = { $count ->
    [one] і ще { $count }: /overdue та /mine
    [few] і ще { $count }: /overdue та /mine
   *[many] і ще { $count }: /overdue та /mine
  }
digest = На сьогодні:
digest-empty = Сьогодні на вас нічого не чекає.
digest-cases = { $count ->
    [one] Ви тримаєте { $count } справу: { $references }
    [few] Ви тримаєте { $count } справи: { $references }
   *[many] Ви тримаєте { $count } справ: { $references }
  }
digest-actions = { $count ->
    [one] За вами { $count } дія: { $numbers }
    [few] За вами { $count } дії: { $numbers }
   *[many] За вами { $count } дій: { $numbers }
  }{ $late ->
    [0] {""}
   *[other] {" · "}ПРОСТРОЧЕНО: { $late }
  }
digest-new = { $count ->
    [one] { $count } справу ніхто ще не взяв: { $references }. Взяти: /next
    [few] { $count } справи ніхто ще не взяв: { $references }. Взяти одну: /next
   *[many] { $count } справ ніхто ще не взяв: { $references }. Взяти одну: /next
  }
digest-late = { $count ->
    [one] У групі ПРОСТРОЧЕНО { $count } строк: { $references }. Дивіться /overdue
    [few] У групі ПРОСТРОЧЕНО { $count } строки: { $references }. Дивіться /overdue
   *[many] У групі ПРОСТРОЧЕНО { $count } строків: { $references }. Дивіться /overdue
  }
digest-proposals = { $count ->
    [one] { $count } пропозиція чекає на другу людину: { $numbers }. Дивіться /proposals
    [few] { $count } пропозиції чекають на другу людину: { $numbers }. Дивіться /proposals
   *[many] { $count } пропозицій чекають на другу людину: { $numbers }. Дивіться /proposals
  }
digest-at = Щоденний підсумок надходить вам о { $at } ({ $zone }). У вас інший часовий пояс? /zone
digest-none = Щоденний підсумок вам не надходить. Щоб отримувати його щоранку: /digest 08:00
