"""What the demo will hold, worked out before a row is written: the same on the same day."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from clients.choices import ContactBy, Situation
from loketten.tenancy.models import Code, CodeList
from portal.demo import texts
from portal.demo.desks import DemoDesk
from portal.demo.people import FIRST_NAMES, LAST_NAMES

DUTCH = ZoneInfo("Europe/Amsterdam")
WORKING_HOURS = (9, 10, 11, 13, 14, 15, 16)
# How talks with one person go, and how often; the other codes are for groups and employers.
CHANNELS = {
    "channel.appointment": 8,
    "channel.phone": 5,
    "channel.walk-in": 3,
    "channel.video": 2,
    "channel.email": 1,
}
LATER_KINDS = {
    "kind.follow-up": 8,
    "kind.advice": 6,
    "kind.test-review": 1,
    "kind.three-way": 1,
}
OUTCOMES = {
    "outcome.advised": 5,
    "outcome.plan-made": 4,
    "outcome.next-talk": 4,
    "outcome.referred": 2,
    "outcome.funding-requested": 1,
    "outcome.started-training": 1,
    "outcome.learn-work-place": 1,
}


@dataclass(frozen=True)
class TalkPlan:
    """One talk; `next_step` is what and by when."""

    held_at: datetime
    channel: str
    kind: str
    themes: list[str]
    summary: str
    private_note: str = ""
    outcome: str | None = None
    next_step: tuple[str, date] | None = None


@dataclass(frozen=True)
class ClientPlan:
    """One client with one file; `owner` counts in the desk's counselors."""

    first_name: str
    last_name: str
    birth_date: date | None
    birth_year: int | None
    email: str
    phone: str
    contact_by: ContactBy
    language: str | None
    needs_interpreter: bool
    asked_on: date
    entry: str | None
    situation: str
    highest_level: str | None
    target_groups: list[str] | None
    owner: int
    talks: list[TalkPlan] = field(default_factory=list)


class Planner:
    """Plans the clients of one desk; every desk draws from a source of its own."""

    def __init__(self, desk: DemoDesk, *, counselors: int, today: date) -> None:
        self.random = Random(f"{desk.slug} {today:%Y}")  # noqa: S311  (a demo, not a secret)
        self.counselors = counselors
        self.today = today
        codes = Code.objects.valid_on(today).order_by("list", "position", "key")
        self.codes: dict[str, list[str]] = {}
        for key, name in codes.values_list("key", "list"):
            self.codes.setdefault(name, []).append(key)

    def clients(self, count: int) -> list[ClientPlan]:
        return [self._client(number) for number in range(count)]

    def _client(self, number: int) -> ClientPlan:
        random = self.random
        first, last = random.choice(FIRST_NAMES), random.choice(LAST_NAMES)
        asked_on = _working_day(self.today - timedelta(days=random.randint(1, 300)))
        birth = date(random.randint(1962, 2007), random.randint(1, 12), random.randint(1, 28))
        knows_day = random.random() < 0.8
        contact = random.choices(list(ContactBy), weights=[6, 3, 1])[0]
        language = self._maybe(CodeList.LANGUAGE, 0.6)
        return ClientPlan(
            first_name=first,
            last_name=last,
            birth_date=birth if knows_day else None,
            birth_year=None if knows_day else birth.year,
            email=f"klant{number}@example.nl" if contact == ContactBy.EMAIL else "",
            phone=f"06000{random.randint(0, 999):03}{random.randint(0, 99):02}"
            if contact != ContactBy.NONE
            else "",
            contact_by=contact,
            language=language,
            needs_interpreter=language is not None and random.random() < 0.2,
            asked_on=asked_on,
            entry=self._maybe(CodeList.ENTRY, 0.8),
            situation=random.choice([*Situation.values, ""]),
            highest_level=self._maybe(CodeList.LEVEL, 0.8),
            target_groups=self._target_groups(),
            owner=random.randrange(self.counselors),
            talks=self._talks(first, asked_on),
        )

    def _talks(self, first_name: str, asked_on: date) -> list[TalkPlan]:
        random = self.random
        talks, day = [], asked_on + timedelta(days=random.randint(0, 14))
        for number in range(random.choices([0, 1, 2, 3, 4], weights=[1, 4, 4, 2, 1])[0]):
            day = _working_day(day)
            if day >= self.today:
                break
            talks.append(self._talk(first_name, day, is_first=number == 0))
            day += timedelta(days=random.randint(7, 45))
        return talks

    def _talk(self, first_name: str, day: date, *, is_first: bool) -> TalkPlan:
        random = self.random
        at = time(random.choice(WORKING_HOURS), random.choice((0, 15, 30, 45)))
        step = None
        if random.random() < 0.6:
            step = (random.choice(texts.STEPS), day + timedelta(days=random.randint(3, 40)))
        return TalkPlan(
            held_at=datetime.combine(day, at, DUTCH),
            channel=self._weighted(CHANNELS),
            kind="kind.intake" if is_first else self._weighted(LATER_KINDS),
            themes=sorted(random.sample(self.codes[CodeList.THEME], random.randint(1, 3))),
            summary=texts.summary(first_name, random),
            private_note=random.choice(texts.NOTES) if random.random() < 0.2 else "",
            outcome=self._weighted(OUTCOMES) if random.random() < 0.7 else None,
            next_step=step,
        )

    def _weighted(self, weights: dict[str, int]) -> str:
        return self.random.choices(list(weights), weights=list(weights.values()))[0]

    def _maybe(self, code_list: CodeList, chance: float) -> str | None:
        if self.random.random() < chance:
            return self.random.choice(self.codes[code_list])
        return None

    def _target_groups(self) -> list[str] | None:
        if self.random.random() < 0.3:
            return None
        groups = self.codes[CodeList.TARGET_GROUP]
        return sorted(self.random.sample(groups, self.random.randint(0, 2)))


def _working_day(day: date) -> date:
    """That day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.isoweekday() - 5))
