# Casework: conflicts, assignments, notes, questions, links, tags, finding. The same ids and variables in every language.

## Shared pieces

request = { $what ->
    [hearing_date] { request-hearing-date }
    [place] { request-place }
    [name] { request-name }
    [contact] { request-contact }
    [files] { request-files }
    [what_happened] { request-what-happened }
    [news] { request-news }
    [consent_refer] { request-consent-refer }
    [consent_members] { request-consent-members }
    [consent_un] { request-consent-un }
    [consent_publish] { request-consent-publish }
   *[other] { request-other }
  }
tie = { $tie ->
    [duplicate] { tie-duplicate }
    [person] { tie-person }
    [event] { tie-event }
   *[related] { tie-related }
  }
argument-other = other reference
argument-tags = tags
argument-tie = what they have in common
argument-what = what for

## Words that members type

field-state = state
field-urgency = urgency
field-kind = kind
field-tag = tag
field-decision = decision
field-since = since
field-until = until
field-after = after
means-kind = what the case was opened with
means-tag = one, or several between commas
means-since = received on this day or later, as 2026-12-01
means-until = received on this day or before
means-after = the last reference of the page before
request-hearing-date = hearing date
request-place = place
request-name = name
request-contact = contact
request-files = files
request-what-happened = what happened
request-news = news
request-consent-refer = consent to refer
request-consent-members = consent to tell members
request-consent-un = consent for the UN
request-consent-publish = consent to publish
request-other = other
tie-duplicate = duplicate
tie-related = related
tie-person = person
tie-event = event
state-received = received
state-assessing = assessing
state-decided = decided
state-acting = acting
state-closed = closed
state-withdrawn = withdrawn
opening-appeal = appeal
opening-report = report

## Questions back, as submitters read them

request-text-hearing-date = When does the court sit? Please write the date of the hearing, as far as you know it.
request-text-place = Where did it happen, or where is the person held now? Please write it as exactly as you safely can.
request-text-name = What is the full name of the person it is about? Please write it as it stands in the documents, if you know.
request-text-contact = Is there somebody we may contact about this, such as a relative or a lawyer? Please write who it is and how to reach them, if they agree to it.
request-text-files = Do you have documents or photographs about this? If it is safe for you, please send them as files.
request-text-what-happened = Please tell us a little more: what happened, when, and who did it? You need not tell anything you would rather keep to yourself.
request-text-news = Has anything changed since you wrote to us? Please write how things are now.
request-text-consent-refer = May we pass this on to an organisation that can help, with a lawyer or with safety for instance? It will see the answers and how to reach you. If it is about someone else, please answer as they or their family wish. { consent-free }
request-text-consent-members = May we tell organisations that we work with? They can write letters in support. Such letters go to authorities. { consent-free }
request-text-consent-un = May we send this to United Nations experts? They write to the authorities, who then learn the name. Their report may be public later. { consent-free }
request-text-consent-publish = May we write about it publicly, with the full name or with initials only? Everybody can read it then, the authorities too. { consent-free }
consent-free = “No” is fine, too: then we do what can be done without it. You can take back a yes at any time by returning with your code. Only what others have been given by then cannot be called back.
request-text-other = We have a question for you:

## Help

about-conflict = say that you are too close to a case, and leave it to others
about-assign = put a case into somebody’s hands
about-note = write a note about a case for the others
about-ask = ask the submitter for something that is missing
about-link = note that two cases belong together
about-unlink = note that two cases have nothing in common
about-tag = give a case tags
about-untag = take tags from a case
about-find = find cases by what is known without opening them
about-who = find cases about a person, in any spelling
usage-conflict = /conflict REFERENCE
usage-assign = /assign REFERENCE NAME
usage-note = /note REFERENCE TEXT…
usage-ask = /ask REFERENCE WHAT [TEXT…]
usage-ask-wordless = /ask REFERENCE WHAT
usage-link = /link REFERENCE OTHER-REFERENCE TIE
usage-unlink = /unlink REFERENCE OTHER-REFERENCE
usage-tag = /tag REFERENCE TAG,TAG…
usage-untag = /untag REFERENCE TAG,TAG…
usage-find = /find [state=…] [urgency=…] [kind=…] [tag=…] [decision=…] [since=…] [until=…] [after=…]
usage-who = /who NAME…
example-conflict = /conflict lumeko-42
example-assign = /assign lumeko-42 Olena
example-note = /note lumeko-42 The lawyer calls back on Monday.
example-ask = /ask lumeko-42 hearing date And which court is it?
example-ask-wordless = /ask lumeko-42 hearing date
example-link = /link lumeko-42 sotiva-07 person
example-unlink = /unlink lumeko-42 sotiva-07
example-tag = /tag lumeko-42 journalist,hearing
example-untag = /untag lumeko-42 hearing
example-find = /find state=closed tag=journalist since=2026-10-01
example-who = /who Oksana Shcherbak

## The case

case-tags = Tags: { $tags }
case-linked = { tie }: { $other }
case-alike = May be about the same person as { $other }. If so: /link { $reference } { $other } { tie-person }. If not: /unlink { $reference } { $other }
case-request = The submitter was asked ({ $asked }), and has not answered yet: { request }
record-assessments-hidden = { $count ->
    [one] { $count } more assessment by somebody else.
   *[other] { $count } more assessments by others.
  } You will see them once you have written down your own: each of you judges alone first.
record-note = Note by { $author }, { $written }
record-recusal = { $author } has a conflict of interest and left this case, { $written }
record-question = Question to the submitter ({ request }) by { $author }, { $written }

## What is answered

conflict-declared = Thank you. You are out of { $reference }, for good, and the others go on with it.
conflict-actions = What you saw to there is for the others to take over; they are reminded of it:
conflict-declared-before = You have already left { $reference } to the others.
assigned = { $reference } is in the hands of { $name } until { $until }.
noted = { $reference }: your note is saved.
asked = { $reference }: the question is sealed and waits for the submitter, in { language }. In your language it says:
asked-shown = { $text }
linked = { $reference } and { $other }: { tie }.
parted = { $reference } and { $other }: nothing in common.
tagged = { $reference } has these tags: { $tags }
tagged-none = { $reference } has no tags.
find-none = There is no such case.
find-heading = { $count ->
    [one] { $count } case:
   *[other] { $count } cases, the most urgent first:
  }
find-more = More: the same line with { field-after }={ $reference }
who-none = No case is known to be about somebody of this name.
who-heading = { $count ->
    [one] { $count } case may be about somebody of this name:
   *[other] { $count } cases may be about somebody of this name, the likeliest first:
  }
who-line = { $parts ->
    [1] The name fits
    [2] { $shared ->
        [2] Both parts of the name fit
       *[other] One of the two parts of the name fits
      }
   *[other] { $shared } of the { $parts } parts of the name fit
  }:

## What goes wrong

error-assignee-barred = This member has a conflict of interest in this case. Please choose somebody else.
error-question-needed = Please say in your own words what you would like to know. { words-elsewhere }
error-same-case = This is one and the same case. Please name two.
error-tag-unknown = The group has no such tag.{ $suggestion ->
    [none] {""}
   *[other] {" "}{ did-you-mean }
  } Its tags are: { $tags }
error-name-needed = There is no name in this. Please type a name or a part of one, in any spelling.
