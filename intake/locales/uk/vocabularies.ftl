### Назви кодів: ідентифікатори intake.questionnaire.label_text. Звідки коди, сказано в docs/vocabularies.md.

## answer

answer-yes = Так
answer-no = Ні

## danger

danger-now = Так, просто зараз
danger-days = Так, найближчими днями
danger-unsure = Важко сказати
danger-no = Ні

## threat

threat-taken = Людину забрали або утримують
threat-missing = Людина зникла
threat-wanted = Людину шукають, за нею приходять
threat-death-threats = Погрожують убити
threat-torture = Людину б’ють або катують
threat-medical = Потрібен лікар
threat-deportation = Депортація або примусове вивезення
threat-court = Скоро суд або вирок
threat-other = Інше

## place

place-ua-43 = Крим
place-ua-40 = Севастополь
place-ua-14 = Донецька область
place-ua-09 = Луганська область
place-ua-65 = Херсонська область
place-ua-23 = Запорізька область
place-ua-63 = Харківська область
place-ua-48 = Миколаївська область
place-ua-59 = Сумська область
place-ua-12 = Дніпропетровська область
place-ua-74 = Чернігівська область
place-ua = Інше місце в Україні
place-ru = Росія
place-by = Білорусь
place-elsewhere = Інша країна

## relation

relation-victim = Це сталося зі мною
relation-related-to-victim = Це про рідну чи близьку мені людину
relation-witness = Це сталося на моїх очах
relation-lawyer = Надаю в цьому правову допомогу
relation-organisation = Пишу від організації
relation-third-party = Знаю від інших
relation-perpetrator = Я з тих, хто до цього причетний

## abuse

abuse-030101 = Арешт або затримання
abuse-030104 = Викрадення
abuse-030103 = Зникнення: про людину нічого не чути
abuse-killing = Убивство
abuse-torture = Катування або жорстоке поводження
abuse-sexual-violence = Сексуальне насильство
abuse-02010301 = Погрози, залякування
abuse-02010302 = Погрози вбити
abuse-search = Обшук або вилучення речей
abuse-deportation = Депортація або примусове вивезення
abuse-deportation-children = Вивезення або відібрання дітей
abuse-forced-citizenship = Примус до громадянства, паспорта
abuse-forced-conscription = Примус до служби у війську
abuse-unfair-trial = Несправедливий суд
abuse-work-pressure = Звільнення або тиск на роботі
abuse-ban = Заборона зібрань, профспілки, об’єднання
abuse-persecution = Переслідування за мову чи віру
abuse-attack-civilian = Напад на житло чи цивільний об’єкт
abuse-other = Інше

## affected

affected-elected-official = Виборна посада (депутат, голова громади)
affected-public-servant = Державна або комунальна служба
affected-human-rights-defender = Правозахист
affected-journalist = Журналістика
affected-union-miner = Профспілка гірників
affected-union-transport = Профспілка транспортників
affected-union-teacher = Профспілка освітян
affected-union-other = Інша профспілка
affected-crimean-tatar-activist = Кримськотатарський активізм
affected-cleric = Служіння в релігійній громаді
affected-lawyer = Адвокатура, право
affected-volunteer = Волонтерство
affected-medical-worker = Медицина
affected-student = Навчання (школа, університет)
affected-relative = Рідня когось із них
affected-prisoner-of-war = У військовому полоні
affected-resident = Місцевий житель чи жителька
affected-organisation = Організація
affected-other = Інше

## sex

sex-female = Жінка
sex-male = Чоловік
sex-other = Інакше

## status

status-safe = На волі, у безпеці
status-at-risk = На волі, але в небезпеці
status-hiding = Переховується
status-held = Людину утримують
status-missing = Людина зникла безвісти
status-deported = Людину депортували або вивезли силою
status-released = Утримували, але вже звільнили
status-dead = Немає серед живих
status-working = Організація працює
status-closed = Організацію закрили або заборонили
status-unknown = Невідомо

## force

force-military = Військові
force-security-service = Спецслужба
force-police = Поліція
force-administration = Влада, адміністрація
force-court = Суд або прокуратура
force-prison = Працівники в’язниці чи СІЗО
force-armed-group = Інші озброєні люди
force-employer = Роботодавець або керівництво
force-private = Приватні особи
force-other = Хтось інший
force-unknown = Невідомо

## need

need-physical = Фізична безпека
need-digital = Безпека телефона й акаунтів
need-legal = Адвокат або правова порада
need-medical = Лікар або психолог
need-family = Підтримка родини
need-transport = Транспорт
need-relocation = Виїзд у безпечне місце
need-training = Навчання безпеки
need-monitoring = Спостерігачі в суді
need-advocacy = Листи на підтримку, розголос
need-other = Інше

## publish

publish-full-name = Так, з повним ім’ям
publish-initials = Так, лише з ініціалами
publish-no = Ні
