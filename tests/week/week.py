"""The week as it goes: each case has its story, in which members do, line by line, what makes its fate."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial

from intake.events import Choose, Present, Steer, Text
from storage.cases import Case, CaseState
from storage.ids import CaseId
from storage.members import Role
from storage.partners import Aid
from storage.shifts import Day, Duty
from tests.week.house import House
from tests.week.script import Entry, Fate, script
from tests.week.submitters import answers
from triage.notices import Notice, flatten

MEMBERS = {
    "Lena": Role.LEAD,
    "Clara": Role.COORDINATOR,
    "Danylo": Role.COORDINATOR,
    "Rafael": Role.REFERRER,
    "Roman": Role.REFERRER,
    "Sofia": Role.REFERRER,
    "Anna": Role.MEMBER,
    "Bohdan": Role.MEMBER,
    "Hanna": Role.MEMBER,
}
MISSING = "Roman"
"""On duty on Wednesday, and not there all week."""

DECLINES, SILENT, ACCEPTS = "Obrij", "Mowa", "Zachyst"
NUMBERS = {DECLINES: "+49150000001", ACCEPTS: "+49150000003"}

_SOON, _HOUR = timedelta(minutes=3), timedelta(hours=1)
DEAF = timedelta(days=3, hours=1), timedelta(days=3, hours=6)
"""Thursday night, in which nobody but the lead hears anything."""


class Week:
    """Who does what, and when."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.cases: dict[Entry, CaseId] = {}
        self.acknowledged: dict[str, tuple[str, datetime]] = {}
        self._taken: set[str] = set()
        self._begun: dict[str, datetime] = {}
        house.on_call = self._hear
        house.on_package = self._ask_partner

    async def begin(self) -> None:
        """Everybody sits down, the rota is made, the directory filled, and the sixty are going to write."""
        house = self.house
        for name, role in MEMBERS.items():
            await house.stage.enrol(name, role)
        house.open_staff(MEMBERS)
        for number, name in enumerate(MEMBERS):
            await house.staff.bind(name, "signal", str(number))
        for name, days in (
            ("Rafael", (Day.MON, Day.TUE, Day.THU, Day.SAT)),
            (MISSING, (Day.WED,)),
            ("Sofia", (Day.FRI, Day.SUN)),
        ):
            await house.put_on_duty(name, days, Duty.ON_CALL, "00:00", "00:00")
        await house.put_on_duty("Danylo", tuple(Day), Duty.BACKUP, "00:00", "00:00")
        await house.enter(DECLINES, (Aid.LEGAL, Aid.MEDICAL), ("UA-65",), NUMBERS[DECLINES])
        await house.enter(SILENT, (Aid.LEGAL,), ("UA-65",), None)
        await house.enter(ACCEPTS, (Aid.LEGAL,), (), NUMBERS[ACCEPTS])
        for number, entry in enumerate(script()):
            house.at(house.begin + entry.after, lambda entry=entry, number=number: self._write_in(entry, number))

    async def _write_in(self, entry: Entry, number: int) -> None:
        need = ("legal", "medical") if entry.fate in {Fate.REFERRED, Fate.RESCUED} else ()
        given = answers(name=entry.name, danger=entry.danger, agrees=entry.agrees, need=need)
        if entry.fate is Fate.TWICE:
            given["person.1.name"] = Text(text="Oksana Zarichna")
        case = await self.house.submit(entry, given)
        self.cases[entry] = case.id
        self.house.tell(self._story(entry, case, number))

    # Emergencies ----------------------------------------------------------------------------------------------------

    def _hear(self, name: str, notice: Notice) -> None:
        """Whoever is called and is there takes over two minutes later."""
        if notice.id not in {"watch-alert", "watch-many"}:
            return
        awake = name != MISSING and MEMBERS[name] is not Role.MEMBER
        for part in flatten((notice,)):
            reference = str(part.args.get("reference", ""))
            asleep = DEAF[0] <= self._since < DEAF[1] and not self._wakes(name, reference)
            if reference and awake and not asleep:
                self.house.after(timedelta(minutes=2), partial(self._take_over, name, reference))

    def _wakes(self, name: str, reference: str) -> bool:
        """Whether somebody wakes up in the night in which nobody does: only the lead, at the last step."""
        begun = self._begun.setdefault(reference, self.house.now)
        return name == "Lena" and self.house.now - begun >= timedelta(minutes=15)

    @property
    def _since(self) -> timedelta:
        return self.house.now - self.house.begin

    async def _take_over(self, name: str, reference: str) -> None:
        if reference not in self._taken:
            self._taken.add(reference)
            await self.house.do(name, f"ack {reference}")
            self.acknowledged[reference] = (name, self.house.now)

    # Partners -------------------------------------------------------------------------------------------------------

    def _ask_partner(self, number: str, code: str) -> None:
        """One declines over the public bot, one accepts over the staff bot."""
        if number == NUMBERS[DECLINES]:
            chat = self.house.intake.chat(f"partner {code}")
            self.house.after(_HOUR / 3, lambda: self.house.intake.do(Text(text=f"ні {code}"), chat=chat))
        else:
            self.house.after(_HOUR / 4, lambda: self.house.answer_by_bot(f"yes {code}"))

    # A case ---------------------------------------------------------------------------------------------------------

    async def _story(self, entry: Entry, case: Case, number: int) -> AsyncIterator[timedelta]:
        do, ref = self.house.do, case.reference
        runs = ("Clara", "Danylo")[number % 2]
        yield timedelta(minutes=20) if entry.danger == "now" else _HOUR
        if entry.fate is Fate.WITHDRAWN:
            async for span in self._withdraw(entry, case):
                yield span
            return
        await self.house.is_refused("Anna", f"decide {ref} record because")
        await do(runs, f"claim {ref}")
        yield _SOON
        await do(runs, f"open {ref}")
        await do(runs, f"tag {ref} unionist")
        if number % 5 == 0:
            await do(runs, f"ask {ref} place")
            await do(runs, f"note {ref} Подзвонити завтра.")
        yield _SOON
        if entry.fate is Fate.ASIDE:
            await do("Lena", f"close {ref} recorded Не наша справа.")
            return
        judges = ("Anna", "Bohdan", "Hanna")
        if number % 7 == 0:
            await do(judges[number % 3], f"conflict {ref}")
        for name in [name for place, name in enumerate(judges) if number % 7 or place != number % 3][:2]:
            await do(name, f"open {ref}")
            await do(name, f"assess {ref} likely yes statement risk=Він у небезпеці conflict=no")
            yield _SOON
        async for span in _FATES.get(entry.fate, Week._decide)(self, entry, ref, runs):
            yield span

    async def _withdraw(self, entry: Entry, case: Case) -> AsyncIterator[timedelta]:
        """The submitter comes back with the code, and takes everything back."""
        intake, chat = self.house.intake, self.house.intake.chat(f"back {entry.name}", entry.language)
        await intake.do(Steer.SHOW, Present(code=self.house.codes[case.id]), chat=chat)
        await intake.do(Choose(codes=("withdraw",)), Choose(codes=("withdraw",)), chat=chat)
        yield _SOON

    async def _decide(self, entry: Entry, ref: str, runs: str) -> AsyncIterator[timedelta]:
        """What is decided, is done by somebody, and something comes of it."""
        do = self.house.do
        details = {
            Fate.STATEMENT: "signed=П’ятеро членів",
            Fate.LETTER: "to=Міністру signed=П’ятеро due=2026-12-20",
            Fate.MISSION: "court=Суд, Генічеськ date=2026-12-03 10:30 goes=Ганна",
            Fate.AWARENESS: "to=Члени",
            Fate.LEGAL: f"partner={ACCEPTS}",
            Fate.MATERIAL: f"partner={ACCEPTS}",
        }[entry.fate]
        answer = await do(runs, f"decide {ref} {entry.fate} Варто. {details}")
        actions = [int(part.args["number"]) for part in flatten(answer) if part.id == "action-line"]
        yield _HOUR
        await do(runs, f"reply {ref} Ми робимо, що можемо.")
        await self.house.is_refused(runs, f"close {ref} helped Кінець.")
        for action in actions:
            await do(runs, f"result {action} done response=Прочитали impact=Побачать")
        yield _HOUR
        await do(runs, f"close {ref} helped Зроблено.")

    async def _record(self, entry: Entry, ref: str, runs: str) -> AsyncIterator[timedelta]:  # noqa: ARG002
        await self.house.do(runs, f"decide {ref} record Записано.")
        yield _HOUR
        await self.house.do(runs, f"canned {ref} read")
        await self.house.do(runs, f"close {ref} recorded Записано.")

    async def _decline(self, entry: Entry, ref: str, runs: str) -> AsyncIterator[timedelta]:
        why = "duplicate" if entry.fate is Fate.FALSE else "outside"
        await self.house.do(runs, f"decide {ref} decline Не можемо. why={why}")
        yield _HOUR
        await self.house.do(runs, f"close {ref} declined Не можемо.")

    async def _link(self, entry: Entry, ref: str, runs: str) -> AsyncIterator[timedelta]:
        """The same person was written about before, in other letters."""
        first = next(other for other in script() if other.name == "Оксана Зарічна")
        other = (await self.house.case(self.cases[first])).reference
        found = await self.house.do(runs, "who Оксана Зарічна")
        assert {ref, other} <= {str(part.args.get("reference")) for part in flatten(found)}
        await self.house.do(runs, f"link {ref} {other} duplicate")
        async for span in self._record(entry, ref, runs):
            yield span

    async def _erase(self, entry: Entry, ref: str, runs: str) -> AsyncIterator[timedelta]:  # noqa: ARG002
        """Two are for it."""
        answer = await self.house.do(runs, f"erase {ref}")
        number = _number(answer)
        await self.house.is_refused(runs, f"approve {number}")
        yield _HOUR
        await self.house.do("Lena", f"approve {number}")

    async def _refer(self, entry: Entry, ref: str, runs: str) -> AsyncIterator[timedelta]:  # noqa: ARG002
        """Two members order it; the first partner declines, the second is silent, the third accepts."""
        await self.house.do(runs, f"decide {ref} referral Потрібен захист.")
        answer = await self.house.do(runs, f"refer {ref}")
        await self.house.is_refused(runs, f"approve {_number(answer)}")
        await self.house.do("Lena", f"approve {_number(answer)}")
        async for span in self._hand_over(ref, runs):
            yield span

    async def _rescue(self, entry: Entry, ref: str, runs: str) -> AsyncIterator[timedelta]:
        """One referrer goes ahead in danger, if need be without the submitter; another looks at it within the day."""
        yield _SOON
        if entry.agrees:
            await self.house.do("Rafael", f"refer {ref}")
        else:
            await self.house.is_refused("Rafael", f"refer {ref}")
            await self.house.do("Rafael", f"refer {ref} override=Його шукають, чекати не можна.")
        yield _HOUR
        await self.house.is_refused("Rafael", f"review {ref} ok")
        await self.house.do("Sofia", f"review {ref} ok")
        async for span in self._hand_over(ref, runs, decide="referral" if entry.agrees else "record"):
            yield span

    async def _hand_over(self, ref: str, runs: str, *, decide: str = "") -> AsyncIterator[timedelta]:
        for _ in range(100):
            yield 2 * _HOUR
            listed = list(flatten(await self.house.do("Sofia", f"offers {ref}")))
            lines = [part for part in listed if part.id in {"offer-named", "offer-line"}]
            for part in lines:
                if any(line.id == "offer-carry" for line in part.lines):
                    await self.house.do("Sofia", f"handed {part.args['number']}")
            states = [part.args["state"] for part in lines]
            if "accepted" in states:
                break
        if decide:
            await self.house.do(runs, f"decide {ref} {decide} Вже передано.")
        for part in flatten(await self.house.do(runs, f"actions {ref}")):
            if part.id == "action-line" and part.args.get("status") not in {"done", "cancelled"}:
                await self.house.do(runs, f"result {part.args['number']} done response=Прийняли")
        await self.house.do(runs, f"close {ref} referred Передано.")


_FATES = {
    Fate.RECORD: Week._record,
    Fate.DECLINE: Week._decline,
    Fate.FALSE: Week._decline,
    Fate.TWICE: Week._link,
    Fate.ERASED: Week._erase,
    Fate.REFERRED: Week._refer,
    Fate.RESCUED: Week._rescue,
}

ENDED = frozenset({CaseState.CLOSED, CaseState.WITHDRAWN})


def _number(answer: tuple[Notice, ...]) -> int:
    """Of the proposal that was made."""
    return next(int(part.args["number"]) for part in flatten(answer) if part.id == "proposed")
