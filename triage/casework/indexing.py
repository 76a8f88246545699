"""Indexing names: what submitters answered is read once, and the persons whom it names are found again by their names.

On the path between sealed documents and the keyed index of :mod:`storage.names`; a chore of the unlocked staff process,
and done for a case when it is opened. Names leave this module only folded and as keyed digests. Needs the group's keys.
"""

from datetime import datetime
from functools import partial
from itertools import islice

from storage import names, papers, requests
from storage.blobs import BlobStore
from storage.database import Unit, Works
from storage.documents import REQUESTED, Answer, RequestKind, Submission
from storage.errors import PermanentError
from storage.ids import CaseId
from storage.keys.group import GroupKeys
from storage.papers import Paper
from triage.casework.names import persons
from triage.unsealing import unseal

BATCH = 50
"""Documents that are read in one go."""

MOST_PERSONS = 30
"""Persons of one document who are in the index: a list that never ends must not slow down who looks for somebody."""


async def index(
    database: Works, keys: GroupKeys, blobs: BlobStore, now: datetime, *, case: CaseId | None = None
) -> int:
    """Index some of the documents that are not indexed yet, of one case or of all.

    A document that must not be trusted names nobody. Of several processes that read the same document one writes.

    Args:
        database: where the rows lie.
        keys: the group's. Secret.
        blobs: where payloads lie that are too large for a row.
        now: noted with the documents.
        case: only documents of this case.

    Returns:
        How many documents this call has indexed, :data:`BATCH` at most.

    Raises:
        TemporaryError: the rest has to wait.
    """

    async def find(unit: Unit) -> list[tuple[Paper, frozenset[str]]]:
        unread = [await papers.find(unit, document) for document in await names.unread(unit, case=case, limit=BATCH)]
        return [(paper, await _asked_for_names(unit, paper.case)) for paper in unread]

    done = 0
    for paper, asked in await database.read(find):
        named = await _named(paper, asked, keys, blobs)
        done += await database.write(partial(names.add, case=paper.case, document=paper.id, persons=named, at=now))
    return done


def digests(keys: GroupKeys, person: frozenset[str]) -> frozenset[str]:
    """Give what stands in the index for the folded parts of a person's name, which are secret."""
    return frozenset(names.digest(keys.names_key, part) for part in person)


async def _named(paper: Paper, asked: frozenset[str], keys: GroupKeys, blobs: BlobStore) -> list[frozenset[str]]:
    """Find the persons whom a document names, as digests."""
    try:
        content = await unseal(paper, keys, blobs)
    except PermanentError:
        return []
    answers = content.answers if isinstance(content, Submission) else ()
    texts = (answer.text for answer in answers if _is_name(answer, asked))
    named = dict.fromkeys(person for text in texts for person in persons(text))
    return [digests(keys, person) for person in islice(named, MOST_PERSONS)]


def _is_name(answer: Answer, asked: frozenset[str]) -> bool:
    """Whether a question asked for somebody's name, as its path says, such as ``person.2.name``."""
    last = answer.question.rpartition(".")[2]
    return answer.question in asked or last.rpartition("_")[2] in {"name", "names"}


async def _asked_for_names(unit: Unit, case: CaseId) -> frozenset[str]:
    """Give the paths of the answers to members' questions for a name."""
    asked = await requests.of_case(unit, case)
    return frozenset(f"{REQUESTED}{request.document}" for request in asked if request.what is RequestKind.NAME)
