# What the staff bots say by themselves, whatever the channel. The same ids and variables in every language: tests/bots/staff.

staff-account = { $side ->
    [staff] The group’s own line
   *[public] The public line
  } on { $channel ->
    [signal] Signal
   *[telegram] Telegram
  }
staff-too-large = { $count ->
    [one] { $count } file is
   *[other] { $count } files are
  } too large for this messenger. To take them out, on the computer: solidarity export { $reference } --as age -o FOLDER
staff-alarm-update = WARNING: something sent to a staff bot could not be handled, and was set aside, sealed. Please look at the log of the computer: it says which kind of error it was.
staff-alarm-submitter = WARNING: something that a submitter sent could not be handled, and was set aside, sealed. The chat goes on without it. Please look at the log of the public bot’s computer: it says which kind of error it was.
staff-alarm-identity = WARNING: somebody in the group is suspended. Either they write on Signal with a new key, which may be a new phone or somebody else, or one of you has suspended them. It takes two people to take them back: /readmit, on Signal or at the desk on the computer, not on Telegram. { $room ->
    [yes] Please also remove them from the alert group on Signal.
   *[no] {""}
  } Who it is: solidarity members list, on the computer.
staff-alarm-codes = WARNING: somebody in the group has typed five wrong codes of an authenticator within an hour. Perhaps a phone is in other hands. Please ask each other over another channel; who cannot be reached is best suspended: /suspend, on Signal or at the desk on the computer.
staff-alarm-departed = Somebody has left the group, and may still know its passphrase. Please plan new keys; until there are some, “solidarity check” says so. Who is still here: /members, on Signal or at the desk on the computer.
staff-paused = WARNING: { staff-account } is sending too much for the messenger’s liking, and rests until { $until } at least. Nothing is lost: it is sent later. { $puzzle ->
    [yes] A puzzle that a person solves ends this sooner. How: solidarity check, on the computer.
   *[no] What can be done: solidarity check, on the computer.
  }
staff-resumed = { staff-account } is sending again.
staff-rested = { staff-account } was sending too much for the messenger’s liking, and rested since { $since }. It is sending again. Nothing is lost: it only came later.
staff-gap = WARNING: { staff-account } heard nothing from { $since } to { $until }. What was written to it then may be lost; whoever writes again is asked to repeat it.
staff-not-ready = WARNING: { $what ->
    [keys] the desk is locked. Alerts are called all the same, but nobody can open a case. To unlock it, on the computer: solidarity unlock
    [rota] nobody is on call now. Until somebody is, an emergency calls the referrers, or everyone. Who is when: /duty
   *[intake] the public lines have stopped: what people write to us is not heard. Please look at the computer: solidarity check
  }
staff-ready = { $what ->
    [keys] The desk is unlocked again, or no emergency waits for it any more.
    [rota] Somebody is on call again.
   *[intake] The public lines work again.
  }
staff-pager-failed = Your pager does not take our calls. You are still called here. Please see whether its service works and its address is right: /pager test
page-alert = New task { NUMBER($number, useGrouping: 0) }
page-many = New tasks: { $count }
page-look = Please look in.
