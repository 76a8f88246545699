"""The grammar: what is typed is understood, or corrected exactly."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.documents import Help, Language, Outcome, Reliability, Urgency
from storage.ids import Reference
from triage.errors import CommandUnknown, UsageError, WrongUsage
from triage.grammar.commands import FORMS
from triage.grammar.form import TEXT_LIMIT
from triage.grammar.labels import Why, YesNo
from triage.grammar.orders import (
    Acknowledge,
    Answer,
    Assess,
    ChangeUrgency,
    Claim,
    Close,
    Decide,
    Explain,
    JoinRoster,
    ListQueue,
    TakeNext,
)
from triage.grammar.parsing import parse
from triage.grammar.rights import Command
from triage.notices import flatten

LUMEKO = Reference("lumeko-42")
FULL = Assess(
    reference=LUMEKO,
    reliability=Reliability.LIKELY,
    society=YesNo.YES,
    fits=(Help.STATEMENT, Help.LEGAL),
    risk="father, held in Yalta",
    conflict=YesNo.NO,
    note="court Friday",
)


@pytest.fixture
def read(labels):
    def read(line):
        return parse(line, labels, Language.EN)

    return read


@pytest.fixture
def problems(read):
    def problems(line):
        with pytest.raises(WrongUsage) as refused:
            read(line)
        return [(problem.id, problem.args.get("argument")) for problem in refused.value.problems]

    return problems


@pytest.mark.parametrize("line", ["/next", "next", "NEXT", "  /Next  ", "/next@solidarity_desk_bot", "/NEXT\n"])
def test_command_is_understood_however_it_is_typed(read, line):
    """Case, slash, spaces and the name of a bot do not matter."""
    assert read(line) == TakeNext()


@pytest.mark.parametrize(
    "reference",
    ["lumeko-42", "LUMEKO-42", "lumeko42", "Lumeko 42", "lumeko – 42", "lumeko_42", "#lumeko-42", "лумеко-42"],
)
def test_reference_is_understood_however_it_is_typed(read, reference):
    """Case, hyphen, space and the letters of another keyboard do not matter."""
    assert read(f"claim {reference}") == Claim(reference=LUMEKO)


def test_what_looks_like_no_reference_is_left_to_the_desk(read):
    """The desk knows the nearest case, so a slip of the finger is no wrong usage."""
    assert read("/claim lumko-42") == Claim(reference=Reference("lumko-42"))


@pytest.mark.parametrize(
    ("line", "suggestion"), [("/asess lumeko-42", "assess"), ("clame x", "claim"), ("/qeue", "queue")]
)
def test_mistyped_command_gets_the_nearest(read, line, suggestion):
    """A slip of the finger is answered with the command that was meant."""
    with pytest.raises(CommandUnknown) as refused:
        read(line)
    assert refused.value.suggestion == suggestion


@pytest.mark.parametrize("line", ["", "   ", "/", "Добрий день", "/@bot", "\ud800", "=cmd|' /C calc'!A0"])
def test_anything_else_is_no_command(read, line):
    """What resembles no command suggests none."""
    with pytest.raises(CommandUnknown) as refused:
        read(line)
    assert refused.value.suggestion == ""


@pytest.mark.parametrize(
    "line",
    [
        "/assess lumeko-42 likely yes statement,legal father, held in Yalta note=court Friday",
        "/assess lumeko-42 likely yes statement, legal father, held in Yalta conflict=no note=court Friday",
        "/ASSESS Lumeko 42 Likely YES Statement , Legal father, held in Yalta NOTE = court Friday",
        "/assess lumeko-42 2 1 1;5 father, held in Yalta note=court Friday",
        '/assess lumeko-42 risk=father, held in Yalta fits=legal,statement society=1 note="court Friday" reliability=2',
        '/assess lumeko-42 reliability=likely fits=1,5 risk="father, held in Yalta" society=yes note="court Friday"',
        "/assess lumeko-42 likely society=1 fits=1,5 risk=«father, held in Yalta» conflict=2 note=„court Friday“",
        "/assess lumeko-42 ймовірно так заява,юридична допомога father, held in Yalta примітка=court Friday",
        "/assess lumeko-42 вероятно да заявление, юридическая  помощь father, held in Yalta заметка=court Friday",
    ],
)
def test_assessment_in_order_and_by_name(read, line):
    """In order, by name, with or without quotation marks, in any language: the same assessment."""
    order = read(line)
    assert set(order.fits) == set(FULL.fits)
    assert order == Assess(**{name: getattr(FULL, name) for name in FULL.__slots__ if name != "fits"}, fits=order.fits)


def test_minimal_assessment(read):
    """Who declares nothing has no conflict of interest and no note."""
    order = read("/assess lumeko-42 likely yes statement,legal who is at risk and how")
    assert (order.risk, order.conflict, order.note) == ("who is at risk and how", YesNo.NO, "")


def test_names_inside_quotation_marks_are_words(read):
    """A quoted text may hold what looks like a name."""
    order = read('/assess lumeko-42 likely yes legal risk="he wrote note=1 in it" conflict=yes')
    assert (order.risk, order.conflict, order.note) == ("he wrote note=1 in it", YesNo.YES, "")


def test_unclosed_quotation_mark_is_a_word(read):
    """A quotation mark that never closes belongs to the text."""
    order = read('/assess lumeko-42 likely yes legal risk="he said conflict=yes')
    assert (order.risk, order.conflict) == ('"he said', YesNo.YES)


def test_choice_named_twice_in_a_list_counts_once(read):
    """A list is a set with an order."""
    assert read("/assess lumeko-42 likely yes legal,letter,legal risk").fits == (Help.LEGAL, Help.LETTER)


def test_assessment_with_everything_missing_names_everything(problems):
    """Whoever types only the command learns all that belongs to it."""
    assert problems("/assess") == [
        ("problem-missing", name) for name in ["reference", "reliability", "society", "fits", "risk"]
    ]


def test_each_wrong_argument_is_corrected(problems):
    """One line can be wrong in several places, and all are named."""
    assert problems("/assess lumeko-42 lkely maybe statment someone conflict=perhaps") == [
        ("problem-choice", "conflict"),
        ("problem-choice", "reliability"),
        ("problem-choice", "society"),
        ("problem-choice", "fits"),
    ]


def test_wrong_choice_gets_the_nearest_and_all_there_are(read):
    """A mistyped choice is answered with the nearest word and the numbered list."""
    with pytest.raises(WrongUsage) as refused:
        read("/decide lumeko-42 leter because")
    (problem,) = refused.value.problems
    assert [line.args for line in problem.lines] == [{"suggestion": "letter"}]
    assert problem.args["choices"].startswith("1 statement, 2 letter,")


def test_hopeless_choice_gets_no_suggestion(read):
    """Nothing is suggested where nothing is near, nor where a list ends with its comma."""
    with pytest.raises(WrongUsage) as refused:
        read("/assess lumeko-42 reliability=xyzzy society=yes fits=legal, risk=x")
    assert [(problem.args["argument"], problem.lines) for problem in refused.value.problems] == [
        ("reliability", ()),
        ("fits", ()),
    ]


def test_argument_given_twice(problems):
    """Two answers to one question are no answer."""
    assert problems("/assess lumeko-42 likely yes legal x risk=y risk=z") == [
        ("problem-twice", "risk"),
        ("problem-too-much", None),
    ]


def test_named_choice_with_words_too_many(problems):
    """A choice is one word."""
    assert problems("/assess lumeko-42 reliability=likely indeed society=yes fits=legal risk=x") == [
        ("problem-choice-end", "reliability")
    ]


def test_named_argument_without_a_value_is_missing(problems):
    """A name alone says nothing."""
    assert problems("/assess lumeko-42 likely yes legal risk=") == [("problem-missing", "risk")]


def test_words_too_many_are_not_ignored(problems):
    """A second reference is not silently dropped."""
    assert problems("/claim lumeko-42 lumeko-43") == [("problem-too-much", None)]


def test_text_too_long(problems):
    """A text has a limit, so that what is sealed fits its row."""
    assert problems(f"/reply lumeko-42 {'x' * (TEXT_LIMIT + 1)}") == [("problem-too-long", "text")]


def test_text_is_verbatim(read):
    """Words to a submitter arrive as they were typed: line breaks, names, quotation marks and all."""
    text = 'We read  it.\n\n"note=" risk=none; /close?  =SUM(A1) «так»'
    assert read(f"/reply LUMEKO 42   {text}  ") == Answer(reference=LUMEKO, text=text)


def test_lone_surrogate_is_replaced(read):
    """Half a character, which cannot be sealed, is replaced and not refused."""
    assert read("/reply lumeko-42 a\ud800b") == Answer(reference=LUMEKO, text="a?b")


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("/decide lumeko-42 letter agreed", Decide(reference=LUMEKO, decision=Help.LETTER, reason="agreed")),
        ("/decide lumeko-42 2 agreed", Decide(reference=LUMEKO, decision=Help.LETTER, reason="agreed")),
        ("/close lumeko-42 helped", Close(reference=LUMEKO, outcome=Outcome.HELPED)),
        ("/close lumeko-42 без відповіді рік", Close(reference=LUMEKO, outcome=Outcome.UNREACHABLE, note="рік")),
        ("/urgency lumeko-42 emergency news", ChangeUrgency(reference=LUMEKO, urgency=Urgency.EMERGENCY, why=Why.NEWS)),
        ("/ack 17", Acknowledge(alert=17)),
        ("/ack #17", Acknowledge(alert=17)),
        ("/ack 17+18 + #19", Acknowledge(alert=17, more=(18, 19))),
        ("/ack 1,234", Acknowledge(alert=1234)),
        ("/ack 1 234", Acknowledge(alert=1234)),
        ("/ack 1\u00a0234", Acknowledge(alert=1234)),
        ("/ack lumeko 42", Acknowledge(alert=LUMEKO)),
        ("/queue", ListQueue()),
        ("/queue lumeko42", ListQueue(after=LUMEKO)),
        ("/help", Explain()),
        ("help /ASSESS", Explain(topic=Command.ASSESS)),
        ("/join lume kora", JoinRoster(code="lume kora")),
    ],
)  # fmt: skip
def test_order(read, line, order):
    """A well-formed line becomes its order."""
    assert read(line) == order


def test_help_on_a_mistyped_command_gets_the_nearest(read):
    """The topic of the help is forgiven like a command."""
    with pytest.raises(CommandUnknown) as refused:
        read("/help asess")
    assert refused.value.suggestion == "assess"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("command", Command)
def test_example_of_the_help_parses(labels, command, language):
    """What the help shows as an example can be typed as it stands."""
    bundle = labels.bundles[language]
    line, errors = bundle.format_pattern(bundle.get_message(FORMS[command].example).value)
    assert not errors
    assert type(parse(line, labels, language)) is FORMS[command].order


@given(line=st.one_of(st.text(), st.builds(lambda c, t: f"/{c} {t}", st.sampled_from(Command), st.text())))
def test_any_line_is_an_order_or_wrong_usage(labels, line):
    """Whatever is typed, there is an order or a correction."""
    with suppress(UsageError):
        assert parse(line, labels, Language.EN)


@given(words=st.text(alphabet="qxz", min_size=3, max_size=8))
def test_nothing_typed_is_repeated(labels, words):
    """A correction holds words of ours only, so that no channel shows a slip into the wrong chat again."""
    with pytest.raises(WrongUsage) as refused:
        parse(f"/assess {words} {words} {words} {words} conflict={words}", labels, Language.EN)
    corrections = [notice.args for problem in refused.value.problems for notice in flatten((problem,))]
    assert corrections
    assert words not in str(corrections) + str(refused.value.facts)


class Speechless:
    """Labels of a wiring that has none."""

    def word(self, *_):
        """Know no word."""


def test_missing_labels_are_no_error():
    """Without labels the codes and numbers are understood, and shown."""
    line = "/urgency lumeko-42 {} 2"
    assert parse(line.format("urgent"), Speechless(), Language.EN) == parse(line.format(2), Speechless(), Language.EN)
    with pytest.raises(WrongUsage) as refused:
        parse(line.format("soon"), Speechless(), Language.EN)
    assert refused.value.problems[0].args["choices"] == "1 emergency, 2 urgent, 3 normal"
