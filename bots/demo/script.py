"""What is typed in the demo: invented people, by the questions they are asked.

The keys are the messages that ask; a question that is not here is skipped.
"""

from dataclasses import dataclass

from storage.documents import Language

FILE_NAME = "протокол затримання.txt"
FILE = (
    "Протокол затримання № 17\nСкладено на блокпосту біля Чонгара. Підстава: «перевірка». Підпис нерозбірливий.\n"
).encode() * 40
"""The attached file: invented, as everything here."""

CODE = "{code}"
"""Stands for the receipt code that was shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One submitter's side.

    Attributes:
        language: they speak.
        answers: what they type, by the message that asks; several lines for one question are typed one after another.
    """

    language: Language
    answers: dict[str, tuple[str, ...]]


def appeal(file: str) -> Part:
    """An emergency: somebody's father was taken this morning."""
    return Part(
        language=Language.UK,
        answers={
            "begin-ask": ("1",),
            "appeal-danger": ("1",),
            "appeal-threat": ("1, 7",),
            "appeal-happened": (
                (
                    "Сьогодні зранку на блокпосту забрали мого батька, Мирослава Зарічного. "
                    "Він учитель і голова профспілки. Телефон мовчить."
                ),
            ),
            "appeal-where": ("5",),
            "appeal-contact": ("Signal тітки Яринки у Вроцлаві, адреса в неї",),
            "offer-ask": ("1",),
            "receipt-ask": (CODE,),
            "appeal-relation": ("2",),
            "appeal-abuse": ("1, 7",),
            "appeal-when": ("сьогодні",),
            "appeal-person-name": ("Мирослав Зарічний",),
            "appeal-person-role": ("7",),
            "appeal-person-birth": ("1968",),
            "appeal-person-now": ("4",),
            "appeal-need": ("1, 3",),
            "appeal-has-files": ("1",),
            "appeal-files": (f"/file {file}", "1"),
            "appeal-consent-refer": ("1",),
            "appeal-consent-members": ("1",),
            "appeal-consent-un": ("2",),
            "appeal-consent-publish": ("3",),
            "ready-ask": ("1",),
        },
    )


REPORT = Part(
    language=Language.EN,
    answers={
        "begin-ask": ("2",),
        "report-danger": ("4",),
        "report-happened": (
            (
                "In March two men in uniform came to the depot and told our branch secretary, Halyna Vovchenko, "
                "that the union is dissolved.\\nShe declined to sign and lost her post."
            ),
        ),
        "report-where": ("3",),
        "report-relation": ("3",),
        "report-abuse": ("15, 16",),
        "report-when": ("March 2026",),
        "report-where-exact": ("The tram depot, Yenakiieve",),
        "report-person-name": ("Halyna Vovchenko",),
        "report-person-role": ("6",),
        "report-person-now": ("2",),
        "report-steps": ("We wrote to the union federation and got no answer.",),
        "report-consent-members": ("1",),
        "report-consent-un": ("1",),
        "report-consent-publish": ("2",),
        "ready-ask": ("1",),
        "receipt-ask": ("/skip",),
    },
)

RETURN = Part(
    language=Language.UK,
    answers={"begin-ask": (CODE,), "returned-ask": ("4",)},
)
"""The first submitter comes back with the receipt code."""

REPLY = "Ми прочитали. Адвокатка Соломія вже шукає, де його тримають. Напишемо знову до вечора."

ASSESSMENT = "A teacher and union chair, taken at a checkpoint this morning, held in an unknown place"

DECISION = "A lawyer whom we know can be there today; the family agreed"


def everything_typed(*parts: Part) -> list[str]:
    """All that people wrote in the demo, the file's name and contents included; commands are nobody's words."""
    answers = [line for part in parts for lines in part.answers.values() for line in lines if not line.startswith("/")]
    return [*answers, FILE_NAME, FILE.decode(), REPLY, ASSESSMENT, DECISION]
