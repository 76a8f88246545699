### What the codes are called: ids of intake.questionnaire.label_text. docs/vocabularies.md says where they come from.

## answer

answer-yes = Yes
answer-no = No

## danger

danger-now = Yes, right now
danger-days = Yes, within days
danger-unsure = Hard to say
danger-no = No

## threat

threat-taken = Someone was taken away or is held
threat-missing = Someone is missing
threat-wanted = Someone is being looked for
threat-death-threats = Threats to kill
threat-torture = Someone is being beaten or tortured
threat-medical = A doctor is needed
threat-deportation = Deportation or transfer by force
threat-court = A court or a sentence soon
threat-other = Something else

## place

place-ua-43 = Crimea
place-ua-40 = Sevastopol
place-ua-14 = Donetsk region
place-ua-09 = Luhansk region
place-ua-65 = Kherson region
place-ua-23 = Zaporizhzhia region
place-ua-63 = Kharkiv region
place-ua-48 = Mykolaiv region
place-ua-59 = Sumy region
place-ua-12 = Dnipropetrovsk region
place-ua-74 = Chernihiv region
place-ua = Elsewhere in Ukraine
place-ru = Russia
place-by = Belarus
place-elsewhere = Another country

## relation

relation-victim = It happened to me
relation-related-to-victim = It is about my family or someone close
relation-witness = It happened before my eyes
relation-lawyer = I give legal help in this
relation-organisation = I write for an organisation
relation-third-party = I know it from others
relation-perpetrator = I am one of those involved in doing it

## abuse

abuse-030101 = Arrest or detention
abuse-030104 = Abduction
abuse-030103 = Disappearance: no word of the person
abuse-killing = Killing
abuse-torture = Torture or cruel treatment
abuse-sexual-violence = Sexual violence
abuse-02010301 = Threats, intimidation
abuse-02010302 = Threats to kill
abuse-search = A search, or things taken away
abuse-deportation = Deportation or transfer by force
abuse-deportation-children = Children taken away
abuse-forced-citizenship = Citizenship or passport by force
abuse-forced-conscription = Army service by force
abuse-unfair-trial = Unfair trial
abuse-work-pressure = Dismissal or pressure at work
abuse-ban = Ban on a gathering, union or association
abuse-persecution = Persecution for language or faith
abuse-attack-civilian = Attack on a home or civilian object
abuse-other = Something else

## affected

affected-elected-official = Elected official
affected-public-servant = Public servant
affected-human-rights-defender = Human-rights defender
affected-journalist = Journalist
affected-union-miner = Trade union: miners
affected-union-transport = Trade union: transport
affected-union-teacher = Trade union: teachers
affected-union-other = Another trade union
affected-crimean-tatar-activist = Crimean Tatar activist
affected-cleric = Member of the clergy
affected-lawyer = Lawyer
affected-volunteer = Volunteer
affected-medical-worker = Medical worker
affected-student = Student
affected-relative = Relative of one of these
affected-prisoner-of-war = Prisoner of war
affected-resident = Local resident
affected-organisation = An organisation
affected-other = Someone else

## sex

sex-female = A woman
sex-male = A man
sex-other = Described another way

## status

status-safe = Free and safe
status-at-risk = Free but in danger
status-hiding = In hiding
status-held = The person is held
status-missing = The person is missing
status-deported = Deported or taken away by force
status-released = Was held, now released
status-dead = No longer alive
status-working = The organisation goes on working
status-closed = The organisation was closed or banned
status-unknown = Not known

## force

force-military = Soldiers
force-security-service = Security service
force-police = Police
force-administration = Authorities, administration
force-court = Court or prosecutor
force-prison = Prison staff
force-armed-group = Other armed people
force-employer = Employer or management
force-private = Private persons
force-other = Someone else
force-unknown = Not known

## need

need-physical = Physical safety
need-digital = Safety of phone and accounts
need-legal = A lawyer or legal advice
need-medical = A doctor or a psychologist
need-family = Support for the family
need-transport = Transport
need-relocation = Leaving for a safe place
need-training = Learning to be safer
need-monitoring = Observers in court
need-advocacy = Letters in support, public attention
need-other = Something else

## publish

publish-full-name = Yes, with the full name
publish-initials = Yes, with initials only
publish-no = No
