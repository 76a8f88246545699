# What is due, for whom, and when: what members read. The same ids and variables in every language: tests/triage/test_catalogue.py.

deadline = { $kind ->
    [first_answer] First answer
    [assessment] Assessment
    [action] Action
    [hearing] Hearing
    [follow_up] To look again
    [offer] Answer of a partner
    [review] Review of the referral
   *[decision] Decision
  }

## What can be typed

digest-off = off
digest-now = now

argument-when = day
argument-at = time
argument-digest = when it comes
argument-page = page

about-mine = list the cases you hold and the actions you see to
about-overdue = list all that is overdue in the group, the most urgent first
about-follow = say when somebody has to look at a case again
about-digest = get every day at this hour what waits for you, in one message

usage-mine = /mine
usage-overdue = /overdue [PAGE]
usage-follow = /follow REFERENCE [DAY or off]
usage-digest = /digest [TIME or off or now]

example-mine = /mine
example-overdue = /overdue 2
example-follow = /follow lumeko-42 2026-12-24
example-digest = /digest 08:00

## Lists

mine-none = You hold no case, and no action is yours. Something to do: /next
mine-cases = { $count ->
    [one] You hold { $count } case:
   *[other] You hold { $count } cases:
  }
mine-actions = { $count ->
    [one] { $count } action is yours:
   *[other] { $count } actions are yours:
  }
overdue = { $count ->
    [one] { $count } thing is overdue:
   *[other] { $count } things are overdue, the most urgent first:
  }
overdue-none = Nothing is overdue.
overdue-more = More: /overdue { NUMBER($page, useGrouping: 0) }
overdue-idle = Nothing is due any more in these cases. Can they be closed, or when should somebody look again (/follow)? { $references }
due-line = { $urgency ->
    [emergency] !!
    [urgent] !
   *[normal] ·
  } { $reference } · { deadline }{ $number ->
    [0] {""}
   *[other] {" "}{ NUMBER($number, useGrouping: 0) }
  } · { $late ->
    [yes] late by { age }
   *[no] in { age }
  }{ $held ->
    [you] {" · "}with you
    [named] {" · "}with { $holder }
    [other] {" · "}with somebody else
   *[nobody] {""}
  }
follow-at = { $reference }: somebody has to look again by { $due }. I will remind you. Once it is done: /follow { $reference } off
follow-none = { $reference }: nobody has to look again by a certain day.

## By itself

reminder = { $count ->
    [one] A reminder:
   *[other] { $count } reminders:
  }
reminder-more = { $count ->
    [one] and { $count } more: /overdue and /mine
   *[other] and { $count } more: /overdue and /mine
  }
digest = Today:
digest-empty = Nothing waits for you today.
digest-cases = { $count ->
    [one] You hold { $count } case: { $references }
   *[other] You hold { $count } cases: { $references }
  }
digest-actions = { $count ->
    [one] { $count } action is yours: { $numbers }
   *[other] { $count } actions are yours: { $numbers }
  }{ $late ->
    [0] {""}
   *[other] {" · "}{ $late } OVERDUE
  }
digest-new = { $count ->
    [one] { $count } case that nobody has taken: { $references }. To take it: /next
   *[other] { $count } cases that nobody has taken: { $references }. To take one: /next
  }
digest-late = { $count ->
    [one] { $count } thing is OVERDUE in the group: { $references }. See /overdue
   *[other] { $count } things are OVERDUE in the group: { $references }. See /overdue
  }
digest-proposals = { $count ->
    [one] { $count } proposal waits for a second member: { $numbers }. See /proposals
   *[other] { $count } proposals wait for a second member: { $numbers }. See /proposals
  }
digest-at = Your digest comes every day at { $at } ({ $zone }). Yours is another time zone? /zone
digest-none = No digest comes to you. For one every morning: /digest 08:00
