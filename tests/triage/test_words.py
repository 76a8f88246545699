"""A channel that must not carry anybody's words: what can be done there, and how the rest is refused."""

import pytest

from storage.cases import CaseState
from storage.documents import DocumentKind, Language
from storage.members import Role
from triage.errors import CommandUnknown, WordsRefused, WrongUsage
from triage.grammar import guide
from triage.grammar.commands import FORMS
from triage.grammar.orders import Assess, Close, Decide, JoinRoster, RegisterKey
from triage.grammar.parsing import holds_words, parse
from triage.grammar.rights import Command
from triage.notices import flatten

NEEDS_WORDS = {
    Command.REPLY,
    Command.READMIT,
    Command.ASSIGN,
    Command.NOTE,
    Command.WHO,
    Command.SHIFT,
    Command.SWAP,
    Command.VERIFIED,
    Command.INVITE,
    Command.ROLE,
    Command.SUSPEND,
    Command.DEPART,
}
"""What is nothing without words, among them a name."""


@pytest.fixture
def read(labels):
    def read(line):
        return parse(line, labels, Language.EN, words=False)

    return read


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("/assess lumeko-42 likely yes statement,legal", Assess),
        ("/assess lumeko-42 likely yes legal conflict=yes", Assess),
        ("/assess lumeko-42 conflict=no fits=2 society=no reliability=3", Assess),
        ("/decide lumeko-42 letter", Decide),
        ("/close lumeko-42 helped", Close),
        ("/join lume-kora", JoinRoster),
        ("/key age1abc 123 456", RegisterKey),
    ],
)
def test_what_holds_no_words_is_understood(read, line, order):
    """Codes, references, invitations and keys are taken; the texts that belong to them are not missed."""
    assert isinstance(read(line), order)


@pytest.mark.parametrize(
    "line",
    [
        "/assess lumeko-42 likely yes legal he is in Yalta",
        "/assess lumeko-42 likely yes legal note=court",
        "/assess lumeko-42 risk=his brother",
        "/decide lumeko-42 letter because",
        "/decide lumeko-42 leter because",
        "/reply lumeko-42 hello",
        "/reply lumeko-42",
        "/reply",
        "/close lumeko-42 helped released",
        "Мого батька забрали вчора",
        "hello there the woman",
        "clame the woman in cell five",
        "/decid lumeko-42 because she is ill",
        "/claim lumeko-42 the woman in cell five",
        "/urgency lumeko-42 the woman",
        "/assess lumeko-42 likely yes legal conflict=her brother",
        "/show the woman",
        "/help the woman",
        "/claim lumeko-42 +380501234567 hers",
    ],
)
def test_words_are_refused(read, line):
    """Whatever else is wrong with the line, that it holds or needs words is said first."""
    with pytest.raises(WordsRefused):
        read(line)


@pytest.mark.parametrize(
    "line",
    ["/asses lumeko-42", "clame lumeko-42", "/xyzzy", "/decid lumeko-42 letter", "/urgncy Люмеко-42 терміново 2"],
)
def test_mistyped_command_is_corrected_as_elsewhere(read, line):
    """A slip of the finger is no text."""
    with pytest.raises(CommandUnknown):
        read(line)


def test_what_else_is_missing_is_named(read):
    """Only words may be missing."""
    with pytest.raises(WrongUsage) as refused:
        read("/assess lumeko-42 likely")
    assert [problem.args["argument"] for problem in refused.value.problems] == ["society", "fits"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", [form for form in FORMS.values() if form.texts and not form.needs_words])
def test_example_without_words_parses(labels, form, language):
    """What the help shows there can be typed there as it stands."""
    bundle = labels.bundles[language]
    line, errors = bundle.format_pattern(bundle.get_message(form.wordless_example).value)
    assert not errors
    assert type(parse(line, labels, language, words=False)) is form.order


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("command", Command)
def test_help_shows_no_way_to_write_words(labels, command, language):
    """No usage or example there names a text, and who needs words is told where to write them."""
    shown = list(flatten((guide.usage(command, labels, language, words=False),)))
    words = "\n".join(labels.render(notice, language) for notice in shown)
    texts = FORMS[command].texts
    assert ("words-elsewhere" in {notice.id for notice in shown}) == bool(texts)
    if not FORMS[command].needs_words:
        for text in texts:
            assert f"{labels.word('field', text.name, language)}=" not in words
            assert "…]" not in words


@pytest.mark.parametrize("role", Role)
def test_menu_of_a_role(labels, role):
    """A platform's menu lists what the role may do there, each with the message that says what it does."""
    menu = dict(guide.menu(role))
    assert menu[Command.QUEUE] == "about-queue"
    assert not {Command.JOIN, Command.REPLY} & set(menu)
    assert (Command.DECIDE in menu) == (role in {Role.COORDINATOR, Role.LEAD})
    for language in Language:
        assert all(labels.word("about", command, language) for command in menu)


async def test_free_text_is_answered_with_the_way_elsewhere(stage):
    """Nothing typed is kept, and the answer names Signal and the desk."""
    await stage.receive("lumeko-42", state=CaseState.ASSESSING)
    before = await stage.papers("lumeko-42")
    for line in ("Мого батька забрали", "/decide lumeko-42 letter because", "/reply lumeko-42 hello"):
        words = await stage.text("Lena", line, words=False)
        assert "Nothing was saved" in words
        assert "Signal" in words
        assert "desk" in words
    assert await stage.papers("lumeko-42") == before


async def test_who_may_not_give_a_command_is_told_so_first(stage):
    """The way to write words is of no use to a role that does not include the command."""
    assert await stage.ids("Anna", "/reply lumeko-42 hello", words=False) == ["error-not-allowed"]


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("/reply lumeko-42 the woman in cell five", True),
        ("/decide lumeko-42 decline because", True),
        ("hello there the woman", True),
        ("/claim lumeko-42", False),
        ("/decide lumeko-42 leter", False),
        ("/assess lumeko-42 likely", False),
        ("/key age1abc 123 456", False),
    ],
)
def test_words_are_known_for_words_whoever_types_them(labels, line, holds):
    """A channel can tell without knowing anybody's role."""
    assert holds_words(line, labels) is holds


async def test_wrong_usage_shows_the_usage_without_words(stage):
    """The correction does not lead into the next refusal."""
    (refused,) = await stage.say("Lena", "/decide lumeko-42", words=False)
    assert "usage-decide-wordless" in [line.id for line in refused.lines]
    (unknown,) = await stage.say("Lena", "/decid lumeko-42", words=False)
    assert "usage-decide-wordless" in [line.id for line in unknown.lines]


async def test_help_lists_only_what_works(stage):
    """What needs words is not offered where none are taken."""
    (heading, _) = await stage.say("Lena", "/help", words=False)
    listed = {line.args["command"] for line in heading.lines}
    assert listed == set(Command) - {Command.JOIN, *NEEDS_WORDS}
    (usage,) = await stage.say("Lena", "/help close", words=False)
    assert usage.id == "usage-close-wordless"


async def test_case_is_worked_on_without_words(stage):
    """Assessed, decided, answered and closed by codes alone; no answer holds anybody's words."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/open lumeko-42")
    answers = [
        await stage.say("Clara", line, words=False)
        for line in (
            "/claim lumeko-42",
            "/assess lumeko-42 likely yes legal,letter conflict=no",
            "/decide lumeko-42 letter",
            "/canned lumeko-42 read",
            "/result 1 done",
            "/close lumeko-42 helped",
        )
    ]
    assert [answer[0].id for answer in answers] == [
        "claimed",
        "assessed-wordless",
        "decided",
        "replied-canned",
        "result-noted",
        "closed",
    ]
    assert not [notice for answer in answers for notice in flatten(answer) if notice.content]
    assert (await stage.case("lumeko-42")).state is CaseState.CLOSED


async def test_record_without_words_has_no_empty_lines(stage):
    """Where a member wrote no words the record shows none."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/open lumeko-42")
    for line in ("/claim lumeko-42", "/assess lumeko-42 likely yes legal", "/decide lumeko-42 letter"):
        await stage.say("Clara", line, words=False)
    record = await stage.say("Clara", "/open lumeko-42")
    (judged, decided) = (n for n in record if n.id in {"record-assessment", "record-decision"})
    assert [line.id for line in judged.lines] == [
        "assessment-reliability",
        "assessment-society",
        "assessment-fits",
        "assessment-conflict",
    ]
    assert decided.lines == ()


async def test_who_wrote_what_is_content(stage):
    """A decision without words still names its author: a channel that reads along must not show it in the clear."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/open lumeko-42")
    for line in ("/claim lumeko-42", "/assess lumeko-42 likely yes legal", "/decide lumeko-42 letter"):
        await stage.say("Clara", line, words=False)
    record = await stage.say("Clara", "/open lumeko-42")
    assert all(notice.content for notice in flatten(record) if "author" in notice.args)


async def test_declining_takes_a_reason(stage):
    """A person who is refused is owed one, so it is decided where it can be written."""
    await stage.receive("lumeko-42", state=CaseState.ASSESSING)
    await stage.say("Clara", "/open lumeko-42")
    await stage.say("Clara", "/assess lumeko-42 likely yes decline", words=False)
    assert await stage.ids("Clara", "/decide lumeko-42 decline", words=False) == ["error-reason-needed"]
    assert DocumentKind.DECISION not in {paper.kind for paper in await stage.papers("lumeko-42")}
    assert await stage.ids("Clara", "/decide lumeko-42 decline not our mandate") == ["decided"]


def test_every_text_of_the_grammar_is_known_to_be_one():
    """The table marks as words exactly what a member writes in his own words."""
    texts = {form.command: {text.name for text in form.texts} for form in FORMS.values() if form.texts}
    assert texts == {
        Command.ASSESS: {"risk", "note"},
        Command.DECIDE: {"reason", "to", "signed", "court", "goes", "partner"},
        Command.REPLY: {"text"},
        Command.CLOSE: {"note"},
        Command.READMIT: {"name"},
        Command.ASSIGN: {"name"},
        Command.NOTE: {"text"},
        Command.ASK: {"text"},
        Command.WHO: {"text"},
        Command.ACTION: {"owner", "text"},
        Command.RESULT: {"response", "impact", "parties"},
        Command.SHIFT: {"name"},
        Command.SWAP: {"name"},
        Command.PAGER: {"url"},
        Command.PARTNERS: {"name"},
        Command.VERIFIED: {"name"},
        Command.REFER: {"partners", "override"},
        Command.REVIEW: {"text"},
        Command.INVITE: {"name"},
        Command.ROLE: {"name"},
        Command.SUSPEND: {"name"},
        Command.DEPART: {"name"},
    }
    assert {command for command in texts if FORMS[command].needs_words} == NEEDS_WORDS
