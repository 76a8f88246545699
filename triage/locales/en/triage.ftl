# What the desk says to members. The same ids and variables in every language: tests/triage/test_catalogue.py.

## Shared pieces

urgency = { $urgency ->
    [emergency] { urgency-emergency }
    [urgent] { urgency-urgent }
   *[normal] { urgency-normal }
  }
state = { $state ->
    [received] received
    [assessing] being assessed
    [decided] decided
    [acting] being acted on
    [closed] closed
   *[withdrawn] erased
  }
questionnaire = { $questionnaire ->
    [appeal] appeal
    [report] abuse report
   *[addition] addition
  }
language = { $language ->
    [uk] Ukrainian
    [ru] Russian
   *[en] English
  }
decision = { $decision ->
    [statement] { decision-statement }
    [letter] { decision-letter }
    [mission] { decision-mission }
    [awareness] { decision-awareness }
    [legal] { decision-legal }
    [material] { decision-material }
    [referral] { decision-referral }
    [record] { decision-record }
   *[decline] { decision-decline }
  }
outcome = { $outcome ->
    [helped] { outcome-helped }
    [referred] { outcome-referred }
    [recorded] { outcome-recorded }
    [declined] { outcome-declined }
   *[unreachable] { outcome-unreachable }
  }
reliability = { $reliability ->
    [confirmed] { reliability-confirmed }
    [likely] { reliability-likely }
    [possible] { reliability-possible }
    [unlikely] { reliability-unlikely }
   *[unknown] { reliability-unknown }
  }
why = { $why ->
    [news] { why-news }
    [date] { why-date }
    [safer] { why-safer }
    [mistake] { why-mistake }
   *[judgement] { why-judgement }
  }
role = { $role ->
    [coordinator] { role-coordinator }
    [referrer] { role-referrer }
    [lead] { role-lead }
   *[member] { role-member }
  }
age = { $unit ->
    [minutes] { $amount } min
    [hours] { $amount } h
   *[days] { $amount ->
        [one] { $amount } day
       *[other] { $amount } days
    }
  }
size = { $unit ->
    [megabytes] { $amount } MB
    [kilobytes] { $amount } kB
   *[bytes] { $amount } bytes
  }
argument-reference = reference
argument-code = code
argument-topic = command
argument-after = reference
argument-decision = decision
argument-reason = reason
argument-text = text
argument-outcome = outcome
argument-urgency = urgency
argument-why = why
argument-recipient = key
argument-which = reply
argument-name = name
argument-alert = number or reference
argument-more = further alerts

## Words that members type

urgency-emergency = emergency
urgency-urgent = urgent
urgency-normal = normal
reliability-confirmed = confirmed
reliability-likely = likely
reliability-possible = possible
reliability-unlikely = unlikely
reliability-unknown = unknown
decision-statement = statement
decision-letter = letter
decision-mission = mission
decision-awareness = awareness
decision-legal = legal
decision-material = material
decision-referral = referral
decision-record = record
decision-decline = decline
outcome-helped = helped
outcome-referred = referred
outcome-recorded = recorded
outcome-declined = declined
outcome-unreachable = unreachable
yesno-yes = yes
yesno-no = no
why-news = news
why-date = date
why-safer = safer
why-mistake = mistake
why-judgement = judgement
canned-read = read
canned-more = more
canned-partner = partner
canned-cannot = cannot
canned-done = done
field-reliability = reliability
field-society = society
field-fits = fits
field-risk = risk
field-conflict = conflict
field-code = code
field-note = note

## Prepared replies, as submitters read them

canned-text-read = We have read what you wrote, and we are working on it. Our next answer will be here too, with your code. You need not do anything now.
canned-text-more = Thank you for writing. To go on we need to know a little more: what happened, when and where, and what would help. Please come back with your code and add what you can. You need not tell anything you would rather keep to yourself.
canned-text-partner = We have read what you wrote, and we are looking for an organisation that can help. This can take some time. We pass nothing on that you did not agree to. Our next answer will be here too, with your code.
canned-text-cannot = We are very sorry: we cannot help with this. It does not mean that we do not believe you, or that it does not matter. If something changes, please come back with your code and add it. We will read it.
canned-text-done = We have done what we could. Thank you for your trust. If something changes, please come back with your code and add it. We will read it.

## Strangers and joining

stranger = Hello. There is nothing for you here. If somebody invited you, please send the invitation exactly as you received it.
join-locked = Your invitation is good, but the desk is closed just now. Please send it again later.
joined = Welcome, { $name }. Your role: { role }. Type /help to see what you can do.
joined-before = You are already with us, { $name }. Your role: { role }. Type /help to see what you can do.
vouched = Thank you. Now one more coordinator or lead has to send the same line for { $name }, on Signal or at the desk, until { $until }. Please do this only after you have met, or after a call in which you knew the voice. Below is the first of the two parts of the invitation. Only you have it: give it to { $name } face to face, or by voice if you know the voice, and to nobody else. If you are no longer sure: /readmit { $name } { yesno-no }
vouched-before = You have already vouched for { $name }. Now another coordinator or lead has to send the same line, on Signal or at the desk, until { $until }. If you are no longer sure, or have lost your part of the invitation, take your word back: /readmit { $name } { yesno-no }
vouch-taken-back = You no longer vouch for { $name }. The part of the invitation that you had is worth nothing any more.
readmit-part = { $code }
readmitted = { $name } may come back. Please hand over this line in person, or over a channel you both trust. It works once, until { $until }. A key for sealed files has to be registered again.
readmitted-line = /join { $code }
readmitted-by-two = { $name } may come back. Below is the second of the two parts of the invitation; { $first } has the first. Each of you gives their part to { $name } face to face, or by voice if you know the voice, and to nobody else, not even to each other. With both parts, one after the other, { $name } sends the group’s bot one line: /join PART1 PART2. It works once, until { $until }. A key for sealed files has to be registered again.
readmitted-secret = The new secret for the authenticator, to be handed over face to face only; the old one is worth nothing any more: { $secret }

## Help

help-heading = What you can do as { role }:
help-command = /{ $command } — { $about }
help-more = /help and a command shows how to type it. Upper or lower case, the slash and the hyphen do not matter.
choices = { $argument }: { $choices } (the word or the number)
usage-text = The text takes the rest of the line.
usage-names = Can also be named, in any order: { $names }
usage-field = { $field }: { $about }
usage-name = A name of several words stands between quotation marks: “Olena K.”
usage-proof = To show that it is you, add what your authenticator shows now: { field-code }=123456
means-society = does it bear on civil society in a country or region?
means-fits = which help would fit?
means-risk = who is at risk, and how?
means-conflict = are you too close to the case to judge it? A declared conflict stays declared.
for-example = For example:
words-elsewhere = This messenger can read along. What needs your own words, please write on Signal or at the desk on the computer.
did-you-mean = Did you mean { $suggestion }?

about-join = accept an invitation
about-help = explain the commands, or one of them
about-queue = list the open cases, the most urgent first
about-next = take the most urgent case that nobody holds
about-claim = take a case, so that others leave it to you for a while
about-release = put a case back into the queue
about-show = show what is known about a case without opening it
about-open = read the whole case
about-assess = write down your own judgement of a case
about-decide = write down what the group decided
about-reply = answer the submitter, who reads it with the receipt code
about-canned = send the submitter a prepared reply in the language of the case
about-close = end the work on a case
about-urgency = make a case more or less urgent
about-alerts = list the alerts that wait for somebody, or tell how those about one case went
about-ack = say that you have taken over, and silence the alert
about-key = register your own key, to which cases are sealed for you
about-readmit = take back a member who was suspended; it takes two of you

usage-join = /join CODE
usage-help = /help [COMMAND]
usage-queue = /queue [AFTER-REFERENCE]
usage-next = /next
usage-claim = /claim REFERENCE
usage-release = /release REFERENCE
usage-show = /show REFERENCE
usage-open = /open REFERENCE
usage-assess = /assess REFERENCE RELIABILITY SOCIETY FITS,FITS… RISK… [conflict=yes] [note=…]
usage-assess-wordless = /assess REFERENCE RELIABILITY SOCIETY FITS,FITS… [conflict=yes]
usage-decide = /decide REFERENCE DECISION REASON…
usage-decide-wordless = /decide REFERENCE DECISION
usage-reply = /reply REFERENCE TEXT…
usage-canned = /canned REFERENCE REPLY
usage-close = /close REFERENCE OUTCOME [NOTE…] [code=CODE]
usage-close-wordless = /close REFERENCE OUTCOME [code=CODE]
usage-urgency = /urgency REFERENCE URGENCY WHY
usage-alerts = /alerts [REFERENCE]
usage-ack = /ack NUMBER or REFERENCE, several as 17+18
usage-key = /key [AGE-KEY CODE]
usage-readmit = /readmit NAME [no]

example-join = /join lume-kora-diva-pemo-zula-tiga-nora
example-help = /help assess
example-queue = /queue lumeko-42
example-next = /next
example-claim = /claim lumeko-42
example-release = /release lumeko-42
example-show = /show lumeko-42
example-open = /open lumeko-42
example-assess = /assess lumeko-42 likely yes statement,legal A father of two, held since Monday without a lawyer conflict=no note=Court on Friday
example-assess-wordless = /assess lumeko-42 likely yes statement,legal conflict=no
example-decide = /decide lumeko-42 letter Two parliaments have agreed to sign
example-decide-wordless = /decide lumeko-42 letter
example-reply = /reply lumeko-42 We have read your appeal and are looking for a lawyer.
example-canned = /canned lumeko-42 read
example-close = /close lumeko-42 helped Released on Friday
example-close-wordless = /close lumeko-42 helped
example-urgency = /urgency lumeko-42 urgent date
example-alerts = /alerts
example-ack = /ack 17
example-key = /key age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p 482913
example-readmit = /readmit Olena

## The queue

queue-empty = No open cases.
queue-heading = { $count ->
    [one] { $count } open case, the most urgent first:
   *[other] { $count } open cases, the most urgent first:
  }
queue-line = { $urgency ->
    [emergency] !!
    [urgent] !
   *[normal] ·
  } { $reference } · { questionnaire } · { age } · { state }{ $held ->
    [you] {" · "}with you
    [named] {" · "}with { $holder }
    [other] {" · "}with somebody else
   *[nobody] {""}
  }{ $overdue ->
    [yes] {" · "}OVERDUE
   *[no] {""}
  }
queue-more = More: /queue { $reference }
next-none = Nothing waits for you.
claimed = { $reference } is yours until { $until }.
released = { $reference } is back in the queue.
urgency-changed = { $reference }: { urgency } ({ why }).

## The readable columns of a case

case-heading = { $reference }: { questionnaire }, { urgency }, { state }, written in { language }, received { $received }
case-decision = Decision: { decision }
case-free = Nobody holds it.
case-held = { $held ->
    [you] You hold it until { $until }
    [named] Held by { $holder } until { $until }
   *[other] Somebody else holds it until { $until }
  }
case-assessors = { $count ->
    [0] Nobody has assessed it yet.
    [one] Assessed by { $count } member
   *[other] Assessed by { $count } members
  }
case-consent = { $use ->
    [refer] Pass on to emergency assistance
    [members] Tell member organisations
    [un] Submit to UN procedures
   *[publish] Publish
  }: { $grant ->
    [yes] yes
    [initials] with initials only
    [full_name] with the full name
   *[no] NO
  }
case-deadline = { deadline } due { $due }{ $overdue ->
    [yes] {" · "}OVERDUE
   *[no] {""}
  }

## The record of a case

record-submission = Submission: { questionnaire } (version { NUMBER($version, useGrouping: 0) }), { language }, { $channel }, { $received }
record-addition = Added later: { questionnaire } (version { NUMBER($version, useGrouping: 0) }), { language }, { $channel }, { $received }
answer = { $question } — { $value }
answer-text = { $text }
answer-shown = Chosen as: { $shown }
answer-asked = Asked as: { $asked }
answer-skipped = { $question } (skipped)
answer-date = { $question } — { $date }{ $precision ->
    [unknown_day] {" "}(day unknown)
    [unknown_month_and_day] {" "}(only the year is known)
    [estimate] {" "}(approximately)
   *[exact] {""}
  }
record-files = Files. To take them out, on the computer: solidarity export { $reference } --as age -o FOLDER
record-file = { $name } · { $media } · { size } · SHA-256 { $sha256 }… · { $document }
record-file-missing = MISSING: { $name } · { $media } · { size } · SHA-256 { $sha256 }… · { $document }
record-assessment = Assessment by { $author }, { $written }
record-decision = Decision: { decision }, written by { $author }, { $written }
record-reply = Reply by { $author }, { $written }
record-closing = Closed: { outcome }, by { $author }, { $written }
record-words = { $text }

## Judging and acting

assessed = Thank you. Your assessment of { $reference } is saved:
assessed-wordless = Thank you. Your assessment of { $reference } is saved.
assessed-enough = Independent assessments: { $have }, { $need } { $need ->
    [one] is
   *[other] are
  } enough. The group can decide.
assessed-more = Independent assessments so far: { $have } of { $need }.
assessment-reliability = Reliability: { reliability }
assessment-society = Bears on civil society: { $bears ->
    [yes] { yesno-yes }
   *[no] { yesno-no }
  }
assessment-fits = What would fit: { $fits }
assessment-risk = Who is at risk, and how: { $text }
assessment-note = Note: { $text }
assessment-conflict = Conflict of interest: { $conflict ->
    [yes] YES; leave this case to the others, please
   *[no] { yesno-no }
  }
decided = { $reference }: the decision is saved ({ decision }).
replied = { $reference }: the reply is sealed and waits for the submitter.
replied-canned = { $reference }: the reply is sealed and waits for the submitter, in { language }. In your language it says:
canned-shown = { $text }
closed = { $reference } is closed ({ outcome }). Thank you.

## A member’s own key

key-none = You have not registered a key yet. With it this bot can send you cases so that only your computer opens them. Send: /key, the line of your key that begins with age1, and the six digits of your authenticator.
key-known = Your key is registered. It ends in { $tail }. Please compare this with the key on your device; if it is another, tell the lead at once. To change it: /key, the new key, and the six digits of your authenticator.
key-confirm = This key ends in { $tail }. Please compare this with the key on your device. It is not registered yet. Please send the same line once more, and after it the six digits that your authenticator shows now.
key-registered = Your key is registered. It ends in { $tail }. Please compare this with the key on your device; if it is another, tell the lead at once. What is sealed for you from now on opens with it alone.
key-classic = It protects well today. A key that begins with age1pq1 would also withstand the computers of the future; age 1.3 makes one.

## Alerts

alerts-none = No alerts.
alerts-heading = { $count ->
    [one] { $count } alert waits for somebody:
   *[other] { $count } alerts wait for somebody:
  }
alert = { NUMBER($number, useGrouping: 0) } · { $reference } · { age }
watch-alert = ALERT { NUMBER($number, useGrouping: 0) }{ watch-call }: { $reference } needs somebody now{ watch-step }. To take over: /ack { NUMBER($number, useGrouping: 0) }
watch-step = { $step ->
    [1] {""}
   *[other] {" "}(step { $step })
  }
watch-call = { $call ->
    [1] {""}
   *[other] , call { $call }
  }
watch-drill = DRILL { NUMBER($number, useGrouping: 0) }{ watch-call }: nobody is waiting, this only shows who would be reached. Please answer as in an emergency: /ack { NUMBER($number, useGrouping: 0) }
watch-many = ALERTS: { $count } cases need somebody now. Each is named once, then the oldest again and again:
watch-many-line = { $references }. To take { $count ->
    [one] it over
   *[other] these over
  }: /ack { $numbers }
watch-silent-many = Alerts { $numbers } have fallen silent.
watch-silent = Alert { NUMBER($number, useGrouping: 0) } has fallen silent.
watch-begun = Watching{ $named ->
    [yes] {" "}as { $name }
   *[no] {""}
  }{ $rings ->
    [no] ; nothing rings.
   *[yes] .
  }
watch-relieved = You are no active member of the group any more. The watch is over.
watch-nameless = Several people could be watching here. To take over, begin the watch again with --as NAME.
watch-only-ack = At the watch only /ack and the alert’s number are taken. For everything else sit down at the desk.
acknowledged = { $reference }: you have taken over, and the alerts are silent. Please claim the case within 15 minutes, or the alarm begins anew: /claim { $reference }
acknowledged-before = { $reference }: nothing is ringing any more.

## Alarms

alarm-roster = WARNING: { $count ->
    [one] { $count } entry
   *[other] { $count } entries
  } in the list of members not written by the group. Ignored; tell the lead at once.
alarm-document = WARNING, { $reference }: { $kind ->
    [submission] the submission
    [addition] an addition
    [attachment] an attachment
    [assessment] an assessment
    [decision] a decision
    [reply] a reply
    [action] an action
    [result] what came of an action
    [request] a question to the submitter
    [note] a note
    [recusal] a declared conflict of interest
    [referral] a referral
    [review] what was said of a referral
   *[closing] the closing
  } { $fault ->
    [signature] was changed, moved here from another case, or written by somebody else (document { $document })
    [swapped] belongs to another case (document { $document })
    [erased] can no longer be opened: its key was removed (document { $document })
    [missing] is missing
   *[unreadable] cannot be opened (document { $document })
  }. It is not shown. Tell the lead at once.
alarm-consents = WARNING, { $reference }: the list of consents was changed by somebody else. What the submitter really agreed to:

## What goes wrong

problem-missing = Missing: { $argument }
problem-choice = { $argument }: none of these: { $choices }
problem-choice-end = { $argument }: there are words too many
problem-twice = { $argument }: given twice
problem-too-long = { $argument }: longer than { $limit } characters
problem-too-much = There are words too many at the end.
problem-number = { $argument }: this has to be a number
problem-moment = { $argument }: this has to be a day, such as 2026-12-01 or 1.12.2026, with a time if you like: 2026-12-01 10:30
problem-time = { $argument }: this has to be a time of day, such as 08:00
problem-hours = { $argument }: these have to be hours, such as 22:00-07:00
problem-tag = { $argument }: a tag is one word of 2 to 24 small Latin letters, digits, - and _; commas between several
error-command-unknown = There is no such command. /help shows all of them.
error-wrong-usage = /{ $command } was not carried out.
error-not-allowed = Your role does not include /{ $command }. Please ask a coordinator or the lead.
error-not-holding = Please take the case first: /claim and its reference.
error-not-opened = Nothing was saved. Please read the case first, then judge it: /open { $reference }
error-not-decided = The group has not decided in this case yet. Until then no action is begun, and only the lead can close it.
error-conflict = You declared a conflict of interest in this case. Please leave it to the others.
error-own-assessment = Your own assessment of this case cannot be trusted any more, so we cannot rule out a conflict of interest. Please leave the case to the others.
error-locked = The desk is locked, so nothing can be opened or written. Somebody has to run “solidarity unlock” on its computer.
error-case-not-found = There is no case with this reference.
error-case-busy = Others are changing this case at the same moment. Please try again.
error-illegal-act = { $act ->
    [claim] Nobody can take this case
    [release] This case cannot be put back
    [open] This case cannot be opened
    [assess] This case cannot be assessed
    [decide] Nothing can be decided in this case
    [reply] This case cannot be answered
    [change_urgency] The urgency cannot be changed
    [act] No action can be begun in this case
    [result] No result can be noted in this case
    [withdraw] This case cannot be erased
    [recuse] Nobody can leave this case
    [assign] This case cannot be handed over
    [note] Nothing can be noted about this case
    [ask] Nothing can be asked about this case
    [follow] There is nothing to look at again in this case
    [refer] This case cannot be offered to partners
   *[close] This case cannot be closed
  }: it is { state }.{ $state ->
    [received] {" "}Take it first: /claim
   *[other] {""}
  }
error-held = { $held ->
    [named] { $holder } holds this case until { $until }.
   *[other] Somebody else holds this case until { $until }.
  }
error-not-held = Nobody holds this case.
error-outcome-refused = Without a decision a case can only be closed as { outcome-recorded } or { outcome-declined }; or, once a partner has taken it on, as { outcome-referred }.
error-quorum = Not enough independent assessments yet: { $have } of { $need }.
error-no-receipt = The submitter could not read a reply: the receipt of this case is missing or damaged. Tell the lead.
error-alert-not-found = There is no alert with this number.
error-words-refused = Nothing was saved. { words-elsewhere } /help shows what works without your own words.
error-reason-needed = Please add the reason. To decline, one from the list is enough, named { field-why }= (see /help decide).
error-no-key = This can only be sent to you sealed, and you have not registered a key yet. See /key
error-key-refused = This is no key that anything could be sealed to. It is one line that begins with age1, as age-keygen writes it. Perhaps a part of it was lost.
error-key-secret = This is the SECRET half of your key. Nothing was saved. Please make a new key with age-keygen, and use the old one no more. What belongs here is the line that begins with age1.
error-code-refused = The code is not right, or it was used already. Please wait for the next six digits, and see that the clock of your device is right.
error-proof-needed = Nothing was done. This has to be confirmed: please send the line once more with { field-code }= and the six digits that your authenticator shows now.
error-code-wait = Too many wrong codes. Please try again in an hour. If it was not you, tell the lead at once.
error-name-unknown = Nobody of this name belongs to the group.
error-name-refused = A name has 1 to 40 characters and no line breaks.
error-name-taken = Somebody already has this name.
error-not-suspended = This member is not suspended. If an invitation was lost, the computer of the group makes another: solidarity members invite
error-not-vouched = There is no word of yours for this member that you could take back.
error-readmission-needed = This member is suspended. Two coordinators or leads can take them back, each with /readmit and the name, on Signal or at the desk on the computer.
error-roster-not-empty = There are members already. Please ask the lead for an invitation.
error-temporary = NOT saved: the database cannot be used just now. Please try again in a moment.
error-line-cut = This line was too long for the terminal, and its end was lost. Nothing was done. Please write it shorter.
