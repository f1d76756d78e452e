"""The weekly review of the access log."""

import re
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from clients.models import Client, ClientFile
from loketten.accounts.models import DeskKey, Membership
from loketten.accounts.rights import Role
from loketten.audit.actors import ActorKind
from loketten.audit.models import Entry
from loketten.tenancy.models import Closure, OpeningHours
from portal.workplace.actions.review import mark_looks
from portal.workplace.models import ReviewedLook, WeekReview
from portal.workplace.review import ROWS_A_SORT, Sort, read_week
from portal.workplace.weeks import bounds_of, monday_of, name_of, read_name
from tests.api.keys import connect
from tests.cast import Cast, Somebody


def last_week() -> date:
    return monday_of(timezone.localdate()) - timedelta(days=7)


def url_of(week: date, desk: str = "utrecht") -> str:
    return f"/bureau/{desk}/inzage/weken/{name_of(week)}"


def look(
    somebody: Somebody,
    file: ClientFile,
    *,
    day: int = 1,
    clock: time = time(11),
    outside: bool = False,
    action: str = "file.viewed",
    key: int = 0,
) -> Entry:
    """A row of last week, as the log would have written it then."""
    at = datetime.combine(last_week() + timedelta(days=day), clock)
    with somebody.at_work():
        return Entry.objects.create(
            at=timezone.make_aware(at),
            action=action,
            actor_kind=ActorKind.KEY if key else ActorKind.MEMBER,
            actor_id=key or somebody.member.pk,
            object_kind="clients.clientfile",
            object_id=file.pk,
            shown_ids=[file.client_id],
            is_outside_caseload=outside,
        )


def page(somebody: Somebody, week: date | None = None) -> str:
    answer = somebody.browser().get(url_of(week or last_week()))
    assert answer.status_code == 200
    return answer.content.decode()


def sorts(cast: Cast) -> dict[int, list[Sort]]:
    with cast.priya.at_work():
        return {one.pk: one.sorts for one in read_week(last_week()).looks}


def marked(somebody: Somebody, button: str, **answers: str) -> str:
    sent = {button: "yes", **answers} if button else answers
    answer = somebody.browser().post(url_of(last_week()), sent, follow=True)
    return answer.content.decode()


# --- which rows -------------------------------------------------------------------------------


def test_the_sample_is_the_same_for_everybody_and_every_time(cast: Cast) -> None:
    for _ in range(60):
        look(cast.anouk, cast.files["utrecht"])
    first = sorts(cast)
    assert len(first) == ROWS_A_SORT
    assert sorts(cast) == first
    # Rows of another week or another desk are no part of it.
    look(cast.anouk, cast.files["utrecht"], day=8)
    look(cast.chaima, cast.files["zwolle"])
    assert sorts(cast) == first


def test_what_stands_out_is_there_beside_the_sample(cast: Cast) -> None:
    file = cast.files["utrecht"]
    for _ in range(60):
        look(cast.anouk, file)
    outside = look(cast.bas, file, outside=True)
    with cast.anouk.at_work():
        Client.objects.filter(pk=file.client_id).update(last_name="van der Elferink-Pot")
    stands = sorts(cast)
    assert Sort.OUTSIDE in stands[outside.pk]
    assert Sort.SURNAME in stands[outside.pk]
    told = look(cast.dina, file, action="watch.explained")
    assert sorts(cast)[told.pk] == [Sort.MANY]


def test_a_look_by_a_key_is_read_as_one_of_a_system(cast: Cast) -> None:
    """Also when the key has the number of the reader: it is no look of hers."""
    key = cast.priya.member.pk
    with cast.mila.at_work():
        DeskKey.objects.filter(pk=connect(cast.mila).key.pk).update(id=key)
        OpeningHours.objects.create(weekday=1, opens_at=time(9), closes_at=time(17))
    row = look(cast.anouk, cast.files["utrecht"], clock=time(3), outside=True, key=key)
    assert sorts(cast)[row.pk] == [Sort.SYSTEM]
    html = page(cast.priya)
    assert "Klantsysteem" in html
    assert f"verdict_{row.pk}" in html
    marked(cast.priya, "rest-is-fine")
    assert "De week is afgetekend." in marked(cast.priya, "sign")
    with cast.priya.at_work():
        assert ReviewedLook.objects.get().entry_id == row.pk


@pytest.mark.parametrize(
    ("reader", "client", "own"),
    [
        ("Bas Elferink", "Elferink", True),
        ("Bas Elferink", "ELFERINK", True),
        ("Bas van der Berg", "van den Berg", True),
        ("Bas van der Berg", "van der Meer", False),
        ("Bas de Wit", "Wit", True),
        ("Bas Elferink", "Bas", False),
        ("Bas", "Bas", False),
    ],
)
def test_an_own_surname_is_known_without_its_prefix(
    cast: Cast, reader: str, client: str, own: bool
) -> None:
    file = cast.files["utrecht"]
    type(cast.bas.user).objects.filter(pk=cast.bas.user.pk).update(name=reader)
    with cast.anouk.at_work():
        Client.objects.filter(pk=file.client_id).update(last_name=client)
    row = look(cast.bas, file)
    assert (Sort.SURNAME in sorts(cast)[row.pk]) is own


@pytest.mark.parametrize(
    ("day", "clock", "outside"),
    [
        (0, time(8, 0), False),
        (0, time(7, 59), True),
        (0, time(18, 0), False),
        (0, time(18, 1), True),
        (1, time(11), True),
        (2, time(11), True),
    ],
)
def test_outside_opening_hours_begins_an_hour_from_the_door(
    cast: Cast, day: int, clock: time, outside: bool
) -> None:
    with cast.mila.at_work():
        for weekday in (1, 3):
            OpeningHours.objects.create(weekday=weekday, opens_at=time(9), closes_at=time(17))
        wednesday = last_week() + timedelta(days=2)
        Closure.objects.create(first_day=wednesday, last_day=wednesday, reason="Studiedag")
    row = look(cast.anouk, cast.files["utrecht"], day=day, clock=clock)
    assert (Sort.HOURS in sorts(cast)[row.pk]) is outside


def test_a_desk_without_opening_hours_has_no_such_rows(cast: Cast) -> None:
    row = look(cast.anouk, cast.files["utrecht"], clock=time(3))
    assert Sort.HOURS not in sorts(cast)[row.pk]


def test_a_week_in_which_the_clock_moves_is_a_whole_week() -> None:
    start, end = bounds_of(date(2026, 3, 23))
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(days=7, hours=-1)


@pytest.mark.parametrize(
    "name", ["2026-W54", "2026-w10", "26-W10", "2099-W01", "x", "2026-W00", "2026-W١٠"]
)
def test_what_no_calendar_has_is_a_page_not_found(cast: Cast, name: str) -> None:
    assert read_name(name) is None
    assert cast.priya.browser().get(f"/bureau/utrecht/inzage/weken/{name}").status_code == 404


def test_the_running_week_cannot_be_read_yet(cast: Cast) -> None:
    url = url_of(monday_of(timezone.localdate()))
    assert cast.priya.browser().get(url).status_code == 404


# --- reading and signing ------------------------------------------------------------------------


def test_a_week_is_read_and_signed(cast: Cast) -> None:
    fine = look(cast.anouk, cast.files["utrecht"])
    odd = look(cast.bas, cast.files["utrecht"], outside=True)
    refused = marked(cast.priya, "sign", **{f"verdict_{fine.pk}": "fine"})
    assert "Sommige regels hebben nog geen antwoord." in refused
    answers = {f"verdict_{odd.pk}": "look-into", f"remark_{odd.pk}": "Waarom dit dossier?"}
    marked(cast.priya, "rest-is-fine", **answers)
    html = marked(cast.priya, "sign", **answers)
    assert "De week is afgetekend." in html
    assert "Priya Sital tekende deze week af" in html
    assert "Waarom dit dossier?" in html
    with cast.priya.at_work():
        review = WeekReview.objects.get()
        assert (review.week, review.looks, review.read, review.doubtful) == (last_week(), 2, 2, 1)
        assert Entry.objects.filter(action="review.signed", object_id=review.pk).count() == 1
    listed = cast.mila.browser().get("/bureau/utrecht/inzage/weken").content.decode()
    assert "Afgetekend" in listed


def test_a_signed_week_does_not_change_any_more(cast: Cast) -> None:
    row = look(cast.anouk, cast.files["utrecht"])
    marked(cast.priya, "rest-is-fine")
    marked(cast.priya, "sign")
    for _ in range(2):
        marked(cast.mila, "sign", **{f"verdict_{row.pk}": "look-into", f"remark_{row.pk}": "x"})
    with cast.priya.at_work():
        assert ReviewedLook.objects.get().verdict == "fine"
        assert WeekReview.objects.get().signed_by_id == cast.priya.member.pk


def test_doubt_says_why_and_holds_no_number(cast: Cast) -> None:
    row = look(cast.anouk, cast.files["utrecht"])
    html = marked(cast.priya, "", **{f"verdict_{row.pk}": "look-into"})
    assert "Schrijf op wat er uitgezocht moet worden." in html
    remark = {f"verdict_{row.pk}": "fine", f"remark_{row.pk}": "123456782"}
    assert "burgerservicenummer" in marked(cast.priya, "", **remark)
    with cast.priya.at_work():
        assert not ReviewedLook.objects.exists()


def test_the_answer_of_a_colleague_stays(cast: Cast) -> None:
    row = look(cast.anouk, cast.files["utrecht"])
    browser = cast.mila.browser()
    browser.get(url_of(last_week()))
    marked(cast.priya, "", **{f"verdict_{row.pk}": "look-into", f"remark_{row.pk}": "Vreemd"})
    browser.post(url_of(last_week()), {f"verdict_{row.pk}": "fine"})
    with cast.priya.at_work():
        assert ReviewedLook.objects.get().remark == "Vreemd"
    assert f"verdict_{row.pk}" not in page(cast.mila)


def test_nobody_judges_her_own_looks(cast: Cast) -> None:
    own = look(cast.mila, cast.files["utrecht"], outside=True)
    html = page(cast.mila)
    assert f"verdict_{own.pk}" not in html
    assert "vraag de andere lezer van dit loket" in html
    marked(cast.mila, "rest-is-fine", **{f"verdict_{own.pk}": "fine"})
    assert "Vraag de andere lezer" in marked(cast.mila, "sign")
    with cast.mila.at_work():
        assert not ReviewedLook.objects.exists()
        assert not WeekReview.objects.exists()
    marked(cast.priya, "rest-is-fine")
    assert "De week is afgetekend." in marked(cast.mila, "sign")


def test_where_nobody_else_can_read_them_the_signature_says_so(cast: Cast) -> None:
    Membership.objects.filter(pk=cast.priya.member.pk).update(roles=[Role.RECEPTION])
    look(cast.mila, cast.files["utrecht"], outside=True)
    html = marked(cast.mila, "sign")
    assert "De week is afgetekend." in html
    assert "1 inzage van wie aftekende, is door niemand anders gelezen." in html


@pytest.mark.parametrize("who", ["priya", "mila"])
def test_no_name_of_a_client_is_shown(cast: Cast, who: str) -> None:
    look(cast.anouk, cast.files["utrecht"], outside=True)
    html = page(getattr(cast, who))
    assert cast.files["utrecht"].client.number in html
    assert "CNRYUT" not in html


@pytest.mark.parametrize(("who", "status"), [("anouk", 403), ("bram", 403), ("chaima", 404)])
def test_who_does_not_watch_over_the_log_does_not_review_it(
    cast: Cast, who: str, status: int
) -> None:
    look(cast.chaima, cast.files["zwolle"])
    browser = getattr(cast, who).browser()
    assert browser.get(url_of(last_week())).status_code == status
    assert browser.post(url_of(last_week()), {"sign": "yes"}).status_code == status


@pytest.mark.parametrize("number", [3, 90])
def test_the_pages_have_a_budget(cast: Cast, queries: Any, number: int) -> None:
    for _ in range(number):
        look(cast.anouk, cast.files["utrecht"], outside=True)
        look(cast.bas, cast.files["utrecht"])
    browser = cast.priya.browser()
    with queries() as seen:
        browser.get(url_of(last_week()))
    assert len(seen) <= 17, "\n".join(seen)
    with queries() as seen:
        browser.get("/bureau/utrecht/inzage/weken")
    assert len(seen) <= 7, "\n".join(seen)


# --- my day -------------------------------------------------------------------------------------


def test_a_missed_week_stands_in_the_day_of_who_reads_the_log(cast: Cast) -> None:
    quiet = cast.priya.browser().get("/bureau/utrecht").content.decode()
    assert "nog niet gelezen" not in quiet
    look(cast.anouk, cast.files["utrecht"])
    for reader in (cast.priya, cast.mila):
        html = reader.browser().get("/bureau/utrecht").content.decode()
        assert "Eén week van het inzagelog is nog niet gelezen." in html
        assert re.search(rf'href="{url_of(last_week())}"', html)
    for other in (cast.anouk, cast.bram):
        html = other.browser().get("/bureau/utrecht").content.decode()
        assert "nog niet gelezen" not in html
    marked(cast.priya, "rest-is-fine")
    marked(cast.priya, "sign")
    assert "nog niet gelezen" not in cast.mila.browser().get("/bureau/utrecht").content.decode()


def test_looks_of_this_week_are_not_missed_yet(cast: Cast) -> None:
    number = cast.files["utrecht"].client.number
    cast.anouk.browser().get(f"/bureau/utrecht/klanten/{number}")
    html = cast.priya.browser().get("/bureau/utrecht").content.decode()
    assert "nog niet gelezen" not in html


def test_the_day_asks_twice_which_weeks_wait(cast: Cast, queries: Any) -> None:
    look(cast.anouk, cast.files["utrecht"])
    browser = cast.mila.browser()
    with queries() as seen:
        browser.get("/bureau/utrecht")
    asked = [sql for sql in seen if 'object_id" IS NOT NULL' in sql or "weekreview" in sql]
    assert len(asked) == 2, "\n".join(asked)


def test_nobody_signs_while_somebody_answers(real_cast: Cast) -> None:
    """The other would sign an answer that changes under the signature."""
    look(real_cast.anouk, real_cast.files["utrecht"])
    with real_cast.priya.at_work():
        mark_looks(last_week(), [], by=real_cast.priya.member)
        other = connection.copy()
        with closing(other), other.cursor() as cursor:
            cursor.execute(
                "SELECT pg_try_advisory_xact_lock(hashtext('review'), %s)", [real_cast.utrecht.pk]
            )
            assert cursor.fetchone() == (False,)
