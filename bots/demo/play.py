"""The acts of the demo, in the order in which a real case travels, and the checks at the end."""

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from bots.config import Config
from bots.demo import evidence, script
from bots.demo.people import Submitter
from bots.demo.script import Part
from bots.demo.stage import Stage
from bots.public import wiring as public
from bots.public.terminal import Terminal, converse
from bots.staff import wiring as staff
from bots.staff.export import write_case
from bots.staff.terminal import StaffTerminal, keep_watch, sit_down
from storage import audit
from storage.database import Database
from storage.documents import Language
from storage.ids import Draw, MemberId, Reference
from storage.keys.group import GroupKeys
from storage.post import Address
from triage.duty.watch import Watch

COORDINATOR = "olena"

_REFERENCE = re.compile(r"\b[a-z]{6}-\d{2}\b")


class Demo:
    """One run on a throw-away installation."""

    def __init__(self, folder: Path, config: Config, passphrase: str, stage: Stage, draw: Draw) -> None:
        self._folder = folder
        self._config = config
        self._passphrase = passphrase
        self._stage = stage
        self._draw = draw
        self._verdicts: list[bool] = []

    async def run(self) -> bool:
        """Play everything; whether every check that could be made was passed."""
        with tempfile.TemporaryDirectory(prefix="solidarity-demo-") as elsewhere:
            file = Path(elsewhere) / script.FILE_NAME
            file.write_bytes(script.FILE)
            appeal = script.appeal(str(file))

            self._stage.act("1. Somebody's father was taken this morning: an appeal, in Ukrainian")
            submitter = await self._write(appeal)

            self._stage.act("2. What lies on the disk of this machine now")
            self._peek()

            keys = await staff.unlock(self._config, self._passphrase)
            async with staff.open_database(self._config) as database:
                self._stage.act("3. Those on duty are called; the call says nothing of the case")
                actor, reference = await self._answer_the_call(database, keys)

                self._stage.act("4. A coordinator at the desk")
                await self._work(database, keys, actor, reference)

            self._stage.act("5. The submitter comes back with the receipt code")
            returned = await self._write(script.RETURN, code=submitter.code)

            self._stage.act("6. A branch secretary lost her post: an abuse report, in English")
            await self._write(script.REPORT)

            self._stage.act("7. The checks")
            canaries = evidence.words(script.everything_typed(appeal, script.REPORT))
            self._check_files(canaries)
            await self._check_audit()
            self._check("the reply was read with the receipt code", script.REPLY in "".join(returned.heard))
            await self._check_opening(keys, reference, Path(elsewhere))
        return all(self._verdicts)

    # Acts --------------------------------------------------------------------------------------------------------

    async def _write(self, part: Part, *, code: str = "") -> Submitter:
        submitter = Submitter(part, self._stage, public.texts(), code=code)
        terminal = Terminal(public.texts(), part.language)
        address = Address(channel=terminal.name, account="demo", chat="demo", language=part.language)
        async with public.open_intake(self._config, channels=[terminal], clock=_now, draw=self._draw) as desk:
            await converse(
                desk, address, terminal, submitter.lines(), submitter.hear, chosen=part.language, draw=self._draw
            )
        return submitter

    def _peek(self) -> None:
        files = list(evidence.files(self._folder))
        self._stage.lists(f"{path.stat().st_size:>9,} bytes  {path.relative_to(self._folder)}" for path in files)
        for blob in evidence.files(self._folder / "blobs"):
            self._stage.tell("The attached file:")
            self._stage.lists(evidence.peek(blob))
        tables = self._folder / "solidarity.db"
        self._stage.tell("A sealed document in the database: who can open it is an age header, the rest is ciphertext:")
        self._stage.lists(evidence.peek(tables, start=max(tables.read_bytes().find(b"age-encryption.org/v1"), 0)))

    async def _answer_the_call(self, database: Database, keys: GroupKeys) -> tuple[MemberId, Reference]:
        member = await sit_down(database, keys, COORDINATOR, _now(), self._draw)
        heard: list[str] = []
        terminal = self._terminal(database, None, heard)
        watch = Watch(database=database, person=member.id)
        moving, typed = staff.referrals(self._config, database), self._typed("/ack 1")
        await keep_watch(terminal, watch, member.id, typed, _now, referrals=moving, until_input_ends=True)
        found = _REFERENCE.search("".join(heard))
        if found is None:
            raise LookupError("no alert was shown")
        return member.id, Reference(found.group())

    async def _work(self, database: Database, keys: GroupKeys, actor: MemberId, reference: Reference) -> None:
        terminal = self._terminal(database, keys, [])
        async for line in self._typed(
            "/queue",
            f"/claim {reference}",
            f"/open {reference}",
            f"/assess {reference} likely yes referral,legal,statement {script.ASSESSMENT}",
            f"/decide {reference} legal {script.DECISION}",
            f"/reply {reference} {script.REPLY}",
            "/queue",
        ):
            await terminal.obey(actor, line)

    def _terminal(self, database: Database, keys: GroupKeys | None, heard: list[str]) -> StaffTerminal:
        def show(text: str) -> None:
            heard.append(text)
            self._stage.says(text)

        return StaffTerminal(
            staff.desk(self._config, database, keys, self._draw), staff.texts(), Language.EN, show, _now
        )

    async def _typed(self, *lines: str) -> AsyncIterator[bytes]:
        for line in lines:
            self._stage.types(line)
            yield line.encode()

    # Checks ------------------------------------------------------------------------------------------------------

    def _check(self, claim: str, holds: bool) -> None:
        self._verdicts.append(holds)
        self._stage.verdict(claim, holds=holds)

    def _check_files(self, canaries: frozenset[str]) -> None:
        found = evidence.leaks(self._folder, canaries)
        self._check(f"none of {len(canaries)} typed words is in any file that was left", not found)
        self._stage.lists(str(path.relative_to(self._folder)) for path in found)

    async def _check_audit(self) -> None:
        async with staff.open_database(self._config) as database:
            verdict = await database.read(audit.verify)
        self._check(f"the audit chain is intact: {verdict.entries} rows", verdict.broken_at is None)

    async def _check_opening(self, keys: GroupKeys, reference: Reference, elsewhere: Path) -> None:
        """Open the exported case with a program that is not ours."""
        exported = (await write_case(self._config, reference, elsewhere / "export", now=_now())).paths
        identity = elsewhere / "identity.txt"
        identity.write_text(f"{keys.identity.encode()}\n", encoding="ascii")
        peer = await asyncio.to_thread(evidence.peer, identity)
        claim = f"another age program opens all {len(exported)} files of the case"
        if peer is None:
            self._stage.verdict(f"{claim} (age 1.3 or later would be one)", holds=None)
            return
        opened = [await asyncio.to_thread(peer.open, path, path.with_suffix(".opened")) for path in exported]
        documents = [data for data in opened if data is not None and evidence.is_document(data)]
        self._check(f"{claim}: {peer.name}", all(data is not None for data in opened))
        self._check(
            "what it finds is readable JSON, and the attached file byte for byte",
            bool(documents) and (script.FILE in opened),
        )


def _now() -> datetime:
    return datetime.now(UTC)
