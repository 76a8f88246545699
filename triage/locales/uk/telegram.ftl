# Що говорить лише бот групи в Telegram. Ті самі назви і змінні в кожній мові: tests/bots/staff/telegram.

## Запитання з кнопками

telegram-ask = { $reference }: { $argument ->
    [reliability] наскільки це достовірно?
    [society] чи впливає це на становище громадянського суспільства в країні чи регіоні?
    [fits] яка допомога підійде? Натисніть усе, що підходить, потім «Готово».
    [conflict] чи не надто близька вам ця справа, щоб її оцінювати? Заявлений конфлікт лишається заявленим.
    [decision] що вирішила група?
    [which] яка відповідь? Її буде надіслано мовою справи.
    [outcome] чим завершується справа?
    [urgency] наскільки це терміново?
    [what] про що спитати того, хто звернувся? Запитання буде надіслано мовою справи.
    [tie] що спільного між цими двома справами?
    [tags] яка мітка?
    [kind] що треба зробити?
    [priority] наскільки термінова ця дія?
    [status] чим це закінчилося?
    [verdict] чи правильно було скеровувати цю справу?
    [when] якого дня треба повернутися до справи? Інший день: /follow, справа і день
    [reply] чи повідомити того, хто звернувся, підготовленим текстом?
   *[why] чому?
  }
telegram-chosen = { $argument }: { $words }

## Що надсилається, а що ні

telegram-sealed = Відкривається лише вашим ключем, на вашому комп’ютері: solidarity open FILE
telegram-commands-only = Тут зрозумілі лише команди й кнопки: /help. { words-elsewhere }
telegram-taken-away = Ваше повідомлення вилучено з цього чату. Якщо ви ще бачите його тут, будь ласка, видаліть його самі.

## Кнопки

button-queue = Відкриті справи
button-more = Далі
button-show = { $reference }
button-claim = Взяти { $reference }
button-open = Прочитати
button-assess = Оцінити
button-decide = Рішення
button-canned = Відповісти
button-urgency = Терміновість
button-release = Повернути
button-close = Закрити
button-back = ← { $reference }
button-done = Готово
button-ack = Беру на себе
button-ack-alert = Беру { $reference }
button-ack-many = { $count ->
    [one] Беру { $reference }
   *[other] Беру { $count }: { $reference } …
  }
button-mine = Моє
button-ask = Спитати
button-follow = Повернутися до справи
button-action = Почати дію
button-tag = Мітка
button-match = Знайти партнерів
button-offers = Пропозиції партнерам
button-result = Підсумок дії { $reference }
button-refuse = Відхилити { $reference }
button-handed = { $reference }: передано
button-review = Перевірити
button-take = Беру { $reference }
button-followed = Зроблено
button-same = Та сама особа, що в { $reference }
button-other = Не { $reference }
button-digest-off = Без підсумку
