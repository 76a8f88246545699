# Who belongs to the group. The same ids and variables in every language: tests/triage/test_catalogue.py.

role-member = member
role-coordinator = coordinator
role-referrer = referrer
role-lead = lead
channel-telegram = Telegram
channel-signal = Signal
drop-drop = drop
argument-role = role
argument-drop = the word “drop”
argument-channel = messenger

## What the commands do

about-members = list who belongs to the group
usage-members = /members
example-members = /members
about-invite = invite somebody to the group
usage-invite = /invite NAME ROLE code=CODE
example-invite = /invite Olena coordinator code=482913
about-role = give a member another role
usage-role = /role NAME ROLE code=CODE
example-role = /role Olena referrer code=482913
about-suspend = keep a member out until two of you take them back
usage-suspend = /suspend NAME code=CODE
example-suspend = /suspend Olena code=482913
about-depart = note that a member leaves the group
usage-depart = /depart NAME code=CODE
example-depart = /depart Olena code=482913
about-leave = leave the group
usage-leave = /leave code=CODE
example-leave = /leave code=482913
about-channels = show on which messengers you are known, or have one forgotten
usage-channels = /channels [drop MESSENGER code=CODE]
example-channels = /channels drop telegram code=482913

## What is answered

members-heading = { $count ->
    [one] { $count } member:
   *[other] { $count } members:
  }
members-role = { role }: { $count }
members-line = { $name } · { role }{ $standing ->
    [invited] {" · "}invited, has not come yet
    [suspended] {" · "}SUSPENDED
   *[active] {""}
  } · { $bound ->
    [0] on no messenger
   *[other] { $channels }
  }
invited = { $name } may come as { role }. Please hand over this line in person, or over a channel you both trust. It works once, until { $until }.
invited-secret = The secret for the authenticator, to be handed over face to face only. To be typed: { $typed }. As a link or a QR code holds it:
invited-uri = { $uri }
role-changed = { $name } has another role from now on: { role }.
member-suspended = { $name } may do nothing any more, on no messenger. What they held is back in the queue. To take them back takes two of you, and each has to know who it is: /readmit { $name }
member-departed = { $name } belongs to the group no more. Their chats, pager and shifts are forgotten, and what they held is back in the queue.
departed-keys = Whoever leaves may still know the group’s passphrase. Please plan new keys; until there are some, “solidarity check” says so.
departed = You belong to the group no more. Thank you for all you have done. Your chats, pager and shifts are forgotten, and what you held is back in the queue.
departed-actions = Somebody else has to see to these now:
departed-action = { NUMBER($number, useGrouping: 0) } · { $reference } · due { $due }
channels-heading = You are known on:
channels-line = { $channel }, since { $since }
channels-none = You are known on no messenger. To be known on one, you need another invitation: somebody runs “solidarity members invite” on the group’s computer.
channel-dropped = { $channel }: you are not known there any more, and nothing is sent to you there.

## What goes wrong

error-not-active = Nothing was changed: this member has not come yet, is suspended, or has left. An invitation can be given once more, with the role you want: /invite
error-has-departed = This member has left already. To let them come back: /invite
error-last-lead = The group would be left without a lead. First give somebody else the role: /role
error-not-bound = You are not known there.
