### What the bot itself says. Short, for a small phone and a frightened person; formal address in every language.
### Isolation marks are off. A message has no blank line: a blank line ends a message in a pipe.

## The one word that means that we have it

-received = Received

## Language

language-ask = Мова: /lang uk · Язык: /lang ru · Language: /lang en
language-ask-worded = Мова: укр · Язык: рус · Language: eng

## Said before the first question

not-kept-yet =
    What you have just sent is NOT saved yet: it is only on your phone.
    In a moment we ask what happened. Please send it again then.
notice-who =
    Hello. Here you can ask for help or tell what happened. A small group of people abroad reads it.
    We are not a rescue service and we give no money. You can skip any question and stop at any moment.
notice-who-worded =
    Hello. Here you can ask for help or tell what happened. A small group of people abroad reads it.
    We are no rescue service and give no money. You can skip any question, and stop at any moment.
notice-telegram =
    Telegram itself can read this chat. What you write or send disappears from it once it is kept.
notice-signal =
    Signal cannot read its chats: writing there is safer.
    On Signal you can write to us here: { $number }
    Nothing has been asked yet, so it is easy to change now. Later you can, too: write /move here
notice-signal-kept =
    Signal cannot read this chat. Messages here disappear after { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }, except the very first. To remove everything, delete this chat on your phone.
notice-signal-read =
    What shows as read is with us: wait for our answer. If it does not show so after some minutes, send it again.
    Everything is sent when we write: “{ -received }”.
notice-phone =
    Anyone who holds your unlocked phone can read this chat. Please turn off message previews on the lock screen.
    Deleting this chat may help. But a phone with nothing on it can look suspicious too.
notice-phone-worded =
    Please turn off message previews on the lock screen. Anyone who holds your unlocked phone can read everything. An empty one can look suspicious too.
notice-confirmation =
    Ticks beside a message do not mean that we have it.
    Only our own word does: “{ -received }”.
notice-kept =
    Your answers and files are kept encrypted. { $days ->
        [one] A day
       *[other] { $days } days
    } after our work on them ends, they are erased.
    At the end you get a code. With it you can erase everything sooner.
    What is begun and not sent is erased after { $draft_days } days.
notice-kept-worded =
    Your answers and files are encrypted. We erase them { $days ->
        [one] a day
       *[other] { $days } days
    } after our work ends, and what is not sent after { $draft_days ->
        [one] a day
       *[other] { $draft_days } days
    }. With the code that you will get you can erase everything sooner.
notice-staff =
    We never ask for passwords or codes from a text message, to scan a QR code or to link a device. Whoever does is not one of us.
    Give the code that you get here to this bot only, never to a person.
notice-staff-worded =
    We never ask for passwords or codes from a text message, to scan a QR code or to link a device. Write your own code only here; tell it to nobody.
notice-outside =
    If writing is dangerous for you, someone you trust who is in a safe place can write instead.
notice-outside-worded =
    If writing is dangerous for you, someone you trust who is safe can write instead.

## Beginning. Also shown on return: neutral

begin-ask = How would you like to begin?
begin-appeal = Ask for help
begin-report = Tell what happened
begin-code = I have a code

## Steering

progress = { $number } of about { $total }
control-back = Back
control-skip = Skip
control-keep = Keep
control-pause = Pause
control-stop = Stop
control-review = Look through
control-send = Send
control-done = Done
control-resume = Go on

## Words in place of commands, where there are no buttons. The first one is shown, the others are understood, too; each by itself

or-a-word = Or a word: { $words }
words-back = back
words-skip = skip
words-keep = keep
words-done = done
words-next = next
words-pause = pause
words-stop = stop | finish
words-resume = continue | resume | start | begin
words-review = review
words-send = send | submit
words-help = help
words-code = code
words-move = move
words-lang = language
words-tongue = eng | english | англ | англійська | англійською | англійську | английский | по-английски
words-yes = yes | yeah | yep | ok | okay | +
words-no = no | nope
words-appeal = help | help me | help us | please help | help please | need help | i need help | we need help | sos
words-and = and
words-numbers = one first | two second | three third | four fourth | five fifth | six sixth | seven seventh | eight eighth | nine ninth | ten tenth

## The menu of commands, where a platform has one. Neutral: it shows to whoever looks on

menu-start = Start or go on
menu-code = Enter a code
menu-lang = Language
menu-help = How this works

## How to answer

choose-one = Choose one: press it, or write its number.
choose-one-pressed = Choose one.
choose-one-worded = Write its number.
choose-several = You can choose several. By number: 1, 3.
choose-several-pressed = You can choose several. When that is all, press “{ control-done }”.
choose-several-worded = Write one number, or several: 1, 3.
type-text = In your own words, up to { $limit ->
        [one] { $limit } character
       *[other] { $limit } characters
    }.
type-date = For example: 12.03.2026. If you do not know it exactly: March 2026, 2026, or “about 12.03.2026”.
type-date-words = Or in your own words: when and where it will be.
type-place = Choose from the list, or write the place in your own words.
attach-files =
    You can send up to { $most ->
        [one] { $most } file
       *[other] { $most } files
    }, one after another. Send photos and videos as a file, not as a photo: otherwise they lose detail.
    A photo may carry the place where it was taken. If that can harm someone, do not send it.
    When that is all, choose “{ control-done }”.
attach-files-pressed =
    You can send up to { $most ->
        [one] { $most } file
       *[other] { $most } files
    }, one after another. Photos and videos: paper clip, then “File”. Otherwise they lose detail.
    A photo may carry the place where it was taken. If that can harm someone, do not send it.
attach-files-worded =
    You can send up to { $most ->
        [one] { $most } file
       *[other] { $most } files
    }, one after another. Photos and videos: “+”, then “File”. Otherwise they lose detail.
    A photo may carry the place where it was taken. If that can harm someone, do not send it.
    When that is all, write “done”.
attach-typed = In this terminal: /file and the path of the file
type-contact = For example Signal, e-mail, or the phone of someone you trust.
help-commands =
    /back one question back · /skip no answer · /keep leave the answer as it is
    /review all answers · /send send · /pause go on later · /stop finish
    /lang uk, ru or en · /code and your code: see the answer · /move go on in another chat
help-commands-pressed =
    The buttons under each question are all you need.
    /start the question again · /code and your code: see the answer
    /move go on in another chat · /lang uk, ru or en: another language
help-commands-worded =
    You can write these words at any time, each as a message of its own.
    back: to the question before
    skip: no answer
    pause: go on later
    stop: finish
    code: see an answer, or add something
    укр, рус, eng: another language
    /move: go on in another chat
    And these, when they stand below a question.
    keep: the answer as it is
    review: all your answers
    send: what there is
answered-before = There is an answer already. A new one replaces it, /keep leaves it, /skip removes it.
answered-before-pressed = There is an answer already. A new one replaces it, “{ control-keep }” leaves it, “{ control-skip }” removes it.
answered-before-worded = There is an answer already. A new one replaces it, “keep” leaves it, “skip” removes it.

## Corrections

correct-choice = Please choose one of these: a number from 1 to { $most }.
correct-choice-pressed = Please press one of these buttons.
correct-choice-text = Please choose first: a number from 1 to { $most }. Your text was not kept; there will be room for it in a moment.
correct-choice-text-pressed = Please press one of these buttons first. Your text was not kept; there will be room for it in a moment.
correct-which = Which of these do you mean? Please write its number: { $options }
correct-choices = Please choose from these: numbers from 1 to { $most }, with commas between them.
correct-choices-pressed = Please mark what is true, then press “{ control-done }”.
correct-alone = One of these answers does not go together with others. Choose either that one or the others.
correct-empty = The message is empty. Write an answer, or skip the question.
correct-long = The text is too long: { $length } characters, and { $limit } fit. Please shorten it; the rest can be added later.
correct-rest = This is the rest of a message that was too long for this question. Neither was kept. Please send it shorter.
correct-date = This could not be read as a date. Write it like this: 12.03.2026, March 2026 or 2026.
correct-date-impossible = There is no such date. Please check the day, the month and the year.
correct-date-future = This date has not come yet. Please check it.
correct-date-past = This date has passed already. Here a coming one is needed.
correct-files = Here a file is needed. Send one, or choose “{ control-done }” or “{ control-skip }”.
correct-files-pressed = Here a file is needed. Send one, or press “{ control-skip }”.
correct-files-worded = Here a file is needed. Send it, or write “skip”.
correct-file-missing = There is no file with this name. Please check it and send it again.
correct-file-empty = This file is empty. Please send another one.
correct-file-large = This file is too large. Up to { $limit } MB fit.
correct-file-many = No more than { $most } files fit here.
correct-file-unreadable = This file did not arrive whole and was not kept. Please send it again.
correct-file-platform =
    Telegram passes on files of up to 20 MB only. This one is larger, and was not kept.
    You can send it in smaller parts. Or write that there is a larger file: we will find another way, such as Signal.
correct-not-a-file = This is not a file that can be sent. Please check the name.
correct-characters = There are only signs here that cannot be read. Please write in words.
correct-kind = This cannot be read here. Please write it in words.
correct-edited =
    Changing a message that was sent changes nothing here.
    To give another answer, go back to its question.
correct-reaction = A reaction is no answer here. Please write a number or words.
correct-deleted =
    What you delete on your phone stays with us for now.
    To change an answer, go back to its question: “back”. To delete everything that is not sent: “stop”.
correct-call = Nobody can take calls here. Please write.
correct-stale = That button is from before. Here is where we are now.
correct-code = A digit is wrong or missing in this code. Please compare it with what you wrote down.
correct-code-alone = To enter a code, write it after the command: /code 12345 …
correct-code-alone-worded = To enter a code, write it after this word: code 12345 …
correct-command = There is no such command. Did you mean { $nearest }?
correct-command-pressed = There is no such command. Please use the buttons.
correct-command-worded = There is no such word here. Did you mean “{ $nearest }”?
correct-not-here = This does nothing at this point. Everything stays as it was.
correct-nothing-to-send = There is nothing to send yet. Please answer at least one question.
correct-number = Please write a number from 1 to { $most }.
correct-number-pressed = There is no such number. Please press one of these buttons.

## On the way

file-words = The words below the file were not kept: please send them as a message of their own.
file-words-elsewhere = These words were not kept: only files are taken here. There is room for them in another answer: /review and its number.
file-words-elsewhere-pressed = These words were not kept: only files are taken here. There is room for them in another answer: “{ control-review }”.
file-words-elsewhere-worded = These words were not kept: only files are taken here. There is room for them in another answer: write “review”, then its number.
file-kept = The file is added. { $count ->
        [one] { $count } file so far.
       *[other] { $count } files so far.
    }
file-kept-pressed = The file is added. { $count ->
        [one] { $count } file so far.
       *[other] { $count } files so far.
    }
    When that is all, press “{ control-done }”.
file-coming = The file is arriving: { $percent } %
rest-kept = The rest of your long message was added to it.
answers-dropped = Because of this answer some later questions are no longer asked, and what you answered to them is left out.
repeated = We have that already. Here is the question again.
pause-offered = Thank you. This is not easy to write about. You can take a pause: everything stays as it is.
paused = Pause. When you want to go on, write anything.
paused-pressed = Pause. When you want to go on, press “{ control-resume }”.
resumed = Good to see you. Let us go on.
stop-ask = Stop here? What has not been sent will be deleted.
stop-delete = Stop and delete
stop-go-on = Go on
nothing-sent = Nothing was sent.
stopped = Done. Nothing was sent, and nothing was kept. You can write here at any time.
offer-ask =
    It seems that life or freedom is in danger right now.
    You can send what is there at once, and add the rest after that. Send now?
offer-send = Send now
offer-go-on = Go on first

## Before sending

ready-ask = That was the last question. Send everything now, or look through it first?
ready-ask-more =
    That was the last question. Send everything now, or look through it first?
    If something else has changed, or someone is in danger now, first choose “{ returned-add }”.
ready-ask-change = Send this now, or look through all of it first?
ready-review = Look through first
review-title = Your answers:
review-line =
    { $question }
    { $answer }
review-skipped = (skipped)
review-open = (not asked yet)
review-files = { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
review-ask = To change an answer, write its number. To send: /send
review-ask-pressed = To change an answer, press its number. To send everything: “{ review-send }”.
review-ask-worded = To change an answer, write its number. To send everything, write “send”.
review-send = Send

## Received

received = { -received }. What you sent is safe with us, and people will read it.
received-emergency =
    { -received }. It is marked as an emergency.
    We will do what we can, but we can promise neither rescue nor when somebody reads it.
receipt-code =
    Your code:
    { $code }
    Write it on paper or learn it by heart. It is the only way back to what you sent and to our answer.
    Nobody can restore it, not even we.
receipt-ask = Please type the code once, to be sure that it is written down right. You can skip this.
receipt-right = Yes, the code is right.
receipt-wrong = This is a different code. Please compare it digit by digit and type it again.
notify-ask =
    May we write here when there is an answer? We would write only that there is one.
    For this we keep the address of this chat. Whoever took away our computers could find it.
notify-yes = Yes, write here
notify-no = No, do not write
notify-kept = Good. When there is an answer, a short message will say so here.
notify-forgotten = Good. We will not write here first.
completing = Now the rest, at your own pace. What you have sent is safe.
goodbye =
    Thank you for your trust.
    To see an answer or to add something, come back with your code, from any chat.
goodbye-unsent =
    { nothing-sent }
    To see an answer or to add something, come back with your code, from any chat.
support =
    Carrying this alone is hard. People to talk to:
    Ukraine: Lifeline Ukraine 7333, day and night; La Strada 116 123, about violence at home and trafficking.
    From some areas these numbers cannot be reached, and calls may be listened to.
    Other countries: findahelpline.com
goodbye-neutral = That is all for now. Take care of yourself.
goodbye-ask = Choose “{ returned-finish }”, and only a few neutral words stay in this chat.
goodbye-ask-worded =
    Write 1, and we delete here what we wrote in the last two days. What is older stays, and marks that say “deleted”.
    To remove everything, delete this chat on your phone: press it and hold.

## Coming back with the code

addition-received = { -received }. It has been added to what you sent before.
code-ask = Please type your code. Spaces do not matter.
code-unknown = Nothing was found with this code. Please check every digit.
returned-received = It has arrived and is waiting to be read.
returned-assessing = It is being read.
returned-decided = It has been read and talked over.
returned-acting = People are working on it.
returned-closed = The work on it is finished.
returned-reply =
    Answer of { $date }:
    { $text }
returned-no-reply = There is no answer yet.
returned-news-seeking = We are looking for an organisation that can help.
returned-news-taken = An organisation has taken it on. If you agreed to that, it will get in touch with you.
returned-news-none = No organisation could take it on so far. We are looking at what else can be done.
returned-requests = { $count ->
        [one] We have { $count } question for you.
       *[other] We have { $count } questions for you.
    }
returned-request =
    Question of { $date }:
    { $text }
returned-requests-later = To answer, first send or stop what is begun here. Then enter the code again.
request-ask = { $text }
returned-ask = What would you like to do?
returned-answer = Answer
returned-add = Add something
returned-notify = Write here about answers
returned-quiet = Do not write here
returned-consents = How this may be used
returned-withdraw = Erase everything
returned-finish = Finish
consents-title = How what you sent may be used: your answers now. A change counts as soon as it is sent. What others have been given by then cannot be called back.
consent-stands = Your answer now: { $answer }. To change nothing, skip this.
withdraw-ask =
    Erase everything that you sent, files too? It cannot be restored.
    What was already passed on with your consent cannot be called back.
withdraw-yes = Yes, erase
withdraw-no = No, keep it
withdrawn = Everything is erased. The code opens nothing any more.

## From an organisation that was asked for help

partner-noted = Thank you, noted: { $answer ->
    [yes] yes
   *[no] no
  }.
partner-which = To answer, please write yes or no before the code: yes if you take this on, no if you cannot.
partner-unknown = This code is not known or too old.

## In another chat

move-code =
    Your code for the other chat: { $code }
    Write it there within { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }: what you began goes on there and ends here. The code works once.
    Tell it to nobody: whoever writes it sees your answers.
move-signal = On Signal you can write to us here: { $number }
move-busy =
    Something is begun in this chat and not sent. To go on with something else here, first send this or stop it.
    If you want to leave this chat, write the code in the other one.
move-later = It cannot be taken over just now. Please send the code again in a minute.
moved-here = What you began is here now. Let us go on.
moved-away = { goodbye-neutral }

## Unasked, and on the lock screen, where anyone may read it

notice-answer = There is an answer for you here. Type /start
notice-answer-worded = There is an answer for you here. To see it, write “code”.

## When something goes wrong on our side

not-saved =
    This was NOT saved. The fault is ours, not yours.
    Please send the same again in a few minutes. What was saved before is safe.
not-handled = Your message is kept, but we cannot go on just now. Please come back in a few minutes; there is no need to send it again.
line-cut =
    This line was too long for the terminal, and its end was lost. Nothing of it was kept.
    Please write it shorter, or attach it as a file: /file PATH
left = What is not sent yet waits here. To go on, start the same command again.
draft-lost =
    If you had begun to write here before and not sent it: we are sorry, it could not be kept. Please begin anew.
    What was sent before is safe.
trouble = Something went wrong: one message could not be handled and was set aside. You can go on.
signal-gap = { $times ->
        [1] Our line was down from { $since } to { $until } (UTC).
       *[other] Our line was down several times, last from { $since } to { $until } (UTC).
    } If you wrote then and it does not show as read, please send it again.
