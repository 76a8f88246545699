# What only the staff bot on Telegram says. The same ids and variables in every language: tests/bots/staff/telegram.

## Asking by buttons

telegram-ask = { $reference }: { $argument ->
    [reliability] how reliable is it?
    [society] does it bear on civil society in a country or region?
    [fits] which help would fit? Press all that do, then “Done”.
    [conflict] are you too close to the case to judge it? A declared conflict stays declared.
    [decision] what did the group decide?
    [which] which reply? It is sent in the language of the case.
    [outcome] how does it end?
    [urgency] how urgent is it?
    [what] what shall the submitter be asked? The question is sent in the language of the case.
    [tie] what do these two cases have in common?
    [tags] which tag?
    [kind] what shall be done?
    [priority] how urgent is this action?
    [status] how did it go?
    [verdict] was it right to refer this case?
    [when] on which day should somebody look again? For another day: /follow, the case and the day
    [reply] shall the submitter be told, in words that are prepared?
   *[why] why?
  }
telegram-chosen = { $argument }: { $words }

## What is sent, and what cannot be

telegram-sealed = Opens only with your own key, on your computer: solidarity open FILE
telegram-commands-only = Only commands and buttons are understood here: /help. { words-elsewhere }
telegram-taken-away = Your message was taken out of this chat. If you still see it here, please delete it yourself.

## Buttons

button-queue = Open cases
button-more = More
button-show = { $reference }
button-claim = Take { $reference }
button-open = Read
button-assess = Assess
button-decide = Decide
button-canned = Reply
button-urgency = Urgency
button-release = Put back
button-close = Close
button-back = ← { $reference }
button-done = Done
button-ack = I take it
button-ack-alert = I take { $reference }
button-ack-many = { $count ->
    [one] I take { $reference }
   *[other] I take { $count }: { $reference } …
  }
button-mine = What is mine
button-ask = Ask the submitter
button-follow = Look again
button-action = Begin an action
button-tag = Tag
button-match = Find partners
button-offers = Offers
button-result = Result of { $reference }
button-refuse = Refuse { $reference }
button-handed = { $reference }: handed over
button-review = Review
button-take = I take { $reference }
button-followed = Done
button-same = The same as { $reference }
button-other = Not { $reference }
button-digest-off = No digest
