# Рішення, дії та те, для чого потрібні двоє. У кожній мові ті самі ідентифікатори й змінні: tests/triage/test_catalogue.py.

## Спільні частини

action = { $action ->
    [statement] { action-statement }
    [letter] { action-letter }
    [mission] { action-mission }
    [awareness] { action-awareness }
    [legal] { action-legal }
    [material] { action-material }
    [referral] { action-referral }
    [un] { action-un }
    [media] { action-media }
    [contact] { action-contact }
   *[other] { action-other }
  }
status = { $status ->
    [ongoing] { status-ongoing }
    [done] { status-done }
    [failed] { status-failed }
   *[cancelled] { status-cancelled }
  }
declined = { $declined ->
    [outside] { declined-outside }
    [money] { declined-money }
    [unclear] { declined-unclear }
    [another] { declined-another }
    [unsafe] { declined-unsafe }
    [duplicate] { declined-duplicate }
    [consent] { declined-consent }
   *[other] { declined-other }
  }
part = { $argument ->
    [to] { field-to }
    [signed] { field-signed }
    [court] { field-court }
    [date] { field-date }
    [goes] { field-goes }
    [partner] { field-partner }
    [due] { field-due }
    [why] { field-why }
    [reply] { field-reply }
    [response] { field-response }
    [impact] { field-impact }
   *[parties] { field-parties }
  }
proposal = { $proposal ->
    [export] вивантажити цілком справу
    [erase] стерти справу
   *[refer] скерувати справу
  }

## Слова, які вводять учасники

action-statement = заява
action-letter = лист
action-mission = місія
action-awareness = інформування
action-legal = юридична допомога
action-material = матеріальна допомога
action-referral = скерування
action-un = ООН
action-media = медіа
action-contact = розмова
action-other = інше
status-ongoing = триває
status-done = зроблено
status-failed = не вдалося
status-cancelled = скасовано
declined-outside = не наше
declined-money = гроші
declined-unclear = незрозуміло
declined-another = зроблять інші
declined-unsafe = небезпечно
declined-duplicate = повтор
declined-consent = без згоди
declined-other = інше
field-to = кому
field-signed = підписи
field-court = суд
field-date = дата
field-goes = їде
field-partner = партнер
field-due = строк
field-why = чому
field-reply = відповідь
field-again = знову
field-owner = відповідає
field-priority = пріоритет
field-text = текст
field-response = реакція
field-impact = вплив
field-parties = адресати
argument-kind = вид
argument-number = номер
argument-status = стан
means-to = для кого це
means-signed = хто підписує
means-court = де засідання
means-date = якого дня, наприклад 2026-12-01 10:30
means-goes = хто їде
means-partner = через кого надходить допомога
means-due = до якого дня, наприклад 2026-12-01
means-why = при відмові: чому; тому, хто звернувся, про це скажуть доброзичливо
means-reply = при відмові: ні, якщо того, хто звернувся, не слід повідомляти
means-again = так, щоб іще раз вирішити те, що вже вирішено
means-owner = хто за це відповідає; ви, якщо нікого не назвати
means-priority = наскільки це терміново
means-text = що саме
means-response = що відповіли
means-impact = що це змінило для людини
means-parties = до кого зверталися

## Готові відмови, як їх читає той, хто звернувся

declined-text-outside = Ми уважно прочитали те, що ви написали. Це виходить за межі того, що може наша невелика група, і нам дуже шкода, що ми не можемо за це взятися. Це не означає, що ми вам не віримо чи що це неважливо. Якщо щось зміниться, будь ласка, поверніться зі своїм кодом і допишіть. Ми прочитаємо.
declined-text-money = Ми уважно прочитали те, що ви написали. У нас немає грошей, які ми могли б дати, і нам дуже шкода, що з цим ми не можемо допомогти. Якщо допомогло б щось інше, наприклад лист чи адвокат, будь ласка, поверніться зі своїм кодом і допишіть. Ми прочитаємо.
declined-text-unclear = Ми уважно прочитали те, що ви написали. Нам поки не вдалося достатньо зрозуміти, що сталося або що допомогло б. Ви нічого не зробили не так: про таке важко розповідати. Якщо можете й хочете розповісти більше, будь ласка, поверніться зі своїм кодом і допишіть. Ми розглянемо все наново.
declined-text-another = Ми уважно прочитали те, що ви написали. Цим займаються інші, і роблять це краще, ніж змогли б ми, тож ми лишаємо це їм. Якщо хочете знати, до кого можна звернутися, будь ласка, поверніться зі своїм кодом і запитайте. Ми прочитаємо.
declined-text-unsafe = Ми уважно прочитали те, що ви написали. Зараз ми не бачимо, як допомогти, не наразивши на небезпеку вас чи інших, і не хочемо йти на цей ризик за вас. Якщо щось зміниться, будь ласка, поверніться зі своїм кодом і допишіть. Ми прочитаємо.
declined-text-duplicate = Ми уважно прочитали те, що ви написали. Цим займаються разом із тим, що нам уже відомо, тож нічого не втрачено, і зараз вам не треба нічого робити. Якщо щось зміниться, будь ласка, поверніться зі своїм кодом і допишіть. Ми прочитаємо.
declined-text-consent = Ми уважно прочитали те, що ви написали. Щоб допомогти, нам довелося б розповісти про це іншим, а на це ви не погодилися. Це ваше право, і ми нічого не робимо проти вашої волі. Якщо колись ви вирішите інакше, будь ласка, поверніться зі своїм кодом і допишіть. Ми прочитаємо.
declined-text-other = Ми уважно прочитали те, що ви написали. Нам дуже шкода: ми не можемо з цим допомогти. Це не означає, що ми вам не віримо чи що це неважливо. Якщо щось зміниться, будь ласка, поверніться зі своїм кодом і допишіть. Ми прочитаємо.

## Що роблять команди

about-action = записати, що хтось робить у справі
about-actions = показати, що робиться, в усіх справах або в одній
about-result = записати, що вийшло з дії
about-export = вивантажити справу цілком; потрібні двоє з вас
about-erase = стерти справу назавжди; потрібні двоє з вас
about-proposals = показати, що чекає на другого з двох
about-approve = погодити: запропоноване буде зроблено
about-refuse = відхилити пропозицію або відкликати власну
usage-action = /action СПРАВА ВИД [відповідає=ІМ’Я] [строк=ДЕНЬ] [текст=…]
usage-action-wordless = /action СПРАВА ВИД [строк=ДЕНЬ]
usage-actions = /actions [СПРАВА]
usage-result = /result НОМЕР СТАН [реакція=…] [вплив=…]
usage-result-wordless = /result НОМЕР СТАН
usage-export = /export СПРАВА код=КОД
usage-erase = /erase СПРАВА код=КОД
usage-proposals = /proposals
usage-approve = /approve НОМЕР код=КОД
usage-refuse = /refuse НОМЕР
example-action = /action lumeko-42 лист відповідає=Олена строк=2026-12-01 текст=До двох парламентів
example-action-wordless = /action lumeko-42 лист строк=2026-12-01
example-actions = /actions lumeko-42
example-result = /result 3 зроблено дата=2026-11-30 реакція=Міністерство звернулося до суду вплив=Адвоката допустили
example-result-wordless = /result 3 зроблено дата=2026-11-30
example-export = /export lumeko-42 код=482913
example-erase = /erase lumeko-42 код=482913
example-proposals = /proposals
example-approve = /approve 3 код=482913
example-refuse = /refuse 3

## Рішення

decided-told = Тому, хто звернувся, про це доброзичливо скажуть; мова: { language }.
decision-why = Чому: { declined }
record-field = { part }: { $text }

## Дії

action-line = { NUMBER($number, useGrouping: 0) } · { $reference } · { action } · { status } · { urgency }{ $held ->
    [you] {" · "}ваше
    [named] {" · "}{ $holder }
   *[other] {" · "}у когось іншого
  } · строк до { $due }{ $overdue ->
    [yes] {" · "}ПРОСТРОЧЕНО
   *[no] {""}
  }
action-begun = Збережено. Щоб записати, що з цього вийшло: /result, номер і стан.
actions-none = Зараз нічого не робиться.
actions-heading = { $count ->
    [one] { $count } дія:
    [few] { $count } дії:
    [many] { $count } дій:
   *[other] { $count } дії:
  }
actions-more = Є ще: /actions і номер справи.
result-noted = Дякуємо. Збережено:
record-action = Дія { NUMBER($number, useGrouping: 0) }: { action }, { urgency }, відповідає { $owner }, строк до { $due }; записано: { $author }, { $written }
record-result = Що вийшло з дії { NUMBER($number, useGrouping: 0) }: { status }; записано: { $author }, { $written }

## Для чого потрібні двоє

proposed = Пропозиція { NUMBER($number, useGrouping: 0) }: { proposal } { $reference }. Поки що нічого не сталося. Хтось інший із координації чи керівництва може погодити її до { $until }: /approve { NUMBER($number, useGrouping: 0) }. Щоб відкликати: /refuse { NUMBER($number, useGrouping: 0) }
proposals-none = Ніщо не чекає на другого з вас.
proposals-heading = { $count ->
    [one] { $count } пропозиція чекає на другого з вас:
    [few] { $count } пропозиції чекають на другого з вас:
    [many] { $count } пропозицій чекають на другого з вас:
   *[other] { $count } пропозиції чекають на другого з вас:
  }
proposal-line = { NUMBER($number, useGrouping: 0) } · { $reference } · { proposal } · { $held ->
    [you] ваша власна
    [named] від: { $holder }
   *[other] від когось іншого
  } · до { $until }
approved = Погоджено: { NUMBER($number, useGrouping: 0) }, { proposal } { $reference }.
approved-export = Той, хто пропонував, тепер може вивантажити { $reference } тим самим рядком, що й раніше.
proposal-refused = { NUMBER($number, useGrouping: 0) } відхилено: { proposal } { $reference }. Нічого не сталося.
proposal-taken-back = Ви відкликали { NUMBER($number, useGrouping: 0) }: { proposal } { $reference }. Нічого не сталося.
exported = { $reference }: справа цілком. Будь ласка, зберігайте її там, де її не прочитає ніхто інший.
erased = Справу { $reference } стерто. Лише журнал ще знає, що вона була.
alarm-proposals = УВАГА: { $count ->
    [one] { $count } пропозицію
    [few] { $count } пропозиції
    [many] { $count } пропозицій
   *[other] { $count } пропозиції
  } написала не група. На це не зважаємо; негайно повідомте керівництво.

## Що буває не так

error-not-owning = За це відповідає хтось інший. Будь ласка, залиште це тій людині або зверніться до координації.
error-field-refused = У рішення виду «{ decision }» немає частини «{ part }».
error-decided-before = Уже вирішено: { decision }. Нічого не збережено. Щоб вирішити знову, додайте { field-again }={ yesno-yes }
error-date-refused = Цей день уже минув. Будь ласка, назвіть такий, що ще попереду.
error-consent-missing = Нічого не збережено: той, хто звернувся, на це не погодився. { case-consent } Щоб про це спитати: /ask { $reference } { $what }
error-owner-refused = У цій справі ця людина не може за це відповідати. Будь ласка, назвіть іншу.
error-action-not-found = Дії з таким номером немає.
error-action-settled = Що вийшло з цієї дії, вже записано. Будь ласка, почніть нову.
error-actions-open = { $count ->
    [one] У цій справі ще триває { $count } дія: { $numbers }
    [few] У цій справі ще тривають { $count } дії: { $numbers }
    [many] У цій справі ще триває { $count } дій: { $numbers }
   *[other] У цій справі ще тривають { $count } дії: { $numbers }
  }. Будь ласка, запишіть, що вийшло, або скасуйте: /result, номер і стан
error-proposal-not-found = Пропозиції з таким номером, яка б чекала, немає.
error-proposal-waits = Це вже запропоновано під номером { NUMBER($number, useGrouping: 0) }. Погодити може хтось інший із координації чи керівництва.
error-proposal-own = Це ваша власна пропозиція. Будь ласка, зверніться до когось іншого з координації чи керівництва.
error-proposal-gone = Відтоді змінилися роль, ключ або доступ того, хто це пропонував. Будь ласка, відхиліть пропозицію, а якщо це ще потрібно, запропонуйте знову.
