"""What follows from the state of an interview, above all when answers change after they were received."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from intake.interview import Interview, Stage, begin
from storage.documents import Answer, AnswerKind, Attachment, Language, QuestionnaireKind, Urgency
from storage.ids import CaseId, DocumentId

TODAY = date(2026, 11, 22)
CASE = CaseId("c" * 32)


def answer(path: str, *codes: str, text: str = "", files: tuple[str, ...] = ()) -> Answer:
    """An answer; its kind does not matter here, except that of files."""
    kind = AnswerKind.FILES if path == "files" else AnswerKind.CHOICES
    return Answer(question=path, kind=kind, codes=codes, text=text, attachments=tuple(map(DocumentId, files)))


def attachment(name: str) -> Attachment:
    """A file whose id is its name."""
    received = datetime(2026, 11, 22, tzinfo=UTC)
    return Attachment(
        id=DocumentId(name), name=name, media_type="", size=1, sha256="0" * 64, blob=name, received=received
    )


def appeal(*answers: Answer, files: tuple[str, ...] = (), sent: bool = False) -> Interview:
    """An appeal with these answers; ``sent`` if all of it was received."""
    state = replace(
        begin(CASE, Language.EN), stage=Stage.ASKING, kind=QuestionnaireKind.APPEAL, version=1, cursor="danger"
    )
    for given in answers:
        state = state.with_answer(given)
    state = replace(state, attachments=tuple(map(attachment, files)))
    if sent:
        state = replace(state, received=True, sent=(*state.answers, *files))
    return state


def test_nothing_is_asked_before_a_questionnaire_is_chosen() -> None:
    """The plan is empty, and asking for the questionnaire is a mistake of the program."""
    state = begin(CASE, Language.EN)
    assert state.plan == ()
    with pytest.raises(LookupError):
        _ = state.questionnaire


def test_a_new_interview_goes_to_the_case_that_was_drawn() -> None:
    """Until a receipt code opens another one."""
    state = begin(CASE, Language.EN)
    assert state.case == CASE
    assert replace(state, returned=CaseId("d" * 32)).case == "d" * 32


def test_a_branch_drops_the_answers_that_are_no_longer_asked() -> None:
    """What was said on it is not sent."""
    state = appeal(answer("danger", "now"), answer("threat", "court"), answer("where", "elsewhere"))
    state = state.with_answer(answer("where_country", text="Poland"))
    changed = state.with_answer(answer("where", "UA-65")).with_answer(answer("danger", "no"))
    assert set(changed.answers) == {"danger", "where"}
    assert changed.retracted == ()


def test_an_entry_of_a_group_goes_with_all_its_answers() -> None:
    """Saying that there is no second person drops the second person."""
    state = appeal(answer("person.1.another", "yes"), answer("person.2.name", text="Olena"))
    assert set(state.with_answer(answer("person.1.another", "no")).answers) == {"person.1.another"}


def test_the_answers_are_sent_in_the_order_of_asking() -> None:
    """Not in the order in which they were given."""
    state = appeal(answer("contact", text="c"), answer("happened", text="h"), answer("danger", "no"))
    assert [given.question for given in state.unsent] == ["danger", "happened", "contact"]


def test_the_next_open_question_is_looked_for_ahead_then_from_the_start() -> None:
    """Nothing is passed over for good."""
    state = replace(appeal(answer("happened", text="h")), cursor="happened")
    assert state.next_open == "where"
    full = appeal(*(answer(asked.path, "x") for asked in appeal().plan if asked.path != "danger"))
    assert replace(full, cursor="contact").next_open == "danger"
    assert full.with_answer(answer("danger", "no")).next_open == ""


def test_a_skipped_question_alone_is_not_worth_sending() -> None:
    """Something said is."""
    assert not appeal(answer("danger"), answer("happened")).worth_sending
    assert appeal(answer("danger"), answer("happened", text="h")).worth_sending


def test_nothing_received_is_worth_sending_again() -> None:
    """A second sending with nothing new sends nothing."""
    state = appeal(answer("danger", "no"), answer("happened", text="h"), sent=True)
    assert not state.worth_sending
    assert state.unsent == ()


def test_the_same_answer_again_is_nothing_new() -> None:
    """Though it may have been asked in other words."""
    state = appeal(answer("danger", "no"), sent=True)
    again = state.with_answer(replace(answer("danger", "no"), asked="Are you in danger?"))
    assert not again.worth_sending
    assert again.answers["danger"].asked == "Are you in danger?"


def test_a_received_answer_that_changes_is_new() -> None:
    """It is sent again, alone."""
    state = appeal(answer("danger", "no"), answer("happened", text="h"), sent=True)
    changed = state.with_answer(answer("happened", text="more"))
    assert [given.text for given in changed.unsent] == ["more"]
    assert changed.revised == ("happened",)


def test_a_received_answer_can_be_taken_back() -> None:
    """A skip in its place is worth sending, also after a change."""
    state = appeal(answer("happened", text="h"), sent=True)
    for taken in (
        state.with_answer(answer("happened")),
        state.with_answer(answer("happened", text="x")).with_answer(answer("happened")),
    ):
        assert taken.worth_sending
        assert [given.skipped for given in taken.unsent] == [True]


def test_a_received_answer_that_is_no_longer_asked_is_said_to_hold_no_more() -> None:
    """The record learns that the branch was left; the words are not repeated."""
    state = appeal(answer("consent_members", "yes"), answer("consent_publish", "full_name"), sent=True)
    left = state.with_answer(answer("consent_members", "no"))
    assert [(given.question, given.skipped) for given in left.unsent] == [
        ("consent_members", False),
        ("consent_publish", True),
    ]
    assert left.takes_back(left.unsent[1])


def test_a_retracted_answer_that_is_asked_again_is_no_longer_retracted() -> None:
    """It counts as changed, even where it is then skipped."""
    state = appeal(answer("consent_members", "yes"), answer("consent_publish", "full_name"), sent=True)
    left = state.with_answer(answer("consent_members", "no"))
    back = left.with_answer(answer("consent_members", "yes"))
    assert [given.question for given in back.retracted] == ["consent_publish"]
    skipped = back.with_answer(answer("consent_publish"))
    assert skipped.retracted == ()
    assert skipped.revised == ("consent_members", "consent_publish")
    assert skipped.takes_back(skipped.answers["consent_publish"])


def test_a_changed_answer_whose_branch_is_left_is_retracted_too() -> None:
    """What was received first still has to be taken back."""
    state = appeal(answer("consent_members", "yes"), answer("consent_publish", "full_name"), sent=True)
    state = state.with_answer(answer("consent_publish", "initials")).with_answer(answer("consent_members", "no"))
    assert [given.question for given in state.retracted] == ["consent_publish"]


def test_files_of_a_skipped_question_are_let_go() -> None:
    """Those that were not received yet."""
    state = appeal(answer("files", files=("a", "b")), files=("a", "b"))
    assert [file.id for file in state.unsent_files] == ["a", "b"]
    assert state.with_answer(answer("files")).attachments == ()


def test_received_files_stay_known() -> None:
    """They lie with the case; that the answer holds them no more is new."""
    state = appeal(answer("files", files=("a",)), files=("a",), sent=True)
    taken = state.with_answer(answer("files"))
    assert [file.id for file in taken.attachments] == ["a"]
    assert taken.unsent_files == ()
    assert taken.worth_sending


def test_files_stay_when_their_question_is_no_longer_asked() -> None:
    """They came, so they are shown before sending; only the submitter lets them go."""
    state = appeal(answer("has_files", "yes"), answer("files", files=("a",)), files=("a",))
    changed = state.with_answer(answer("has_files", "no"))
    assert "files" in [asked.path for asked in changed.plan]
    assert [file.id for file in changed.attachments] == ["a"]


@pytest.mark.parametrize("stage", [Stage.ASKING, Stage.OFFER, Stage.REVIEW, Stage.RECEIPT])
def test_a_file_has_a_place_wherever_a_questionnaire_is_open(stage: Stage) -> None:
    """Asked or not, and while the receipt code is shown too."""
    place = replace(appeal(), stage=stage).files_place
    assert place is not None
    assert place[0] == "files"


@pytest.mark.parametrize("stage", [Stage.BEGIN, Stage.CODE, Stage.RETURNED, Stage.WITHDRAWING, Stage.STOPPING])
def test_a_file_has_no_place_elsewhere(stage: Stage) -> None:
    """Nothing is open that it could belong to."""
    assert replace(appeal(), stage=stage).files_place is None


def test_the_open_question_takes_the_file_if_it_takes_files() -> None:
    """An addition asks for files itself."""
    state = replace(appeal(answer("has_files", "yes")), cursor="files")
    place = state.files_place
    assert place is not None
    assert place[0] == "files"


def test_urgency_follows_the_plan() -> None:
    """An answer that is no longer asked says nothing."""
    state = appeal(answer("danger", "unsure"), answer("threat", "torture"))
    assert state.urgency(today=TODAY) is Urgency.EMERGENCY
    assert state.with_answer(answer("danger", "no")).urgency(today=TODAY) is Urgency.NORMAL
