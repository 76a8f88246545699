"""The help: what a member may type, with usage, choices and an example.

On the path between the table of commands and the catalogue. Pure. It shows to a role only what the matrix lets it do.
"""

from collections.abc import Iterator

from storage.documents import Language
from storage.members import Role
from triage.grammar.commands import FORMS
from triage.grammar.form import PROOF, Argument, Form, Kind
from triage.grammar.labels import Labels, describe, listing, word
from triage.grammar.rights import Command, includes
from triage.notices import Notice, say


def overview(role: Role, labels: Labels, language: Language, *, words: bool = True) -> tuple[Notice, ...]:
    """List the commands of a role, one line each; those that need words only where the channel may carry words."""
    lines = (
        say("help-command", command=form.command, about=word(labels, "about", form.command, language))
        for form in _forms(role, words=words)
    )
    return (say("help-heading", *lines, role=role), say("help-more"))


def menu(role: Role) -> tuple[tuple[Command, str], ...]:
    """List a role's commands for the menu of a platform, each with the message that says what it does.

    A platform that keeps menus reads along, so what needs words is not in them.
    """
    return tuple((form.command, form.about) for form in _forms(role, words=False))


def usage(command: Command, labels: Labels, language: Language, *, words: bool = True) -> Notice:
    """Show how one command is typed: its arguments, what they can be, and an example."""
    form = FORMS[command]
    elsewhere = () if words or not form.texts else (say("words-elsewhere"),)
    if elsewhere and form.needs_words:
        return say(form.usage, say(form.about), *elsewhere)
    arguments = [argument for argument in form.arguments if not (elsewhere and argument in form.texts)]
    shown = (say(form.about), *_choices(arguments, labels, language), *_fields(arguments, labels, language))
    if elsewhere:
        return say(form.wordless_usage, *shown, say("for-example", say(form.wordless_example)), *elsewhere)
    return say(form.usage, *shown, say("for-example", say(form.example)))


def _choices(arguments: list[Argument], labels: Labels, language: Language) -> Iterator[Notice]:
    return (
        say(
            "choices",
            argument=describe(labels, argument.name, language),
            choices=listing(labels, argument.vocabulary, language),
        )
        for argument in arguments
        if argument.kind in {Kind.CHOICE, Kind.CHOICES}
    )


def _fields(arguments: list[Argument], labels: Labels, language: Language) -> Iterator[Notice]:
    """Explain how texts and names are given, what may be given by name, and what has to be confirmed."""
    named = [argument for argument in arguments if argument.named and argument is not PROOF]
    if any(argument.kind is Kind.TEXT and argument.in_order for argument in arguments):
        yield say("usage-text")
    if any(argument.kind is Kind.NAME and argument.in_order for argument in arguments):
        yield say("usage-name")
    if named:
        names = (f"{word(labels, 'field', argument.name, language)}=" for argument in named)
        yield say("usage-names", names=" ".join(names))
    for argument in named:
        about = labels.word("means", argument.name, language)
        if about is not None:
            yield say("usage-field", field=word(labels, "field", argument.name, language), about=about)
    if PROOF in arguments:
        yield say("usage-proof")


def _forms(role: Role, *, words: bool) -> Iterator[Form]:
    """Walk what a role may type; joining is behind it."""
    for form in FORMS.values():
        allowed = form.command is not Command.JOIN and includes(role, form.command)
        if allowed and (words or not form.needs_words):
            yield form
