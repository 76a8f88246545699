"""What can go wrong with an age file, one class a kind; the kinds are those of the C2SP test vectors.

Nothing here carries a key, a passphrase or a piece of plaintext.
"""

from storage.errors import PermanentError


class AgeError(PermanentError):
    """An age file, or a key for one, was refused."""

    hint = "check that the file is complete and unchanged"


class HeaderFailure(AgeError):
    """The header does not follow the format, or asks for what is not allowed."""

    hint = "the beginning of the file is damaged, or it is no age v1 file"


class MacFailure(AgeError):
    """The header was changed after it was written."""

    hint = "somebody or something changed the list of recipients: use another copy of the file"


class PayloadFailure(AgeError):
    """The payload is truncated, reordered, extended or changed; what was released before is genuine."""

    hint = "the file is damaged or incomplete: use another copy of it"


class NoMatch(AgeError):
    """None of the identities opens this file."""

    hint = "it is sealed to somebody else, or the passphrase is wrong"


class ArmorFailure(AgeError):
    """The text form of the file is not the strict one."""

    hint = "copy the file again from its BEGIN line to its END line, without changing a character"


class KeyFormatError(AgeError):
    """A recipient, an identity or a passphrase is not written as the format wants it."""

    hint = "recipients begin with age1, identities with AGE-SECRET-KEY-: copy the whole line"


class NoRecipients(AgeError):
    """Nothing may be sealed to nobody."""

    hint = "name at least one recipient"


class MixedRecipients(AgeError):
    """A file sealed to hybrid recipients is sealed to no others; a passphrase always stands alone."""

    hint = "seal one file a kind of recipient"


class OutOfMemory(AgeError):
    """The key derivation of a passphrase needs more memory than there is."""

    hint = "free memory: the usual work factor of 18 needs 256 MiB for a second"


class BadSignature(PermanentError):
    """A signature was not made by this key over this message."""

    hint = "the signed thing was changed, or somebody else wrote it"
