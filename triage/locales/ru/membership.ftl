# Кто принадлежит к группе. В каждом языке те же идентификаторы и переменные: tests/triage/test_catalogue.py.

role-member = участие
role-coordinator = координация
role-referrer = направление
role-lead = руководство
channel-telegram = Telegram
channel-signal = Signal
drop-drop = забыть
argument-role = роль
argument-drop = слово «забыть»
argument-channel = мессенджер

## Что делают команды

about-members = показать, кто принадлежит к группе
usage-members = /members
example-members = /members
about-invite = пригласить кого-то в группу
usage-invite = /invite ИМЯ РОЛЬ код=КОД
example-invite = /invite Олена координация код=482913
about-role = дать участнику другую роль
usage-role = /role ИМЯ РОЛЬ код=КОД
example-role = /role Олена направление код=482913
about-suspend = отстранить участника, пока двое из вас не вернут его
usage-suspend = /suspend ИМЯ код=КОД
example-suspend = /suspend Олена код=482913
about-depart = записать, что участник уходит из группы
usage-depart = /depart ИМЯ код=КОД
example-depart = /depart Олена код=482913
about-leave = уйти из группы
usage-leave = /leave код=КОД
example-leave = /leave код=482913
about-channels = показать, в каких мессенджерах вас знают, или забыть один из них
usage-channels = /channels [забыть МЕССЕНДЖЕР код=КОД]
example-channels = /channels забыть telegram код=482913

## Что отвечают

members-heading = { $count ->
    [one] { $count } участник:
    [few] { $count } участника:
    [many] { $count } участников:
   *[other] { $count } участника:
  }
members-role = { role }: { $count }
members-line = { $name } · { role }{ $standing ->
    [invited] {" · "}приглашение отправлено, ответа ещё нет
    [suspended] {" · "}ОТСТРАНЕНИЕ
   *[active] {""}
  } · { $bound ->
    [0] ни в одном мессенджере
   *[other] { $channels }
  }
invited = { $name } может присоединиться, роль: { role }. Передайте, пожалуйста, эту строку лично или по каналу, которому вы оба доверяете. Она сработает один раз, до { $until }.
invited-secret = Секрет для аутентификатора; передавать только с глазу на глаз. Чтобы ввести вручную: { $typed }. Для ссылки или QR-кода:
invited-uri = { $uri }
role-changed = { $name }: отныне роль другая — { role }.
member-suspended = { $name }: отныне доступа нет ни в одном мессенджере. Все взятые дела вернулись в очередь. Чтобы вернуть человека, нужны двое из вас, и каждый должен знать, кто это: /readmit { $name }
member-departed = { $name } больше не принадлежит к группе. Чаты, пейджер и дежурства забыты, взятые дела вернулись в очередь.
departed-keys = Тот, кто уходит, может и дальше знать пароль группы. Запланируйте, пожалуйста, новые ключи; пока их нет, об этом напоминает «solidarity check».
departed = Вы больше не принадлежите к группе. Спасибо за всё, что вы сделали. Ваши чаты, пейджер и дежурства забыты, а взятые дела вернулись в очередь.
departed-actions = Теперь это должен взять на себя кто-то другой:
departed-action = { NUMBER($number, useGrouping: 0) } · { $reference } · до { $due }
channels-heading = Вас знают здесь:
channels-line = { $channel }, с { $since }
channels-none = Вас не знают ни в одном мессенджере. Чтобы снова писать, нужно новое приглашение: кто-то запускает «solidarity members invite» на компьютере группы.
channel-dropped = { $channel }: вас там больше не знают, и туда вам ничего не отправляют.

## Что идёт не так

error-not-active = Ничего не изменено: этот участник ещё не присоединился, отстранён или ушёл. Пригласить ещё раз с нужной ролью: /invite
error-has-departed = Этот участник уже ушёл из группы. Чтобы он мог вернуться: /invite
error-last-lead = Группа осталась бы без руководителя. Сначала дайте эту роль кому-то другому: /role
error-not-bound = Вас там не знают.
