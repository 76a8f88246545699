"""The help: what a member may type, with usage, choices and an example.

On the path between the table of commands and the catalogue. Pure. It shows to a role only what the matrix lets it do.
"""

from storage.documents import Language
from storage.members import Role
from triage.commands import FORMS, Kind
from triage.labels import Labels, listing
from triage.notices import Notice, say
from triage.rights import MATRIX, Command, Right


def overview(role: Role) -> tuple[Notice, ...]:
    """List the commands of a role, one line each."""
    lines = (
        say("help-command", command=form.command)
        for form in FORMS.values()
        if form.command is not Command.JOIN and MATRIX[form.command][role] is not Right.NEVER
    )
    return (say("help-heading", *lines, role=role), say("help-more"))


def usage(command: Command, labels: Labels, language: Language) -> Notice:
    """Show how one command is typed: its arguments, what they can be, and an example."""
    form = FORMS[command]
    choices = (
        say("choices", argument=argument.name, choices=listing(labels, argument.vocabulary, language))
        for argument in form.arguments
        if argument.kind in {Kind.CHOICE, Kind.CHOICES}
    )
    named = any(argument.named for argument in form.arguments)
    fields = (say("usage-fields"), say("usage-names")) if named else ()
    return say(form.usage, say(form.about), *choices, *fields, say("for-example", say(form.example)))
