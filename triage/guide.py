"""The help: what a member may type, with usage, choices and an example.

On the path between the table of commands and the catalogue. Pure. It shows to a role only what the matrix lets it do.
"""

from collections.abc import Iterator

from storage.documents import Language
from storage.members import Role
from triage.commands import FORMS, Form, Kind
from triage.labels import Labels, listing
from triage.notices import Notice, say
from triage.rights import Command, includes


def overview(role: Role, *, words: bool = True) -> tuple[Notice, ...]:
    """List the commands of a role, one line each; those that need words only where the channel may carry words."""
    lines = (say("help-command", command=form.command) for form in _forms(role, words=words))
    return (say("help-heading", *lines, role=role), say("help-more"))


def menu(role: Role) -> tuple[tuple[Command, str], ...]:
    """List a role's commands for the menu of a platform, each with the message that says what it does.

    A platform that keeps menus reads along, so what needs words is not in them.
    """
    return tuple((form.command, form.about) for form in _forms(role, words=False))


def usage(command: Command, labels: Labels, language: Language, *, words: bool = True) -> Notice:
    """Show how one command is typed: its arguments, what they can be, and an example."""
    form = FORMS[command]
    if form.texts and not words:
        return _wordless_usage(form, labels, language)
    fields = (say("usage-fields"), say("usage-names")) if _has_names(form) else ()
    choices = _choices(form, labels, language)
    return say(form.usage, say(form.about), *choices, *fields, say("for-example", say(form.example)))


def _wordless_usage(form: Form, labels: Labels, language: Language) -> Notice:
    """Show how a command is typed on a channel that must not carry words, if it can be."""
    if form.needs_words:
        return say(form.usage, say(form.about), say("words-elsewhere"))
    fields = (say("usage-fields-wordless"), say("usage-names-wordless")) if _has_names(form) else ()
    example = say("for-example", say(form.wordless_example))
    choices = _choices(form, labels, language)
    return say(form.wordless_usage, say(form.about), *choices, *fields, example, say("words-elsewhere"))


def _choices(form: Form, labels: Labels, language: Language) -> Iterator[Notice]:
    return (
        say("choices", argument=argument.name, choices=listing(labels, argument.vocabulary, language))
        for argument in form.arguments
        if argument.kind in {Kind.CHOICE, Kind.CHOICES}
    )


def _has_names(form: Form) -> bool:
    return any(argument.named for argument in form.arguments)


def _forms(role: Role, *, words: bool) -> Iterator[Form]:
    """Walk what a role may type; joining is behind it."""
    for form in FORMS.values():
        allowed = form.command is not Command.JOIN and includes(role, form.command)
        if allowed and (words or not form.needs_words):
            yield form
