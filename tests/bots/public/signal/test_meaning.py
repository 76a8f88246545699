"""What comes over Signal, as the interview takes it."""

from unittest.mock import Mock

import pytest

from bots.public.signal.meaning import Reader
from bots.public.wiring import texts
from bots.signal.reading import Remote, Written
from storage.documents import Language


def read(remote: Remote):
    """A message with this file."""
    return Reader(texts(), list(Language), fetch=iter)(Written(sender="u", timestamp=1, file=remote), Mock())


@pytest.mark.parametrize(
    ("media_type", "name", "expected"),
    [
        ("image/jpeg", "IMG 1.jpg", ("IMG 1.jpg", "image/jpeg")),
        ("image/jpeg", "", ("photo.jpg", "image/jpeg")),
        ("video/mp4", "", ("video.mp4", "video/mp4")),
        ("audio/aac", "", ("voice.aac", "audio/aac")),
        ("application/pdf", "", ("file.pdf", "application/pdf")),
        ("nonsense", "", ("file", "nonsense")),
        ("", "", ("file.bin", "application/octet-stream")),
    ],
)
def test_file_has_a_name_and_a_type(media_type, name, expected):
    """Phones give no name to what they have just recorded."""
    file = read(Remote(id="a", name=name, media_type=media_type, size=3))
    assert (file.name, file.media_type) == expected
    assert file.size == 3
