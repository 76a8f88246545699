"""Who may open a file: its header, written, opened and rewritten apart from the payload.

Rewriting it lets others in or shuts them out; deleting it erases. The payload is never touched.
"""

from collections.abc import Sequence

from storage.ids import Draw
from storage.sealed import passphrase
from storage.sealed.errors import HeaderFailure, MixedRecipients, NoMatch, NoRecipients
from storage.sealed.header import format_header, parse_header
from storage.sealed.stanza import Family, FileKey, Identity, Recipient


def seal_header(file_key: FileKey, recipients: Sequence[Recipient], draw: Draw) -> bytes:
    """Write the header that lets these recipients in.

    Raises:
        NoRecipients: there is none.
        MixedRecipients: hybrid and classic ones stand together, or a passphrase is not alone.
    """
    if not recipients:
        raise NoRecipients("a file must have a recipient")
    families = {recipient.family for recipient in recipients}
    if len(families) > 1 or (Family.PASSPHRASE in families and len(recipients) > 1):
        raise MixedRecipients("recipients of these kinds must not share a file")
    return format_header([recipient.wrap(file_key, draw) for recipient in recipients], file_key)


def open_header(header: bytes, identities: Sequence[Identity]) -> FileKey:
    """Find the file key with the first identity that fits, and check that nobody changed the header.

    Raises:
        HeaderFailure: the header, or a stanza of an identity's own type, is malformed.
        NoMatch: no identity fits.
        MacFailure: the header was changed.
    """
    parsed = parse_header(header)
    if len(parsed.stanzas) > 1 and any(stanza.args[0] == passphrase.TYPE for stanza in parsed.stanzas):
        raise HeaderFailure("a passphrase stanza is not alone")
    for identity in identities:
        file_key = identity.unwrap(parsed.stanzas)
        if file_key is not None:
            parsed.check_mac(file_key)
            return file_key
    raise NoMatch("none of the identities opens this file")


def rewrap(header: bytes, identities: Sequence[Identity], recipients: Sequence[Recipient], draw: Draw) -> bytes:
    """Write a new header for the same payload; those who are not named again are shut out of the new header.

    Whoever kept the old header or the file key can still open the payload.

    Raises:
        AgeError: as :func:`open_header` and :func:`seal_header`.
    """
    return seal_header(open_header(header, identities), recipients, draw)
