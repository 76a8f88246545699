"""Files, both ways: their shapes, their limits, their bytes."""

import pytest

from tests.doubles.telegram.happenings import KINDS, STRANGE

CONTENT = bytes(range(256)) * 10


async def download(call, path):
    async with call.session.get(f"{call.url}/file/bot{call.token}/{path}") as answer:
        return answer.status, await answer.read()


@pytest.mark.parametrize("kind", KINDS)
async def test_file_that_a_person_sent_can_be_downloaded(call, person, kind):
    """Whatever it was sent as."""
    person.uploads(CONTENT, "протокол.pdf", kind=kind)
    told = (await call("getUpdates"))[-1]["message"][kind]
    file = told[-1] if kind == "photo" else told
    assert file["file_size"] == len(CONTENT)
    found = await call("getFile", file_id=file["file_id"])
    assert await download(call, found["file_path"]) == (200, CONTENT)


async def test_album_is_one_update_a_file(call, person):
    """With one group id."""
    for number in range(3):
        person.uploads(CONTENT, f"{number}.jpg", kind="photo", album="7", caption="words" if not number else "")
    told = [update["message"] for update in (await call("getUpdates"))[1:]]
    assert [message["media_group_id"] for message in told] == ["7"] * 3
    assert told[0]["caption"] == "words"


async def test_file_over_20_megabytes_is_not_handed_out(call, person):
    """Whatever the app declared."""
    person.uploads(bytes((20 << 20) + 1), "film.mp4", size=5)
    told = (await call("getUpdates"))[-1]["message"]["document"]
    assert told["file_size"] == 5
    assert await call.refuse("getFile", file_id=told["file_id"]) == (400, "Bad Request: file is too big")


async def test_unknown_file_is_refused(call, person):
    """By its id, and by its path."""
    assert (await call.refuse("getFile", file_id="x"))[0] == 400
    assert (await download(call, "documents/none"))[0] == 404
    call.token = "1:x"
    assert (await download(call, "documents/none"))[0] == 401


async def test_document_that_the_bot_sends_reaches_the_person(call, person):
    """With its name, its bytes, its caption and its buttons."""
    answer = await call.upload(
        "sendDocument", CONTENT, chat_id=str(person.chat.id), caption="x", protect_content="true"
    )
    message = person.messages[-1]
    assert answer["result"]["document"]["file_name"] == message.file_name == "7f.age"
    assert (message.file, message.text, message.protected) == (CONTENT, "x", True)
    again = await call("sendDocument", chat_id=person.chat.id, document=answer["result"]["document"]["file_id"])
    assert again["document"]["file_size"] == len(CONTENT)


@pytest.mark.parametrize(("size", "code"), [(0, 400), ((50 << 20) + 1, 413), (65_000_000, 413)])
async def test_document_that_does_not_fit_is_refused(call, person, size, code):
    """An empty one, and one over 50 MB."""
    answer = await call.upload("sendDocument", bytes(size), chat_id=str(person.chat.id))
    assert answer["error_code"] == code


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"document": "https://example.org/x"}, "wrong file identifier"),
        ({"document": "attach://nowhere"}, "can't parse parameter"),
        ({"document": 5}, "can't parse parameter"),
        ({"document": "x", "caption": "x" * 1025}, "caption is too long"),
    ],
)
async def test_document_that_is_none_is_refused(call, person, values, words):
    """No address, no name without a part, no long caption."""
    code, description = await call.refuse("sendDocument", chat_id=person.chat.id, **values)
    assert code == 400
    assert words in description


async def test_part_that_nothing_names_is_refused(call, person):
    """A file in a message without files."""
    answer = await call.upload("sendMessage", CONTENT, chat_id=str(person.chat.id), text="x")
    assert answer["description"] == "Bad Request: sendMessage knows no parameter 'document'"


async def test_text_of_a_document_cannot_be_edited(call, person):
    """It has none."""
    sent = (await call.upload("sendDocument", CONTENT, chat_id=str(person.chat.id)))["result"]
    code, words = await call.refuse("editMessageText", chat_id=person.chat.id, message_id=sent["message_id"], text="x")
    assert (code, words) == (400, "Bad Request: there is no text in the message to edit")


@pytest.mark.parametrize("kind", STRANGE)
async def test_strange_messages_are_told(call, person, kind):
    """A sticker, a contact, a place."""
    person.sends(kind)
    assert kind in (await call("getUpdates"))[-1]["message"]
