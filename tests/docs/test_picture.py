"""The picture of the README can be drawn at any time, up to the page that a browser then makes a picture of."""

import asyncio
import re
from html import unescape

import pytest

from bots.public.wiring import texts
from docs.picture import browser
from docs.picture.__main__ import TARGET
from docs.picture.moments import hold
from docs.picture.page import draw
from storage.documents import Language
from tests.recordings.recording import CODE


@pytest.fixture(scope="module")
def conversation():
    """The conversation, held once."""
    return asyncio.run(hold())


@pytest.fixture(scope="module")
def page(conversation):
    """The page of it."""
    return draw(conversation)


def test_moments_are_those_of_which_the_readme_speaks(conversation):
    """The beginning with its choice of language, marks, a code, and at last one line without any button."""
    first, marks, received, last = (screen.messages for screen in conversation.screens)
    assert {"English", "Українська", "Русский"} <= set(first[-1].keyboard[-1])
    assert [label[0] for row in marks[-1].keyboard for label in row].count("☑") == 2
    assert CODE.search(received[-1].text)
    assert [(shown.text, shown.keyboard) for shown in last] == [(texts().text(Language.EN, "goodbye-neutral"), ())]


def test_page_says_what_stands_in_the_chat_and_nothing_else(page, conversation):
    """Times and the bot's name apart, its words are those of the messages and of their buttons."""
    said = [
        words
        for screen in conversation.screens
        for words in (
            f"{screen.now:%H:%M}",
            screen.title[0],
            screen.title,
            *(
                part
                for shown in screen.messages
                for part in (shown.text, *(one for row in shown.keyboard for one in row))
            ),
        )
    ]
    body = page.partition("<body>")[2]
    assert [unescape(words) for words in re.findall(r">([^<>]*[^<>\s][^<>]*)<", body)] == said


def test_page_refers_to_nothing_outside_itself(page):
    """No address, no file, no script."""
    assert not re.search(r"https?:|url\(|@import|\bsrc=|\bhref=|<script|<link", page)


def test_it_is_drawn_the_same_each_time(page):
    """Another run yields the same page to the last digit of the code."""
    assert draw(asyncio.run(hold())) == page


def test_without_a_browser_there_is_no_picture(monkeypatch, page):
    """It is said which ones are looked for."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(browser.NoPicture, match="chromium"):
        browser.photograph(page, 1000, 500)


def test_picture_is_kept_small():
    """The one that is checked in is a PNG, and loads quickly on a page."""
    kept = TARGET.read_bytes()
    assert kept.startswith(b"\x89PNG\r\n")
    assert len(kept) < 320_000
