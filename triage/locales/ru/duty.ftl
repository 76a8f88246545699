# Кто дежурит: что читают участники. Те же названия и переменные в каждом языке: tests/triage/test_catalogue.py.

duty-label = { $duty ->
    [on_call] { duty-on-call }
   *[backup] { duty-backup }
  }
duty-who = { $held ->
    [you] вы
    [named] { $holder }
    [everybody] все
   *[other] другой человек
  }

## Что можно ввести

duty-on-call = дежурство
duty-backup = резерв
days-mon = пн
days-tue = вт
days-wed = ср
days-thu = чт
days-fri = пт
days-sat = сб
days-sun = вс
days-workdays = будни
days-weekend = выходные
days-daily = ежедневно
off-off = выключить
pager-off = выключить
pager-test = проверить

argument-days = дни
argument-hours = часы
argument-duty = вид дежурства
argument-zone = часовой пояс
argument-shift = номер смены
argument-day = день
argument-swap = номер обмена
argument-off = выключить
argument-pager = что сделать
argument-url = URL

about-duty = показать, кто дежурит сейчас и в ближайшую неделю
about-shift = назначить участнику дежурство в определённые дни каждой недели
about-unshift = убрать смену из расписания
about-swap = попросить другого участника взять вашу смену одного дня
about-take = взять смену, которую вас просят взять
about-zone = сказать, в каком вы часовом поясе
about-quiet = сказать, когда не присылать вам напоминаний; тревоги приходят всегда
about-pager = получать вызовы от службы, которую слышно и тогда, когда звук телефона выключен
about-drill = вызвать всех, как в неотложном деле, чтобы увидеть, кто услышит

usage-duty = /duty
usage-shift = /shift ИМЯ ДНИ ЧАСЫ [ВИД-ДЕЖУРСТВА] [ЧАСОВОЙ-ПОЯС]
usage-unshift = /unshift НОМЕР
usage-swap = /swap ДЕНЬ ИМЯ
usage-take = /take НОМЕР
usage-zone = /zone [ЧАСОВОЙ-ПОЯС]
usage-quiet = /quiet [ЧАСЫ или выключить]
usage-pager = /pager [выключить или проверить или URL] код=КОД
usage-pager-wordless = /pager [выключить или проверить] код=КОД
usage-drill = /drill

example-duty = /duty
example-shift = /shift Олена пн,ср,пт 22:00-07:00 резерв Europe/Kyiv
example-unshift = /unshift 4
example-swap = /swap 2026-12-24 Олена
example-take = /take 2
example-zone = /zone Europe/Kyiv
example-quiet = /quiet 22:00-07:00
example-pager = /pager ntfys://a-topic-that-nobody-guesses?priority=max код=482913
example-pager-wordless = /pager проверить код=482913
example-drill = /drill

## Расписание

duty-now = Сейчас дежурят:
duty-nobody = Сейчас НИКТО не дежурит. Неотложное дело вызовет тех, кто передаёт дела дальше, или всех.
duty-next = Далее:
duty-stint = { duty-label }: { duty-who }, с { $start } до { $end }
duty-shifts = Каждую неделю:
duty-shift = { NUMBER($number, useGrouping: 0) } · { duty-who } · { $days } · { $start }–{ $end } ({ $zone }) · { duty-label }
duty-swap-asked = Обмен { NUMBER($number, useGrouping: 0) } ({ duty-who }): вас просят взять смену. Взять её: /take { NUMBER($number, useGrouping: 0) }
duty-swap-waits = Обмен { NUMBER($number, useGrouping: 0) } ещё ждёт согласия ({ duty-who }). Пока его нет, смена ваша.
duty-staffed = В ближайшие семь дней кто-то дежурит каждый час.
duty-gaps = В ближайшие семь дней НИКТО не дежурит:
duty-gap = с { $start } до { $end }
duty-zone = Время указано для { $zone }. Ваш пояс другой? /zone
shift-added = Смена внесена в расписание:
shift-dropped = Смена { NUMBER($number, useGrouping: 0) } убрана из расписания.
swap-asked = Обмен { NUMBER($number, useGrouping: 0) } ({ duty-who }): эту смену можно взять командой /take { NUMBER($number, useGrouping: 0) }. Пожалуйста, сообщите об этом. До тех пор она ваша.
swap-taken = Спасибо. Теперь эта смена ваша:

## Собственные часы и пейджер

zone-is = Ваш часовой пояс: { $zone }; там сейчас { $now }.
quiet-is = С { $start } до { $end } ({ $zone }) вы не получаете ничего несрочного. Тревоги приходят всегда.
quiet-off = У вас нет тихих часов.
pager-set = Ваш пейджер сохранён. Ему сообщают только то, что кто-то нужен, и ничего больше. Пожалуйста, проверьте его: /pager проверить
pager-known = У вас есть пейджер.
pager-none = У вас нет пейджера.
pager-tested = Сейчас вас дважды вызывают на всех ваших каналах и на пейджере. Что-то молчит? Тогда, пожалуйста, посмотрите его настройки.

## Учебные тревоги и как прошли тревоги

drill-begun = Учебная тревога { $reference } началась. Вызывают тех же людей, что и в неотложном деле, шаг за шагом, пока кто-то не введёт /ack и номер. Как она прошла: /alerts { $reference }
acknowledged-drill = { $reference }: спасибо, это была учебная тревога. Никто не ждёт. Как она прошла: /alerts { $reference }
alert-drill = { NUMBER($number, useGrouping: 0) } · { $reference } · { age } · учебная
history-none = { $reference }: тревог не было.
history = { $kind ->
    [drill] Учебная тревога { $reference }, { $at }
   *[case] { $reference }, { $at }
  }
history-called = { $at } · тревога { NUMBER($number, useGrouping: 0) }, шаг { $step }: { duty-who }
history-spared = тревога { NUMBER($number, useGrouping: 0) }, шаг { $step }: { duty-who } · не понадобилось
history-to-come = тревога { NUMBER($number, useGrouping: 0) }, шаг { $step }: { duty-who } · вызов ещё впереди
history-call = { duty-who } · { $channel ->
    [telegram] Telegram
    [signal] Signal
    [pager] пейджер
   *[other] { $channel }
  } · { $count ->
    [one] { $count } раз
    [few] { $count } раза
   *[other] { $count } раз
  } · { $at }{ $count ->
    [1] {""}
   *[other] {" "}– { $until }
  }
history-unheard = вызова не было ни на одном канале; возможно, тревогу видели на терминале
history-taken = { $at } · отклик: { duty-who }, через { age }
history-rings = Тревога продолжается, пока никто не откликнулся.
history-open = Никто не откликнулся.

## Что может пойти не так

alarm-rota = ВНИМАНИЕ: { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[other] { $count } записей
  } в расписании дежурств сделано не группой. Мы этого не учитываем; немедленно скажите руководителю.
error-not-for-duty = Обычный участник не может взяться за неотложное дело, поэтому дежурство ему не назначают.
error-shift-not-found = Смены с таким номером нет. Смены показывает /duty
error-no-shift-then = У вас нет смены в этот день, которая ещё впереди. Смены показывает /duty
error-swap-with-oneself = Это вы.
error-swap-not-found = Об обмене с таким номером вас не просят, или уже поздно. Что вас ждёт, показывает /duty
error-zone-not-found = Такого часового пояса нет. { $suggestion ->
    [none] Пожалуйста, напишите так: Europe/Kyiv
   *[other] Возможно, { $suggestion }?
  }
error-quiet-for-ever = Такие тихие часы длились бы целые сутки, и ни одно напоминание до вас не дошло бы. Пожалуйста, назовите часы покороче, например 22:00-07:00.
error-pager-refused = Это не URL пейджера. Он выглядит так: ntfys://topic?priority=max. Какие есть службы: github.com/caronc/apprise/wiki
error-drill-runs = Учебная тревога уже звучит: { $reference }. Завершить её: /ack { $reference }
