"""Sending, changing, deleting: what the service takes, what it refuses, and what then stands in the chat."""

import pytest

HOUR = 3600


async def test_message_stands_in_the_chat_as_it_was_sent(send):
    """Text, buttons and protection; entities that the service finds by itself."""
    message = await send("See /help", "Yes", "No", protect_content=True)
    assert (message.text, message.labels, message.protected) == ("See /help", ["Yes", "No"], True)
    assert message.content["entities"] == [{"type": "bot_command", "offset": 4, "length": 5}]


async def test_text_is_cleaned_as_the_service_does(send):
    """No space around it, no control characters in it; direction marks stay."""
    assert (await send(" a\x00b\r\n\u202ec ")).text == "a b\n\u202ec"


@pytest.mark.parametrize("text", ["", " \n ", "x" * 4097, "😀" * 2049, "\ud800"])
async def test_text_that_does_not_fit_is_refused(call, person, text):
    """Empty, too long in UTF-16 units, or no text at all."""
    code, _ = await call.refuse("sendMessage", chat_id=person.chat.id, text=text)
    assert code == 400


@pytest.mark.parametrize("text", ["x" * 4096, "😀" * 2048])
async def test_longest_text_fits(send, text):
    """4,096 UTF-16 units."""
    assert (await send(text)).text == text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"parse_mode": "HTML"}, "knows no parameter 'parse_mode'"),
        ({"tekst": "x"}, "knows no parameter 'tekst'"),
        ({"text": 5}, 'can\'t parse parameter "text"'),
        ({"protect_content": "perhaps"}, 'can\'t parse parameter "protect_content"'),
        ({"entities": [{"type": "bold", "offset": 0, "length": 99}]}, "reaches out of the text"),
        ({"entities": [{"type": "big", "offset": 0, "length": 1}]}, "unsupported MessageEntity"),
        ({"chat_id": 1}, "chat not found"),
        ({"reply_markup": {"keyboard": []}}, "inline keyboards"),
        ({"reply_markup": {"inline_keyboard": [{}]}}, "must be of type Array"),
    ],
)
async def test_wrong_parameter_is_refused(call, person, values, words):
    """Unknown names, wrong types, impossible values."""
    code, description = await call.refuse("sendMessage", **{"chat_id": person.chat.id, "text": "x", **values})
    assert code == 400
    assert words in description


async def test_missing_parameter_is_refused(call, person):
    """What a method needs must be there."""
    assert await call.refuse("sendMessage", chat_id=person.chat.id) == (
        400,
        'Bad Request: parameter "text" is required',
    )


@pytest.mark.parametrize(
    "button",
    [
        {"text": "x", "callback_data": "d" * 65},
        {"text": "x", "callback_data": "я" * 33},
        {"text": "x", "callback_data": ""},
        {"text": "", "callback_data": "d"},
        {"text": "x"},
        {"text": "x", "callback_data": "d", "url": "https://example.org"},
        {"text": "x", "callback_data": "d", "colour": "red"},
        "x",
    ],
)
async def test_wrong_button_is_refused(call, person, button):
    """Data from 1 to 64 bytes, a label, one action, nothing unknown."""
    code, _ = await call.refuse(
        "sendMessage", chat_id=person.chat.id, text="x", reply_markup={"inline_keyboard": [[button]]}
    )
    assert code == 400


@pytest.mark.parametrize("shape", [(9,), (8,) * 13])
async def test_keyboard_that_is_too_large_is_refused(call, person, shape):
    """Eight buttons in a row, a hundred in all."""
    rows = [[{"text": "x", "callback_data": "d"}] * width for width in shape]
    code, _ = await call.refuse("sendMessage", chat_id=person.chat.id, text="x", reply_markup={"inline_keyboard": rows})
    assert code == 400


async def test_edit_changes_text_and_buttons_in_place(call, person, send):
    """The message keeps its number; buttons that are not given again are gone."""
    message = await send("one", "Yes")
    where = {"chat_id": person.chat.id, "message_id": message.id}
    edited = await call("editMessageText", **where, text="two")
    assert (edited["message_id"], message.text, message.labels) == (message.id, "two", [])
    await call("editMessageReplyMarkup", **where, reply_markup={"inline_keyboard": [[{"text": "A", "url": "tg://a"}]]})
    assert (message.text, message.labels) == ("two", ["A"])


async def test_edit_that_changes_nothing_is_refused(call, person, send):
    """The service says so."""
    message = await send("one")
    code, words = await call.refuse("editMessageText", chat_id=person.chat.id, message_id=message.id, text="one")
    assert code == 400
    assert "message is not modified" in words


async def test_edit_of_what_is_not_there_or_not_the_bots_own_is_refused(call, person):
    """A message that was deleted, and one of the person's."""
    for number, words in ((999, "message to edit not found"), (person.messages[0].id, "message can't be edited")):
        refused = await call.refuse("editMessageText", chat_id=person.chat.id, message_id=number, text="x")
        assert refused == (400, f"Bad Request: {words}")


async def test_bot_deletes_its_own_and_the_persons_messages(call, person, send):
    """In a private chat both."""
    await send()
    for message in person.messages:
        await call("deleteMessage", chat_id=person.chat.id, message_id=message.id)
    assert not person.messages


async def test_old_messages_cannot_be_deleted(call, person, clock):
    """Not after 48 hours; of several, the others are."""
    old = person.messages[0]
    clock.now += 48 * HOUR
    young = person.types("now")
    where = {"chat_id": person.chat.id}
    assert (await call.refuse("deleteMessage", **where, message_id=old.id))[0] == 400
    await call("deleteMessages", **where, message_ids=[old.id, young.id, 999])
    assert person.messages == [old]
    assert await call.refuse("deleteMessage", **where, message_id=young.id) == (
        400,
        "Bad Request: message to delete not found",
    )


async def test_bot_writes_only_where_it_was_written_to(telegram, call, account, person):
    """Not to a stranger, not to someone who blocked it; again after that was taken back."""
    stranger = telegram.add_person(account)
    person.blocks()
    for someone in (stranger, person):
        code, words = await call.refuse("sendMessage", chat_id=someone.chat.id, text="x")
        assert (code, words) == (403, "Forbidden: bot was blocked by the user")
    person.unblocks()
    await call("sendMessage", chat_id=person.chat.id, text="x")


async def test_blocking_is_told_to_the_bot(call, person):
    """As a change of membership."""
    person.blocks()
    told = (await call("getUpdates"))[-1]["my_chat_member"]
    assert (told["old_chat_member"]["status"], told["new_chat_member"]["status"]) == ("member", "kicked")


async def test_press_is_told_and_answered(call, person, send):
    """The bot hears the button's data and the message as it stands; the person sees the answer."""
    await send("Choose", "Yes", "No")
    person.clicks("No")
    told = (await call("getUpdates"))[-1]["callback_query"]
    assert (told["data"], told["message"]["text"], told["from"]["language_code"]) == ("No", "Choose", "uk")
    await call("answerCallbackQuery", callback_query_id=told["id"], text="Too late")
    assert await person.is_alerted("late") == "Too late"


async def test_answer_to_a_press_that_is_unknown_or_old_is_refused(call, person, send, clock):
    """So is one with too many words."""
    await send("Choose", "Yes")
    press = person.clicks(0)
    assert (await call.refuse("answerCallbackQuery", callback_query_id=press.id, text="x" * 201))[0] == 400
    clock.now += HOUR
    for number in (press.id, "1"):
        code, words = await call.refuse("answerCallbackQuery", callback_query_id=number)
        assert code == 400
        assert "query is too old" in words


async def test_only_a_button_that_is_there_can_be_clicked(call, person, send):
    """What was replaced is out of reach; a press of it can still be sent, as by an old app."""
    message = await send("Choose", "Yes")
    await call("editMessageText", chat_id=person.chat.id, message_id=message.id, text="Done")
    for button in ("Yes", 0):
        with pytest.raises(AssertionError, match="there is no button"):
            person.clicks(button)
    person.presses("Yes", message)
    assert (await call("getUpdates"))[-1]["callback_query"]["data"] == "Yes"


async def test_bot_that_left_a_group_cannot_write_there(call, person):
    """It left, and that is that."""
    group = person.gathers()
    update = (await call("getUpdates"))[-2]
    assert update["my_chat_member"]["chat"]["type"] == "supergroup"
    await call("leaveChat", chat_id=group.chat.id)
    code, words = await call.refuse("sendMessage", chat_id=group.chat.id, text="x")
    assert (code, words) == (403, "Forbidden: bot is not a member of the supergroup chat")
    assert (await call.refuse("leaveChat", chat_id=person.chat.id))[0] == 400


async def test_person_hears_what_came_since_the_last_thing_done(call, person, send):
    """What stood there before does not count, though it can be seen."""
    message = await send("one")
    await person.hears("on", "ne")
    person.types("x")
    person.patience = 0.01
    with pytest.raises(AssertionError, match="did not come"):
        await person.hears("one")
    await person.sees("one")
    await call("editMessageText", chat_id=person.chat.id, message_id=message.id, text="one more")
    await person.hears("one")
    await call("deleteMessage", chat_id=person.chat.id, message_id=message.id)
    await person.misses("one")


async def test_long_text_is_sent_as_several_messages(person):
    """As apps do."""
    person.types("я" * 5000)
    assert [len(message.text) for message in person.messages] == [6, 4096, 904]


async def test_edited_message_is_told(call, person):
    """With its new text."""
    person.edits(person.messages[0], "other")
    assert (await call("getUpdates"))[-1]["edited_message"]["text"] == "other"


async def test_deleted_message_is_told_to_nobody(call, person):
    """Bots hear nothing of it."""
    person.deletes(person.messages[0])
    assert len(await call("getUpdates")) == 1
    assert not person.messages


async def test_chat_action_is_one_of_those_documented(call, person):
    """Nothing else."""
    await call("sendChatAction", chat_id=person.chat.id, action="upload_document")
    assert person.chat.actions == ["upload_document"]
    assert (await call.refuse("sendChatAction", chat_id=person.chat.id, action="smiling"))[0] == 400
