"""Recordings are read as they are written, and the same conversations are there in all languages."""

import pytest

from tests.recordings.recording import Attached, Chosen, Heard, NoRecording, Typed, read, read_all

TEXT = """\
# What it shows.
# More of it.
language uk

< Вітаємо
telegram: > /start
[Так] [Ні, не знаю]
@document протокол № 1.txt
terminal: < кінець
"""


def test_each_line_is_a_step():
    """Heard, typed, chosen, attached; some on one channel only."""
    recording = read("x", TEXT)
    assert (recording.about, recording.language) == ("What it shows.", "uk")
    assert recording.on("telegram") == (
        Heard(words="Вітаємо"),
        Typed(text="/start"),
        Chosen(labels=("Так", "Ні, не знаю")),
        Attached(kind="document", name="протокол № 1.txt"),
    )
    assert recording.on("terminal")[-1] == Heard(words="кінець")


@pytest.mark.parametrize("line", ["hello", "<", "> ", "[Так] і", "@", "@document", "fax: < x", "[]"])
def test_line_that_means_nothing_is_refused(line):
    """By its number."""
    with pytest.raises(NoRecording, match="line 4"):
        read("x", f"# x\nlanguage uk\n\n{line}\n")


@pytest.mark.parametrize("text", ["# x\n< y\n", "language uk\n< y\n"])
def test_recording_says_what_it_is_about_and_its_language(text):
    """Or it is refused."""
    with pytest.raises(NoRecording):
        read("x", text)


def test_every_conversation_is_there_in_every_language():
    """The same steps, in other words."""
    shapes: dict[str, dict[str, list[type]]] = {}
    for recording in read_all():
        about, _, language = recording.name.rpartition("-")
        assert recording.language == language
        shapes.setdefault(about, {})[language] = [type(step) for _, step in recording.steps]
    assert shapes
    for languages in shapes.values():
        assert set(languages) == {"uk", "ru", "en"}
        assert len({tuple(shape) for shape in languages.values()}) == 1
