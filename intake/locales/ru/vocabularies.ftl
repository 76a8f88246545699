### Названия кодов: идентификаторы intake.questionnaire.label_text. Откуда коды, сказано в docs/vocabularies.md.

## answer

answer-yes = Да
answer-no = Нет

## danger

danger-now = Да, прямо сейчас
danger-days = Да, в ближайшие дни
danger-unsure = Трудно сказать
danger-no = Нет

## threat

threat-taken = Человека забрали или удерживают
threat-missing = Человек пропал
threat-wanted = Человека ищут, за ним приходят
threat-death-threats = Угрожают убить
threat-torture = Человека бьют или пытают
threat-medical = Нужен врач
threat-deportation = Депортация или принудительный вывоз
threat-court = Скоро суд или приговор
threat-other = Другое

## place

place-ua-43 = Крым
place-ua-40 = Севастополь
place-ua-14 = Донецкая область
place-ua-09 = Луганская область
place-ua-65 = Херсонская область
place-ua-23 = Запорожская область
place-ua-63 = Харьковская область
place-ua-48 = Николаевская область
place-ua-59 = Сумская область
place-ua-12 = Днепропетровская область
place-ua-74 = Черниговская область
place-ua = Другое место в Украине
place-ru = Россия
place-by = Беларусь
place-elsewhere = Другая страна

## relation

relation-victim = Это произошло со мной
relation-related-to-victim = Это о родном или близком мне человеке
relation-witness = Это произошло на моих глазах
relation-lawyer = Оказываю в этом правовую помощь
relation-organisation = Пишу от организации
relation-third-party = Знаю от других
relation-perpetrator = Я из тех, кто к этому причастен

## abuse

abuse-030101 = Арест или задержание
abuse-030104 = Похищение
abuse-030103 = Исчезновение: о человеке нет вестей
abuse-killing = Убийство
abuse-torture = Пытки или жестокое обращение
abuse-sexual-violence = Сексуальное насилие
abuse-02010301 = Угрозы, запугивание
abuse-02010302 = Угрозы убить
abuse-search = Обыск или изъятие вещей
abuse-deportation = Депортация или принудительный вывоз
abuse-deportation-children = Вывоз или изъятие детей
abuse-forced-citizenship = Принуждение к гражданству, паспорту
abuse-forced-conscription = Принуждение к службе в армии
abuse-unfair-trial = Несправедливый суд
abuse-work-pressure = Увольнение или давление на работе
abuse-ban = Запрет собраний, профсоюза, объединения
abuse-persecution = Преследование за язык или веру
abuse-attack-civilian = Нападение на жильё или гражданский объект
abuse-other = Другое

## affected

affected-elected-official = Выборная должность (депутат, глава общины)
affected-public-servant = Государственная или муниципальная служба
affected-human-rights-defender = Правозащита
affected-journalist = Журналистика
affected-union-miner = Профсоюз горняков
affected-union-transport = Профсоюз транспортников
affected-union-teacher = Профсоюз учителей
affected-union-other = Другой профсоюз
affected-crimean-tatar-activist = Крымскотатарский активизм
affected-cleric = Служение в религиозной общине
affected-lawyer = Адвокатура, право
affected-volunteer = Волонтёрство
affected-medical-worker = Медицина
affected-student = Учёба (школа, университет)
affected-relative = Родные кого-то из них
affected-prisoner-of-war = В военном плену
affected-resident = Местный житель или жительница
affected-organisation = Организация
affected-other = Другое

## sex

sex-female = Женщина
sex-male = Мужчина
sex-other = Иначе

## status

status-safe = На свободе, в безопасности
status-at-risk = На свободе, но в опасности
status-hiding = Скрывается
status-held = Человека удерживают
status-missing = Человек пропал без вести
status-deported = Человека депортировали или вывезли силой
status-released = Удерживали, но уже освободили
status-dead = Нет в живых
status-working = Организация работает
status-closed = Организацию закрыли или запретили
status-unknown = Неизвестно

## force

force-military = Военные
force-security-service = Спецслужба
force-police = Полиция
force-administration = Власти, администрация
force-court = Суд или прокуратура
force-prison = Сотрудники тюрьмы или СИЗО
force-armed-group = Другие вооружённые люди
force-employer = Работодатель или руководство
force-private = Частные лица
force-other = Кто-то другой
force-unknown = Неизвестно

## need

need-physical = Физическая безопасность
need-digital = Безопасность телефона и аккаунтов
need-legal = Адвокат или правовой совет
need-medical = Врач или психолог
need-family = Поддержка семьи
need-transport = Транспорт
need-relocation = Выезд в безопасное место
need-training = Обучение безопасности
need-monitoring = Наблюдатели в суде
need-advocacy = Письма в поддержку, огласка
need-other = Другое

## publish

publish-full-name = Да, с полным именем
publish-initials = Да, только с инициалами
publish-no = Нет
