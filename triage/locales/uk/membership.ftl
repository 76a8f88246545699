# Хто належить до групи. У кожній мові ті самі ідентифікатори й змінні: tests/triage/test_catalogue.py.

role-member = участь
role-coordinator = координація
role-referrer = скерування
role-lead = керівництво
channel-telegram = Telegram
channel-signal = Signal
drop-drop = забути
argument-role = роль
argument-drop = слово «забути»
argument-channel = месенджер

## Що роблять команди

about-members = показати, хто належить до групи
usage-members = /members
example-members = /members
about-invite = запросити когось до групи
usage-invite = /invite ІМ’Я РОЛЬ код=КОД
example-invite = /invite Олена координація код=482913
about-role = дати учасникові іншу роль
usage-role = /role ІМ’Я РОЛЬ код=КОД
example-role = /role Олена скерування код=482913
about-suspend = відсторонити учасника, доки двоє з вас не повернуть його
usage-suspend = /suspend ІМ’Я код=КОД
example-suspend = /suspend Олена код=482913
about-depart = записати, що учасник іде з групи
usage-depart = /depart ІМ’Я код=КОД
example-depart = /depart Олена код=482913
about-leave = піти з групи
usage-leave = /leave код=КОД
example-leave = /leave код=482913
about-channels = показати, у яких месенджерах вас знають, або забути один із них
usage-channels = /channels [забути МЕСЕНДЖЕР код=КОД]
example-channels = /channels забути telegram код=482913

## Що відповідають

members-heading = { $count ->
    [one] { $count } учасник:
    [few] { $count } учасники:
    [many] { $count } учасників:
   *[other] { $count } учасника:
  }
members-role = { role }: { $count }
members-line = { $name } · { role }{ $standing ->
    [invited] {" · "}запрошення надіслано, відповіді ще немає
    [suspended] {" · "}ВІДСТОРОНЕНО
   *[active] {""}
  } · { $bound ->
    [0] у жодному месенджері
   *[other] { $channels }
  }
invited = { $name } може приєднатися, роль: { role }. Передайте, будь ласка, цей рядок особисто або каналом, якому ви обоє довіряєте. Він спрацює один раз, до { $until }.
invited-secret = Секрет для автентифікатора; передавати тільки віч-на-віч. Щоб увести вручну: { $typed }. Для посилання або QR-коду:
invited-uri = { $uri }
role-changed = { $name }: відтепер роль інша — { role }.
member-suspended = { $name }: відтепер доступу немає в жодному месенджері. Усі взяті справи повернулися до черги. Щоб повернути людину, потрібні двоє з вас, і кожен має знати, хто це: /readmit { $name }
member-departed = { $name } більше не належить до групи. Чати, пейджер і чергування забуто, взяті справи повернулися до черги.
departed-keys = Той, хто йде, може й далі знати пароль групи. Заплануйте, будь ласка, нові ключі; доки їх немає, про це нагадує «solidarity check».
departed = Ви більше не належите до групи. Дякуємо за все, що ви зробили. Ваші чати, пейджер і чергування забуто, а взяті справи повернулися до черги.
departed-actions = Тепер це має взяти на себе хтось інший:
departed-action = { NUMBER($number, useGrouping: 0) } · { $reference } · до { $due }
channels-heading = Вас знають тут:
channels-line = { $channel }, з { $since }
channels-none = Вас не знають у жодному месенджері. Щоб знову писати, потрібне нове запрошення: хтось запускає «solidarity members invite» на комп’ютері групи.
channel-dropped = { $channel }: вас там більше не знають, і туди вам нічого не надсилають.

## Що йде не так

error-not-active = Нічого не змінено: цей учасник ще не приєднався, відсторонений або пішов. Запросити ще раз із потрібною роллю: /invite
error-has-departed = Цей учасник уже пішов із групи. Щоб він міг повернутися: /invite
error-last-lead = Група лишилася б без керівника. Спершу дайте цю роль комусь іншому: /role
error-not-bound = Вас там не знають.
