# Що бачать учасники. Ті самі назви й змінні в усіх мовах: tests/triage/test_catalogue.py.

## Спільні частини

urgency = { $urgency ->
    [emergency] { urgency-emergency }
    [urgent] { urgency-urgent }
   *[normal] { urgency-normal }
  }
state = { $state ->
    [received] отримано
    [assessing] оцінюється
    [decided] рішення ухвалено
    [acting] діємо
    [closed] закрито
   *[withdrawn] стерто
  }
questionnaire = { $questionnaire ->
    [appeal] звернення по допомогу
    [report] повідомлення про порушення
   *[addition] доповнення
  }
language = { $language ->
    [uk] українська
    [ru] російська
   *[en] англійська
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
    [minutes] { $amount } хв
    [hours] { $amount } год
   *[days] { $amount ->
        [one] { $amount } день
        [few] { $amount } дні
       *[other] { $amount } днів
    }
  }
size = { $unit ->
    [megabytes] { $amount } МБ
    [kilobytes] { $amount } кБ
   *[bytes] { $amount } Б
  }
argument-reference = номер справи
argument-code = код
argument-topic = команда
argument-after = номер справи
argument-decision = рішення
argument-reason = обґрунтування
argument-text = текст
argument-outcome = підсумок
argument-urgency = терміновість
argument-why = причина
argument-recipient = ключ
argument-which = готова відповідь
argument-name = ім’я
argument-alert = номер тривоги або справи
argument-more = інші тривоги

## Слова, які вводять учасники

urgency-emergency = негайно
urgency-urgent = терміново
urgency-normal = звичайно
reliability-confirmed = підтверджено
reliability-likely = ймовірно
reliability-possible = можливо
reliability-unlikely = малоймовірно
reliability-unknown = невідомо
decision-statement = заява
decision-letter = лист
decision-mission = місія
decision-awareness = інформування
decision-legal = юридична допомога
decision-material = матеріальна допомога
decision-referral = скерування
decision-record = запис
decision-decline = відмова
outcome-helped = допомогли
outcome-referred = скеровано
outcome-recorded = записано
outcome-declined = відмовлено
outcome-unreachable = без відповіді
yesno-yes = так
yesno-no = ні
why-news = нове
why-date = дата
why-safer = безпечніше
why-mistake = помилка
why-judgement = оцінка
canned-read = прочитано
canned-more = доповнити
canned-partner = партнер
canned-cannot = неможливо
canned-done = зроблено
field-reliability = достовірність
field-society = суспільство
field-fits = допомога
field-risk = ризик
field-conflict = конфлікт
field-code = код
field-note = примітка

## Готові відповіді: їх читають ті, хто звернувся

canned-text-read = Ми прочитали те, що ви написали, і працюємо над цим. Наступна відповідь теж буде тут, за вашим кодом. Зараз від вас нічого не потрібно.
canned-text-more = Дякуємо, що написали. Щоб рухатися далі, нам треба знати трохи більше: що сталося, коли й де, і що могло б допомогти. Будь ласка, поверніться з вашим кодом і додайте те, що можете. Не розповідайте того, про що не хочете говорити.
canned-text-partner = Ми прочитали те, що ви написали, і шукаємо організацію, яка може допомогти. На це потрібен час. Ми не передаємо нічого, на що ви не дали згоди. Наступна відповідь теж буде тут, за вашим кодом.
canned-text-cannot = Нам дуже шкода: із цим ми допомогти не можемо. Це не означає, що ми вам не віримо або що це не важливо. Якщо щось зміниться, поверніться, будь ласка, з вашим кодом і допишіть. Ми прочитаємо.
canned-text-done = Ми зробили те, що могли. Дякуємо за довіру. Якщо щось зміниться, поверніться, будь ласка, з вашим кодом і допишіть. Ми прочитаємо.

## Сторонні та долучення

stranger = Вітаємо. Тут для вас нічого немає. Якщо вас запросили, надішліть, будь ласка, запрошення точно так, як його отримали.
join-locked = Запрошення дійсне, але прийняти його зараз неможливо. Будь ласка, надішліть його ще раз пізніше.
joined = Вітаємо, { $name }. Вас додано, ваша роль: { role }. Що можна робити, покаже /help.
joined-before = Ви вже з нами, { $name }, ваша роль: { role }. Що можна робити, покаже /help.
vouched = Дякуємо, ваше слово записано ({ $name }). Тепер такий самий рядок має надіслати ще хтось із координації або керівництва, у Signal або за робочим столом, до { $until }. Будь ласка, робіть це лише після особистої зустрічі або розмови, у якій ви впізнали голос. Нижче перша з двох частин запрошення. Вона є тільки у вас: передайте її цій людині віч-на-віч або голосом, якщо впізнаєте її голос, і більше нікому. Якщо ви вже не впевнені: /readmit { $name } { yesno-no }
vouched-before = Ваше слово вже записано ({ $name }). Тепер такий самий рядок має надіслати хтось інший із координації або керівництва, у Signal або за робочим столом, до { $until }. Якщо ви вже не впевнені або загубили свою частину запрошення, візьміть слово назад: /readmit { $name } { yesno-no }
vouch-taken-back = Ваше слово більше не діє ({ $name }). Частина запрошення, яку ви мали, тепер нічого не варта.
readmit-part = { $code }
readmitted = { $name } може повернутися. Передайте, будь ласка, цей рядок особисто або каналом, якому ви обоє довіряєте. Він діє один раз, до { $until }. Ключ для запечатаних файлів доведеться зареєструвати знову.
readmitted-line = /join { $code }
readmitted-by-two = { $name } може повернутися. Нижче друга з двох частин запрошення; першу має { $first }. Передайте кожен свою частину цій людині віч-на-віч або голосом, якщо впізнаєте її голос, і більше нікому, навіть одне одному. Обидві частини, одну за одною, ця людина надсилає боту групи одним рядком: /join ЧАСТИНА1 ЧАСТИНА2. Він діє один раз, до { $until }. Ключ для запечатаних файлів доведеться зареєструвати знову.
readmitted-secret = Новий секрет для автентифікатора, передати лише віч-на-віч; старий більше нічого не вартий: { $secret }

## Довідка

help-heading = Що вам доступно (ваша роль: { role }):
help-command = /{ $command } — { $about }
help-more = /help і назва команди покаже, як її вводити. Великі літери, скісна риска й дефіс не мають значення.
choices = { $argument }: { $choices } (словом або числом)
usage-text = Текст іде до кінця рядка.
usage-names = Можна також називати, в будь-якому порядку: { $names }
usage-field = { $field }: { $about }
usage-name = Ім’я з кількох слів беруть у лапки: «Олена К.»
usage-proof = Щоб підтвердити, що це ви, додайте те, що зараз показує ваш автентифікатор: { field-code }=123456
means-society = чи впливає це на становище громадянського суспільства в країні чи регіоні?
means-fits = яка допомога підійде?
means-risk = хто під загрозою і чому?
means-conflict = чи не надто близька вам ця справа, щоб її оцінювати? Заявлений конфлікт лишається заявленим.
for-example = Наприклад:
words-elsewhere = Цей месенджер може читати все, що тут пишуть. Свої слова, будь ласка, пишіть у Signal або за робочим столом на комп’ютері.
did-you-mean = Можливо, ви мали на увазі { $suggestion }?

about-join = прийняти запрошення
about-help = пояснити всі команди або одну з них
about-queue = показати відкриті справи, найтерміновіші спочатку
about-next = узяти найтерміновішу справу, якою ніхто не займається
about-claim = узяти справу, щоб інші на певний час лишили її вам
about-release = повернути справу до черги
about-show = показати, що відомо про справу, не відкриваючи її
about-open = прочитати всю справу
about-assess = записати власну оцінку справи
about-decide = записати, що вирішила група
about-reply = відповісти тому, хто звернувся: відповідь читають за кодом
about-canned = надіслати тому, хто звернувся, готову відповідь мовою справи
about-close = завершити роботу над справою
about-urgency = змінити терміновість справи
about-alerts = показати тривоги, які на когось чекають, або як минули тривоги щодо однієї справи
about-ack = сказати, що ви взялися, і вимкнути тривогу
about-key = зареєструвати власний ключ, яким запечатують справи для вас
about-readmit = повернути до групи того, кого відсторонено; потрібні двоє з вас

usage-join = /join КОД
usage-help = /help [КОМАНДА]
usage-queue = /queue [ПІСЛЯ-СПРАВИ]
usage-next = /next
usage-claim = /claim СПРАВА
usage-release = /release СПРАВА
usage-show = /show СПРАВА
usage-open = /open СПРАВА
usage-assess = /assess СПРАВА ДОСТОВІРНІСТЬ СУСПІЛЬСТВО ДОПОМОГА,ДОПОМОГА… РИЗИК… [конфлікт=так] [примітка=…]
usage-assess-wordless = /assess СПРАВА ДОСТОВІРНІСТЬ СУСПІЛЬСТВО ДОПОМОГА,ДОПОМОГА… [конфлікт=так]
usage-decide = /decide СПРАВА РІШЕННЯ ОБҐРУНТУВАННЯ…
usage-decide-wordless = /decide СПРАВА РІШЕННЯ
usage-reply = /reply СПРАВА ТЕКСТ…
usage-canned = /canned СПРАВА ВІДПОВІДЬ
usage-close = /close СПРАВА ПІДСУМОК [ПРИМІТКА…] [код=КОД]
usage-close-wordless = /close СПРАВА ПІДСУМОК [код=КОД]
usage-urgency = /urgency СПРАВА ТЕРМІНОВІСТЬ ПРИЧИНА
usage-alerts = /alerts [СПРАВА]
usage-ack = /ack НОМЕР-ТРИВОГИ або СПРАВА, кілька як 17+18
usage-key = /key [КЛЮЧ-AGE КОД]
usage-readmit = /readmit ІМ’Я [ні]

example-join = /join lume-kora-diva-pemo-zula-tiga-nora
example-help = /help assess
example-queue = /queue lumeko-42
example-next = /next
example-claim = /claim lumeko-42
example-release = /release lumeko-42
example-show = /show lumeko-42
example-open = /open lumeko-42
example-assess = /assess lumeko-42 ймовірно так заява,юридична допомога Батько двох дітей, з понеділка під вартою без адвоката конфлікт=ні примітка=Суд у п’ятницю
example-assess-wordless = /assess lumeko-42 ймовірно так заява,юридична допомога конфлікт=ні
example-decide = /decide lumeko-42 лист Два парламенти погодилися підписати
example-decide-wordless = /decide lumeko-42 лист
example-reply = /reply lumeko-42 Ми прочитали ваше звернення і шукаємо адвоката.
example-canned = /canned lumeko-42 прочитано
example-close = /close lumeko-42 допомогли Звільнено у п’ятницю
example-close-wordless = /close lumeko-42 допомогли
example-urgency = /urgency lumeko-42 терміново дата
example-alerts = /alerts
example-ack = /ack 17
example-key = /key age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p 482913
example-readmit = /readmit Олена

## Черга

queue-empty = Відкритих справ немає.
queue-heading = { $count ->
    [one] { $count } відкрита справа, найтерміновіші спочатку:
    [few] { $count } відкриті справи, найтерміновіші спочатку:
   *[other] { $count } відкритих справ, найтерміновіші спочатку:
  }
queue-line = { $urgency ->
    [emergency] !!
    [urgent] !
   *[normal] ·
  } { $reference } · { questionnaire } · { age } · { state }{ $held ->
    [you] {" · "}у вас
    [named] {" · "}тримає { $holder }
    [other] {" · "}тримає хтось інший
   *[nobody] {""}
  }{ $overdue ->
    [yes] {" · "}ПРОСТРОЧЕНО
   *[no] {""}
  }
queue-more = Далі: /queue { $reference }
next-none = На вас нічого не чекає.
claimed = Справа { $reference } ваша до { $until }.
released = Справу { $reference } повернуто до черги.
urgency-changed = { $reference }: { urgency } ({ why }).

## Видимі поля справи

case-heading = { $reference }: { questionnaire }, { urgency }, { state }, мова: { language }, отримано { $received }
case-decision = Рішення: { decision }
case-free = Справою ніхто не займається.
case-held = { $held ->
    [you] Справа у вас до { $until }
    [named] Справу тримає { $holder } до { $until }
   *[other] Справу тримає хтось інший до { $until }
  }
case-assessors = { $count ->
    [0] Оцінок ще немає.
    [one] Оцінку дав { $count } учасник
    [few] Оцінку дали { $count } учасники
   *[other] Оцінку дали { $count } учасників
  }
case-consent = { $use ->
    [refer] Передати організації екстреної допомоги
    [members] Повідомити організації-учасниці
    [un] Подати до процедур ООН
   *[publish] Оприлюднити
  }: { $grant ->
    [yes] так
    [initials] лише з ініціалами
    [full_name] з повним ім’ям
   *[no] НІ
  }
case-deadline = { deadline }: строк до { $due }{ $overdue ->
    [yes] {" · "}ПРОСТРОЧЕНО
   *[no] {""}
  }

## Матеріали справи

record-submission = Надіслано: { questionnaire } (версія { NUMBER($version, useGrouping: 0) }), { language }, { $channel }, { $received }
record-addition = Додано пізніше: { questionnaire } (версія { NUMBER($version, useGrouping: 0) }), { language }, { $channel }, { $received }
answer = { $question } — { $value }
answer-text = { $text }
answer-shown = Вибрано як: { $shown }
answer-asked = Запитано так: { $asked }
answer-skipped = { $question } (пропущено)
answer-date = { $question } — { $date }{ $precision ->
    [unknown_day] {" "}(день невідомий)
    [unknown_month_and_day] {" "}(відомий лише рік)
    [estimate] {" "}(приблизно)
   *[exact] {""}
  }
record-files = Файли. Щоб їх дістати, на комп’ютері: solidarity export { $reference } --as age -o ТЕКА
record-file = { $name } · { $media } · { size } · SHA-256 { $sha256 }… · { $document }
record-file-missing = БРАКУЄ: { $name } · { $media } · { size } · SHA-256 { $sha256 }… · { $document }
record-assessment = Оцінка: { $author }, { $written }
record-decision = Рішення: { decision }, записано: { $author }, { $written }
record-reply = Відповідь: { $author }, { $written }
record-closing = Закрито: { outcome }, { $author }, { $written }
record-words = { $text }

## Оцінки та дії

assessed = Дякуємо. Вашу оцінку справи { $reference } збережено:
assessed-wordless = Дякуємо. Вашу оцінку справи { $reference } збережено.
assessed-enough = Незалежних оцінок: { $have }, достатньо { $need }. Група може вирішувати.
assessed-more = Незалежних оцінок поки що: { $have } з { $need }.
assessment-reliability = Достовірність: { reliability }
assessment-society = Чи впливає на становище громадянського суспільства: { $bears ->
    [yes] { yesno-yes }
   *[no] { yesno-no }
  }
assessment-fits = Яка допомога підійде: { $fits }
assessment-risk = Хто під загрозою і чому: { $text }
assessment-note = Примітка: { $text }
assessment-conflict = Конфлікт інтересів: { $conflict ->
    [yes] ТАК; будь ласка, залиште цю справу іншим
   *[no] { yesno-no }
  }
decided = { $reference }: рішення записано ({ decision }).
replied = { $reference }: відповідь запечатано, вона чекає на того, хто звернувся.
replied-canned = { $reference }: відповідь запечатано, вона чекає на того, хто звернувся (мова: { language }). Вашою мовою в ній сказано:
canned-shown = { $text }
closed = { $reference }: справу закрито ({ outcome }). Дякуємо.

## Власний ключ учасника

key-none = Ви ще не зареєстрували ключа. Із ним цей бот зможе надсилати вам справи так, що відкриє їх лише ваш комп’ютер. Надішліть: /key, рядок вашого ключа, що починається з age1, і шість цифр вашого автентифікатора.
key-known = Ваш ключ зареєстровано. Він закінчується на { $tail }. Будь ласка, порівняйте з ключем на своєму пристрої; якщо там інший, негайно повідомте керівництво. Щоб його змінити: /key, новий ключ і шість цифр вашого автентифікатора.
key-confirm = Цей ключ закінчується на { $tail }. Будь ласка, порівняйте з ключем на своєму пристрої. Його ще не зареєстровано. Надішліть той самий рядок ще раз, а після нього шість цифр, які зараз показує ваш автентифікатор.
key-registered = Ваш ключ зареєстровано. Він закінчується на { $tail }. Будь ласка, порівняйте з ключем на своєму пристрої; якщо там інший, негайно повідомте керівництво. Відтепер запечатане для вас відкриває лише він.
key-classic = Сьогодні він захищає добре. Ключ, що починається з age1pq1, витримає й комп’ютери майбутнього; його створює age 1.3.

## Тривоги

alerts-none = Тривог немає.
alerts-heading = { $count ->
    [one] { $count } тривога на когось чекає:
    [few] { $count } тривоги на когось чекають:
   *[other] { $count } тривог на когось чекають:
  }
alert = { NUMBER($number, useGrouping: 0) } · { $reference } · { age }
watch-alert = ТРИВОГА { NUMBER($number, useGrouping: 0) }{ watch-call }: справа { $reference } вже зараз потребує когось{ watch-step }. Узятися: /ack { NUMBER($number, useGrouping: 0) }
watch-step = { $step ->
    [1] {""}
   *[other] {" "}(крок { $step })
  }
watch-call = { $call ->
    [1] {""}
   *[other] , виклик { $call }
  }
watch-drill = НАВЧАЛЬНА ТРИВОГА { NUMBER($number, useGrouping: 0) }{ watch-call }: ніхто не чекає, ми лише перевіряємо, кого можна докликатися. Будь ласка, дайте відповідь, як у разі справжньої: /ack { NUMBER($number, useGrouping: 0) }
watch-many = ТРИВОГИ: { $count ->
    [one] { $count } справа вже зараз потребує
    [few] { $count } справи вже зараз потребують
   *[other] { $count } справ уже зараз потребують
  } когось. Кожну названо один раз, далі знову й знову найдавніші:
watch-many-line = { $references }. Узятися за { $count ->
    [one] неї
   *[other] них
  }: /ack { $numbers }
watch-silent-many = Тривоги { $numbers } стихли.
watch-silent = Тривога { NUMBER($number, useGrouping: 0) } стихла.
watch-begun = Чергування почалося{ $named ->
    [yes] , чергує { $name }
   *[no] {""}
  }{ $rings ->
    [no] ; тривог немає.
   *[yes] .
  }
watch-relieved = Ви вже не берете участі в роботі групи. Чергування завершено.
watch-nameless = Невідомо, хто саме чергує. Щоб узятися за справу, почніть чергування знову з --as ІМ’Я.
watch-only-ack = На чергуванні приймається лише /ack і номер тривоги. Для всього іншого відкрийте робочий стіл.
acknowledged = { $reference }: ви відгукнулися, тривоги вимкнено. Будь ласка, візьміть справу впродовж 15 хвилин, інакше тривога почнеться знову: /claim { $reference }
acknowledged-before = { $reference }: тут уже нічого не лунає.

## Попередження

alarm-roster = УВАГА: { $count ->
    [one] { $count } запис
    [few] { $count } записи
   *[other] { $count } записів
  } у списку учасників зробила не група. На це не зважаємо; негайно повідомте керівництво.
alarm-document = УВАГА, { $reference }: { $kind ->
    [submission] звернення
    [addition] доповнення
    [attachment] файл
    [assessment] оцінка
    [decision] рішення
    [reply] відповідь
    [action] дія
    [result] підсумок дії
    [request] запитання
    [note] нотатка
    [recusal] заява про конфлікт інтересів
    [referral] скерування
    [review] висновок про скерування
   *[closing] запис про закриття
  } – { $fault ->
    [signature] документ змінено, перенесено з іншої справи або написано кимось стороннім (документ { $document })
    [swapped] документ належить до іншої справи (документ { $document })
    [erased] документ більше не відкрити: його ключ видалено (документ { $document })
    [missing] документа бракує
   *[unreadable] документ не відкривається (документ { $document })
  }. Його не показано. Негайно повідомте керівництво.
alarm-consents = УВАГА, { $reference }: перелік згод змінив хтось сторонній. Насправді згода така:

## Що пішло не так

problem-missing = Бракує: { $argument }
problem-choice = { $argument }: має бути щось із цього: { $choices }
problem-choice-end = { $argument }: забагато слів
problem-twice = { $argument }: вказано двічі
problem-too-long = { $argument }: довше за { $limit } знаків
problem-too-much = Наприкінці зайві слова.
problem-number = { $argument }: має бути число
problem-moment = { $argument }: має бути день, наприклад 2026-12-01 або 1.12.2026, за потреби з часом: 2026-12-01 10:30
problem-time = { $argument }: має бути час, наприклад 08:00
problem-hours = { $argument }: мають бути години, наприклад 22:00-07:00
problem-tag = { $argument }: мітка — це одне слово з 2–24 малих латинських літер, цифр, - і _; між кількома мітками кома
error-command-unknown = Такої команди немає. Усі команди покаже /help.
error-wrong-usage = Команду /{ $command } не виконано.
error-not-allowed = Ваша роль не передбачає /{ $command }. Зверніться, будь ласка, до координації або керівництва.
error-not-holding = Спершу візьміть справу: /claim і її номер.
error-not-opened = Нічого не збережено. Будь ласка, спершу прочитайте справу, а тоді оцінюйте: /open { $reference }
error-not-decided = У цій справі ще немає рішення. Доки його немає, дій не починають, а закрити справу може лише керівництво.
error-conflict = Ви заявили про конфлікт інтересів у цій справі. Будь ласка, залиште її іншим.
error-own-assessment = Вашій оцінці цієї справи більше не можна довіряти, тож ми не можемо виключити конфлікт інтересів. Будь ласка, залиште справу іншим.
error-locked = Ключі групи замкнено, тож нічого не можна відкрити чи записати. Хтось має виконати «solidarity unlock» на комп’ютері групи.
error-case-not-found = Справи з таким номером немає.
error-case-busy = Цю справу саме зараз змінюють інші. Спробуйте, будь ласка, ще раз.
error-illegal-act = { $act ->
    [claim] Цю справу не можна взяти
    [release] Цю справу не можна повернути
    [open] Цю справу не можна відкрити
    [assess] Цю справу не можна оцінити
    [decide] У цій справі не можна ухвалити рішення
    [reply] На цю справу не можна відповісти
    [change_urgency] Терміновість не можна змінити
    [act] У цій справі не можна почати дію
    [result] У цій справі не можна записати підсумок дії
    [withdraw] Цю справу не можна стерти
    [recuse] Із цієї справи не можна вийти
    [assign] Цю справу не можна передати
    [note] До цієї справи нічого не можна записати
    [ask] У цій справі нічого не можна спитати
    [follow] До цієї справи не треба повертатися
    [refer] Цю справу не можна пропонувати партнерам
   *[close] Цю справу не можна закрити
  }: її стан – { state }.{ $state ->
    [received] {" "}Спершу візьміть її: /claim
   *[other] {""}
  }
error-held = { $held ->
    [named] Справу тримає { $holder } до { $until }.
   *[other] Справу тримає хтось інший до { $until }.
  }
error-not-held = Справою ніхто не займається.
error-outcome-refused = Без рішення справу можна закрити лише як «{ outcome-recorded }» або «{ outcome-declined }»; а коли за неї взявся партнер, то і як «{ outcome-referred }».
error-quorum = Незалежних оцінок ще замало: { $have } з { $need }.
error-no-receipt = Відповідь не зміг би прочитати той, хто звернувся: дані про код цієї справи відсутні або пошкоджені. Повідомте керівництво.
error-alert-not-found = Тривоги з таким номером немає.
error-words-refused = Нічого не збережено. { words-elsewhere } Що можна зробити без своїх слів, покаже /help.
error-reason-needed = Будь ласка, додайте обґрунтування. Для відмови досить причини з переліку: { field-why }= (див. /help decide).
error-no-key = Це можна надіслати вам лише запечатаним, а вашого ключа ще не зареєстровано. Дивіться /key
error-key-refused = Це не ключ, яким можна щось запечатати. Ключ – це один рядок, що починається з age1, як його пише age-keygen. Можливо, частина його загубилася.
error-key-secret = Це ТАЄМНА половина вашого ключа. Нічого не збережено. Будь ласка, створіть новий ключ за допомогою age-keygen і більше не користуйтеся старим. Сюди надсилають рядок, що починається з age1.
error-code-refused = Код неправильний або його вже використано. Будь ласка, дочекайтеся наступних шести цифр і перевірте, чи правильно йде годинник вашого пристрою.
error-proof-needed = Нічого не зроблено. Це треба підтвердити: надішліть, будь ласка, рядок ще раз, додавши { field-code }= і шість цифр, які зараз показує ваш автентифікатор.
error-code-wait = Забагато неправильних кодів. Будь ласка, спробуйте за годину. Якщо це були не ви, негайно повідомте керівництво.
error-name-unknown = Нікого з таким іменем у групі немає.
error-name-refused = Ім’я має від 1 до 40 знаків, без розривів рядка.
error-name-taken = Таке ім’я вже хтось має.
error-not-suspended = Цього учасника не відсторонено. Якщо загубилося запрошення, нове дасть комп’ютер групи: solidarity members invite
error-not-vouched = Вашого слова за цього учасника немає, тож брати назад нічого.
error-readmission-needed = Цього учасника відсторонено. Повернути його можуть двоє з координації або керівництва, кожен рядком /readmit та ім’я, у Signal або за робочим столом на комп’ютері.
error-roster-not-empty = Учасники вже є. Попросіть, будь ласка, запрошення в керівництва.
error-temporary = НЕ збережено: база даних зараз недоступна. Будь ласка, спробуйте за хвилину ще раз.
error-line-cut = Цей рядок задовгий для термінала, і його кінець загубився. Нічого не зроблено. Напишіть, будь ласка, коротше.
