"""What buttons say, and what is made of it."""

import pytest

from bots.public.telegram import buttons
from intake.events import Choose, Mark, Speak, Steer
from intake.messages import Control, Option, Prompt, say
from intake.questionnaire import codes, latest
from storage.documents import Language, QuestionnaireKind

ONE = Option(code="UA-43", label=say("begin-appeal"))
PROMPT = Prompt(ask=say("begin-ask"), key="0a1b2c3d", options=(ONE,), controls=tuple(Control), languages=True)
SEVERAL = Prompt(ask=say("begin-ask"), key="0a1b2c3d", options=(ONE,), several=True)
MARKED = Prompt(
    ask=say("begin-ask"), key="0a1b2c3d", options=(Option(code="UA-43", label=ONE.label, marked=True),), several=True
)
LONGEST_INTENT = 7 + 1 + len("o:")
"""What aiogram-dialog puts before what a button says."""


def test_option_chooses():
    """A button of an option chooses it."""
    assert buttons.read(buttons.choose(PROMPT, ONE), PROMPT, ()) == Choose(codes=("UA-43",))


def test_option_of_several_is_marked():
    """Where several can be chosen, a button marks."""
    assert buttons.read(buttons.choose(SEVERAL, ONE), SEVERAL, ()) == Mark(code="UA-43", on=True)


def test_marked_option_is_unmarked():
    """A button of a marked option takes the mark back."""
    says = buttons.choose(MARKED, MARKED.options[0])
    assert buttons.read(says, MARKED, ()) == Mark(code="UA-43", on=False)


def test_double_tap_on_a_mark_marks_once():
    """The second press of the same button says the same as the first."""
    says = buttons.choose(SEVERAL, ONE)
    assert buttons.read(says, MARKED, ()) == buttons.read(says, SEVERAL, ())


@pytest.mark.parametrize("control", Control)
def test_controls_steer(control):
    """Every way to steer has a button that does it; going on after a pause shows the question."""
    steer = Steer.SHOW if control is Control.RESUME else Steer[control.name]
    assert buttons.read(buttons.steer(PROMPT, control), PROMPT, ()) is steer


def test_language_is_spoken():
    """A language that is offered is chosen; another is not."""
    says = buttons.speak(PROMPT, Language.UK)
    assert buttons.read(says, PROMPT, (Language.UK,)) == Speak(language=Language.UK)
    assert buttons.read(says, PROMPT, (Language.EN,)) is None


@pytest.mark.parametrize(
    "says",
    [
        "",
        "nonsense",
        "ffffffff.UA-43",  # of another prompt
        ".UA-43",
        "0a1b2c3d.",
        "0a1b2c3d.UA-44",  # not offered
        "0a1b2c3d+UA-43",  # nothing is marked here
        "0a1b2c3d!drop",
        "0a1b2c3d@xx",
        "0a1b2c3d?UA-43",
        "0a1b2c3d.UA-43\n",
    ],
)
def test_forged_and_stale_buttons_mean_nothing(says):
    """What this prompt's buttons do not say means nothing."""
    assert buttons.read(says, PROMPT, tuple(Language)) is None


def test_control_that_is_not_open_means_nothing():
    """A way to steer that is not open cannot be pressed."""
    assert buttons.read("0a1b2c3d!send", SEVERAL, ()) is None


def test_every_button_fits_into_what_the_platform_allows():
    """What the longest code or path of all questionnaires makes a button say has its place in 64 bytes."""
    said = [f"{PROMPT.key}.{code}" for code in every_code()]
    assert max(map(len, said)) + LONGEST_INTENT <= 64


def every_code():
    """The codes of all options there can be; a review's are paths."""
    for kind in QuestionnaireKind:
        for group, question in latest(kind).questions():
            yield from codes(question)
            yield f"{group.id}.20.{question.id}" if group else question.id
