# Who is on duty: what members read. The same ids and variables in every language: tests/triage/test_catalogue.py.

duty-label = { $duty ->
    [on_call] { duty-on-call }
   *[backup] { duty-backup }
  }
duty-who = { $held ->
    [you] you
    [named] { $holder }
    [everybody] everybody
   *[other] another member
  }

## What can be typed

duty-on-call = on-call
duty-backup = backup
days-mon = mon
days-tue = tue
days-wed = wed
days-thu = thu
days-fri = fri
days-sat = sat
days-sun = sun
days-workdays = workdays
days-weekend = weekend
days-daily = daily
off-off = off
pager-off = off
pager-test = test

argument-days = days
argument-hours = hours
argument-duty = kind of duty
argument-zone = time zone
argument-shift = number of the shift
argument-day = day
argument-swap = number of the swap
argument-off = off
argument-pager = what to do
argument-url = URL

about-duty = show who is on call, now and in the coming week
about-shift = put a member on duty on some days of every week
about-unshift = take a shift out of the rota
about-swap = ask another member to take your shift of one day
about-take = take a shift that another member asks you to take
about-zone = say in which time zone you are
about-quiet = say when you want no reminders; alerts come all the same
about-pager = be called by a service that breaks through a muted phone
about-drill = call everybody as in an emergency, to see who is reached

usage-duty = /duty
usage-shift = /shift NAME DAYS HOURS [KIND-OF-DUTY] [TIME-ZONE]
usage-unshift = /unshift NUMBER
usage-swap = /swap DAY NAME
usage-take = /take NUMBER
usage-zone = /zone [TIME-ZONE]
usage-quiet = /quiet [HOURS or off]
usage-pager = /pager [off or test or URL] code=CODE
usage-pager-wordless = /pager [off or test] code=CODE
usage-drill = /drill

example-duty = /duty
example-shift = /shift Olena mon,wed,fri 22:00-07:00 backup Europe/Kyiv
example-unshift = /unshift 4
example-swap = /swap 2026-12-24 Olena
example-take = /take 2
example-zone = /zone Europe/Kyiv
example-quiet = /quiet 22:00-07:00
example-pager = /pager ntfys://a-topic-that-nobody-guesses?priority=max code=482913
example-pager-wordless = /pager test code=482913
example-drill = /drill

## The rota

duty-now = On duty now:
duty-nobody = NOBODY is on call now. An emergency calls the referrers, or everybody.
duty-next = Next:
duty-stint = { duty-label }: { duty-who }, from { $start } to { $end }
duty-shifts = Week after week:
duty-shift = { NUMBER($number, useGrouping: 0) } · { duty-who } · { $days } · { $start }–{ $end } ({ $zone }) · { duty-label }
duty-swap-asked = Swap { NUMBER($number, useGrouping: 0) }: { duty-who } asks you to take a shift. To take it: /take { NUMBER($number, useGrouping: 0) }
duty-swap-waits = Swap { NUMBER($number, useGrouping: 0) } waits for { duty-who }. Until it is taken, the shift is yours.
duty-staffed = Somebody is on call at every hour of the coming seven days.
duty-gaps = In the coming seven days NOBODY is on call:
duty-gap = from { $start } to { $end }
duty-zone = Times in { $zone }. Yours is another one? /zone
shift-added = The shift is in the rota:
shift-dropped = Shift { NUMBER($number, useGrouping: 0) } is out of the rota.
swap-asked = Swap { NUMBER($number, useGrouping: 0) }: { duty-who } can now take this shift with /take { NUMBER($number, useGrouping: 0) }. Please tell them. Until then it is yours.
swap-taken = Thank you. This shift is yours now:

## One’s own hours and pager

zone-is = Your time zone is { $zone }; it is { $now } there.
quiet-is = From { $start } to { $end } ({ $zone }) you hear nothing that is not urgent. Alerts come all the same.
quiet-off = You have no quiet hours.
pager-set = Your pager is saved. It is told that somebody is needed, and nothing else. Please try it: /pager test
pager-known = You have a pager.
pager-none = You have no pager.
pager-tested = You are being called now, on all your channels and on your pager, twice. Did something stay silent? Then please look at its settings.

## Drills and how alerts went

drill-begun = Drill { $reference } has begun. The same members are called as in an emergency, step by step, until somebody types /ack and the number. How it went: /alerts { $reference }
acknowledged-drill = { $reference }: thank you, this was a drill. Nobody waits. How it went: /alerts { $reference }
alert-drill = { NUMBER($number, useGrouping: 0) } · { $reference } · { age } · drill
history-none = { $reference }: there have been no alerts.
history = { $kind ->
    [drill] Drill { $reference }, { $at }
   *[case] { $reference }, { $at }
  }
history-called = { $at } · alert { NUMBER($number, useGrouping: 0) }, step { $step }: { duty-who }
history-spared = alert { NUMBER($number, useGrouping: 0) }, step { $step }: { duty-who } · was not needed
history-to-come = alert { NUMBER($number, useGrouping: 0) }, step { $step }: { duty-who } · not called yet
history-call = { duty-who } · { $channel ->
    [telegram] Telegram
    [signal] Signal
    [pager] pager
   *[other] { $channel }
  } · { $count ->
    [one] once
   *[other] { $count } times
  } · { $at }{ $count ->
    [one] {""}
   *[other] {" "}to { $until }
  }
history-unheard = called on no channel; perhaps seen at a terminal
history-taken = { $at } · { duty-who } took over after { age }
history-rings = It still rings; nobody has taken over yet.
history-open = Nobody has taken over.

## What goes wrong

alarm-rota = WARNING: { $count ->
    [one] { $count } entry
   *[other] { $count } entries
  } in the rota not written by the group. Ignored; tell the lead at once.
error-not-for-duty = A plain member cannot take over an emergency, so a plain member is not put on duty.
error-shift-not-found = There is no shift with this number. /duty shows the shifts.
error-no-shift-then = You have no shift on this day that is still to come. /duty shows the shifts.
error-swap-with-oneself = That is you.
error-swap-not-found = Nobody asks you for a swap with this number, or it is too late for it. /duty shows what waits for you.
error-zone-not-found = There is no such time zone. { $suggestion ->
    [none] Please write it like this: Europe/Kyiv
   *[other] Did you mean { $suggestion }?
  }
error-quiet-for-ever = These quiet hours would last all day, and no reminder would ever reach you. Please name shorter ones, such as 22:00-07:00.
error-pager-refused = This is no URL of a pager. It looks like this: ntfys://topic?priority=max. Which services there are: github.com/caronc/apprise/wiki
error-drill-runs = A drill is ringing already: { $reference }. To end it: /ack { $reference }
