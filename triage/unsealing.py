"""Unsealing one document: its payload is fetched, its writer checked, its content opened.

On the path between ``storage.papers`` and whoever reads a case or indexes it. Nothing is shown or logged here. Needs
the group's keys.
"""

from storage import papers
from storage.blobs import BlobStore
from storage.documents import Content, DocumentKind
from storage.envelopes import open_document
from storage.keys.group import GroupKeys
from storage.papers import Paper

BY_INTAKE = frozenset({DocumentKind.SUBMISSION, DocumentKind.ADDITION, DocumentKind.ATTACHMENT})
"""What intake writes and signs; everything else members do."""


async def unseal(paper: Paper, keys: GroupKeys, blobs: BlobStore) -> Content:
    """Open a document that is JSON. The result is secret.

    Raises:
        PermanentError: it was erased, forged, changed or moved here, or does not open.
        TemporaryError: its payload cannot be fetched just now.
    """
    # The intake's key lies on a host that faces the world: it vouches for no member's document.
    writers = keys.manifest.intake if paper.kind in BY_INTAKE else (keys.manifest.roster,)
    payload = None
    if paper.blob is not None:
        payload = b"".join([chunk async for chunk in blobs.read(paper.blob)])
    sealed = papers.document(paper, keys.manifest.deployment, payload)
    return open_document(sealed, identities=(keys.identity,), writers=writers)
