"""The catalogues: from a message id to words in a reader's language.

Fluent lives here and nowhere else. Every catalogue is complete in every language (a test compares them), so there is no
falling back from one language to another.
"""

import logging
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern

from storage.documents import Language

log = logging.getLogger(__name__)


class TextMissing(LookupError):
    """A catalogue has no such message."""


class Catalogue:
    """The texts of one wing, in all languages."""

    def __init__(self, bundles: Mapping[Language, FluentBundle]) -> None:
        self._bundles = bundles

    def text(self, language: Language, message_id: str, args: Mapping[str, str | int] | None = None) -> str:
        """A message in words.

        Raises:
            TextMissing: there is no such message.
        """
        bundle = self._bundles[language]
        if not bundle.has_message(message_id):
            raise TextMissing(message_id)
        return _format(bundle, message_id, bundle.get_message(message_id).value, args)

    def attribute(self, language: Language, message_id: str, attribute: str) -> str:
        """An attribute of a message, such as the help below a question; empty where there is none."""
        bundle = self._bundles[language]
        pattern = bundle.get_message(message_id).attributes.get(attribute)
        return _format(bundle, message_id, pattern, None) if pattern else ""

    def has(self, language: Language, message_id: str) -> bool:
        """Whether there is such a message."""
        return bool(self._bundles[language].has_message(message_id))


@cache
def catalogue(wing: str) -> Catalogue:
    """The catalogue of ``intake`` or ``triage``."""
    return Catalogue({language: _bundle(wing, language) for language in Language})


def _bundle(wing: str, language: Language) -> FluentBundle:
    bundle = FluentBundle([language.value], use_isolating=False)
    for source in sorted((files(wing) / "locales" / language.value).iterdir(), key=lambda path: path.name):
        if source.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(source.read_text(encoding="utf-8")))
    return bundle


def _format(
    bundle: FluentBundle, message_id: str, pattern: Pattern | None, args: Mapping[str, str | int] | None
) -> str:
    if pattern is None:
        raise TextMissing(message_id)
    text, errors = bundle.format_pattern(pattern, dict(args or {}))
    for error in errors:
        # The arguments may hold answers: only the kind of the mistake is logged.
        log.error("the text %s has a mistake: %s", message_id, type(error).__name__)
    return str(text)
