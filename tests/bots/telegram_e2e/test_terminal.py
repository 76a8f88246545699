"""The recordings at the terminal: the same conversations as on Telegram, in a pipe."""

import pytest

from tests.bots.house import copy
from tests.recordings.recording import read_all
from tests.recordings.terminal import replay


@pytest.mark.parametrize("recording", read_all(), ids=lambda recording: recording.name)
def test_conversation_is_held_at_the_terminal_as_it_was_recorded(recording, asked, talk, tmp_path):
    """Everything is said and offered that was, and the program ends well."""
    place = copy(asked, tmp_path / "place")
    chat = talk("chat", "--config", place.file, "--lang", recording.language)
    replay(recording, chat, tmp_path, code=place.code_for(recording.name))
    end = chat.finish()
    assert (end.status, end.err) == (0, "")
