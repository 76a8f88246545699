"""A desk on a real database file with real keys, and cases that an intake has sealed into it."""

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource

from storage import alerts, audit, cases, consents, deadlines, members, papers
from storage.alerts import NewAlert
from storage.audit import Act
from storage.blobs import BlobStore
from storage.cases import Case, CaseState
from storage.database import Database, tables
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import (
    Answer,
    AnswerKind,
    Attachment,
    Consent,
    ConsentGrant,
    ConsentUse,
    Content,
    DocumentKind,
    Language,
    QuestionnaireKind,
    Submission,
    Urgency,
)
from storage.envelopes import AttachmentSealer, Heading, open_document, seal_document, sign_attachment
from storage.ids import CaseId, DocumentId, MemberId, Reference, draw_id
from storage.keys.creation import create
from storage.keys.folder import INTAKE, read_private, read_seed
from storage.keys.group import GroupKeys
from storage.members import Member, Role, Standing
from storage.papers import Paper
from storage.sealed import HybridIdentity, SigningKey
from triage.desk import TriageDesk
from triage.membership import roster
from triage.membership.roster import Roster
from triage.notices import flatten, say
from triage.turn import Settings

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class CatalogueLabels:
    """The desk's own words from the catalogues, and a label for two questions of a made-up questionnaire."""

    def __init__(self):
        self.bundles = {}
        for language in Language:
            bundle = FluentBundle([language], use_isolating=False)
            for source in (files("triage") / "locales" / language).iterdir():
                bundle.add_resource(FluentResource(source.read_text(encoding="utf-8")))
            self.bundles[language] = bundle

    def question(self, path, *_):
        """Label the two questions."""
        return {"what": "What happened?", "where": "Where?"}.get(path)

    def code(self, _path, code, *_):
        """Label one code."""
        return {"030101": "Arrest"}.get(code)

    def word(self, vocabulary, code, language):
        """Read a word from the catalogue."""
        bundle = self.bundles[language]
        name = f"{vocabulary}-{code}".replace("_", "-")
        return bundle.format_pattern(bundle.get_message(name).value)[0] if bundle.has_message(name) else None

    def asking(self, what, language):
        """Read a question to a submitter from the catalogue."""
        return self.word("request-text", what, language)

    def answering(self, code, hours, language):
        """Read from the catalogue how a partner answers."""
        return self.render(say("told-answering", code=code, hours=hours), language)

    def canned(self, which, language):
        """Read a prepared reply from the catalogue."""
        return self.word("canned-text", which, language)

    def render(self, notice, language=Language.EN):
        """Word a notice; a mistake in its message is an error."""
        bundle = self.bundles[language]
        args = {k: v.isoformat() if isinstance(v, datetime) else v for k, v in notice.args.items()}
        text, errors = bundle.format_pattern(bundle.get_message(notice.id).value, args)
        assert not errors, (notice, errors)
        return text


@pytest.fixture(scope="session")
def labels():
    return CatalogueLabels()


@dataclass(frozen=True)
class Keys:
    """Both sides' keys of one deployment."""

    group: GroupKeys
    intake: SigningKey


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys") / "keys"
    created = create(folder, None, "correct horse", draw=os.urandom, work_factor=4)
    return Keys(
        group=GroupKeys.unlock(folder, created.root_public, "correct horse"),
        intake=read_seed(read_private(folder / INTAKE), "intake"),
    )


class Stage:
    """A desk, its database, and what a test does before and after the desk."""

    def __init__(self, database: Database, keys: Keys, blobs: BlobStore, labels: CatalogueLabels):
        self.database = database
        self.keys = keys
        self.blobs = blobs
        self.labels = labels
        self.now = NOW
        self.desk = self.open_desk()
        self.people: dict[str, MemberId] = {}

    def open_desk(self, *, locked=False, **settings) -> TriageDesk:
        """Open another desk on the same database."""
        return TriageDesk(
            database=self.database,
            manifest=self.keys.group.manifest,
            keys=None if locked else self.keys.group,
            labels=self.labels,
            blobs=self.blobs,
            settings=Settings(**settings),
            draw=os.urandom,
        )

    async def enrol(self, name, role=Role.MEMBER, standing=Standing.ACTIVE, epoch=0) -> MemberId:
        """Write a member's signed row."""
        member = Member(
            id=MemberId(draw_id(os.urandom)),
            name=name,
            role=role,
            standing=standing,
            changed_at=self.now,
            epoch=epoch,
        )
        signed = members.sign(member, self.keys.group.roster)
        await self.database.write(lambda unit: members.save(unit, signed))
        self.people[name] = member.id
        return member.id

    async def register_key(self, name) -> HybridIdentity:
        """Give a member a key of his own, and return its identity."""
        identity = HybridIdentity.generate(os.urandom)
        member = await self.desk.known(None, self.people[name])
        changed = replace(member, recipient=identity.recipient.encode())
        signed = members.sign(changed, self.keys.group.roster)
        await self.database.write(lambda unit: members.save(unit, signed))
        return identity

    async def say(self, actor, line, *, desk=None, language=Language.EN, words=True, within=None):
        """What the desk answers to a member (by name) or to whoever is given, as notices."""
        who = self.people.get(actor, actor) if isinstance(actor, str) else actor
        return await (desk or self.desk).obey(who, line, self.now, language=language, words=words, within=within)

    async def ids(self, actor, line, *, desk=None, words=True, within=None):
        """The ids of the top notices of the answer."""
        return [notice.id for notice in await self.say(actor, line, desk=desk, words=words, within=within)]

    async def text(self, actor, line, *, desk=None, language=Language.EN, words=True):
        """The whole answer in words."""
        answer = await self.say(actor, line, desk=desk, language=language, words=words)
        return "\n".join(self.labels.render(notice, language) for notice in flatten(answer))

    def later(self, **span):
        """Let time pass."""
        self.now += timedelta(**span)

    async def case(self, reference) -> Case:
        """Read a case's row."""
        return await self.database.read(lambda unit: cases.find(unit, Reference(reference)))

    async def papers(self, reference) -> tuple[Paper, ...]:
        """Read what lies in a case."""
        case = await self.case(reference)
        return await self.database.read(lambda unit: papers.of_case(unit, case.id))

    async def opened(self, reference, kind: DocumentKind, identity=None) -> list[Content]:
        """What members sealed into a case, of one kind, as the group or another identity reads it."""
        manifest = self.keys.group.manifest
        return [
            open_document(
                papers.document(paper, manifest.deployment),
                identities=(identity or self.keys.group.identity,),
                writers=(manifest.roster,),
            )
            for paper in await self.papers(reference)
            if paper.kind is kind
        ]

    async def acts(self, reference) -> list[tuple[str, str | None]]:
        """Read the audit log of a case."""
        case = await self.case(reference)
        entries = await self.database.read(lambda unit: audit.of_case(unit, case.id))
        return [(entry.act.value, entry.code) for entry in entries]

    async def read_roster(self) -> Roster:
        """Read the members' rows as the desk does."""
        return await self.database.read(lambda unit: roster.read(unit, self.keys.group.manifest.roster))

    async def log(self) -> list[tuple[Act, str, str | None]]:
        """Read the whole audit log: what was done, by whom, with which code."""

        async def work(unit):
            rows = await unit.execute(tables.audit.select().order_by(tables.audit.c.number))
            return [(Act(row.act), row.actor, row.code) for row in rows]

        return await self.database.read(work)

    async def deadlines(self, reference) -> dict[DeadlineKind, datetime | None]:
        """Read when the deadlines of a case were met."""
        case = await self.case(reference)
        rows = await self.database.read(lambda unit: deadlines.of_case(unit, case.id))
        return {row.kind: row.met_at for row in rows}

    async def receive(
        self,
        reference,
        urgency=Urgency.NORMAL,
        *,
        submission=None,
        reply_to=None,
        blob=False,
        state=CaseState.RECEIVED,
        alert=False,
    ) -> HybridIdentity:
        """Write a case as an intake does, and return the identity that a receipt code would yield.

        The submission names its recipient, or ``reply_to``, for replies.
        """
        case = Case(
            id=CaseId(draw_id(os.urandom)),
            reference=Reference(reference),
            questionnaire=QuestionnaireKind.APPEAL,
            urgency=urgency,
            state=state,
            language=Language.UK,
            received_at=self.now,
            changed_at=self.now,
        )
        submitter = HybridIdentity.generate(os.urandom)
        named = submitter.recipient.encode() if reply_to is None else reply_to
        content = replace(submission or a_submission(), reply_to=named)
        paper = self.seal(case.id, DocumentKind.SUBMISSION, content)
        if blob:
            name = draw_id(os.urandom)
            await self.blobs.write(name, chunks(paper.payload))
            paper = replace(paper, payload=None, blob=name)
        week = self.now + timedelta(days=7)

        async def work(unit):
            await cases.add(unit, case)
            await papers.add(unit, paper)
            await consents.add(unit, case.id, content.consents, self.now)
            await deadlines.add(unit, [Deadline(case=case.id, kind=DeadlineKind.FIRST_ANSWER, due_at=week)])
            if alert:
                await alerts.add(unit, [NewAlert(case=case.id, reference=case.reference, step=0, due_at=self.now)])

        await self.database.write(work)
        return submitter

    def seal(self, case, kind, content, *, signer=None, author=None) -> Paper:
        """Seal a document as intake, or whoever is given, would."""
        sealed = seal_document(
            DocumentId(draw_id(os.urandom)),
            Heading(deployment=self.keys.group.manifest.deployment, case=case, kind=kind),
            content,
            recipients=self.keys.group.manifest.recipients,
            signer=signer or self.keys.intake,
            draw=os.urandom,
        )
        return Paper(
            id=sealed.id,
            case=case,
            kind=kind,
            version=sealed.heading.version,
            author=author,
            created_at=self.now,
            payload=sealed.payload,
            header=sealed.header,
            signature=sealed.signature,
        )

    async def attach(self, reference, content=b"a photograph", *, signer=None) -> Attachment:
        """Seal a file into a case, blob and row, as intake does, and add the document that names it."""
        self.later(minutes=1)
        case = await self.case(reference)
        manifest = self.keys.group.manifest
        sealer = AttachmentSealer(manifest.recipients, os.urandom)
        payload = sealer.update(content) + sealer.finish()
        file = Attachment(
            id=DocumentId(draw_id(os.urandom)),
            name="court.jpg",
            media_type="image/jpeg",
            size=sealer.size,
            sha256=sealer.sha256,
            blob=draw_id(os.urandom),
            received=self.now,
        )
        await self.blobs.write(file.blob, chunks(payload))
        heading = Heading(deployment=manifest.deployment, case=case.id, kind=DocumentKind.ATTACHMENT)
        paper = Paper(
            id=file.id,
            case=case.id,
            kind=heading.kind,
            version=heading.version,
            created_at=self.now,
            blob=file.blob,
            header=sealer.header,
            signature=sign_attachment(file.id, heading, sealer.payload_sha256, signer or self.keys.intake),
        )
        naming = a_submission(answers=(), attachments=(file,), consents=(), received=self.now)
        await self.put(paper, self.seal(case.id, DocumentKind.ADDITION, naming))
        return file

    async def put(self, *rows: Paper):
        """Write papers as they are, over those of the same id."""

        async def work(unit):
            for paper in rows:
                await papers.drop(unit, paper.id)
                await papers.add(unit, paper)

        await self.database.write(work)


async def chunks(payload):
    yield payload


def a_submission(**changes) -> Submission:
    photo = Attachment(
        id=DocumentId("f" * 32),
        name="court.jpg",
        media_type="image/jpeg",
        size=2_340_000,
        sha256="ab" * 32,
        blob="c" * 32,
        received=NOW,
    )
    submission = Submission(
        questionnaire=QuestionnaireKind.APPEAL,
        questionnaire_version=1,
        language=Language.UK,
        channel="telegram",
        urgency=Urgency.NORMAL,
        received=NOW,
        answers=(
            Answer(
                question="what",
                kind=AnswerKind.CHOICE,
                codes=("030101",),
                asked="Що сталося?",
                shown=("Арешт",),
            ),
            Answer(question="story", kind=AnswerKind.LONG_TEXT, text="Мого батька забрали", asked="Розкажіть"),
            Answer(question="when", kind=AnswerKind.DATE, codes=("unknown_day",), text="2026-10", asked="Коли?"),
            Answer(question="day", kind=AnswerKind.DATE, text="2026-10-03", asked="Якого дня?"),
            Answer(question="where", kind=AnswerKind.PLACE, codes=("UA-65",), text="Генічеськ", shown=("Херсон",)),
            Answer(question="files", kind=AnswerKind.FILES, attachments=(photo.id,), asked="Файли?"),
            Answer(question="who", kind=AnswerKind.SHORT_TEXT, asked="Хто?"),
        ),
        attachments=(photo,),
        consents=(
            Consent(use=ConsentUse.REFER, grant=ConsentGrant.YES),
            Consent(use=ConsentUse.PUBLISH, grant=ConsentGrant.INITIALS),
        ),
    )
    return replace(submission, **changes)


@pytest.fixture
async def stage(tmp_path: Path, keys: Keys, labels: CatalogueLabels):
    url = f"sqlite+aiosqlite:///{tmp_path / 'triage.db'}"
    await Database.create(url)
    async with await Database.open(url) as database:
        stage = Stage(database, keys, BlobStore.open(str(tmp_path / "blobs")), labels)
        await stage.enrol("Anna")
        await stage.enrol("Bohdan")
        await stage.enrol("Clara", Role.COORDINATOR)
        await stage.enrol("Rafael", Role.REFERRER)
        await stage.enrol("Lena", Role.LEAD)
        yield stage


@pytest.fixture
def submission():
    """Make a submission; keyword arguments replace its fields."""
    return a_submission
