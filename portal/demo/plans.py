"""What the demo will hold, worked out before a row is written: the same on the same day."""

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import accumulate
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
# What people come for, most often first; employers ask other things, in talks of their own.
POPULAR = (
    "theme.orientation", "theme.learn-work-place", "theme.bbl", "theme.choosing-a-course",
    "theme.career-advice", "theme.retraining", "theme.funding", "theme.third-way",
    "theme.language", "theme.upskilling", "theme.applying", "theme.statement-or-certificate",
    "theme.work-to-work", "theme.skills", "theme.career-test", "theme.digital-skills",
    "theme.diploma-evaluation", "theme.integration", "theme.returning", "theme.evc",
    "theme.obstacles", "theme.numeracy", "theme.work-and-care",
)  # fmt: skip
# Quiet in the summer and at Christmas, busy after the holidays; January is first.
SEASONS = (11, 9, 10, 8, 8, 6, 3, 5, 12, 11, 9, 5)
MONTHS = 36
# From three years ago to now the desks became busier by a third.
GROWTH = 1 / 3
# Who was not spoken to for so long usually has a closed file.
SILENT = timedelta(days=120)
CLOSINGS = {
    ("outcome.learn-work-place", "closing-reason.learn-work-place"): 4,
    ("outcome.started-training", "closing-reason.course"): 4,
    ("outcome.advised", "closing-reason.advice-enough"): 6,
    ("outcome.job", "closing-reason.job"): 4,
    ("outcome.referred", "closing-reason.referred"): 2,
    ("outcome.no-contact", "closing-reason.no-contact"): 3,
    ("outcome.stopped", "closing-reason.stopped"): 1,
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
class Closing:
    """The last day of a file, with how it ended."""

    on: date
    outcome: str
    reason: str


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
    closing: Closing | None = None


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
        self.months = [_month_before(today, back) for back in range(MONTHS)]
        self.busy = list(accumulate(map(self._busyness, self.months, range(MONTHS))))
        self.themes = [key for key in POPULAR if key in self.codes[CodeList.THEME]]
        self.theme_weights = list(accumulate(map(self._popularity, range(len(self.themes)))))

    def clients(self, count: int) -> list[ClientPlan]:
        return [self._client(number) for number in range(count)]

    def _client(self, number: int) -> ClientPlan:
        random = self.random
        first, last = random.choice(FIRST_NAMES), random.choice(LAST_NAMES)
        asked_on = self.some_day()
        birth = date(random.randint(1962, 2007), random.randint(1, 12), random.randint(1, 28))
        knows_day = random.random() < 0.8
        contact = random.choices(list(ContactBy), weights=[6, 3, 1])[0]
        language = self._maybe(CodeList.LANGUAGE, 0.6)
        talks = self._talks(first, asked_on)
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
            talks=talks,
            closing=self._closing(talks[-1].held_at.date() if talks else asked_on),
        )

    def _popularity(self, place: int) -> float:
        """What is asked much in the country is asked much here, more or less."""
        return self.random.uniform(0.5, 1.5) / (3 + place)

    def _busyness(self, month: date, back: int) -> float:
        elapsed = min(1, (self.today - month).days / 30)
        return SEASONS[month.month - 1] * (1 + GROWTH * (1 - back / MONTHS)) * elapsed

    def some_day(self) -> date:
        """A working day before today, by how busy its month was."""
        month = self.random.choices(self.months, cum_weights=self.busy)[0]
        days = min(calendar.monthrange(month.year, month.month)[1], (self.today - month).days)
        return working_day(month + timedelta(days=self.random.randrange(max(days, 1))))

    def _closing(self, last_seen: date) -> Closing | None:
        if self.today - last_seen < SILENT or self.random.random() < 0.1:
            return None
        outcome, reason = self.random.choices(list(CLOSINGS), list(CLOSINGS.values()))[0]
        on = working_day(last_seen + timedelta(days=self.random.randint(14, 90)))
        return Closing(on=on, outcome=outcome, reason=reason)

    def _talks(self, first_name: str, asked_on: date) -> list[TalkPlan]:
        random = self.random
        talks, day = [], asked_on + timedelta(days=random.randint(0, 14))
        for number in range(random.choices([0, 1, 2, 3, 4, 5], weights=[1, 3, 5, 3, 2, 1])[0]):
            day = working_day(day)
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
            channel=self.weighted(CHANNELS),
            kind="kind.intake" if is_first else self.weighted(LATER_KINDS),
            themes=self.themes_of_a_talk(),
            summary=texts.summary(first_name, random),
            private_note=random.choice(texts.NOTES) if random.random() < 0.2 else "",
            outcome=self.weighted(OUTCOMES) if random.random() < 0.7 else None,
            next_step=step,
        )

    def themes_of_a_talk(self) -> list[str]:
        wanted = self.random.randint(1, 3)
        return sorted({*self.random.choices(self.themes, cum_weights=self.theme_weights, k=wanted)})

    def weighted(self, weights: dict[str, int]) -> str:
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


def working_day(day: date) -> date:
    """That day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.isoweekday() - 5))


def _month_before(day: date, back: int) -> date:
    """The first day of the month that lies so many months back."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
