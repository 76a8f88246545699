# Решения, действия и то, для чего нужны двое. В каждом языке те же идентификаторы и переменные: tests/triage/test_catalogue.py.

## Общие части

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
    [export] выгрузить целиком дело
    [erase] стереть дело
   *[refer] направить дело
  }

## Слова, которые вводят участники

action-statement = заявление
action-letter = письмо
action-mission = миссия
action-awareness = информирование
action-legal = юридическая помощь
action-material = материальная помощь
action-referral = направление
action-un = ООН
action-media = СМИ
action-contact = разговор
action-other = другое
status-ongoing = продолжается
status-done = сделано
status-failed = не удалось
status-cancelled = отменено
declined-outside = не наше
declined-money = деньги
declined-unclear = непонятно
declined-another = сделают другие
declined-unsafe = опасно
declined-duplicate = повтор
declined-consent = без согласия
declined-other = другое
field-to = кому
field-signed = подписи
field-court = суд
field-date = дата
field-goes = едет
field-partner = партнёр
field-due = срок
field-why = почему
field-reply = ответ
field-again = снова
field-owner = отвечает
field-priority = приоритет
field-text = текст
field-response = реакция
field-impact = влияние
field-parties = адресаты
argument-kind = вид
argument-number = номер
argument-status = состояние
means-to = для кого это
means-signed = кто подписывает
means-court = где заседание
means-date = в какой день, например 2026-12-01 10:30
means-goes = кто едет
means-partner = через кого приходит помощь
means-due = к какому дню, например 2026-12-01
means-why = при отказе: почему; тому, кто обратился, об этом скажут доброжелательно
means-reply = при отказе: нет, если того, кто обратился, не надо извещать
means-again = да, чтобы ещё раз решить то, что уже решено
means-owner = кто за это отвечает; вы, если никого не назвать
means-priority = насколько это срочно
means-text = что именно
means-response = что ответили
means-impact = что это изменило для человека
means-parties = к кому обращались

## Готовые отказы, как их читает тот, кто обратился

declined-text-outside = Мы внимательно прочитали то, что вы написали. Это выходит за пределы того, что может наша небольшая группа, и нам очень жаль, что мы не можем за это взяться. Это не значит, что мы вам не верим или что это неважно. Если что-то изменится, пожалуйста, вернитесь со своим кодом и допишите. Мы прочитаем.
declined-text-money = Мы внимательно прочитали то, что вы написали. У нас нет денег, которые мы могли бы дать, и нам очень жаль, что с этим мы не можем помочь. Если помогло бы что-то другое, например письмо или адвокат, пожалуйста, вернитесь со своим кодом и допишите. Мы прочитаем.
declined-text-unclear = Мы внимательно прочитали то, что вы написали. Нам пока не удалось достаточно понять, что произошло или что помогло бы. Вы ничего не сделали не так: о таком трудно рассказывать. Если можете и хотите рассказать больше, пожалуйста, вернитесь со своим кодом и допишите. Мы рассмотрим всё заново.
declined-text-another = Мы внимательно прочитали то, что вы написали. Этим занимаются другие, и делают это лучше, чем смогли бы мы, поэтому мы оставляем это им. Если хотите знать, к кому можно обратиться, пожалуйста, вернитесь со своим кодом и спросите. Мы прочитаем.
declined-text-unsafe = Мы внимательно прочитали то, что вы написали. Сейчас мы не видим, как помочь, не подвергнув опасности вас или других, и не хотим идти на этот риск за вас. Если что-то изменится, пожалуйста, вернитесь со своим кодом и допишите. Мы прочитаем.
declined-text-duplicate = Мы внимательно прочитали то, что вы написали. Этим занимаются вместе с тем, что нам уже известно, так что ничего не потеряно, и сейчас вам не нужно ничего делать. Если что-то изменится, пожалуйста, вернитесь со своим кодом и допишите. Мы прочитаем.
declined-text-consent = Мы внимательно прочитали то, что вы написали. Чтобы помочь, нам пришлось бы рассказать об этом другим, а на это вы не согласились. Это ваше право, и мы ничего не делаем против вашей воли. Если когда-нибудь вы решите иначе, пожалуйста, вернитесь со своим кодом и допишите. Мы прочитаем.
declined-text-other = Мы внимательно прочитали то, что вы написали. Нам очень жаль: мы не можем с этим помочь. Это не значит, что мы вам не верим или что это неважно. Если что-то изменится, пожалуйста, вернитесь со своим кодом и допишите. Мы прочитаем.

## Что делают команды

about-action = записать, что кто-то делает по делу
about-actions = показать, что делается, по всем делам или по одному
about-result = записать, что вышло из действия
about-export = выгрузить дело целиком; нужны двое из вас
about-erase = стереть дело навсегда; нужны двое из вас
about-proposals = показать, что ждёт второго из двух
about-approve = одобрить: предложенное будет сделано
about-refuse = отклонить предложение или отозвать собственное
usage-action = /action ДЕЛО ВИД [отвечает=ИМЯ] [срок=ДЕНЬ] [текст=…]
usage-action-wordless = /action ДЕЛО ВИД [срок=ДЕНЬ]
usage-actions = /actions [ДЕЛО]
usage-result = /result НОМЕР СОСТОЯНИЕ [реакция=…] [влияние=…]
usage-result-wordless = /result НОМЕР СОСТОЯНИЕ
usage-export = /export ДЕЛО код=КОД
usage-erase = /erase ДЕЛО код=КОД
usage-proposals = /proposals
usage-approve = /approve НОМЕР код=КОД
usage-refuse = /refuse НОМЕР
example-action = /action lumeko-42 письмо отвечает=Елена срок=2026-12-01 текст=Двум парламентам
example-action-wordless = /action lumeko-42 письмо срок=2026-12-01
example-actions = /actions lumeko-42
example-result = /result 3 сделано дата=2026-11-30 реакция=Министерство обратилось в суд влияние=Адвоката допустили
example-result-wordless = /result 3 сделано дата=2026-11-30
example-export = /export lumeko-42 код=482913
example-erase = /erase lumeko-42 код=482913
example-proposals = /proposals
example-approve = /approve 3 код=482913
example-refuse = /refuse 3

## Решения

decided-told = Тому, кто обратился, об этом доброжелательно скажут; язык: { language }.
decision-why = Почему: { declined }
record-field = { part }: { $text }

## Действия

action-line = { NUMBER($number, useGrouping: 0) } · { $reference } · { action } · { status } · { urgency }{ $held ->
    [you] {" · "}ваше
    [named] {" · "}{ $holder }
   *[other] {" · "}у кого-то другого
  } · срок до { $due }{ $overdue ->
    [yes] {" · "}ПРОСРОЧЕНО
   *[no] {""}
  }
action-begun = Сохранено. Чтобы записать, что из этого вышло: /result, номер и состояние.
actions-none = Сейчас ничего не делается.
actions-heading = { $count ->
    [one] { $count } действие:
    [few] { $count } действия:
    [many] { $count } действий:
   *[other] { $count } действия:
  }
actions-more = Есть ещё: /actions и номер дела.
result-noted = Спасибо. Сохранено:
record-action = Действие { NUMBER($number, useGrouping: 0) }: { action }, { urgency }, отвечает { $owner }, срок до { $due }; записано: { $author }, { $written }
record-result = Что вышло из действия { NUMBER($number, useGrouping: 0) }: { status }; записано: { $author }, { $written }

## Для чего нужны двое

proposed = Предложение { NUMBER($number, useGrouping: 0) }: { proposal } { $reference }. Пока ничего не произошло. Кто-то другой из координации или руководства может одобрить его до { $until }: /approve { NUMBER($number, useGrouping: 0) }. Чтобы отозвать: /refuse { NUMBER($number, useGrouping: 0) }
proposals-none = Ничто не ждёт второго из вас.
proposals-heading = { $count ->
    [one] { $count } предложение ждёт второго из вас:
    [few] { $count } предложения ждут второго из вас:
    [many] { $count } предложений ждут второго из вас:
   *[other] { $count } предложения ждут второго из вас:
  }
proposal-line = { NUMBER($number, useGrouping: 0) } · { $reference } · { proposal } · { $held ->
    [you] ваше собственное
    [named] от: { $holder }
   *[other] от кого-то другого
  } · до { $until }
approved = Одобрено: { NUMBER($number, useGrouping: 0) }, { proposal } { $reference }.
approved-export = Тот, кто предлагал, теперь может выгрузить { $reference } той же строкой, что и раньше.
proposal-refused = { NUMBER($number, useGrouping: 0) } отклонено: { proposal } { $reference }. Ничего не произошло.
proposal-taken-back = Вы отозвали { NUMBER($number, useGrouping: 0) }: { proposal } { $reference }. Ничего не произошло.
exported = { $reference }: дело целиком. Пожалуйста, храните его там, где его не прочитает никто другой.
erased = Дело { $reference } стёрто. Только журнал ещё знает, что оно было.
alarm-proposals = ВНИМАНИЕ: { $count ->
    [one] { $count } предложение
    [few] { $count } предложения
    [many] { $count } предложений
   *[other] { $count } предложения
  } сделала не группа. Мы их не учитываем; немедленно сообщите руководству.

## Что бывает не так

error-not-owning = За это отвечает кто-то другой. Пожалуйста, оставьте это этому человеку или обратитесь к координации.
error-field-refused = У решения вида «{ decision }» нет части «{ part }».
error-decided-before = Уже решено: { decision }. Ничего не сохранено. Чтобы решить снова, добавьте { field-again }={ yesno-yes }
error-date-refused = Этот день уже прошёл. Пожалуйста, назовите такой, который ещё впереди.
error-consent-missing = Ничего не сохранено: тот, кто обратился, на это не согласился. { case-consent } Чтобы об этом спросить: /ask { $reference } { $what }
error-owner-refused = По этому делу этот человек не может за это отвечать. Пожалуйста, назовите другого.
error-action-not-found = Действия с таким номером нет.
error-action-settled = Что вышло из этого действия, уже записано. Пожалуйста, начните новое.
error-actions-open = { $count ->
    [one] По этому делу ещё продолжается { $count } действие: { $numbers }
    [few] По этому делу ещё продолжаются { $count } действия: { $numbers }
    [many] По этому делу ещё продолжается { $count } действий: { $numbers }
   *[other] По этому делу ещё продолжаются { $count } действия: { $numbers }
  }. Пожалуйста, запишите, что вышло, или отмените: /result, номер и состояние
error-proposal-not-found = Предложения с таким номером, которое бы ждало, нет.
error-proposal-waits = Это уже предложено под номером { NUMBER($number, useGrouping: 0) }. Одобрить может кто-то другой из координации или руководства.
error-proposal-own = Это ваше собственное предложение. Пожалуйста, обратитесь к кому-то другому из координации или руководства.
error-proposal-gone = С тех пор изменились роль, ключ или доступ того, кто это предлагал. Пожалуйста, отклоните предложение, а если это ещё нужно, предложите снова.
