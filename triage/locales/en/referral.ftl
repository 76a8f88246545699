# Partners, and cases that are offered to them. The same ids and variables in every language: tests/triage/test_catalogue.py.

## Shared pieces

offer-state = { $state ->
    [prepared] not asked yet
    [offered] asked
    [handed] handed over
    [accepted] ACCEPTED
    [declined] declined
    [expired] no answer in time
   *[revoked] taken back
  }
verdict = { $verdict ->
    [ok] { verdict-ok }
   *[wrong] { verdict-wrong }
  }

## Words that members type

aid-physical = safety
aid-digital = digital safety
aid-legal = legal
aid-medical = medical
aid-family = family
aid-transport = transport
aid-relocation = relocation
aid-training = training
aid-monitoring = monitoring
aid-advocacy = advocacy
aid-material = material
aid-other = other
verdict-ok = ok
verdict-wrong = wrong
field-override = override
means-override = why the case goes onward although the submitter did not agree; only while life or freedom is at risk. The submitter is told.
argument-partners = partners
argument-answer = yes or no, and the code
argument-verdict = verdict

## What the submitter reads

told-override = We have read what you wrote. Because life or freedom is at risk, we have asked an organisation that helps in such emergencies, although you had not agreed to it. They were told what happened, but not how you can be reached. If you object, or want to add something, please come back with your code.

## What a partner reads in the package

told-answering = How to answer: write “yes { $code }” if you take this on, or “no { $code }” if you cannot. Write it to any bot of our group, or tell it to the member who brought you this file. Please answer within { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
  } after it reached you.

## Help

about-partners = list the organisations that can take a case on
about-verified = note that you made sure of what is known of a partner
about-match = show which partners fit a case, and why
about-refer = offer a case to partners, one after the other; it takes two of you, but in an emergency one referrer
about-offers = show how far the offers of a case have come
about-handed = note that you handed a package over
about-answer = note what a partner has told you, with its code
about-revoke = take back what no partner has accepted yet
about-review = say whether a referral that one of you ordered alone was right
usage-partners = /partners [NAME]
usage-partners-wordless = /partners
usage-verified = /verified NAME
usage-match = /match REFERENCE
usage-refer = /refer REFERENCE [PARTNER, PARTNER…] [override=…] code=CODE
usage-refer-wordless = /refer REFERENCE code=CODE
usage-offers = /offers REFERENCE
usage-handed = /handed NUMBER
usage-answer = /answer CODE yes or no
usage-revoke = /revoke REFERENCE
usage-review = /review REFERENCE VERDICT [TEXT…]
usage-review-wordless = /review REFERENCE VERDICT
example-partners = /partners "Open Door"
example-partners-wordless = /partners
example-verified = /verified "Open Door"
example-match = /match lumeko-42
example-refer = /refer lumeko-42 Open Door, Safe Harbour code=482913
example-refer-wordless = /refer lumeko-42 code=482913
example-offers = /offers lumeko-42
example-handed = /handed 12
example-answer = /answer bado-kemi-luna-tiso yes
example-revoke = /revoke lumeko-42
example-review = /review lumeko-42 ok I would have done the same
example-review-wordless = /review lumeko-42 ok

## Partners

partners-none = No partner is known yet. The computer of the group enters one: solidarity partners add
partners-heading = { $count ->
    [one] { $count } partner:
   *[other] { $count } partners:
  }
partner-line = { $name }
partner-offers = Offers: { $offers }
partner-places = { $known ->
    [yes] Works in: { $places }
   *[no] Works anywhere
  }
partner-languages = Languages: { $languages }
partner-reach = { $reach ->
    [signal] Is asked on Signal
   *[hand] A member hands the package over
  }
partner-age = Last made sure of: { age } ago
partner-verified = Noted, thank you: what is known of { $name } is so.
alarm-partners = { $count ->
    [one] WARNING: { $count } row of a partner was not signed by this group, and is ignored. Tell the lead.
   *[other] WARNING: { $count } rows of partners were not signed by this group, and are ignored. Tell the lead.
  }
match-heading = { $reference }: { $count ->
    [0] no partner fits. You can name partners yourself, or the computer of the group enters one: solidarity partners add
    [one] { $count } partner fits.
   *[other] { $count } partners fit, the best first.
  }
match-wanted = Looked for: { $aids } · { $places }
match-aids = Because it offers: { $aids }
match-place = Because it works there: { $place }
match-anywhere = It works anywhere
match-language = It works in the language of the case
match-stale = Nobody has made sure of it for { age }

## Offers

referral-begun = { $reference } is being offered to partners, one after the other. What they get lies sealed, each to its own key. How far it is: /offers { $reference }
referral-review = You ordered this alone. Another referrer, a coordinator or the lead will look at it until { $until }.
referral-event = { $reference }: { $step ->
    [asked] a partner is being asked.
    [carry] the next partner cannot be asked by a bot. Please hand the package over; you get it with /offers { $reference }{ $number ->
        [0] {""}
       *[other] {"; "}at the computer of the group: solidarity partners hand { NUMBER($number, useGrouping: 0) } -o FOLDER
      }
    [partly] a partner is being asked, but some files are too large for Signal. Please hand them over. At the computer of the group: solidarity partners hand { NUMBER($number, useGrouping: 0) } -o FOLDER
    [accepted] a partner has TAKEN IT ON.
    [declined] a partner cannot help.
    [expired] a partner did not answer in time.
    [forgotten] nobody handed the package over in time, so this partner was not asked.
    [exhausted] NO PARTNER IS LEFT to ask. Somebody has to think again: /match { $reference }
   *[stopped] nothing more goes to partners: the case is closed, or the submitter does not agree any more. If you have handed a package over, please tell the partner that it does not stand.
  }{ $number ->
    [0] {""}
   *[other] {" "}(offer { NUMBER($number, useGrouping: 0) })
  }
offers-none = { $reference } was not offered to any partner.
offers-heading = { $reference }: offers to partners, in their order
offers-review = Ordered by one of you alone: somebody else has yet to look at it, with /review { $reference }
offer-named = { NUMBER($number, useGrouping: 0) } · { $name } · { offer-state }
offer-line = { NUMBER($number, useGrouping: 0) } · { offer-state }
offer-until = An answer is waited for until { $until }
offer-carry = Please hand the sealed files over; only the partner can open them. Then write: /handed { NUMBER($number, useGrouping: 0) } At the computer of the group: solidarity partners hand { NUMBER($number, useGrouping: 0) } -o FOLDER
offer-handed = Thank you. Offer { NUMBER($number, useGrouping: 0) } was handed over. An answer is waited for until { $until }: the partner tells you yes or no and the code from the package, and you write it with /answer
offer-answered = Noted, thank you. Offer { NUMBER($number, useGrouping: 0) }: { $answer ->
    [yes] the partner takes it on.
   *[no] the partner cannot help. The next one is asked.
  }
referral-revoked = { $reference }: what no partner had accepted is taken back.{ $handed ->
    [yes] {" "}Please also tell the partner to whom the package was handed that it does not stand any more.
   *[no] {""}
  }
referral-reviewed = { $reference }: noted, thank you: { verdict }.{ $verdict ->
    [wrong] {" "}What no partner has accepted yet can be taken back: /revoke { $reference }
   *[ok] {""}
  }
partner-thanks = Thank you, noted: { $answer ->
    [yes] yes
   *[no] no
  }.
partner-unknown = This code is not known, or too old.

## The record of a case

record-referral = To partners ({ $count }), { $author }, { $written }: { $agreed ->
    [no] WITHOUT the submitter's agreement
   *[yes] the submitter agreed
  }
record-review = Looked at afterwards, { $author }, { $written }: { verdict }

## What goes wrong

error-partner-not-found = No partner of this name is known. /partners lists them.
error-partner-none = No partner that is known fits this case. You can name partners after the reference.
error-referral-runs = This case is being offered to partners already: /offers
error-override-refused = Without the submitter's agreement nothing goes onward, unless life or freedom is at risk. To ask for it: /ask { $reference } consent_refer
error-override-idle = The submitter has agreed, so there is nothing to override. Please leave { field-override }= out.
error-override-words = The submitter has not agreed. As life or freedom is at risk it can go onward all the same, with a reason in words, on Signal or at the desk: { field-override }= The submitter will be told. To ask for it: /ask { $reference } consent_refer
error-referral-empty = Nothing that the submitter wrote can be trusted any more, so there is nothing to pass on. Tell the lead.
error-offer-not-found = No offer with this number waits for that.
error-answer-refused = This code is not known, was used already, or is too old.
error-answer-unread = Please write the partner’s code and yes or no. For example: { example-answer }
error-revoke-nothing = Nothing of this case can be taken back any more.
error-review-nothing = No referral of this case waits for somebody to look at it.
error-review-own = You ordered this yourself. Please ask another referrer, a coordinator or the lead.
