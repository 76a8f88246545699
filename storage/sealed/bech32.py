"""Bech32 (BIP 173) without its length limit: how age writes keys for people.

Pure text: nothing here knows which keys exist. Text and bytes may be secret, so no error repeats them.
"""

from collections.abc import Iterable, Iterator

from storage.sealed.errors import KeyFormatError

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LENGTH = 6


def encode(prefix: str, data: bytes) -> str:
    """Write bytes under a prefix, in the prefix's case (all upper or all lower)."""
    lower = prefix.lower()
    values = list(_regroup(data, 8, 5))
    remainder = _polymod([*_expand(lower), *values, *([0] * _CHECKSUM_LENGTH)]) ^ 1
    values += [remainder >> 5 * (_CHECKSUM_LENGTH - 1 - place) & 31 for place in range(_CHECKSUM_LENGTH)]
    text = f"{lower}1{''.join(_ALPHABET[value] for value in values)}"
    return text if prefix == lower else text.upper()


def decode(text: str) -> tuple[str, bytes]:
    """Read a Bech32 string: its prefix, in the case it was written in, and its bytes.

    Raises:
        KeyFormatError: mixed case, a foreign character, a wrong checksum, or padding that is not zero.
    """
    lower = text.lower()
    if text not in (lower, text.upper()):
        raise KeyFormatError("a key mixes capital and small letters")
    place = lower.rfind("1")
    prefix, letters = lower[: max(place, 0)], lower[place + 1 :]
    if not prefix or len(letters) < _CHECKSUM_LENGTH:
        raise KeyFormatError("a key lacks its prefix or its checksum")
    if not all("!" <= letter <= "~" for letter in prefix) or not _VALUES.keys() >= set(letters):
        raise KeyFormatError("a key holds a character that no key can hold")
    values = [_VALUES[letter] for letter in letters]
    if _polymod([*_expand(prefix), *values]) != 1:
        raise KeyFormatError("a key's checksum is wrong: a character was lost or mistyped")
    data = bytes(_regroup(values[:-_CHECKSUM_LENGTH], 5, 8))
    return text[:place], data


def _regroup(values: Iterable[int], width: int, target: int) -> Iterator[int]:
    """Cut a string of bits anew; writing pads with zeros, reading wants fewer than ``width`` of them."""
    held = bits = 0
    for value in values:
        held = held << width | value
        bits += width
        while bits >= target:
            bits -= target
            yield held >> bits
            held &= (1 << bits) - 1
    if target < width:
        if bits:
            yield held << target - bits
    elif held or bits >= width:
        raise KeyFormatError("a key ends with bits that are not zero")


def _expand(prefix: str) -> Iterator[int]:
    yield from (ord(letter) >> 5 for letter in prefix)
    yield 0
    yield from (ord(letter) & 31 for letter in prefix)


def _polymod(values: Iterable[int]) -> int:
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            if top >> place & 1:
                checksum ^= generator
    return checksum
