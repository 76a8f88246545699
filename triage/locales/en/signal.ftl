# What only the staff bot on Signal says. The same ids and variables in every language: tests/bots/staff/signal.

signal-welcome = Here you can read cases in full. Messages of this chat disappear { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
  } after they were read. If you ever change your phone, tell the lead first: with a new phone you are locked out until two people take you back.
signal-languages = To be spoken to in another language, send: { $words }
signal-language-set = From now on I speak English to you.
signal-code-stays = I cannot take your message with the code out of this chat. Please delete it yourself on your phone.
signal-files-key = { $count ->
    [one] { $count } file is
   *[other] { $count } files are
  } attached. You can open them at the desk on the computer. Or register a key of your own, and I send them to you sealed: /key
signal-text-only = I only understand commands that are typed. They are listed here: /help
signal-no-files = I take no files here. What you sent was not kept.
signal-edited = What you sent first was carried out as it was. To change something, please send a new message.
signal-reaction = A reaction does nothing here. To take over an alert, type: ack and its number.
signal-call = Nobody can take calls here. Please write.
signal-alone = Others read along here. Please write this to me alone. Here only one command works: ack and the alert’s number.
signal-late = This came late: you wrote it a while ago. I did nothing about it. Please write it again.
signal-no-timer = I could not make the messages of this chat disappear. So I do not say here what I have to say. Please write again later, or go to the desk on the computer.
signal-gap = { $count ->
    [one] I heard nothing from { $since } to { $until }.
   *[other] I heard nothing { $count } times, last from { $since } to { $until }.
  } What you wrote then may be lost. Please look whether I answered it, and write it again if not.
signal-offer = Somebody asks whether you can help. Everything is in the sealed file, which only your key opens: age -d, or solidarity open FILE. A code is in it, too. Please answer here until { $until } with yes or no and that code, for example: yes bado-kemi-luna-tiso{ $left ->
    [0] {""}
    [one] {" "}{ $left } further file is too large for Signal; we hand it over in another way.
   *[other] {" "}{ $left } further files are too large for Signal; we hand them over in another way.
  }
signal-recall = What we asked you does not stand any more. Please delete the file. Thank you.
