### What an appeal asks: ids of intake.questionnaire.question_text. One thing a question, no details that hurt.

appeal-danger = Is anyone’s life or freedom in danger?
appeal-threat = What kind of danger is it?
appeal-happened = What happened? A few sentences are enough.
    .help = Who, where and when, as far as you can. No painful details are needed.
appeal-where = Where did it happen?
appeal-where-country = In which country, and where there?
appeal-contact = How else can you be reached safely, besides this chat?
    .help = You can skip this: an answer will wait for you here, under your code.
appeal-relation = How do you know about it?
appeal-abuse = What was it?
    .help = A mark is enough, no details are needed.
appeal-when = When did it happen?
    .help = If it is still going on: when it began.
appeal-last-seen = When was there last any word of the person?
appeal-where-exact = Where exactly?
    .help = Town, street, building. If someone is missing: where they were last seen.

## For each person or organisation

appeal-person-name = Who is affected? The full name, with the patronymic if there is one.
    .help = If a name is dangerous, initials or “my sister” will do. For an organisation, its name.
appeal-person-role = Who is this, and what do they do? Mark whatever fits.
    .help = Prisoners of war have an office of their own, Ukraine’s Coordination Headquarters for the Treatment of Prisoners of War: turn there too, if that is safe.
appeal-person-organisation = What does this organisation do, where, and who leads it?
appeal-person-birth = When was this person born? The year alone will do.
appeal-person-now = What is the situation of this person or organisation now?
appeal-person-held-where = Where is the person held, as far as is known?
    .help = If they were moved: from where to where.
appeal-person-another = Is anyone else affected?

## For the whole event

appeal-forces = Who did it, as far as you know?
appeal-hearing = When is the next court hearing?
appeal-steps = Who has been asked for help already?
    .help = Police (with the number of the statement), a lawyer, organisations. If nobody could be asked: why.
appeal-work = Is it because of public work? If so, what work?
    .help = Human rights, a union, journalism, volunteering, local government. If not, skip this.
appeal-need = What help would be useful?
    .help = We give no money. Not everything is in our power, but sometimes we know who can help.
appeal-relocation = Where could the person go, and what stands in the way?
    .help = The country and why, papers, the journey, family, who would take them in, for how long.
appeal-has-files = Do you have photos, videos or documents about it?
    .help = If holding them is dangerous, they can be sent later, with your code.
appeal-files = Send them here.

## What may be done with it

appeal-consent-refer = May we pass this on to an organisation that helps people in danger?
    .help = It will see the answers and how to reach you. If it is about someone else, please answer as they or their family wish.
appeal-consent-members = May we tell organisations that we work with?
    .help = They can write letters in support. Such letters go to authorities.
appeal-consent-un = May we send this to United Nations experts?
    .help = They write to the authorities, who then learn the name. Their report may be public later.
appeal-consent-publish = May we write about it publicly?
    .help = What has been published cannot be called back.
