# Работа с делом: конфликты, передача, заметки, вопросы, связи, метки, поиск. Те же имена и переменные во всех языках.

## Общие части

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
argument-other = номер другого дела
argument-tags = метки
argument-tie = что у них общего
argument-what = о чём спросить

## Слова, которые вводят участники

field-state = состояние
field-urgency = срочность
field-kind = вид
field-tag = метка
field-decision = решение
field-since = от
field-until = до
field-after = после
means-kind = с чего началось дело
means-tag = одна или несколько через запятую
means-since = получено в этот день или позже, например 2026-12-01
means-until = получено в этот день или раньше
means-after = последний номер предыдущей страницы
request-hearing-date = дата заседания
request-place = место
request-name = имя
request-contact = контакт
request-files = файлы
request-what-happened = что произошло
request-news = новости
request-consent-refer = согласие передать
request-consent-members = согласие рассказать
request-consent-un = согласие для ООН
request-consent-publish = согласие опубликовать
request-other = другое
tie-duplicate = дубликат
tie-related = связанные
tie-person = человек
tie-event = событие
state-received = получено
state-assessing = оценивается
state-decided = решено
state-acting = действуем
state-closed = закрыто
state-withdrawn = отозвано
opening-appeal = обращение
opening-report = нарушение

## Вопросы: их читают те, кто обратился

request-text-hearing-date = Когда заседает суд? Напишите, пожалуйста, дату заседания, насколько она вам известна.
request-text-place = Где это произошло или где человека держат сейчас? Напишите, пожалуйста, настолько точно, насколько это для вас безопасно.
request-text-name = Как полностью зовут человека, о котором идёт речь? Напишите, пожалуйста, как в документах, если знаете.
request-text-contact = Есть ли кто-то, с кем мы можем об этом связаться, например родственники или адвокат? Напишите, пожалуйста, кто это и как с ними связаться, если они согласны.
request-text-files = Есть ли у вас документы или фотографии об этом? Если это для вас безопасно, пришлите их, пожалуйста, как файлы.
request-text-what-happened = Расскажите, пожалуйста, немного больше: что произошло, когда и кто это сделал? Не рассказывайте того, о чём не хотите говорить.
request-text-news = Изменилось ли что-нибудь с тех пор, как вы нам написали? Напишите, пожалуйста, как обстоят дела сейчас.
request-text-consent-refer = Можно ли передать это организации, которая может помочь, например с адвокатом или с безопасностью? Она увидит ответы и то, как с вами связаться. Если речь о ком-то другом, отвечайте так, как хочет этот человек или его близкие. { consent-free }
request-text-consent-members = Можно ли рассказать об этом организациям, с которыми мы работаем? Они могут писать письма в поддержку. Такие письма идут к властям. { consent-free }
request-text-consent-un = Можно ли отправить это экспертам ООН? Они пишут властям, и власти узнают имя. Потом их отчёт может стать публичным. { consent-free }
request-text-consent-publish = Можно ли писать об этом публично, с полным именем или только с инициалами? Тогда это смогут прочитать все, и власти тоже. { consent-free }
consent-free = Ответить «нет» тоже можно: тогда будем делать то, что возможно и без этого. Согласие можно отозвать в любое время, если вернуться с кодом. Нельзя вернуть только то, что другие получили раньше.
request-text-other = У нас есть к вам вопрос:

## Справка

about-conflict = сказать, что дело вам слишком близко, и оставить его другим
about-assign = передать кому-то дело
about-note = записать для других заметку о деле
about-ask = спросить у того, кто обратился, чего не хватает
about-link = записать, что два дела связаны
about-unlink = записать, что у двух дел нет ничего общего
about-tag = дать делу метки
about-untag = снять с дела метки
about-find = найти дела по тому, что известно без открытия
about-who = найти дела о человеке, как бы ни писалось его имя
usage-conflict = /conflict ДЕЛО
usage-assign = /assign ДЕЛО ИМЯ
usage-note = /note ДЕЛО ТЕКСТ…
usage-ask = /ask ДЕЛО О-ЧЁМ [ТЕКСТ…]
usage-ask-wordless = /ask ДЕЛО О-ЧЁМ
usage-link = /link ДЕЛО ДРУГОЕ-ДЕЛО СВЯЗЬ
usage-unlink = /unlink ДЕЛО ДРУГОЕ-ДЕЛО
usage-tag = /tag ДЕЛО МЕТКА,МЕТКА…
usage-untag = /untag ДЕЛО МЕТКА,МЕТКА…
usage-find = /find [состояние=…] [срочность=…] [вид=…] [метка=…] [решение=…] [от=…] [до=…] [после=…]
usage-who = /who ИМЯ…
example-conflict = /conflict lumeko-42
example-assign = /assign lumeko-42 Елена
example-note = /note lumeko-42 Адвокат перезвонит в понедельник.
example-ask = /ask lumeko-42 дата заседания И какой это суд?
example-ask-wordless = /ask lumeko-42 дата заседания
example-link = /link lumeko-42 sotiva-07 человек
example-unlink = /unlink lumeko-42 sotiva-07
example-tag = /tag lumeko-42 journalist,hearing
example-untag = /untag lumeko-42 hearing
example-find = /find состояние=закрыто метка=journalist от=2026-10-01
example-who = /who Оксана Щербак

## Дело

case-tags = Метки: { $tags }
case-linked = { tie }: { $other }
case-alike = Возможно, о том же человеке, что и { $other }. Если да: /link { $reference } { $other } { tie-person }. Если нет: /unlink { $reference } { $other }
case-request = Мы спросили ({ $asked }), ответа ещё нет: { request }
record-assessments-hidden = { $count ->
    [one] Ещё { $count } оценка от кого-то другого.
    [few] Ещё { $count } оценки от других.
    [many] Ещё { $count } оценок от других.
   *[other] Ещё { $count } оценки от других.
  } Вы увидите их, когда запишете собственную: сначала каждый оценивает сам.
record-note = Заметка: { $author }, { $written }
record-recusal = Конфликт интересов: { $author } больше не имеет отношения к этому делу, { $written }
record-question = Вопрос к тому, кто обратился ({ request }): { $author }, { $written }

## Ответы

conflict-declared = Спасибо. К делу { $reference } вы больше не возвращаетесь; им займутся другие.
conflict-actions = То, чем вы там занимались, должны взять на себя другие; им об этом напомнят:
conflict-declared-before = Вы уже оставили дело { $reference } другим.
assigned = Дело { $reference } теперь в руках { $name }, до { $until }.
noted = { $reference }: заметка сохранена.
asked = { $reference }: вопрос запечатан и ждёт того, кто обратился (язык: { language }). На вашем языке в нём сказано:
asked-shown = { $text }
linked = { $reference } и { $other }: { tie }.
parted = { $reference } и { $other }: ничего общего.
tagged = Метки дела { $reference }: { $tags }
tagged-none = У дела { $reference } нет меток.
find-none = Таких дел нет.
find-heading = { $count ->
    [one] { $count } дело:
    [few] { $count } дела, самые срочные сначала:
    [many] { $count } дел, самые срочные сначала:
   *[other] { $count } дела, самые срочные сначала:
  }
find-more = Дальше: та же строка и { field-after }={ $reference }
who-none = Не знаем ни одного дела о человеке с таким именем.
who-heading = { $count ->
    [one] { $count } дело, возможно, о человеке с таким именем:
    [few] { $count } дела, возможно, о человеке с таким именем, самые вероятные сначала:
    [many] { $count } дел, возможно, о человеке с таким именем, самые вероятные сначала:
   *[other] { $count } дела, возможно, о человеке с таким именем, самые вероятные сначала:
  }
who-line = { $parts ->
    [1] Имя совпадает
    [2] { $shared ->
        [2] Совпадают обе части имени
       *[other] Совпадает одна из двух частей имени
      }
   *[other] Совпало частей имени: { $shared } из { $parts }
  }

## Что бывает не так

error-assignee-barred = У этого человека конфликт интересов в этом деле. Пожалуйста, выберите кого-то другого.
error-question-needed = Напишите, пожалуйста, своими словами, что вы хотите знать. { words-elsewhere }
error-same-case = Это одно и то же дело. Назовите, пожалуйста, два.
error-tag-unknown = Такой метки у группы нет.{ $suggestion ->
    [none] {""}
   *[other] {" "}{ did-you-mean }
  } Есть такие: { $tags }
error-name-needed = Здесь нет имени. Введите, пожалуйста, имя или его часть в любом написании.
