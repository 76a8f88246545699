"""What a call brings to a service, however it was wrapped: values and files."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file in a call."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a call brings.

    Attributes:
        values: each parameter, as text or as JSON brought it.
        files: each file by the name of its part.
    """

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
