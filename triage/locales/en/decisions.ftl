# Decisions, actions, and what takes two. The same ids and variables in every language: tests/triage/test_catalogue.py.

## Shared pieces

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
    [export] take the whole case out
    [erase] erase the case
   *[refer] refer the case
  }

## Words that members type

action-statement = statement
action-letter = letter
action-mission = mission
action-awareness = awareness
action-legal = legal
action-material = material
action-referral = referral
action-un = UN
action-media = media
action-contact = contact
action-other = other
status-ongoing = ongoing
status-done = done
status-failed = failed
status-cancelled = cancelled
declined-outside = outside
declined-money = money
declined-unclear = unclear
declined-another = another
declined-unsafe = unsafe
declined-duplicate = duplicate
declined-consent = consent
declined-other = other
field-to = to
field-signed = signed
field-court = court
field-date = date
field-goes = goes
field-partner = partner
field-due = due
field-why = why
field-reply = reply
field-again = again
field-owner = owner
field-priority = priority
field-text = text
field-response = response
field-impact = impact
field-parties = parties
argument-kind = kind
argument-number = number
argument-status = status
means-to = whom it is for
means-signed = who signs
means-court = where the hearing is
means-date = on which day, as 2026-12-01 10:30
means-goes = who goes there
means-partner = through whom help comes
means-due = by when, as 2026-12-01
means-why = of a refusal: why; the submitter is told so kindly
means-reply = of a refusal: no, if the submitter shall not be told
means-again = yes, to decide once more what is decided
means-owner = who sees to it; you, if you name nobody
means-priority = how urgent it is
means-text = what exactly
means-response = what was answered
means-impact = what it changed for the person
means-parties = whom it was addressed to

## Prepared refusals, as submitters read them

declined-text-outside = We have read what you wrote with care. It lies outside of what our small group can do, and we are very sorry that we cannot take it on. It does not mean that we do not believe you, or that it does not matter. If something changes, please come back with your code and add it. We will read it.
declined-text-money = We have read what you wrote with care. We have no money that we could give, and we are very sorry that we cannot help with this. If something else would help, such as a letter or a lawyer, please come back with your code and add it. We will read it.
declined-text-unclear = We have read what you wrote with care. We could not yet understand well enough what happened, or what would help. You did nothing wrong: it is hard to tell such things. If you can and want to tell more, please come back with your code and add it. We will look at it anew.
declined-text-another = We have read what you wrote with care. Others do this, and better than we could, so we leave it to them. If you would like to know whom you can turn to, please come back with your code and ask. We will read it.
declined-text-unsafe = We have read what you wrote with care. We see no way to help now that would not put you or others in danger, and we do not want to take that risk for you. If something changes, please come back with your code and add it. We will read it.
declined-text-duplicate = We have read what you wrote with care. It is looked after together with what we know already, so nothing of it is lost, and you need not do anything now. If something changes, please come back with your code and add it. We will read it.
declined-text-consent = We have read what you wrote with care. To help we would have to tell others of it, and you did not agree to that. That is your right, and we do nothing against your will. If you think otherwise one day, please come back with your code and add it. We will read it.
declined-text-other = We have read what you wrote with care. We are very sorry: we cannot help with this. It does not mean that we do not believe you, or that it does not matter. If something changes, please come back with your code and add it. We will read it.

## What the commands do

about-action = write down what somebody does for a case
about-actions = list what is being done, for all cases or for one
about-result = write down what came of an action
about-export = take a whole case out; it takes two of you
about-erase = erase a case for good; it takes two of you
about-proposals = list what waits for the second of two
about-approve = be the second: what was proposed is done
about-refuse = be against a proposal, or take your own back
usage-action = /action REFERENCE KIND [owner=NAME] [due=DAY] [text=…]
usage-action-wordless = /action REFERENCE KIND [due=DAY]
usage-actions = /actions [REFERENCE]
usage-result = /result NUMBER STATUS [response=…] [impact=…]
usage-result-wordless = /result NUMBER STATUS
usage-export = /export REFERENCE code=CODE
usage-erase = /erase REFERENCE code=CODE
usage-proposals = /proposals
usage-approve = /approve NUMBER code=CODE
usage-refuse = /refuse NUMBER
example-action = /action lumeko-42 letter owner=Olena due=2026-12-01 text=To the two parliaments
example-action-wordless = /action lumeko-42 letter due=2026-12-01
example-actions = /actions lumeko-42
example-result = /result 3 done date=2026-11-30 response=The ministry has asked the court impact=A lawyer was let in
example-result-wordless = /result 3 done date=2026-11-30
example-export = /export lumeko-42 code=482913
example-erase = /erase lumeko-42 code=482913
example-proposals = /proposals
example-approve = /approve 3 code=482913
example-refuse = /refuse 3

## Decisions

decided-told = The submitter will be told so kindly, in { language }.
decision-why = Why: { declined }
record-field = { part }: { $text }

## Actions

action-line = { NUMBER($number, useGrouping: 0) } · { $reference } · { action } · { status } · { urgency }{ $held ->
    [you] {" · "}yours
    [named] {" · "}{ $holder }
   *[other] {" · "}somebody else’s
  } · due { $due }{ $overdue ->
    [yes] {" · "}OVERDUE
   *[no] {""}
  }
action-begun = Saved. What came of it: /result and the number, and how it went.
actions-none = Nothing is being done just now.
actions-heading = { $count ->
    [one] { $count } action:
   *[other] { $count } actions:
  }
actions-more = There are more: /actions and a reference.
result-noted = Thank you. It is saved:
record-action = Action { NUMBER($number, useGrouping: 0) }: { action }, { urgency }, { $owner } sees to it, due { $due }; written by { $author }, { $written }
record-result = What came of action { NUMBER($number, useGrouping: 0) }: { status }; written by { $author }, { $written }

## What takes two

proposed = Proposal { NUMBER($number, useGrouping: 0) }: { proposal } { $reference }. Nothing has happened yet. Another coordinator or lead can approve it until { $until }: /approve { NUMBER($number, useGrouping: 0) }. To take it back: /refuse { NUMBER($number, useGrouping: 0) }
proposals-none = Nothing waits for a second one of you.
proposals-heading = { $count ->
    [one] { $count } proposal waits for a second one of you:
   *[other] { $count } proposals wait for a second one of you:
  }
proposal-line = { NUMBER($number, useGrouping: 0) } · { $reference } · { proposal } · { $held ->
    [you] your own
    [named] by { $holder }
   *[other] by somebody else
  } · until { $until }
approved = Approved: { NUMBER($number, useGrouping: 0) }, { proposal } { $reference }.
approved-export = Whoever proposed it can take { $reference } out now, with the same line as before.
proposal-refused = { NUMBER($number, useGrouping: 0) } is refused: { proposal } { $reference }. Nothing has happened.
proposal-taken-back = You have taken { NUMBER($number, useGrouping: 0) } back: { proposal } { $reference }. Nothing has happened.
exported = { $reference }: the whole case. Please keep it where nobody else can read it.
erased = { $reference } is erased. Only the log still says that it existed.
alarm-proposals = WARNING: { $count ->
    [one] { $count } proposal
   *[other] { $count } proposals
  } not written by the group. Ignored; tell the lead at once.

## What goes wrong

error-not-owning = Somebody else sees to this. Please leave it to them, or ask a coordinator.
error-field-refused = A decision of the kind “{ decision }” has no “{ part }”.
error-decided-before = Already decided: { decision }. Nothing was saved. To decide it again, add { field-again }={ yesno-yes }
error-date-refused = This day has passed. Please name one that is still to come.
error-consent-missing = Nothing was saved: the submitter has not agreed to this. { case-consent } To ask for it: /ask { $reference } { $what }
error-owner-refused = This member cannot see to it in this case. Please name another.
error-action-not-found = There is no action with this number.
error-action-settled = What came of this action is written down already. Please begin another.
error-actions-open = { $count ->
    [one] Something is still being done in this case: { $numbers }
   *[other] { $count } actions in this case are still going on: { $numbers }
  }. Please write down what came of it, or cancel it: /result and the number
error-proposal-not-found = No proposal with this number waits.
error-proposal-waits = This was proposed already, as { NUMBER($number, useGrouping: 0) }. Another coordinator or lead can approve it.
error-proposal-own = You proposed this yourself. Please ask another coordinator or the lead.
error-proposal-gone = The role, key or access of whoever proposed this has changed since. Please refuse it, and propose it anew if it is still wanted.
