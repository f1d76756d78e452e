"""A month is counted desk by desk, published once, and stays as it is."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from loketten.tenancy.context import NoDeskError, at_desk
from loketten.tenancy.models import Desk
from portal.reporting.choices import State, Table
from portal.reporting.live import count_live, live
from portal.reporting.models import LiveTotal, MonthCount, Publication, PublishedCell
from portal.reporting.periods import Span
from portal.reporting.publishing import publish_due, publish_month
from portal.reporting.recount import recount
from tests.cast import Cast
from tests.factories import ContactFactory, GroupTalkFactory
from tests.places import make_places
from tests.reporting.counting import DAY, OCTOBER, SEPTEMBER, log_one, somebody_at, talk_rows
from tests.trajectories import a_started_one


def shown(table: Table, region: str | None, month: date = OCTOBER, key: str = "") -> Any:
    return PublishedCell.objects.get(
        publication=month, span=Span.MONTH, table=table, region=region, key=key
    )


def test_a_month_is_published_from_the_eighth(cast: Cast) -> None:
    talk_rows(cast.anouk, month=OCTOBER, talks=12, people=12)
    assert publish_due(date(2026, 11, 7)) == []
    assert publish_due(date(2026, 11, 8)) == [OCTOBER]
    assert publish_due(date(2026, 11, 9)) == []


def test_figures_are_what_sql_counts(country: Any) -> None:
    anouk = country["utrecht"]
    with at_desk(anouk.desk_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT f.client_id) FROM advice_advicesession s "
            "JOIN clients_clientfile f ON f.id = s.file_id WHERE s.withdrawn_at IS NULL "
            "AND s.held_at >= '2026-10-01 00:00+02' AND s.held_at < '2026-11-01 00:00+01'"
        )
        counted = cursor.fetchone()
    cell = shown(Table.TALKS, "AM13")
    assert (cell.value, cell.people) == counted == (60, 40)
    nation = shown(Table.TALKS, None)
    assert (nation.value, nation.people) == (105, 73)


def test_what_is_not_a_talk_counts_too(cast: Cast) -> None:
    with (
        time_machine.travel(datetime(2026, 10, 28, 12, tzinfo=UTC), tick=False),
        cast.anouk.at_work(),
    ):
        member = cast.anouk.member
        ContactFactory.create_batch(6, counselor=member)
        ContactFactory(counselor=member, withdrawn_at=datetime(2026, 10, 28, 13, tzinfo=UTC))
        GroupTalkFactory(counselor=member, head_count=24)
        GroupTalkFactory(counselor=member, head_count=7)
        a_started_one(member, cast.files["utrecht"])
        make_places(member)
    with time_machine.travel(DAY, tick=False), cast.anouk.at_work():
        # Began in October as well, but nobody wrote it down before the 8th.
        a_started_one(member, cast.files["utrecht"], days_ago=20)
    publish_month(OCTOBER)
    tables = (Table.CONTACTS, Table.GROUPS, Table.STARTED, Table.PLACES, Table.FILLED)
    with cast.anouk.at_work():
        counts = MonthCount.objects.filter(month=OCTOBER, table__in=tables)
        found = {row.table: (row.value, row.people) for row in counts}
    assert found == {"contacts": (6, 6), "groups": (31, 31), "started": (1, 1), "places": (1, 0)}
    here = {table: shown(table, "AM13") for table in tables}
    assert [here[table].value for table in tables] == [6, 31, None, 1, 0]
    assert here[Table.STARTED].state == State.WITHHELD
    assert here[Table.GROUPS].is_public
    assert not here[Table.FILLED].is_public, "who was helped by whom is nobody's business"


def test_a_small_region_and_the_next_are_not_shown(country: Any) -> None:
    states = {
        region: shown(Table.TALKS, region).state for region in ("AM13", "AM36", "AM05", "AM35")
    }
    assert states == {
        "AM13": State.SHOWN,
        "AM36": State.SHOWN,
        "AM05": State.WITHHELD,
        "AM35": State.WITHHELD,
    }
    cells = PublishedCell.objects.filter(region="AM35")
    assert not cells.filter(value__gt=0).exists()


def test_not_live_and_not_reported_are_not_nothing(country: Any) -> None:
    assert shown(Table.TALKS, "AM01").state == State.NOT_LIVE
    somebody_at("drenthe", "AM03")
    publish_due(date(2026, 12, 8))
    november = date(2026, 11, 1)
    assert shown(Table.TALKS, "AM03", november).state == State.NOT_REPORTED
    assert shown(Table.TALKS, "AM01", november).state == State.NOT_LIVE


def test_people_of_a_longer_period_count_once(country: Any) -> None:
    quarter = PublishedCell.objects.get(
        publication=SEPTEMBER, span=Span.QUARTER, table=Table.TALKS, region="AM13"
    )
    assert quarter.people == 40
    rolling = PublishedCell.objects.get(
        publication=OCTOBER, span=Span.ROLLING, table=Table.TALKS, region="AM13"
    )
    assert rolling.people == 80, "the fixture has other people in each month"
    with at_desk(country["twente"].desk_id):
        stored = MonthCount.objects.get(month=OCTOBER, span=Span.ROLLING, table=Table.TALKS, key="")
    assert stored.people == 18
    small = PublishedCell.objects.get(
        publication=OCTOBER, span=Span.ROLLING, table=Table.TALKS, region="AM05"
    )
    assert small.state == State.WITHHELD, "what a month hides, no longer period shows"


def test_two_hundred_talks_move_nothing_but_the_live_totals(country: Any) -> None:
    before = list(PublishedCell.objects.order_by("pk").values())
    count_live()
    totals = live().totals
    for number in range(200):
        held_at = DAY - timedelta(days=number % 60, minutes=number)
        log_one(country["utrecht"], held_at=held_at)
        assert publish_due(DAY.date()) == []
    assert list(PublishedCell.objects.order_by("pk").values()) == before
    count_live()
    now = live().totals
    assert now["AM13"] == totals["AM13"] + 200
    assert {name: value for name, value in now.items() if name not in {"AM13", ""}} == {
        name: value for name, value in totals.items() if name not in {"AM13", ""}
    }


def test_the_live_totals_hide_a_small_region(country: Any) -> None:
    LiveTotal.objects.all().delete()
    count_live()
    row = LiveTotal.objects.get(region="AM35")
    LiveTotal.objects.filter(region="AM35").update(people=2, value=3)
    assert live().totals["AM35"] is None
    assert live().totals["AM05"] is None, "the next smallest, so that no sum tells"
    assert live().totals["AM13"] == LiveTotal.objects.get(region="AM13").value
    assert row.year == 2026


def test_what_comes_late_changes_no_month(country: Any) -> None:
    log_one(country["utrecht"], held_at=datetime(2026, 10, 5, 9, tzinfo=UTC))
    assert recount(DAY.date()) == 0, "late is no difference: the count is as of the 8th"
    assert shown(Table.TALKS, "AM13").value == 60


def test_late_talks_are_fixed_with_the_year(country: Any) -> None:
    for number in range(7):
        log_one(country["utrecht"], held_at=datetime(2026, 10, 5, 9, number, tzinfo=UTC))
    publish_due(date(2027, 1, 8))
    late = PublishedCell.objects.get(
        publication=date(2026, 12, 1), span=Span.YEAR, table=Table.LATE, region="AM13"
    )
    assert (late.state, late.value, late.people) == (State.SHOWN, 7, 7)


def test_a_recount_finds_what_changed_behind_its_back(country: Any) -> None:
    assert recount(DAY.date()) == 0
    with at_desk(country["utrecht"].desk_id), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE advice_advicesession SET channel_id = 'channel.event' WHERE id = "
            "(SELECT min(id) FROM advice_advicesession WHERE held_at < '2026-10-01')"
        )
    assert recount(DAY.date()) == 1


def test_the_app_cannot_change_what_is_published(country: Any) -> None:
    for change in (
        lambda: PublishedCell.objects.update(value=1),
        lambda: PublishedCell.objects.all().delete(),
        lambda: Publication.objects.update(definitions=9),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_small_counts_cannot_be_read_above_the_desks(country: Any) -> None:
    with pytest.raises(NoDeskError):
        MonthCount.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM reporting_monthcount")
        assert cursor.fetchone() == (0,)
    with at_desk(Desk.objects.get(slug="utrecht").pk):
        assert MonthCount.objects.exists()
