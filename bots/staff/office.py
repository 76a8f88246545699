"""What every line of the staff side works with: the desk, the post, and what else is one in the process.

Wired once, from the configuration and a desk; a channel adds what is its own. The working key lives in here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bots.config import Config
from bots.staff.labels import CatalogueLabels
from bots.staff.recollection import Recollections
from bots.staff.wiring import labels, texts, working_keys
from bots.texts import Catalogue
from storage.blobs import BlobStore
from storage.database import Database
from storage.documents import Language
from storage.ids import Draw
from storage.post import Post
from triage.desk import TriageDesk
from triage.turn import TAGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The staff side of one process.

    Attributes:
        database: of the deployment.
        desk: obeys members; it may be locked.
        post: in and out of all lines.
        recollections: what is remembered of members' chats.
        blobs: where attached files lie.
        catalogue: what members read.
        labels: words for codes.
        languages: that are spoken, one at least; the first one where nobody's own is known.
        tags: with which cases may be tagged.
        tries: after so many an update is set aside.
        clock: gives aware times.
        draw: randomness.
    """

    database: Database
    desk: TriageDesk
    post: Post = field(repr=False)
    recollections: Recollections = field(repr=False)
    blobs: BlobStore
    catalogue: Catalogue
    labels: CatalogueLabels
    languages: Sequence[Language]
    tags: Sequence[str]
    tries: int
    clock: Callable[[], datetime]
    draw: Draw


def furnish(
    config: Config, database: Database, desk: TriageDesk, *, clock: Callable[[], datetime], draw: Draw
) -> Office:
    """Put together what the lines work with.

    Raises:
        StorageError: the keys are not sound.
    """
    keys = working_keys(config, draw)
    return Office(
        database=database,
        desk=desk,
        post=Post(database=database, keys=keys, clock=clock, draw=draw),
        recollections=Recollections(keys=keys, clock=clock, draw=draw),
        blobs=BlobStore.open(config.blobs.url),
        catalogue=texts(),
        labels=labels(),
        languages=config.group.languages,
        tags=config.group.tags or TAGS,
        tries=config.limits.tries,
        clock=clock,
        draw=draw,
    )
