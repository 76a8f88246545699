# Робота зі справою: конфлікти, передання, нотатки, запитання, зв’язки, мітки, пошук. Ті самі назви й змінні в усіх мовах.

## Спільні частини

request = { $what ->
    [hearing_date] { request-hearing-date }
    [place] { request-place }
    [name] { request-name }
    [contact] { request-contact }
    [files] { request-files }
    [what_happened] { request-what-happened }
    [news] { request-news }
    [consent_refer] { request-consent-refer }
    [consent_members] { request-consent-members }
    [consent_un] { request-consent-un }
    [consent_publish] { request-consent-publish }
   *[other] { request-other }
  }
tie = { $tie ->
    [duplicate] { tie-duplicate }
    [person] { tie-person }
    [event] { tie-event }
   *[related] { tie-related }
  }
argument-other = номер іншої справи
argument-tags = мітки
argument-tie = що в них спільного
argument-what = про що спитати

## Слова, які вводять учасники

field-state = стан
field-urgency = терміновість
field-kind = вид
field-tag = мітка
field-decision = рішення
field-since = від
field-until = до
field-after = після
means-kind = з чого почалася справа
means-tag = одна або кілька через кому
means-since = отримано цього дня або пізніше, наприклад 2026-12-01
means-until = отримано цього дня або раніше
means-after = останній номер попередньої сторінки
request-hearing-date = дата засідання
request-place = місце
request-name = ім’я
request-contact = контакт
request-files = файли
request-what-happened = що сталося
request-news = новини
request-consent-refer = згода передати
request-consent-members = згода розповісти
request-consent-un = згода для ООН
request-consent-publish = згода опублікувати
request-other = інше
tie-duplicate = дублікат
tie-related = пов’язані
tie-person = особа
tie-event = подія
state-received = отримано
state-assessing = оцінюється
state-decided = вирішено
state-acting = діємо
state-closed = закрито
state-withdrawn = відкликано
opening-appeal = звернення
opening-report = порушення

## Запитання: їх читають ті, хто звернувся

request-text-hearing-date = Коли засідає суд? Напишіть, будь ласка, дату засідання, наскільки вона вам відома.
request-text-place = Де це сталося або де людину тримають зараз? Напишіть, будь ласка, настільки точно, наскільки це для вас безпечно.
request-text-name = Як повністю звати людину, про яку йдеться? Напишіть, будь ласка, як у документах, якщо знаєте.
request-text-contact = Чи є хтось, із ким ми можемо про це зв’язатися, наприклад родичі чи адвокат? Напишіть, будь ласка, хто це і як із ними зв’язатися, якщо вони згодні.
request-text-files = Чи є у вас документи або фотографії про це? Якщо це для вас безпечно, надішліть їх, будь ласка, як файли.
request-text-what-happened = Розкажіть, будь ласка, трохи більше: що сталося, коли й хто це зробив? Не розповідайте того, про що не хочете говорити.
request-text-news = Чи щось змінилося, відколи ви нам написали? Напишіть, будь ласка, як справи зараз.
request-text-consent-refer = Чи можна передати це організації, яка може допомогти, наприклад з адвокатом або з безпекою? Вона побачить відповіді й те, як із вами зв’язатися. Якщо йдеться про когось іншого, відповідайте так, як хоче ця людина або її рідні. { consent-free }
request-text-consent-members = Чи можна розповісти про це організаціям, з якими ми працюємо? Вони можуть писати листи на підтримку. Такі листи йдуть до влади. { consent-free }
request-text-consent-un = Чи можна надіслати це експертам ООН? Вони пишуть владі, і влада дізнається ім’я. Згодом їхній звіт може стати публічним. { consent-free }
request-text-consent-publish = Чи можна писати про це публічно, з повним ім’ям або лише з ініціалами? Тоді це зможуть прочитати всі, і влада теж. { consent-free }
consent-free = Відповісти «ні» теж можна: тоді робитимемо те, що можливо й без цього. Згоду можна відкликати будь-коли, якщо повернутися з кодом. Не вдасться повернути лише те, що інші отримали раніше.
request-text-other = У нас є до вас запитання:

## Довідка

about-conflict = сказати, що справа вам надто близька, і залишити її іншим
about-assign = передати комусь справу
about-note = записати для інших нотатку про справу
about-ask = спитати в того, хто звернувся, чого бракує
about-link = записати, що дві справи пов’язані
about-unlink = записати, що дві справи не мають нічого спільного
about-tag = дати справі мітки
about-untag = зняти зі справи мітки
about-find = знайти справи за тим, що відомо без відкриття
about-who = знайти справи про людину, хоч би як писалося її ім’я
usage-conflict = /conflict СПРАВА
usage-assign = /assign СПРАВА ІМ’Я
usage-note = /note СПРАВА ТЕКСТ…
usage-ask = /ask СПРАВА ПРО-ЩО [ТЕКСТ…]
usage-ask-wordless = /ask СПРАВА ПРО-ЩО
usage-link = /link СПРАВА ІНША-СПРАВА ЗВ’ЯЗОК
usage-unlink = /unlink СПРАВА ІНША-СПРАВА
usage-tag = /tag СПРАВА МІТКА,МІТКА…
usage-untag = /untag СПРАВА МІТКА,МІТКА…
usage-find = /find [стан=…] [терміновість=…] [вид=…] [мітка=…] [рішення=…] [від=…] [до=…] [після=…]
usage-who = /who ІМ’Я…
example-conflict = /conflict lumeko-42
example-assign = /assign lumeko-42 Олена
example-note = /note lumeko-42 Адвокатка передзвонить у понеділок.
example-ask = /ask lumeko-42 дата засідання І який це суд?
example-ask-wordless = /ask lumeko-42 дата засідання
example-link = /link lumeko-42 sotiva-07 особа
example-unlink = /unlink lumeko-42 sotiva-07
example-tag = /tag lumeko-42 journalist,hearing
example-untag = /untag lumeko-42 hearing
example-find = /find стан=закрито мітка=journalist від=2026-10-01
example-who = /who Оксана Щербак

## Справа

case-tags = Мітки: { $tags }
case-linked = { tie }: { $other }
case-alike = Можливо, про ту саму людину, що й { $other }. Якщо так: /link { $reference } { $other } { tie-person }. Якщо ні: /unlink { $reference } { $other }
case-request = Ми спитали ({ $asked }), відповіді ще немає: { request }
record-assessments-hidden = { $count ->
    [one] Ще { $count } оцінка від когось іншого.
    [few] Ще { $count } оцінки від інших.
    [many] Ще { $count } оцінок від інших.
   *[other] Ще { $count } оцінки від інших.
  } Ви побачите їх, коли запишете власну: спершу кожен оцінює сам.
record-note = Нотатка: { $author }, { $written }
record-recusal = Конфлікт інтересів: { $author } більше не має стосунку до цієї справи, { $written }
record-question = Запитання до того, хто звернувся ({ request }): { $author }, { $written }

## Відповіді

conflict-declared = Дякуємо. До справи { $reference } ви більше не повертаєтеся; нею займуться інші.
conflict-actions = Те, чим ви там займалися, мають перебрати інші; їм про це нагадають:
conflict-declared-before = Ви вже залишили справу { $reference } іншим.
assigned = Справа { $reference } тепер у руках { $name }, до { $until }.
noted = { $reference }: нотатку збережено.
asked = { $reference }: запитання запечатано, воно чекає на того, хто звернувся (мова: { language }). Вашою мовою в ньому сказано:
asked-shown = { $text }
linked = { $reference } і { $other }: { tie }.
parted = { $reference } і { $other }: нічого спільного.
tagged = Мітки справи { $reference }: { $tags }
tagged-none = Справа { $reference } не має міток.
find-none = Таких справ немає.
find-heading = { $count ->
    [one] { $count } справа:
    [few] { $count } справи, найтерміновіші спочатку:
    [many] { $count } справ, найтерміновіші спочатку:
   *[other] { $count } справи, найтерміновіші спочатку:
  }
find-more = Далі: той самий рядок і { field-after }={ $reference }
who-none = Не знаємо жодної справи про людину з таким ім’ям.
who-heading = { $count ->
    [one] { $count } справа, можливо, про людину з таким ім’ям:
    [few] { $count } справи, можливо, про людину з таким ім’ям, найімовірніші спочатку:
    [many] { $count } справ, можливо, про людину з таким ім’ям, найімовірніші спочатку:
   *[other] { $count } справи, можливо, про людину з таким ім’ям, найімовірніші спочатку:
  }
who-line = { $parts ->
    [1] Ім’я збігається
    [2] { $shared ->
        [2] Збігаються обидві частини імені
       *[other] Збігається одна з двох частин імені
      }
   *[other] Збіглося частин імені: { $shared } із { $parts }
  }

## Що буває не так

error-assignee-barred = У цієї людини конфлікт інтересів у цій справі. Будь ласка, виберіть когось іншого.
error-question-needed = Напишіть, будь ласка, власними словами, що ви хочете знати. { words-elsewhere }
error-same-case = Це одна й та сама справа. Назвіть, будь ласка, дві.
error-tag-unknown = Такої мітки в групи немає.{ $suggestion ->
    [none] {""}
   *[other] {" "}{ did-you-mean }
  } Є такі: { $tags }
error-name-needed = Тут немає імені. Введіть, будь ласка, ім’я або його частину в будь-якому написанні.
