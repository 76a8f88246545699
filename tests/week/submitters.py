"""People who write in during the week: each walks the real interview, and is received by the real intake."""

from datetime import date

from intake.events import Choose, Event, Steer, Text
from intake.interview import Interview, Stage, begin
from intake.steps import Effect, step
from storage.documents import Language
from storage.ids import CaseId

LONGEST = 200
"""Steps after which an interview is not coming to its end any more."""


def interview(case: CaseId, language: Language, kind: str, answers: dict[str, Event], today: date) -> Interview:
    """Answer these questions and skip the others, as far as the moment before it is sent."""
    state = step(begin(case, language), Steer.SHOW, today=today).interview
    state = step(state, Choose(codes=(kind,)), today=today).interview
    for _ in range(LONGEST):
        given: Event = Steer.SEND
        if state.stage is Stage.ASKING:
            given = answers.get(state.cursor, Steer.SKIP)
        elif state.stage is Stage.OFFER:
            given = Choose(codes=("go_on",))
        made = step(state, given, today=today)
        if made.effect is Effect.SUBMIT:
            return made.interview
        state = made.interview
    raise AssertionError(f"the interview stays at {state.stage} {state.cursor}")


def answers(
    *,
    name: str,
    danger: str = "no",
    place: str = "UA-65",
    need: tuple[str, ...] = (),
    agrees: bool = True,
    publish: str = "initials",
) -> dict[str, Event]:
    """What somebody answers: as little as a case needs to be worked on."""
    grant = Choose(codes=("yes" if agrees else "no",))
    given: dict[str, Event] = {
        "danger": Choose(codes=(danger,)),
        "threat": Choose(codes=("taken",)),
        "happened": Text(text="Його забрали на блокпосту зранку."),
        "where": Choose(codes=(place,)),
        "relation": Choose(codes=("related_to_victim",)),
        "person.1.name": Text(text=name),
        "consent_refer": grant,
        "consent_members": grant,
        "consent_un": grant,
        "consent_publish": Choose(codes=(publish,)),
    }
    if need:
        given["need"] = Choose(codes=need)
    return given
