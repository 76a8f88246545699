# Что видят участники. Те же имена и переменные во всех языках: tests/triage/test_catalogue.py.

## Общие части

urgency = { $urgency ->
    [emergency] { urgency-emergency }
    [urgent] { urgency-urgent }
   *[normal] { urgency-normal }
  }
state = { $state ->
    [received] получено
    [assessing] оценивается
    [decided] решение принято
    [acting] действуем
    [closed] закрыто
   *[withdrawn] стёрто
  }
questionnaire = { $questionnaire ->
    [appeal] обращение за помощью
    [report] сообщение о нарушении
   *[addition] дополнение
  }
language = { $language ->
    [uk] украинский
    [ru] русский
   *[en] английский
  }
decision = { $decision ->
    [statement] { decision-statement }
    [letter] { decision-letter }
    [mission] { decision-mission }
    [awareness] { decision-awareness }
    [legal] { decision-legal }
    [material] { decision-material }
    [referral] { decision-referral }
    [record] { decision-record }
   *[decline] { decision-decline }
  }
outcome = { $outcome ->
    [helped] { outcome-helped }
    [referred] { outcome-referred }
    [recorded] { outcome-recorded }
    [declined] { outcome-declined }
   *[unreachable] { outcome-unreachable }
  }
reliability = { $reliability ->
    [confirmed] { reliability-confirmed }
    [likely] { reliability-likely }
    [possible] { reliability-possible }
    [unlikely] { reliability-unlikely }
   *[unknown] { reliability-unknown }
  }
why = { $why ->
    [news] { why-news }
    [date] { why-date }
    [safer] { why-safer }
    [mistake] { why-mistake }
   *[judgement] { why-judgement }
  }
role = { $role ->
    [coordinator] { role-coordinator }
    [referrer] { role-referrer }
    [lead] { role-lead }
   *[member] { role-member }
  }
age = { $unit ->
    [minutes] { $amount } мин
    [hours] { $amount } ч
   *[days] { $amount ->
        [one] { $amount } день
        [few] { $amount } дня
       *[other] { $amount } дней
    }
  }
size = { $unit ->
    [megabytes] { $amount } МБ
    [kilobytes] { $amount } кБ
   *[bytes] { $amount } Б
  }
argument-reference = номер дела
argument-code = код
argument-topic = команда
argument-after = номер дела
argument-decision = решение
argument-reason = обоснование
argument-text = текст
argument-outcome = итог
argument-urgency = срочность
argument-why = причина
argument-recipient = ключ
argument-which = готовый ответ
argument-name = имя
argument-alert = номер тревоги или дела
argument-more = другие тревоги

## Слова, которые вводят участники

urgency-emergency = немедленно
urgency-urgent = срочно
urgency-normal = обычно
reliability-confirmed = подтверждено
reliability-likely = вероятно
reliability-possible = возможно
reliability-unlikely = маловероятно
reliability-unknown = неизвестно
decision-statement = заявление
decision-letter = письмо
decision-mission = миссия
decision-awareness = информирование
decision-legal = юридическая помощь
decision-material = материальная помощь
decision-referral = направление
decision-record = запись
decision-decline = отказ
outcome-helped = помогли
outcome-referred = направлено
outcome-recorded = записано
outcome-declined = отказано
outcome-unreachable = без ответа
yesno-yes = да
yesno-no = нет
why-news = новое
why-date = дата
why-safer = безопаснее
why-mistake = ошибка
why-judgement = оценка
canned-read = прочитано
canned-more = дополнить
canned-partner = партнёр
canned-cannot = невозможно
canned-done = сделано
field-reliability = достоверность
field-society = общество
field-fits = помощь
field-risk = риск
field-conflict = конфликт
field-code = код
field-note = заметка

## Готовые ответы: их читают те, кто обратился

canned-text-read = Мы прочитали то, что вы написали, и работаем над этим. Следующий ответ тоже будет здесь, по вашему коду. Сейчас от вас ничего не требуется.
canned-text-more = Спасибо, что написали. Чтобы двигаться дальше, нам нужно знать немного больше: что произошло, когда и где, и что могло бы помочь. Пожалуйста, вернитесь с вашим кодом и добавьте то, что можете. Не рассказывайте того, о чём не хотите говорить.
canned-text-partner = Мы прочитали то, что вы написали, и ищем организацию, которая может помочь. На это нужно время. Мы не передаём ничего, на что вы не дали согласия. Следующий ответ тоже будет здесь, по вашему коду.
canned-text-cannot = Нам очень жаль: с этим мы помочь не можем. Это не значит, что мы вам не верим или что это не важно. Если что-то изменится, вернитесь, пожалуйста, с вашим кодом и допишите. Мы прочитаем.
canned-text-done = Мы сделали то, что могли. Спасибо за доверие. Если что-то изменится, вернитесь, пожалуйста, с вашим кодом и допишите. Мы прочитаем.

## Посторонние и вступление

stranger = Здравствуйте. Здесь для вас ничего нет. Если вас пригласили, пришлите, пожалуйста, приглашение в точности так, как вы его получили.
join-locked = Приглашение действительно, но принять его сейчас невозможно. Пожалуйста, пришлите его ещё раз позже.
joined = Здравствуйте, { $name }. Вы добавлены, ваша роль: { role }. Что можно делать, покажет /help.
joined-before = Вы уже с нами, { $name }, ваша роль: { role }. Что можно делать, покажет /help.
vouched = Спасибо, ваше слово записано ({ $name }). Теперь такую же строку должен отправить ещё кто-то из координации или руководства, в Signal или за рабочим столом, до { $until }. Пожалуйста, делайте это только после личной встречи или разговора, в котором вы узнали голос. Ниже первая из двух частей приглашения. Она есть только у вас: передайте её этому человеку с глазу на глаз или голосом, если узнаёте его голос, и больше никому. Если вы уже не уверены: /readmit { $name } { yesno-no }
vouched-before = Ваше слово уже записано ({ $name }). Теперь такую же строку должен отправить кто-то другой из координации или руководства, в Signal или за рабочим столом, до { $until }. Если вы уже не уверены или потеряли свою часть приглашения, возьмите слово назад: /readmit { $name } { yesno-no }
vouch-taken-back = Ваше слово больше не действует ({ $name }). Часть приглашения, которая была у вас, теперь ничего не стоит.
readmit-part = { $code }
readmitted = { $name } может вернуться. Передайте, пожалуйста, эту строку лично или по каналу, которому вы оба доверяете. Она действует один раз, до { $until }. Ключ для запечатанных файлов придётся зарегистрировать снова.
readmitted-line = /join { $code }
readmitted-by-two = { $name } может вернуться. Ниже вторая из двух частей приглашения; первую держит { $first }. Передайте каждый свою часть этому человеку с глазу на глаз или голосом, если узнаёте его голос, и больше никому, даже друг другу. Обе части, одну за другой, этот человек отправляет боту группы одной строкой: /join ЧАСТЬ1 ЧАСТЬ2. Она действует один раз, до { $until }. Ключ для запечатанных файлов придётся зарегистрировать снова.
readmitted-secret = Новый секрет для аутентификатора, передать только с глазу на глаз; старый больше ничего не стоит: { $secret }

## Справка

help-heading = Что вам доступно (ваша роль: { role }):
help-command = /{ $command } — { $about }
help-more = /help и название команды покажет, как её вводить. Заглавные буквы, косая черта и дефис не важны.
choices = { $argument }: { $choices } (словом или числом)
usage-text = Текст идёт до конца строки.
usage-names = Можно также называть, в любом порядке: { $names }
usage-field = { $field }: { $about }
usage-name = Имя из нескольких слов берут в кавычки: «Олена К.»
usage-proof = Чтобы подтвердить, что это вы, добавьте то, что сейчас показывает ваш аутентификатор: { field-code }=123456
means-society = влияет ли это на положение гражданского общества в стране или регионе?
means-fits = какая помощь подойдёт?
means-risk = кто под угрозой и почему?
means-conflict = не слишком ли близко вам это дело, чтобы его оценивать? Заявленный конфликт остаётся заявленным.
for-example = Например:
words-elsewhere = Этот мессенджер может читать всё, что здесь пишут. Свои слова, пожалуйста, пишите в Signal или за рабочим столом на компьютере.
did-you-mean = Возможно, вы имели в виду { $suggestion }?

about-join = принять приглашение
about-help = объяснить все команды или одну из них
about-queue = показать открытые дела, самые срочные сначала
about-next = взять самое срочное дело, которым никто не занят
about-claim = взять дело, чтобы другие на время оставили его вам
about-release = вернуть дело в очередь
about-show = показать, что известно о деле, не открывая его
about-open = прочитать всё дело
about-assess = записать собственную оценку дела
about-decide = записать, что решила группа
about-reply = ответить тому, кто обратился: ответ читают по коду
about-canned = отправить тому, кто обратился, готовый ответ на языке дела
about-close = завершить работу над делом
about-urgency = изменить срочность дела
about-alerts = показать тревоги, которые кого-то ждут, или как прошли тревоги по одному делу
about-ack = сказать, что вы взялись, и выключить тревогу
about-key = зарегистрировать собственный ключ, которым запечатывают дела для вас
about-readmit = вернуть в группу того, кто отстранён; нужны двое из вас

usage-join = /join КОД
usage-help = /help [КОМАНДА]
usage-queue = /queue [ПОСЛЕ-ДЕЛА]
usage-next = /next
usage-claim = /claim ДЕЛО
usage-release = /release ДЕЛО
usage-show = /show ДЕЛО
usage-open = /open ДЕЛО
usage-assess = /assess ДЕЛО ДОСТОВЕРНОСТЬ ОБЩЕСТВО ПОМОЩЬ,ПОМОЩЬ… РИСК… [конфликт=да] [заметка=…]
usage-assess-wordless = /assess ДЕЛО ДОСТОВЕРНОСТЬ ОБЩЕСТВО ПОМОЩЬ,ПОМОЩЬ… [конфликт=да]
usage-decide = /decide ДЕЛО РЕШЕНИЕ ОБОСНОВАНИЕ…
usage-decide-wordless = /decide ДЕЛО РЕШЕНИЕ
usage-reply = /reply ДЕЛО ТЕКСТ…
usage-canned = /canned ДЕЛО ОТВЕТ
usage-close = /close ДЕЛО ИТОГ [ЗАМЕТКА…] [код=КОД]
usage-close-wordless = /close ДЕЛО ИТОГ [код=КОД]
usage-urgency = /urgency ДЕЛО СРОЧНОСТЬ ПРИЧИНА
usage-alerts = /alerts [ДЕЛО]
usage-ack = /ack НОМЕР-ТРЕВОГИ или ДЕЛО, несколько как 17+18
usage-key = /key [КЛЮЧ-AGE КОД]
usage-readmit = /readmit ИМЯ [нет]

example-join = /join lume-kora-diva-pemo-zula-tiga-nora
example-help = /help assess
example-queue = /queue lumeko-42
example-next = /next
example-claim = /claim lumeko-42
example-release = /release lumeko-42
example-show = /show lumeko-42
example-open = /open lumeko-42
example-assess = /assess lumeko-42 вероятно да заявление,юридическая помощь Отец двоих детей, с понедельника под стражей без адвоката конфликт=нет заметка=Суд в пятницу
example-assess-wordless = /assess lumeko-42 вероятно да заявление,юридическая помощь конфликт=нет
example-decide = /decide lumeko-42 письмо Два парламента согласились подписать
example-decide-wordless = /decide lumeko-42 письмо
example-reply = /reply lumeko-42 Мы прочитали ваше обращение и ищем адвоката.
example-canned = /canned lumeko-42 прочитано
example-close = /close lumeko-42 помогли На свободе с пятницы
example-close-wordless = /close lumeko-42 помогли
example-urgency = /urgency lumeko-42 срочно дата
example-alerts = /alerts
example-ack = /ack 17
example-key = /key age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p 482913
example-readmit = /readmit Елена

## Очередь

queue-empty = Открытых дел нет.
queue-heading = { $count ->
    [one] { $count } открытое дело, самые срочные сначала:
    [few] { $count } открытых дела, самые срочные сначала:
   *[other] { $count } открытых дел, самые срочные сначала:
  }
queue-line = { $urgency ->
    [emergency] !!
    [urgent] !
   *[normal] ·
  } { $reference } · { questionnaire } · { age } · { state }{ $held ->
    [you] {" · "}у вас
    [named] {" · "}держит { $holder }
    [other] {" · "}держит кто-то другой
   *[nobody] {""}
  }{ $overdue ->
    [yes] {" · "}ПРОСРОЧЕНО
   *[no] {""}
  }
queue-more = Дальше: /queue { $reference }
next-none = Вас ничего не ждёт.
claimed = Дело { $reference } ваше до { $until }.
released = Дело { $reference } возвращено в очередь.
urgency-changed = { $reference }: { urgency } ({ why }).

## Видимые поля дела

case-heading = { $reference }: { questionnaire }, { urgency }, { state }, язык: { language }, получено { $received }
case-decision = Решение: { decision }
case-free = Делом никто не занят.
case-held = { $held ->
    [you] Дело у вас до { $until }
    [named] Дело держит { $holder } до { $until }
   *[other] Дело держит кто-то другой до { $until }
  }
case-assessors = { $count ->
    [0] Оценок ещё нет.
    [one] Оценку дал { $count } участник
    [few] Оценку дали { $count } участника
   *[other] Оценку дали { $count } участников
  }
case-consent = { $use ->
    [refer] Передать организации экстренной помощи
    [members] Сообщить организациям-участницам
    [un] Подать в процедуры ООН
   *[publish] Опубликовать
  }: { $grant ->
    [yes] да
    [initials] только с инициалами
    [full_name] с полным именем
   *[no] НЕТ
  }
case-deadline = { deadline }: срок до { $due }{ $overdue ->
    [yes] {" · "}ПРОСРОЧЕНО
   *[no] {""}
  }

## Материалы дела

record-submission = Прислано: { questionnaire } (версия { NUMBER($version, useGrouping: 0) }), { language }, { $channel }, { $received }
record-addition = Добавлено позже: { questionnaire } (версия { NUMBER($version, useGrouping: 0) }), { language }, { $channel }, { $received }
answer = { $question } — { $value }
answer-text = { $text }
answer-shown = Выбрано как: { $shown }
answer-asked = Спрошено так: { $asked }
answer-skipped = { $question } (пропущено)
answer-date = { $question } — { $date }{ $precision ->
    [unknown_day] {" "}(день неизвестен)
    [unknown_month_and_day] {" "}(известен только год)
    [estimate] {" "}(приблизительно)
   *[exact] {""}
  }
record-files = Файлы. Чтобы их достать, на компьютере: solidarity export { $reference } --as age -o ПАПКА
record-file = { $name } · { $media } · { size } · SHA-256 { $sha256 }… · { $document }
record-file-missing = НЕ ХВАТАЕТ: { $name } · { $media } · { size } · SHA-256 { $sha256 }… · { $document }
record-assessment = Оценка: { $author }, { $written }
record-decision = Решение: { decision }, записано: { $author }, { $written }
record-reply = Ответ: { $author }, { $written }
record-closing = Закрыто: { outcome }, { $author }, { $written }
record-words = { $text }

## Оценки и действия

assessed = Спасибо. Ваша оценка дела { $reference } сохранена:
assessed-wordless = Спасибо. Ваша оценка дела { $reference } сохранена.
assessed-enough = Независимых оценок: { $have }, достаточно { $need }. Группа может решать.
assessed-more = Независимых оценок пока: { $have } из { $need }.
assessment-reliability = Достоверность: { reliability }
assessment-society = Влияет ли на положение гражданского общества: { $bears ->
    [yes] { yesno-yes }
   *[no] { yesno-no }
  }
assessment-fits = Какая помощь подойдёт: { $fits }
assessment-risk = Кто под угрозой и почему: { $text }
assessment-note = Заметка: { $text }
assessment-conflict = Конфликт интересов: { $conflict ->
    [yes] ДА; пожалуйста, оставьте это дело другим
   *[no] { yesno-no }
  }
decided = { $reference }: решение записано ({ decision }).
replied = { $reference }: ответ запечатан и ждёт того, кто обратился.
replied-canned = { $reference }: ответ запечатан и ждёт того, кто обратился (язык: { language }). На вашем языке в нём сказано:
canned-shown = { $text }
closed = { $reference }: дело закрыто ({ outcome }). Спасибо.

## Собственный ключ участника

key-none = Вы ещё не зарегистрировали ключ. С ним этот бот сможет присылать вам дела так, что откроет их только ваш компьютер. Пришлите: /key, строку вашего ключа, которая начинается с age1, и шесть цифр вашего аутентификатора.
key-known = Ваш ключ зарегистрирован. Он заканчивается на { $tail }. Пожалуйста, сравните с ключом на своём устройстве; если там другой, немедленно сообщите руководству. Чтобы его сменить: /key, новый ключ и шесть цифр вашего аутентификатора.
key-confirm = Этот ключ заканчивается на { $tail }. Пожалуйста, сравните с ключом на своём устройстве. Он ещё не зарегистрирован. Пришлите ту же строку ещё раз, а после неё шесть цифр, которые сейчас показывает ваш аутентификатор.
key-registered = Ваш ключ зарегистрирован. Он заканчивается на { $tail }. Пожалуйста, сравните с ключом на своём устройстве; если там другой, немедленно сообщите руководству. Теперь запечатанное для вас открывает только он.
key-classic = Сегодня он защищает хорошо. Ключ, который начинается с age1pq1, выдержит и компьютеры будущего; его создаёт age 1.3.

## Тревоги

alerts-none = Тревог нет.
alerts-heading = { $count ->
    [one] { $count } тревога кого-то ждёт:
    [few] { $count } тревоги кого-то ждут:
   *[other] { $count } тревог кого-то ждут:
  }
alert = { NUMBER($number, useGrouping: 0) } · { $reference } · { age }
watch-alert = ТРЕВОГА { NUMBER($number, useGrouping: 0) }{ watch-call }: делу { $reference } уже сейчас кто-то нужен{ watch-step }. Взяться: /ack { NUMBER($number, useGrouping: 0) }
watch-step = { $step ->
    [1] {""}
   *[other] {" "}(шаг { $step })
  }
watch-call = { $call ->
    [1] {""}
   *[other] , вызов { $call }
  }
watch-drill = УЧЕБНАЯ ТРЕВОГА { NUMBER($number, useGrouping: 0) }{ watch-call }: никто не ждёт, мы лишь проверяем, до кого можно дозваться. Пожалуйста, ответьте, как при настоящей: /ack { NUMBER($number, useGrouping: 0) }
watch-many = ТРЕВОГИ: { $count ->
    [one] { $count } делу уже сейчас кто-то нужен
    [few] { $count } делам уже сейчас кто-то нужен
   *[other] { $count } делам уже сейчас кто-то нужен
  }. Каждое названо один раз, затем снова и снова самые давние:
watch-many-line = { $references }. Взяться за { $count ->
    [one] него
   *[other] них
  }: /ack { $numbers }
watch-silent-many = Тревоги { $numbers } стихли.
watch-silent = Тревога { NUMBER($number, useGrouping: 0) } стихла.
watch-begun = Дежурство началось{ $named ->
    [yes] , дежурит { $name }
   *[no] {""}
  }{ $rings ->
    [no] ; тревог нет.
   *[yes] .
  }
watch-relieved = Вы больше не участвуете в работе группы. Дежурство окончено.
watch-nameless = Неизвестно, кто именно дежурит. Чтобы взяться за дело, начните дежурство снова с --as ИМЯ.
watch-only-ack = На дежурстве принимается только /ack и номер тревоги. Для всего остального откройте рабочий стол.
acknowledged = { $reference }: вы откликнулись, тревоги выключены. Пожалуйста, возьмите дело в течение 15 минут, иначе тревога начнётся заново: /claim { $reference }
acknowledged-before = { $reference }: здесь уже ничего не звучит.

## Предупреждения

alarm-roster = ВНИМАНИЕ: { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[other] { $count } записей
  } в списке участников сделала не группа. Мы их не учитываем; немедленно сообщите руководству.
alarm-document = ВНИМАНИЕ, { $reference }: { $kind ->
    [submission] обращение
    [addition] дополнение
    [attachment] файл
    [assessment] оценка
    [decision] решение
    [reply] ответ
    [action] действие
    [result] итог действия
    [request] вопрос
    [note] заметка
    [recusal] заявление о конфликте интересов
    [referral] направление
    [review] вывод о направлении
   *[closing] запись о закрытии
  } – { $fault ->
    [signature] документ изменён, перенесён из другого дела или написан кем-то посторонним (документ { $document })
    [swapped] документ относится к другому делу (документ { $document })
    [erased] документ больше не открыть: его ключ удалён (документ { $document })
    [missing] документа нет на месте
   *[unreadable] документ не открывается (документ { $document })
  }. Он не показан. Немедленно сообщите руководству.
alarm-consents = ВНИМАНИЕ, { $reference }: список согласий изменил кто-то посторонний. На самом деле согласие такое:

## Что пошло не так

problem-missing = Не хватает: { $argument }
problem-choice = { $argument }: должно быть что-то из этого: { $choices }
problem-choice-end = { $argument }: слишком много слов
problem-twice = { $argument }: указано дважды
problem-too-long = { $argument }: длиннее { $limit } знаков
problem-too-much = В конце лишние слова.
problem-number = { $argument }: должно быть число
problem-moment = { $argument }: должен быть день, например 2026-12-01 или 1.12.2026, если нужно, со временем: 2026-12-01 10:30
problem-time = { $argument }: должно быть время, например 08:00
problem-hours = { $argument }: должны быть часы, например 22:00-07:00
problem-tag = { $argument }: метка — это одно слово из 2–24 строчных латинских букв, цифр, - и _; между несколькими метками запятая
error-command-unknown = Такой команды нет. Все команды покажет /help.
error-wrong-usage = Команда /{ $command } не выполнена.
error-not-allowed = Ваша роль не включает /{ $command }. Обратитесь, пожалуйста, к координации или руководству.
error-not-holding = Сначала возьмите дело: /claim и его номер.
error-not-opened = Ничего не сохранено. Пожалуйста, сначала прочтите дело, а потом оценивайте: /open { $reference }
error-not-decided = По этому делу ещё нет решения. Пока его нет, действий не начинают, а закрыть дело может только руководство.
error-conflict = Вы заявили о конфликте интересов в этом деле. Пожалуйста, оставьте его другим.
error-own-assessment = Вашей оценке этого дела больше нельзя доверять, поэтому мы не можем исключить конфликт интересов. Пожалуйста, оставьте дело другим.
error-locked = Ключи группы заперты, поэтому ничего нельзя открыть или записать. Кто-то должен выполнить «solidarity unlock» на компьютере группы.
error-case-not-found = Дела с таким номером нет.
error-case-busy = Это дело прямо сейчас меняют другие. Попробуйте, пожалуйста, ещё раз.
error-illegal-act = { $act ->
    [claim] Это дело нельзя взять
    [release] Это дело нельзя вернуть
    [open] Это дело нельзя открыть
    [assess] Это дело нельзя оценить
    [decide] По этому делу нельзя принять решение
    [reply] На это дело нельзя ответить
    [change_urgency] Срочность нельзя изменить
    [act] По этому делу нельзя начать действие
    [result] По этому делу нельзя записать итог действия
    [withdraw] Это дело нельзя стереть
    [recuse] Из этого дела нельзя выйти
    [assign] Это дело нельзя передать
    [note] К этому делу ничего нельзя записать
    [ask] По этому делу ничего нельзя спросить
    [follow] К этому делу не нужно возвращаться
    [refer] Это дело нельзя предлагать партнёрам
   *[close] Это дело нельзя закрыть
  }: его состояние – { state }.{ $state ->
    [received] {" "}Сначала возьмите его: /claim
   *[other] {""}
  }
error-held = { $held ->
    [named] Дело держит { $holder } до { $until }.
   *[other] Дело держит кто-то другой до { $until }.
  }
error-not-held = Делом никто не занят.
error-outcome-refused = Без решения дело можно закрыть только как «{ outcome-recorded }» или «{ outcome-declined }»; а когда за него взялся партнёр, то и как «{ outcome-referred }».
error-quorum = Независимых оценок ещё мало: { $have } из { $need }.
error-no-receipt = Ответ не смог бы прочитать тот, кто обратился: данные о коде этого дела отсутствуют или повреждены. Сообщите руководству.
error-alert-not-found = Тревоги с таким номером нет.
error-words-refused = Ничего не сохранено. { words-elsewhere } Что можно сделать без своих слов, покажет /help.
error-reason-needed = Пожалуйста, добавьте обоснование. Для отказа достаточно причины из списка: { field-why }= (см. /help decide).
error-no-key = Это можно прислать вам только запечатанным, а ваш ключ ещё не зарегистрирован. Смотрите /key
error-key-refused = Это не ключ, которым можно что-то запечатать. Ключ – это одна строка, которая начинается с age1, как её пишет age-keygen. Возможно, часть её потерялась.
error-key-secret = Это ТАЙНАЯ половина вашего ключа. Ничего не сохранено. Пожалуйста, создайте новый ключ с помощью age-keygen и больше не пользуйтесь старым. Сюда присылают строку, которая начинается с age1.
error-code-refused = Код неправильный или уже использован. Пожалуйста, дождитесь следующих шести цифр и проверьте, правильно ли идут часы вашего устройства.
error-proof-needed = Ничего не сделано. Это нужно подтвердить: отправьте, пожалуйста, строку ещё раз, добавив { field-code }= и шесть цифр, которые сейчас показывает ваш аутентификатор.
error-code-wait = Слишком много неправильных кодов. Пожалуйста, попробуйте через час. Если это были не вы, немедленно сообщите руководству.
error-name-unknown = Никого с таким именем в группе нет.
error-name-refused = В имени от 1 до 40 знаков, без разрывов строки.
error-name-taken = Такое имя уже у кого-то есть.
error-not-suspended = Этот участник не отстранён. Если потерялось приглашение, новое даст компьютер группы: solidarity members invite
error-not-vouched = Вашего слова за этого участника нет, так что брать назад нечего.
error-readmission-needed = Этот участник отстранён. Вернуть его могут двое из координации или руководства, каждый строкой /readmit и имя, в Signal или за рабочим столом на компьютере.
error-roster-not-empty = Участники уже есть. Попросите, пожалуйста, приглашение у руководства.
error-temporary = НЕ сохранено: база данных сейчас недоступна. Пожалуйста, попробуйте через минуту ещё раз.
error-line-cut = Эта строка слишком длинная для терминала, и её конец потерялся. Ничего не сделано. Напишите, пожалуйста, короче.
