# Партнёры и дела, которые им предлагают. Те же названия и переменные на всех языках: tests/triage/test_catalogue.py.

## Общие части

offer-state = { $state ->
    [prepared] ещё не запрошен
    [offered] запрошен
    [handed] передано
    [accepted] СОГЛАСИЕ
    [declined] отказ
    [expired] вовремя не ответили
   *[revoked] отозвано
  }
verdict = { $verdict ->
    [ok] { verdict-ok }
   *[wrong] { verdict-wrong }
  }

## Слова, которые вводят участники

aid-physical = безопасность
aid-digital = цифровая безопасность
aid-legal = юридическая
aid-medical = медицинская
aid-family = семья
aid-transport = перевозка
aid-relocation = переезд
aid-training = обучение
aid-monitoring = наблюдение
aid-advocacy = адвокация
aid-material = материальная
aid-other = другое
verdict-ok = правильно
verdict-wrong = неправильно
field-override = вопреки
means-override = почему дело передают дальше, хотя человек на это не согласился; только когда жизнь или свобода под угрозой. Человеку об этом скажут.
argument-partners = партнёры
argument-answer = «да» или «нет» и код
argument-verdict = вывод

## Что читает тот, кто обратился

told-override = Мы прочитали то, что вы написали. Поскольку жизнь или свобода под угрозой, мы обратились к организации, которая помогает в таких случаях, хотя вы на это не соглашались. Ей передано, что произошло, но не то, как с вами связаться. Если вы против или хотите что-то добавить, вернитесь, пожалуйста, с вашим кодом.

## Что партнёр читает в пакете

told-answering = Как ответить: напишите «да { $code }», если берётесь за это, или «нет { $code }», если не можете. Напишите это любому боту нашей группы или скажите тому из группы, кто принёс вам этот файл. Пожалуйста, ответьте в течение { $hours ->
    [one] { $hours } часа
   *[other] { $hours } часов
  } после того, как он к вам поступил.

## Справка

about-partners = показать организации, которые могут взять дело
about-verified = записать, что вы проверили сведения о партнёре
about-match = показать, какие партнёры подходят к делу и почему
about-refer = предложить дело партнёрам, одному за другим; для этого нужны двое, а при немедленной угрозе хватит одного ответственного за направление
about-offers = показать, как продвигаются запросы к партнёрам по делу
about-handed = записать, что вы передали пакет
about-answer = записать, что вам сказал партнёр, с его кодом
about-revoke = отозвать то, на что ни один партнёр ещё не согласился
about-review = сказать, правильно ли кто-то из вас направил дело без других
usage-partners = /partners [НАЗВАНИЕ]
usage-partners-wordless = /partners
usage-verified = /verified НАЗВАНИЕ
usage-match = /match ДЕЛО
usage-refer = /refer ДЕЛО [ПАРТНЁР, ПАРТНЁР…] [вопреки=…] код=КОД
usage-refer-wordless = /refer ДЕЛО код=КОД
usage-offers = /offers ДЕЛО
usage-handed = /handed НОМЕР
usage-answer = /answer КОД да или нет
usage-revoke = /revoke ДЕЛО
usage-review = /review ДЕЛО ВЫВОД [ТЕКСТ…]
usage-review-wordless = /review ДЕЛО ВЫВОД
example-partners = /partners "Открытая дверь"
example-partners-wordless = /partners
example-verified = /verified "Открытая дверь"
example-match = /match lumeko-42
example-refer = /refer lumeko-42 Открытая дверь, Тихая гавань код=482913
example-refer-wordless = /refer lumeko-42 код=482913
example-offers = /offers lumeko-42
example-handed = /handed 12
example-answer = /answer bado-kemi-luna-tiso да
example-revoke = /revoke lumeko-42
example-review = /review lumeko-42 правильно Я решил бы так же
example-review-wordless = /review lumeko-42 правильно

## Партнёры

partners-none = Ни одного партнёра ещё не внесено. Это делают на компьютере группы: solidarity partners add
partners-heading = { $count ->
    [one] { $count } партнёр:
    [few] { $count } партнёра:
   *[other] { $count } партнёров:
  }
partner-line = { $name }
partner-offers = Помощь: { $offers }
partner-places = { $known ->
    [yes] Работает здесь: { $places }
   *[no] Работает где угодно
  }
partner-languages = Языки: { $languages }
partner-reach = { $reach ->
    [signal] Запрашивают в Signal
   *[hand] Пакет передаёт кто-то из группы
  }
partner-age = Последняя проверка: { age } назад
partner-verified = Записано, спасибо: сведения о партнёре «{ $name }» верны.
alarm-partners = { $count ->
    [one] ВНИМАНИЕ: { $count } строка о партнёре не подписана этой группой; она не учтена. Скажите руководителю.
    [few] ВНИМАНИЕ: { $count } строки о партнёрах не подписаны этой группой; они не учтены. Скажите руководителю.
   *[other] ВНИМАНИЕ: { $count } строк о партнёрах не подписаны этой группой; они не учтены. Скажите руководителю.
  }
match-heading = { $reference }: { $count ->
    [0] ни один партнёр не подходит. Партнёров можно назвать самим или внести на компьютере группы: solidarity partners add
    [one] подходит { $count } партнёр.
    [few] подходят { $count } партнёра, лучший первым.
   *[other] подходят { $count } партнёров, лучший первым.
  }
match-wanted = Что ищем: { $aids } · { $places }
match-aids = Потому что оказывает: { $aids }
match-place = Потому что работает там: { $place }
match-anywhere = Работает где угодно
match-language = Работает на языке дела
match-stale = Сведения не проверены уже { age }

## Запросы к партнёрам

referral-begun = { $reference }: дело предлагают партнёрам, одному за другим. То, что они получат, запечатано, каждому его ключом. Как это продвигается: /offers { $reference }
referral-review = Вы решили это без других. До { $until } на это посмотрит ещё кто-то из направления, координации или руководства.
referral-event = { $reference }: { $step ->
    [asked] партнёра запрашивают.
    [carry] следующего партнёра бот запросить не может. Пожалуйста, передайте пакет; получить его: /offers { $reference }{ $number ->
        [0] {""}
       *[other] {"; "}на компьютере группы: solidarity partners hand { NUMBER($number, useGrouping: 0) } -o ПАПКА
      }
    [partly] партнёра запрашивают, но некоторые файлы слишком велики для Signal. Пожалуйста, передайте их. На компьютере группы: solidarity partners hand { NUMBER($number, useGrouping: 0) } -o ПАПКА
    [accepted] партнёр ВЗЯЛ ДЕЛО.
    [declined] партнёр не может помочь.
    [expired] партнёр не ответил вовремя.
    [forgotten] пакет никто вовремя не передал, поэтому этого партнёра не спросили.
    [exhausted] БОЛЬШЕ НЕКОГО СПРОСИТЬ. Нужно подумать ещё раз: /match { $reference }
   *[stopped] партнёрам больше ничего не передаётся: дело закрыто или человек больше не согласен. Если вы уже передали пакет, скажите, пожалуйста, партнёру, что это больше не действует.
  }{ $number ->
    [0] {""}
   *[other] {" "}(запрос { NUMBER($number, useGrouping: 0) })
  }
offers-none = { $reference }: это дело ещё не предлагали ни одному партнёру.
offers-heading = { $reference }: запросы к партнёрам по очереди
offers-review = Кто-то из вас решил это без других; это ещё должен проверить другой человек: /review { $reference }
offer-named = { NUMBER($number, useGrouping: 0) } · { $name } · { offer-state }
offer-line = { NUMBER($number, useGrouping: 0) } · { offer-state }
offer-until = Ответа ждём до { $until }
offer-carry = Пожалуйста, передайте запечатанные файлы; открыть их может только партнёр. Потом напишите: /handed { NUMBER($number, useGrouping: 0) } На компьютере группы: solidarity partners hand { NUMBER($number, useGrouping: 0) } -o ПАПКА
offer-handed = Спасибо. Запрос { NUMBER($number, useGrouping: 0) } передан. Ответа ждём до { $until }: партнёр скажет вам «да» или «нет» и код из пакета, а вы отправите это командой /answer
offer-answered = Записано, спасибо. Запрос { NUMBER($number, useGrouping: 0) }: { $answer ->
    [yes] партнёр берёт дело.
   *[no] партнёр не может помочь. Спросим следующего.
  }
referral-revoked = { $reference }: отозвано всё, на что ни один партнёр ещё не согласился.{ $handed ->
    [yes] {" "}Пожалуйста, скажите также партнёру, которому передан пакет, что это больше не действует.
   *[no] {""}
  }
referral-reviewed = { $reference }: записано, спасибо: { verdict }.{ $verdict ->
    [wrong] {" "}То, на что партнёр ещё не согласился, можно отозвать: /revoke { $reference }
   *[ok] {""}
  }
partner-thanks = Спасибо, записано: { $answer ->
    [yes] да
   *[no] нет
  }.
partner-unknown = Этот код неизвестен или устарел.

## Запись дела

record-referral = Партнёрам ({ $count }), { $author }, { $written }: { $agreed ->
    [no] БЕЗ согласия того, кто обратился
   *[yes] с согласия того, кто обратился
  }
record-review = Проверено позже, { $author }, { $written }: { verdict }

## Что не так

error-partner-not-found = Партнёра с таким названием не найдено. Список: /partners
error-partner-none = Ни один из известных партнёров не подходит к этому делу. Партнёров можно назвать после номера дела.
error-referral-runs = Это дело уже предлагают партнёрам: /offers
error-override-refused = Без согласия человека ничего не передаётся дальше, разве что под угрозой жизнь или свобода. Чтобы об этом спросить: /ask { $reference } consent_refer
error-override-idle = Человек согласился, так что обходить нечего. Пожалуйста, не пишите { field-override }=
error-override-words = Человек на это не согласился. Поскольку под угрозой жизнь или свобода, дело всё же можно передать, с объяснением своими словами, в Signal или за рабочим столом: { field-override }= Человеку об этом скажут. Чтобы об этом спросить: /ask { $reference } consent_refer
error-referral-empty = Ничему из написанного человеком уже нельзя доверять, так что передавать нечего. Скажите руководителю.
error-offer-not-found = Нет запроса с таким номером, который этого ждёт.
error-answer-refused = Этот код неизвестен, уже использован или устарел.
error-answer-unread = Пожалуйста, напишите код партнёра и «да» или «нет». Например: { example-answer }
error-revoke-nothing = В этом деле уже ничего нельзя отозвать.
error-review-nothing = В этом деле нет направления, которое ждёт проверки.
error-review-own = Вы решили это сами. Пожалуйста, попросите другого человека из направления, координации или руководства.
