### What an abuse report asks: ids of intake.questionnaire.question_text. One thing a question, no details that hurt.

report-danger = Is anyone’s life or freedom in danger?
report-threat = What kind of danger is it?
report-happened = What happened? Tell it in your own words.
    .help = Who, where and when, as far as you can. No painful details are needed.
report-where = Where did it happen?
report-where-country = In which country, and where there?
report-contact = How else can you be reached safely, besides this chat?
    .help = You can skip this: an answer will wait for you here, under your code.
report-relation = How do you know about it?
report-abuse = What was it?
    .help = A mark is enough, no details are needed.
report-when = When did it happen?
    .help = If it is still going on: when it began.
report-last-seen = When was there last any word of the person?
report-where-exact = Where exactly?
    .help = Town, street, building. If someone is missing: where they were last seen.

## For each person or organisation

report-person-name = Who is affected? The full name, with the patronymic if there is one.
    .help = If a name is dangerous, initials or “my sister” will do. For an organisation, its name.
report-person-role = Who is this, and what do they do? Mark whatever fits.
    .help = Prisoners of war have an office of their own, Ukraine’s Coordination Headquarters for the Treatment of Prisoners of War: turn there too, if that is safe.
report-person-organisation = What does this organisation do, where, and who leads it?
report-person-birth = When was this person born? The year alone will do.
report-person-sex = Is this person a woman or a man?
report-person-now = What is the situation of this person or organisation now?
report-person-held-where = Where is the person held, as far as is known?
    .help = If they were moved: from where to where.
report-person-features = How can the person be recognised?
    .help = Height, hair, clothes, things they had with them.
report-person-another = Is anyone else affected?

## For the whole event

report-forces = Who did it, as far as you know?
report-law = What reason was given for it?
    .help = If a paper, a law or an article was shown or named: which.
report-hearing = When is the next court hearing?
report-steps = Who has been asked for help already?
    .help = Police (with the number of the statement), a lawyer, organisations. If nobody could be asked: why.
report-work = Is it because of public work? If so, what work?
    .help = Human rights, a union, journalism, volunteering, local government. If not, skip this.
report-has-files = Do you have photos, videos or documents about it?
    .help = If holding them is dangerous, they can be sent later, with your code.
report-files = Send them here.

## What may be done with it

report-consent-refer = May we pass this on to an organisation that helps people in danger?
    .help = It will see the answers and how to reach you. If it is about someone else, please answer as they or their family wish.
report-consent-members = May we tell organisations that we work with?
    .help = They can write letters in support. Such letters go to authorities.
report-consent-un = May we send this to United Nations experts?
    .help = They write to the authorities, who then learn the name. Their report may be public later.
report-consent-publish = May we write about it publicly?
    .help = What has been published cannot be called back.
