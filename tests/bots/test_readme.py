"""The documents and the program know the same commands."""

import re
import shlex
from pathlib import Path

import pytest

from bots.cli.program import _COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = README.partition("## Going on by hand")[2].partition("\n## ")[0]
LINES = [line.partition("#")[0].split() for line in BLOCK.splitlines() if line.startswith("    solidarity ")]


def named(words: list[str]) -> tuple[str, ...]:
    """The command of a line, and its own command where it has some."""
    depth = 2 if words[1] in {"audit", "duty", "members", "partners", "signal"} else 1
    return tuple(words[1 : 1 + depth])


@pytest.mark.parametrize("words", LINES, ids=" ".join)
def test_command_of_the_readme_exists_with_its_options(run, words):
    """What a reader would type next is understood: command and options stand in its help."""
    helped = run(*named(words), "--help")
    assert helped.status == 0
    assert all(option in helped.out for option in words if option.startswith("-"))


def test_readme_shows_every_command(run):
    """No command is left for the reader to find; those of ``solidarity --help`` are those of the README."""
    listed = re.findall(r"^  (\w+) ", run("--help").out.partition("Commands:")[2], re.MULTILINE)
    assert listed == sorted(_COMMANDS)
    shown = {named(words)[0] for words in LINES} | set(re.findall(r"make (demo)", README))
    assert shown == set(listed)


def test_documents_name_no_command_that_is_not_there():
    """A line that begins with ``solidarity`` in a document is a command of this version."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "config.example.toml"]
    typed = [
        (page.name, command)
        for page in pages
        for command in re.findall(r"(?:^ {4}|`)solidarity (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert typed
    assert not [found for found in typed if found[1] not in {*_COMMANDS, "COMMAND"}]


@pytest.mark.parametrize("name", sorted(_COMMANDS))
def test_every_command_has_help(run, name):
    """It begins with its usage, and says in a sentence what the command does."""
    helped = run(name, "--help").out
    assert helped.startswith(f"Usage: solidarity {name} ")
    assert re.search(r"\n\n  [A-Z].+\.", helped)


def test_example_command_lines_can_be_split_by_a_shell():
    """No line of the block is mangled."""
    assert all(shlex.split(" ".join(words)) == words for words in LINES)
    assert len(LINES) >= 8
