"""Talks for figures: many at once, in the months that a test wants."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import time_machine
from django.db import connection

from advice.models import AdviceSession, SessionTheme
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Code, CodeList
from portal.reporting.publishing import publish_due
from tests import factories
from tests.cast import Cast, Somebody

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
DAY = datetime(2026, 11, 10, 12, tzinfo=UTC)
DUTCH = ZoneInfo("Europe/Amsterdam")


def talk_rows(somebody: Somebody, *, month: date, talks: int, people: int, seed: int = 0) -> None:
    """So many talks of so many people in a month, with codes in an uneven mix."""
    random = Random(f"{seed} {month}")
    with somebody.at_work():
        files = [factories.ClientFileFactory(owner=somebody.member) for _ in range(people)]
        rows = AdviceSession.objects.bulk_create(
            _row(somebody, files[number % people], month, random) for number in range(talks)
        )
        themes = list(Code.objects.in_list(CodeList.THEME).values_list("pk", flat=True))[:4]
        SessionTheme.objects.bulk_create(
            SessionTheme(session=row, theme_id=theme)
            for row in rows
            for theme in random.sample(themes, random.randint(0, 2))
        )


def _row(somebody: Somebody, file: object, month: date, random: Random) -> AdviceSession:
    day = month + timedelta(days=random.randint(0, 27))
    held_at = datetime.combine(day, time(random.randint(9, 16)), DUTCH)
    return AdviceSession(
        file=file,
        counselor=somebody.member,
        held_at=held_at,
        written_at=held_at + timedelta(hours=1),
        channel_id=random.choices(["channel.phone", "channel.email", "channel.chat"], [8, 3, 1])[0],
        kind_id=random.choices(["kind.intake", "kind.advice"], [2, 3])[0],
        outcome_id=random.choice([None, "outcome.advised"]),
        summary="Gesproken over werk.",
    )


def somebody_at(name: str, code: str) -> Somebody:
    """A counselor at a desk of her own."""
    desk = factories.DeskFactory(
        slug=name, region_code=code, number_prefix=code[2:].translate(_LETTERS)
    )
    user = factories.UserFactory(name=f"{name.title()} Bos", email=f"{name}@example.nl")
    return Somebody(user, factories.MembershipFactory(user=user, desk=desk))


def publish_country(cast: Cast) -> dict[str, Somebody]:
    """Four desks of different size, with talks in September and October, which are published."""
    with at_desk(cast.utrecht.pk), connection.cursor() as cursor:
        # The caseloads of the cast were talked to yesterday; here only chosen months count.
        cursor.execute("UPDATE advice_advicesession SET held_at = '2026-11-09T10:00Z'")
    people = {
        "utrecht": cast.anouk,
        "zwolle": cast.chaima,
        "twente": somebody_at("twente", "AM05"),
        "gorinchem": somebody_at("gorinchem", "AM35"),
    }
    sizes = {"utrecht": (60, 40), "zwolle": (30, 22), "twente": (12, 9), "gorinchem": (3, 2)}
    with time_machine.travel(DAY, tick=False):
        for name, somebody in people.items():
            talks, persons = sizes[name]
            for month in (SEPTEMBER, OCTOBER):
                talk_rows(somebody, month=month, talks=talks, people=persons)
        publish_due(DAY.date())
    return people


_LETTERS = str.maketrans("0123456789", "ABCDEFGHIJ")


def log_one(somebody: Somebody, *, held_at: datetime) -> AdviceSession:
    """One talk, written down now."""
    with at_desk(somebody.desk_id):
        file = factories.ClientFileFactory(owner=somebody.member)
        talk = factories.AdviceSessionFactory(file=file, counselor=somebody.member, held_at=held_at)
        factories.SessionThemeFactory(session=talk, theme_id="theme.bbl")
    return talk
