"""Armor: one file has one text, and what is not that text is refused."""

import io

import pytest

from storage.sealed import ArmorFailure, armor

BEGIN, END = armor.BEGIN + b"\n", armor.END + b"\n"
LINE = b"A" * 64 + b"\n"


def decoded(text):
    target = io.BytesIO()
    armor.decode(io.BytesIO(text), target)
    return target.getvalue()


def encoded(data):
    target = io.BytesIO()
    armor.encode(io.BytesIO(data), target)
    return target.getvalue()


def test_lines_are_sixty_four_columns():
    """A long file is lines of 64 columns and a shorter last one."""
    lines = encoded(bytes(100)).splitlines()
    assert [len(line) for line in lines[1:-1]] == [64, 64, 8]
    assert lines[0] == armor.BEGIN
    assert lines[-1] == armor.END


@pytest.mark.parametrize("size", [0, 1, 47, 48, 49, 96, 200_000])
def test_bytes_come_back(size):
    """Any length of bytes survives, those that fill their last line too."""
    data = bytes(range(256)) * (size // 256) + bytes(size % 256)
    assert decoded(encoded(data)) == data


def test_pieces_do_not_show(draw):
    """However a writer is fed, the text is the same."""
    data, target = draw(1000), io.BytesIO()
    writer = armor.ArmorWriter(target)
    for start in range(0, len(data), 7):
        writer.write(data[start : start + 7])
    writer.finish()
    assert target.getvalue() == encoded(data)


def test_line_endings_of_windows_are_read():
    """A mail program may have written CRLF."""
    assert decoded((BEGIN + LINE + b"AAAA\n" + END).replace(b"\n", b"\r\n")) == bytes(51)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\n" * 1025 + BEGIN + END,
        BEGIN,
        BEGIN + LINE,
        BEGIN + LINE + END + b"x",
        BEGIN + END + b" " * 1025,
        BEGIN + b"AAAA\nAAAA\n" + END,
        BEGIN + b"AAAA\n" + LINE + END,
        BEGIN + b"A" * 68 + b"\n" + END,
        BEGIN + b"AAA\n" + END,
        BEGIN + b"AB==\n" + END,
        BEGIN + b"AA=A\n" + END,
        BEGIN + b"AAAA====\n" + END,
        BEGIN + b"\n" + END,
        BEGIN + "АААА\n".encode() + END,
        b" " + BEGIN + END,
        b"-----BEGIN PGP MESSAGE-----\n" + END,
    ],
)
def test_what_is_not_strict_armor_is_refused(text):
    """Nothing missing, nothing more, no other form of the same bytes."""
    with pytest.raises(ArmorFailure):
        decoded(text)


def test_white_space_around_the_block_is_passed_over():
    """A copy from a chat may carry blank lines."""
    assert decoded(b"\n \r\n" + BEGIN + b"AAAA\n" + END + b"\n\t\n") == bytes(3)


def test_the_source_stays_open():
    """Reading armor to its end does not close the stream it lies in."""
    source = io.BytesIO(encoded(b"x"))
    armor.decode(source, io.BytesIO())
    assert not source.closed
