"""What can go wrong in intake apart from storage. Submitters' mistakes are no errors: see :mod:`intake.answers`."""


class IntakeError(Exception):
    """The root of intake's own errors."""

    hint = "see docs/ for how questionnaires are written"


class QuestionnaireInvalid(IntakeError):
    """A questionnaire file breaks a rule of its own language; the message names the rule and the question."""


class QuestionnaireUnknown(IntakeError):
    """A draft names a questionnaire version that is not installed: published versions are never removed."""

    hint = "install the version of the program with which this draft began"
