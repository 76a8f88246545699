"""``kill -9`` of the chat: whatever was answered is kept, and the same question is asked again."""

import sqlite3

import pytest

from bots.texts import catalogue
from storage.documents import Language

TEXT = catalogue("intake")


def asks(message: str) -> str:
    """The words of a question."""
    return TEXT.text(Language.EN, message)


@pytest.fixture
def start(place, talk):
    """Start the chat."""
    return lambda *words: talk("chat", "--config", place.file, *words)


def test_chat_killed_after_any_answer_asks_the_next_question_again(place, start):
    """After each answer of an emergency, from the first question to the end: nothing is lost, nothing asked twice."""
    chat = start("--lang", "en")
    chat.hear(asks("begin-ask"))

    def answer_and_kill(line: str, then: str) -> str:
        nonlocal chat
        chat.type(line)
        before = chat.hear(asks(then))
        chat.kill()
        chat = start()
        after = chat.hear(asks(then))
        # The question stands in the last block; what was said before it need not be said again.
        assert after.split("\n\n")[-2] == before.split("\n\n")[-2]
        return after

    answer_and_kill("1", "appeal-danger")
    answer_and_kill("1", "appeal-threat")
    answer_and_kill("1, 7", "appeal-happened")
    answer_and_kill("They took Mykhailo", "appeal-where")
    answer_and_kill("5", "appeal-contact")
    answer_and_kill("/skip", "appeal-consent-refer")
    answer_and_kill("1", "offer-ask")
    code = place.find_code(answer_and_kill("/send", "receipt-ask"))
    assert answer_and_kill(code, "appeal-relation").count(asks("appeal-relation")) == 1
    chat.type("/review")
    review = chat.hear(asks("review-ask"))
    assert review.count("They took Mykhailo") == 1
    assert chat.finish().status == 0


def test_chat_killed_while_a_file_arrives_takes_the_file_when_it_returns(place, start):
    """The line that names the file is kept before the file is read; nothing has to be attached again."""
    film = place.root / "film.mp4"
    with film.open("wb") as file:
        file.truncate(80_000_000)
    chat = start("--lang", "en")
    chat.hear(asks("begin-ask"))
    chat.type("1")
    chat.hear(asks("appeal-danger"))
    chat.type(f"/file {film}")
    while not list((place.folder / "blobs").iterdir()):
        assert chat.is_alive
    chat.kill()
    again = start()
    assert "1 file so far." in again.hear(asks("appeal-danger"))
    assert again.finish().status == 0
    assert [blob.stat().st_size > 80_000_000 for blob in (place.folder / "blobs").glob(32 * "?")] == [True]


@pytest.mark.parametrize("moment", ["at once", "once it is on the disk"])
def test_line_of_a_killed_chat_is_neither_lost_halfway_nor_taken_twice(place, start, moment):
    """Killed right behind a line, it has taken it or not: this question or the next is asked, none further on."""
    chat = start("--lang", "en")
    chat.hear(asks("begin-ask"))
    chat.type("2")
    chat.hear(asks("report-danger"))
    with sqlite3.connect(place.database) as outside:
        before = outside.execute("SELECT count(*) FROM inbox").fetchone()
        chat.type("4")
        while moment != "at once" and outside.execute("SELECT count(*) FROM inbox").fetchone() == before:
            assert chat.is_alive
        chat.kill()
    outside.close()
    again = start()
    heard = again.hear("of about")
    assert again.finish().status == 0
    numbers = [number for number in (1, 2, 3) if f"{number} of about" in heard]
    assert numbers == [2] if moment != "at once" else numbers in ([1], [2])
