# Хто чергує: що читають учасники. Ті самі назви й змінні в кожній мові: tests/triage/test_catalogue.py.

duty-label = { $duty ->
    [on_call] { duty-on-call }
   *[backup] { duty-backup }
  }
duty-who = { $held ->
    [you] ви
    [named] { $holder }
    [everybody] усі
   *[other] інша людина
  }

## Що можна ввести

duty-on-call = чергування
duty-backup = резерв
days-mon = пн
days-tue = вт
days-wed = ср
days-thu = чт
days-fri = пт
days-sat = сб
days-sun = нд
days-workdays = будні
days-weekend = вихідні
days-daily = щодня
off-off = вимкнути
pager-off = вимкнути
pager-test = перевірити

argument-days = дні
argument-hours = години
argument-duty = вид чергування
argument-zone = часовий пояс
argument-shift = номер зміни
argument-day = день
argument-swap = номер обміну
argument-off = вимкнути
argument-pager = що зробити
argument-url = URL

about-duty = показати, хто чергує зараз і наступного тижня
about-shift = призначити учасникові чергування в певні дні щотижня
about-unshift = прибрати зміну з розкладу
about-swap = попросити іншого учасника взяти вашу зміну одного дня
about-take = узяти зміну, яку вас просять узяти
about-zone = сказати, у якому ви часовому поясі
about-quiet = сказати, коли не надсилати вам нагадувань; тривоги надходять завжди
about-pager = отримувати виклики від служби, яку чути й тоді, коли звук телефона вимкнено
about-drill = викликати всіх, як у разі невідкладної справи, щоб побачити, хто почує

usage-duty = /duty
usage-shift = /shift ІМ’Я ДНІ ГОДИНИ [ВИД-ЧЕРГУВАННЯ] [ЧАСОВИЙ-ПОЯС]
usage-unshift = /unshift НОМЕР
usage-swap = /swap ДЕНЬ ІМ’Я
usage-take = /take НОМЕР
usage-zone = /zone [ЧАСОВИЙ-ПОЯС]
usage-quiet = /quiet [ГОДИНИ або вимкнути]
usage-pager = /pager [вимкнути або перевірити або URL] код=КОД
usage-pager-wordless = /pager [вимкнути або перевірити] код=КОД
usage-drill = /drill

example-duty = /duty
example-shift = /shift Олена пн,ср,пт 22:00-07:00 резерв Europe/Kyiv
example-unshift = /unshift 4
example-swap = /swap 2026-12-24 Олена
example-take = /take 2
example-zone = /zone Europe/Kyiv
example-quiet = /quiet 22:00-07:00
example-pager = /pager ntfys://a-topic-that-nobody-guesses?priority=max код=482913
example-pager-wordless = /pager перевірити код=482913
example-drill = /drill

## Розклад

duty-now = Зараз чергують:
duty-nobody = Зараз НІХТО не чергує. Невідкладна справа викличе тих, хто передає справи далі, або всіх.
duty-next = Далі:
duty-stint = { duty-label }: { duty-who }, з { $start } до { $end }
duty-shifts = Щотижня:
duty-shift = { NUMBER($number, useGrouping: 0) } · { duty-who } · { $days } · { $start }–{ $end } ({ $zone }) · { duty-label }
duty-swap-asked = Обмін { NUMBER($number, useGrouping: 0) } ({ duty-who }): вас просять узяти зміну. Узяти її: /take { NUMBER($number, useGrouping: 0) }
duty-swap-waits = Обмін { NUMBER($number, useGrouping: 0) } ще чекає на згоду ({ duty-who }). Доки її немає, зміна ваша.
duty-staffed = Упродовж наступних семи днів хтось чергує щогодини.
duty-gaps = Упродовж наступних семи днів НІХТО не чергує:
duty-gap = з { $start } до { $end }
duty-zone = Час подано для { $zone }. Ваш пояс інший? /zone
shift-added = Зміну внесено до розкладу:
shift-dropped = Зміну { NUMBER($number, useGrouping: 0) } прибрано з розкладу.
swap-asked = Обмін { NUMBER($number, useGrouping: 0) } ({ duty-who }): цю зміну можна взяти командою /take { NUMBER($number, useGrouping: 0) }. Будь ласка, повідомте про це. Доти вона ваша.
swap-taken = Дякуємо. Тепер ця зміна ваша:

## Власні години та пейджер

zone-is = Ваш часовий пояс: { $zone }; там зараз { $now }.
quiet-is = З { $start } до { $end } ({ $zone }) ви не отримуєте нічого нетермінового. Тривоги надходять завжди.
quiet-off = У вас немає тихих годин.
pager-set = Ваш пейджер збережено. Йому повідомляють лише те, що хтось потрібен, і нічого більше. Будь ласка, перевірте його: /pager перевірити
pager-known = У вас є пейджер.
pager-none = У вас немає пейджера.
pager-tested = Зараз вас двічі викликають на всіх ваших каналах і на пейджері. Щось мовчить? Тоді, будь ласка, перегляньте його налаштування.

## Навчальні тривоги та як минули тривоги

drill-begun = Навчальну тривогу { $reference } розпочато. Викликають тих самих людей, що й у невідкладній справі, крок за кроком, доки хтось не введе /ack і номер. Як вона минула: /alerts { $reference }
acknowledged-drill = { $reference }: дякуємо, це була навчальна тривога. Ніхто не чекає. Як вона минула: /alerts { $reference }
alert-drill = { NUMBER($number, useGrouping: 0) } · { $reference } · { age } · навчальна
history-none = { $reference }: тривог не було.
history = { $kind ->
    [drill] Навчальна тривога { $reference }, { $at }
   *[case] { $reference }, { $at }
  }
history-called = { $at } · тривога { NUMBER($number, useGrouping: 0) }, крок { $step }: { duty-who }
history-spared = тривога { NUMBER($number, useGrouping: 0) }, крок { $step }: { duty-who } · не знадобилося
history-to-come = тривога { NUMBER($number, useGrouping: 0) }, крок { $step }: { duty-who } · виклик ще попереду
history-call = { duty-who } · { $channel ->
    [telegram] Telegram
    [signal] Signal
    [pager] пейджер
   *[other] { $channel }
  } · { $count ->
    [one] { $count } раз
    [few] { $count } рази
   *[other] { $count } разів
  } · { $at }{ $count ->
    [1] {""}
   *[other] {" "}– { $until }
  }
history-unheard = виклику не було на жодному каналі; можливо, тривогу бачили на терміналі
history-taken = { $at } · відгук: { duty-who }, через { age }
history-rings = Тривога триває, поки ніхто не відгукнувся.
history-open = Ніхто не відгукнувся.

## Що може піти не так

alarm-rota = УВАГА: { $count ->
    [one] { $count } запис
    [few] { $count } записи
   *[other] { $count } записів
  } у розкладі чергувань зроблено не групою. Ми на це не зважаємо; негайно скажіть керівникові.
error-not-for-duty = Звичайний учасник не може взятися за невідкладну справу, тому чергування йому не призначають.
error-shift-not-found = Зміни з таким номером немає. Зміни показує /duty
error-no-shift-then = У вас немає зміни цього дня, яка ще попереду. Зміни показує /duty
error-swap-with-oneself = Це ви.
error-swap-not-found = Обміну з таким номером у вас не просять, або вже запізно. Що на вас чекає, показує /duty
error-zone-not-found = Такого часового поясу немає. { $suggestion ->
    [none] Будь ласка, напишіть так: Europe/Kyiv
   *[other] Можливо, { $suggestion }?
  }
error-quiet-for-ever = Такі тихі години тривали б цілу добу, і жодне нагадування до вас не дійшло б. Будь ласка, назвіть коротші, наприклад 22:00-07:00.
error-pager-refused = Це не URL пейджера. Він має такий вигляд: ntfys://topic?priority=max. Які є служби: github.com/caronc/apprise/wiki
error-drill-runs = Навчальна тривога вже лунає: { $reference }. Завершити її: /ack { $reference }
