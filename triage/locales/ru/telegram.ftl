# Что говорит только бот группы в Telegram. Те же названия и переменные в каждом языке: tests/bots/staff/telegram.

## Вопросы с кнопками

telegram-ask = { $reference }: { $argument ->
    [reliability] насколько это достоверно?
    [society] влияет ли это на положение гражданского общества в стране или регионе?
    [fits] какая помощь подойдёт? Нажмите всё, что подходит, потом «Готово».
    [conflict] не слишком ли близко вам это дело, чтобы его оценивать? Заявленный конфликт остаётся заявленным.
    [decision] что решила группа?
    [which] какой ответ? Он будет отправлен на языке дела.
    [outcome] чем завершается дело?
    [urgency] насколько это срочно?
    [what] о чём спросить того, кто обратился? Вопрос будет отправлен на языке дела.
    [tie] что общего у этих двух дел?
    [tags] какая метка?
    [kind] что нужно сделать?
    [priority] насколько срочно это действие?
    [status] чем это закончилось?
    [verdict] правильно ли было направлять это дело?
    [when] в какой день нужно вернуться к делу? Другой день: /follow, дело и день
    [reply] сообщить ли тому, кто обратился, подготовленным текстом?
   *[why] почему?
  }
telegram-chosen = { $argument }: { $words }

## Что отправляется, а что нет

telegram-sealed = Открывается только вашим ключом, на вашем компьютере: solidarity open FILE
telegram-commands-only = Здесь понятны только команды и кнопки: /help. { words-elsewhere }
telegram-taken-away = Ваше сообщение убрано из этого чата. Если вы ещё видите его здесь, пожалуйста, удалите его сами.

## Кнопки

button-queue = Открытые дела
button-more = Далее
button-show = { $reference }
button-claim = Взять { $reference }
button-open = Прочитать
button-assess = Оценить
button-decide = Решение
button-canned = Ответить
button-urgency = Срочность
button-release = Вернуть
button-close = Закрыть
button-back = ← { $reference }
button-done = Готово
button-ack = Беру на себя
button-ack-alert = Беру { $reference }
button-ack-many = { $count ->
    [one] Беру { $reference }
   *[other] Беру { $count }: { $reference } …
  }
button-mine = Моё
button-ask = Спросить
button-follow = Вернуться к делу
button-action = Начать действие
button-tag = Метка
button-match = Найти партнёров
button-offers = Предложения партнёрам
button-result = Итог действия { $reference }
button-refuse = Отклонить { $reference }
button-handed = { $reference }: передано
button-review = Проверить
button-take = Беру { $reference }
button-followed = Сделано
button-same = То же лицо, что в { $reference }
button-other = Не { $reference }
button-digest-off = Без сводки
