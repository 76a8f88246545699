"""A page with the moments of a conversation as phone screens, side by side. It refers to nothing outside itself.

The phones are nobody's in particular. Whatever stands on them is as it stood in the chat; no word is added.
"""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from docs.picture.moments import Conversation, Screen, Shown

WIDTH = 1000
HEIGHT = 546
"""Of the page, in its own pixels."""

_STYLE = Path(__file__).with_name("page.css")
_ICON = '<svg viewBox="0 0 {width} {height}"><path d="{path}"/></svg>'
_SIGNAL = _ICON.format(width=11, height=10, path="M0 7h2v3H0zM3 5h2v5H3zM6 2.5h2V10H6zM9 0h2v10H9z")
_BATTERY = _ICON.format(
    width=22, height=10, path="M3 0h14a3 3 0 0 1 3 3v4a3 3 0 0 1-3 3H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3zm18 3h1v4h-1z"
)
_BACK = _ICON.format(width=8, height=14, path="M7 1 1 7l6 6")
_CLIP = _ICON.format(
    width=16,
    height=16,
    path="m13.4 7.4-5.5 5.5a3.3 3.3 0 0 1-4.7-4.7l5.9-5.9a2.2 2.2 0 0 1 3.1 3.1l-5.8 5.8",
)
_SEND = _ICON.format(width=16, height=16, path="m2 8 12-5.5L9.6 14 7.6 9z")


def draw(conversation: Conversation) -> str:
    """The page, as HTML."""
    size = f"body {{ width: {WIDTH}px; height: {HEIGHT}px; }}"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(conversation.language)}">\n<meta charset="utf-8">\n'
        f"<title>{escape(conversation.about)}</title>\n"
        f"<style>\n{_STYLE.read_text(encoding='utf-8')}\n{size}\n</style>\n"
        f"<body>\n{_join(map(_draw_screen, conversation.screens))}\n</body>\n</html>\n"
    )


def _draw_screen(screen: Screen) -> str:
    return (
        f'<section class="phone">\n<div class="status">{screen.now:%H:%M}<span>{_SIGNAL}{_BATTERY}</span></div>\n'
        f'<header>{_BACK}<span class="face">{escape(screen.title[:1])}</span><b>{escape(screen.title)}</b></header>\n'
        f"<main>\n{_join(map(_draw_message, screen.messages))}\n</main>\n"
        f'<footer>{_CLIP}<span class="field"></span>{_SEND}</footer>\n</section>'
    )


def _draw_message(shown: Shown) -> str:
    kind = "ours" if shown.ours else "theirs"
    asks = " asks" if shown.keyboard else ""
    text = f'<div class="text">{escape(shown.text)}</div>'
    return f'<div class="message {kind}{asks}">{text}{_join(map(_draw_row, shown.keyboard))}</div>'


def _draw_row(labels: Iterable[str]) -> str:
    buttons = "".join(f'<span class="button">{escape(label)}</span>' for label in labels)
    return f'<div class="row">{buttons}</div>'


def _join(parts: Iterable[str]) -> str:
    return "\n".join(parts)
