"""Labels in a reader's language, handed to triage, which must not know the questionnaires.

The questions' labels are intake's texts; the desk's own words are triage's.
"""

from bots.texts import Catalogue
from intake.errors import QuestionnaireUnknown
from intake.plan import question_at
from intake.questionnaire import label_text, load, question_text
from storage.documents import Language, QuestionnaireKind, RequestKind
from triage.grammar.labels import Canned


class CatalogueLabels:
    """The labels of both wings, by the protocol :class:`triage.grammar.labels.Labels`."""

    def __init__(self, intake: Catalogue, triage: Catalogue) -> None:
        self._intake = intake
        self._triage = triage

    def question(self, path: str, kind: QuestionnaireKind, version: int, language: Language) -> str | None:  # noqa: ARG002
        """A question in words; its texts are the same in all versions that ask it."""
        return self._text(self._intake, language, question_text(kind, path))

    def code(self, path: str, code: str, kind: QuestionnaireKind, version: int, language: Language) -> str | None:
        """One code of a question's answer in words."""
        try:
            question = question_at(load(kind, version), path)
        except QuestionnaireUnknown:
            return None
        if question is None:
            return None
        return self._text(self._intake, language, label_text(kind, path, question, code))

    def word(self, vocabulary: str, code: str, language: Language) -> str | None:
        """A code of the desk's own vocabularies in words."""
        return self._text(self._triage, language, f"{vocabulary}-{code}".replace("_", "-"))

    def asking(self, what: RequestKind, language: Language) -> str:
        """A question in the submitter's language."""
        return self._triage.text(language, f"request-text-{what}".replace("_", "-"))

    def answering(self, code: str, hours: int, language: Language) -> str:
        """How a partner answers, in its language. Secret."""
        return self._triage.text(language, "told-answering", {"code": code, "hours": hours})

    def canned(self, which: Canned, language: Language) -> str:
        """A prepared reply in the submitter's language."""
        return self._triage.text(language, f"canned-text-{which}")

    @staticmethod
    def _text(catalogue: Catalogue, language: Language, message_id: str) -> str | None:
        return catalogue.text(language, message_id) if catalogue.has(language, message_id) else None
