# Партнери та справи, які їм пропонують. Ті самі назви й змінні в усіх мовах: tests/triage/test_catalogue.py.

## Спільні частини

offer-state = { $state ->
    [prepared] ще не запитано
    [offered] запитано
    [handed] передано
    [accepted] ПОГОДЖЕНО
    [declined] відмова
    [expired] вчасно не відповіли
   *[revoked] відкликано
  }
verdict = { $verdict ->
    [ok] { verdict-ok }
   *[wrong] { verdict-wrong }
  }

## Слова, які вводять учасники

aid-physical = безпека
aid-digital = цифрова безпека
aid-legal = юридична
aid-medical = медична
aid-family = родина
aid-transport = перевезення
aid-relocation = переїзд
aid-training = навчання
aid-monitoring = спостереження
aid-advocacy = адвокація
aid-material = матеріальна
aid-other = інше
verdict-ok = правильно
verdict-wrong = неправильно
field-override = попри
means-override = чому справу передають далі, хоча людина на це не погодилася; лише коли життя чи свобода під загрозою. Людині про це скажуть.
argument-partners = партнери
argument-answer = «так» чи «ні» і код
argument-verdict = висновок

## Що читає той, хто звернувся

told-override = Ми прочитали те, що ви написали. Оскільки життя чи свобода під загрозою, ми звернулися до організації, яка допомагає в таких випадках, хоча ви на це не погоджувалися. Їй передано, що сталося, але не те, як із вами зв’язатися. Якщо ви проти або хочете щось додати, поверніться, будь ласка, з вашим кодом.

## Що партнер читає в пакеті

told-answering = Як відповісти: напишіть «так { $code }», якщо беретеся за це, або «ні { $code }», якщо не можете. Напишіть це будь-якому ботові нашої групи або скажіть тому з групи, хто приніс вам цей файл. Будь ласка, дайте відповідь протягом { $hours ->
    [one] { $hours } години
   *[other] { $hours } годин
  } після того, як він до вас надійшов.

## Довідка

about-partners = показати організації, які можуть узяти справу
about-verified = записати, що ви перевірили відомості про партнера
about-match = показати, які партнери підходять до справи і чому
about-refer = запропонувати справу партнерам, одному за одним; для цього потрібні двоє, а за негайної загрози досить одного відповідального за скерування
about-offers = показати, як просуваються запити до партнерів у справі
about-handed = записати, що ви передали пакет
about-answer = записати, що вам сказав партнер, з його кодом
about-revoke = відкликати те, на що жоден партнер ще не погодився
about-review = сказати, чи правильно хтось із вас скерував справу без інших
usage-partners = /partners [НАЗВА]
usage-partners-wordless = /partners
usage-verified = /verified НАЗВА
usage-match = /match СПРАВА
usage-refer = /refer СПРАВА [ПАРТНЕР, ПАРТНЕР…] [попри=…] код=КОД
usage-refer-wordless = /refer СПРАВА код=КОД
usage-offers = /offers СПРАВА
usage-handed = /handed НОМЕР
usage-answer = /answer КОД так чи ні
usage-revoke = /revoke СПРАВА
usage-review = /review СПРАВА ВИСНОВОК [ТЕКСТ…]
usage-review-wordless = /review СПРАВА ВИСНОВОК
example-partners = /partners "Відчинені двері"
example-partners-wordless = /partners
example-verified = /verified "Відчинені двері"
example-match = /match lumeko-42
example-refer = /refer lumeko-42 Відчинені двері, Тиха гавань код=482913
example-refer-wordless = /refer lumeko-42 код=482913
example-offers = /offers lumeko-42
example-handed = /handed 12
example-answer = /answer bado-kemi-luna-tiso так
example-revoke = /revoke lumeko-42
example-review = /review lumeko-42 правильно Я вирішив би так само
example-review-wordless = /review lumeko-42 правильно

## Партнери

partners-none = Жодного партнера ще не внесено. Це роблять на комп’ютері групи: solidarity partners add
partners-heading = { $count ->
    [one] { $count } партнер:
    [few] { $count } партнери:
   *[other] { $count } партнерів:
  }
partner-line = { $name }
partner-offers = Допомога: { $offers }
partner-places = { $known ->
    [yes] Працює тут: { $places }
   *[no] Працює будь-де
  }
partner-languages = Мови: { $languages }
partner-reach = { $reach ->
    [signal] Запитують у Signal
   *[hand] Пакет передає хтось із групи
  }
partner-age = Востаннє перевірено: { age } тому
partner-verified = Записано, дякуємо: відомості про партнера «{ $name }» правильні.
alarm-partners = { $count ->
    [one] УВАГА: { $count } рядок про партнера не підписаний цією групою; його не враховано. Скажіть керівникові.
    [few] УВАГА: { $count } рядки про партнерів не підписані цією групою; їх не враховано. Скажіть керівникові.
   *[other] УВАГА: { $count } рядків про партнерів не підписані цією групою; їх не враховано. Скажіть керівникові.
  }
match-heading = { $reference }: { $count ->
    [0] жоден партнер не підходить. Партнерів можна назвати самостійно або внести на комп’ютері групи: solidarity partners add
    [one] підходить { $count } партнер.
    [few] підходять { $count } партнери, найкращий перший.
   *[other] підходять { $count } партнерів, найкращий перший.
  }
match-wanted = Що шукаємо: { $aids } · { $places }
match-aids = Бо надає: { $aids }
match-place = Бо працює там: { $place }
match-anywhere = Працює будь-де
match-language = Працює мовою справи
match-stale = Відомості не перевірено вже { age }

## Запити до партнерів

referral-begun = { $reference }: справу пропонують партнерам, одному за одним. Те, що вони отримають, запечатано, кожному його ключем. Як це просувається: /offers { $reference }
referral-review = Ви вирішили це без інших. До { $until } на це подивиться ще хтось зі скерування, координації або керівництва.
referral-event = { $reference }: { $step ->
    [asked] партнера запитують.
    [carry] наступного партнера бот запитати не може. Будь ласка, передайте пакет; отримати його: /offers { $reference }{ $number ->
        [0] {""}
       *[other] {"; "}на комп’ютері групи: solidarity partners hand { NUMBER($number, useGrouping: 0) } -o ТЕКА
      }
    [partly] партнера запитують, але деякі файли завеликі для Signal. Будь ласка, передайте їх. На комп’ютері групи: solidarity partners hand { NUMBER($number, useGrouping: 0) } -o ТЕКА
    [accepted] партнер УЗЯВ СПРАВУ.
    [declined] партнер не може допомогти.
    [expired] партнер не відповів вчасно.
    [forgotten] пакет ніхто вчасно не передав, тож цього партнера не запитано.
    [exhausted] БІЛЬШЕ НЕМАЄ КОГО ЗАПИТАТИ. Треба подумати ще раз: /match { $reference }
   *[stopped] партнерам більше нічого не передається: справу закрито або людина більше не погоджується. Якщо ви вже передали пакет, скажіть, будь ласка, партнерові, що це вже не чинне.
  }{ $number ->
    [0] {""}
   *[other] {" "}(запит { NUMBER($number, useGrouping: 0) })
  }
offers-none = { $reference }: цю справу ще не пропонували жодному партнерові.
offers-heading = { $reference }: запити до партнерів по черзі
offers-review = Хтось із вас вирішив це без інших; це ще має перевірити інша людина: /review { $reference }
offer-named = { NUMBER($number, useGrouping: 0) } · { $name } · { offer-state }
offer-line = { NUMBER($number, useGrouping: 0) } · { offer-state }
offer-until = Відповіді чекаємо до { $until }
offer-carry = Будь ласка, передайте запечатані файли; відкрити їх може лише партнер. Потім напишіть: /handed { NUMBER($number, useGrouping: 0) } На комп’ютері групи: solidarity partners hand { NUMBER($number, useGrouping: 0) } -o ТЕКА
offer-handed = Дякуємо. Запит { NUMBER($number, useGrouping: 0) } передано. Відповіді чекаємо до { $until }: партнер скаже вам «так» чи «ні» і код із пакета, а ви надішлете це командою /answer
offer-answered = Записано, дякуємо. Запит { NUMBER($number, useGrouping: 0) }: { $answer ->
    [yes] партнер бере справу.
   *[no] партнер не може допомогти. Запитаємо наступного.
  }
referral-revoked = { $reference }: відкликано все, на що жоден партнер ще не погодився.{ $handed ->
    [yes] {" "}Будь ласка, скажіть також партнерові, якому передано пакет, що це вже не чинне.
   *[no] {""}
  }
referral-reviewed = { $reference }: записано, дякуємо: { verdict }.{ $verdict ->
    [wrong] {" "}Те, на що партнер ще не погодився, можна відкликати: /revoke { $reference }
   *[ok] {""}
  }
partner-thanks = Дякуємо, записано: { $answer ->
    [yes] так
   *[no] ні
  }.
partner-unknown = Цей код невідомий або застарів.

## Запис справи

record-referral = Партнерам ({ $count }), { $author }, { $written }: { $agreed ->
    [no] БЕЗ згоди того, хто звернувся
   *[yes] зі згодою того, хто звернувся
  }
record-review = Перевірено згодом, { $author }, { $written }: { verdict }

## Що не так

error-partner-not-found = Партнера з такою назвою не знайдено. Список: /partners
error-partner-none = Жоден із відомих партнерів не підходить до цієї справи. Партнерів можна назвати після номера справи.
error-referral-runs = Цю справу вже пропонують партнерам: /offers
error-override-refused = Без згоди людини нічого не передається далі, хіба що під загрозою життя чи свобода. Щоб про це спитати: /ask { $reference } consent_refer
error-override-idle = Людина погодилася, тож обходити нічого. Будь ласка, не пишіть { field-override }=
error-override-words = Людина на це не погодилася. Оскільки під загрозою життя чи свобода, справу все ж можна передати, з поясненням своїми словами, у Signal або за робочим столом: { field-override }= Людині про це скажуть. Щоб про це спитати: /ask { $reference } consent_refer
error-referral-empty = Нічому з написаного людиною вже не можна довіряти, тож передавати нічого. Скажіть керівникові.
error-offer-not-found = Немає запиту з таким номером, який цього чекає.
error-answer-refused = Цей код невідомий, уже використаний або застарів.
error-answer-unread = Будь ласка, напишіть код партнера і «так» чи «ні». Наприклад: { example-answer }
error-revoke-nothing = У цій справі вже нічого не можна відкликати.
error-review-nothing = У цій справі немає скерування, яке чекає на перевірку.
error-review-own = Ви вирішили це самі. Будь ласка, попросіть іншу людину зі скерування, координації або керівництва.
