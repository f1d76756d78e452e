"""Desks: opened, renamed, paused, closed by a date and opened again; never deleted."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from loketten.accounts.access import Door
from loketten.accounts.actions import desks as actions
from loketten.accounts.actions.seen import fingerprint
from loketten.accounts.rights import STOPS_AT_REST
from loketten.audit.models import Entry, PlatformEntry
from loketten.tenancy.context import at_desk
from loketten.tenancy.finder import find_desks
from loketten.tenancy.models import Desk, DeskState, Region
from tests.accounts.doors import main_of
from tests.cast import Cast
from tests.house.test_access import TABLE
from tests.places import make_places
from vacancies.models import Listing, Vacancy
from vacancies.tasks import end_all

MANAGE = "/landelijk/beheer"
BUDGET = 4


def _new(**changes: Any) -> dict[str, Any]:
    form = {
        "region": "AM05",
        "display_name": "Werkcentrum Twente",
        "slug": "twente",
        "number_prefix": "TW",
        "opened_on": timezone.localdate().isoformat(),
    }
    return {**form, **changes}


def _post(cast: Cast, path: str, form: dict[str, Any] | None = None) -> Any:
    return cast.otto.browser().post(f"{MANAGE}/{path}", form or {})


def _rename(cast: Cast, desk: str, **names: str) -> Any:
    now = actions.names_of(Desk.objects.get(slug=desk))
    return _post(cast, f"loket/{desk}/naam", {**now, "seen": fingerprint(now), **names})


def test_a_desk_is_opened_once_and_stands_in_both_logs(cast: Cast) -> None:
    for _press in range(2):
        assert _post(cast, "loket-openen", _new())["Location"] == f"{MANAGE}/loket/twente"
    desk = Desk.objects.get(region="AM05")
    assert desk.state_on(timezone.localdate()) == DeskState.LIVE
    assert PlatformEntry.objects.filter(action="desk.opened", object_id=desk.pk).count() == 1
    with at_desk(desk.pk):
        assert Entry.objects.get(action="desk.opened").actor_id == cast.otto.user.pk
    assert Browser().get("/loket/twente").status_code == 200


def test_a_planned_desk_is_not_public_until_its_day(cast: Cast) -> None:
    later = timezone.localdate() + timedelta(days=3)
    _post(cast, "loket-openen", _new(opened_on=later.isoformat()))
    assert Browser().get("/loket/twente").status_code == 404
    assert "Gepland" in main_of(cast.otto.browser().get(MANAGE))
    today = {"opened_on": timezone.localdate().isoformat()}
    assert _post(cast, "loket/twente/begin", today).status_code == 302
    assert Browser().get("/loket/twente").status_code == 200
    # Once it is open its first day is history.
    assert _post(cast, "loket/twente/begin", today).status_code == 409


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"region": "AM13"}, "heeft al een loket"),
        ({"region": "AM99"}, "Deze keuze bestaat niet"),
        ({"slug": "utrecht"}, "heeft of had deze naam"),
        ({"slug": "Noord Limburg"}, "kleine letters"),
        ({"number_prefix": "UT"}, "Klantnummers van een ander loket"),
        ({"number_prefix": "x1"}, "hoofdletters"),
        ({"opened_on": "9999-12-31"}, "Kies een dag tussen"),
        ({"display_name": "\x00"}, "een teken"),
    ],
)
def test_a_desk_that_cannot_be_is_refused_in_words(
    cast: Cast, changes: dict[str, str], words: str
) -> None:
    answer = _post(cast, "loket-openen", _new(**changes))
    assert answer.status_code == 200
    assert words in main_of(answer)
    assert not Desk.objects.filter(region="AM05").exists()


def test_the_old_name_leads_on_for_everybody_and_is_nobody_elses(cast: Cast) -> None:
    assert _rename(cast, "utrecht", slug="midden", display_name="Midden").status_code == 302
    visitor = Browser().get("/en/loket/utrecht?q=1")
    assert (visitor.status_code, visitor["Location"]) == (301, "/en/loket/midden?q=1")
    staff = cast.anouk.browser()
    moved = staff.get("/bureau/utrecht/klanten?q=a")
    assert (moved.status_code, moved["Location"]) == (301, "/bureau/midden/klanten?q=a")
    # A form that was open goes along, so that nothing is lost.
    sent = staff.post("/bureau/utrecht/klanten/nieuw", {"last_name": "Jansen"})
    assert (sent.status_code, sent["Location"]) == (308, "/bureau/midden/klanten/nieuw")
    assert not PlatformEntry.objects.filter(action="access.denied").exists()
    # For a stranger the new address is the 404 that every desk is.
    assert cast.chaima.browser().get("/bureau/midden").status_code == 404
    assert "heeft of had deze naam" in main_of(_post(cast, "loket-openen", _new(slug="utrecht")))


def test_a_desk_may_take_its_own_name_back(cast: Cast) -> None:
    for slug, other in (("utrecht", "midden"), ("midden", "utrecht")):
        assert _rename(cast, slug, slug=other).status_code == 302
    assert Browser().get("/loket/utrecht").status_code == 200
    assert Browser().get("/loket/midden")["Location"] == "/loket/utrecht"


def test_two_who_rename_at_once_see_both_names(cast: Cast) -> None:
    seen = fingerprint(actions.names_of(cast.utrecht))
    _rename(cast, "utrecht", display_name="Midden")
    form = {"display_name": "Centrum", "slug": "utrecht", "seen": seen}
    answer = _post(cast, "loket/utrecht/naam", form)
    assert answer.status_code == 409
    assert "Midden" in main_of(answer)
    assert "Centrum" in main_of(answer)


def test_a_paused_desk_says_so_and_leads_to_its_neighbours(cast: Cast) -> None:
    assert _post(cast, "loket/utrecht/pauzeren").status_code == 302
    assert _post(cast, "loket/utrecht/pauzeren").status_code == 409
    page = Browser().get("/loket/utrecht")
    assert page.status_code == 200
    assert "even dicht" in main_of(page)
    assert "Leerwerkloket Zwolle" in main_of(page)
    assert Browser().get("/loket/utrecht/vraag")["Location"] == "/loket/utrecht"
    form = {"name": "Nora", "reach": "nora@example.nl", "kind": "talk", "moment": "any"}
    key = "11111111-1111-4111-8111-111111111111"
    told = Browser().post("/loket/utrecht/vraag", {**form, "key": key, "message": "Ik wil iets"})
    assert told.status_code == 409
    assert "Ik wil iets" in told.content.decode()
    assert _post(cast, "loket/utrecht/hervatten").status_code == 302
    assert Browser().get("/loket/utrecht/vraag").status_code == 200


def test_at_a_desk_at_rest_nobody_writes_and_the_text_comes_back(cast: Cast) -> None:
    _post(cast, "loket/utrecht/pauzeren")
    browser = cast.anouk.browser()
    assert "gepauzeerd sinds" in browser.get("/bureau/utrecht").content.decode()
    assert browser.get("/bureau/utrecht/klanten").status_code == 200
    answer = browser.post("/bureau/utrecht/klanten/nieuw", {"remark": "Belt morgen terug"})
    assert answer.status_code == 409
    assert "Belt morgen terug" in main_of(answer)
    # The manager can still put the team and the desk in order.
    mila = cast.mila.browser()
    assert mila.post("/bureau/utrecht/instellingen", {}).status_code == 200
    assert mila.post("/bureau/utrecht/team/uitnodigen", {}).status_code == 200


def test_every_right_to_work_stops_at_rest() -> None:
    """A new right must be thought about: it stops, or it stands here."""
    at_desks = {access.right for access in TABLE.values() if access.door is Door.DESK}
    assert {str(right) for right in at_desks - STOPS_AT_REST} <= {
        "enter-desk",
        "export-desk",
        "find-clients",
        "manage-team",
        "manage-desk",
        "read-desk-figures",
        "read-access-log",
    }


def test_a_desk_closes_after_its_last_day_and_its_places_go_offline(cast: Cast) -> None:
    with cast.anouk.at_work():
        vacancy = make_places(cast.anouk.member)
    yesterday = timezone.localdate() - timedelta(days=1)
    actions.close_desk(cast.utrecht, by=cast.otto.user, last_day=yesterday)
    end_all()
    with cast.anouk.at_work():
        assert Vacancy.objects.get(pk=vacancy.pk).closed_on == yesterday
    assert Listing.objects.get(public_id=vacancy.public_id).ended_on == yesterday
    page = Browser().get("/loket/utrecht")
    assert page.status_code == 410
    assert "Dit loket is gesloten" in main_of(page)
    assert find_desks("3511 AB", timezone.localdate()).regions[0].code == "AM13"
    assert Browser().get("/loketten?q=3511+AB").status_code == 200
    staff = cast.anouk.browser()
    assert staff.get("/bureau/utrecht/klanten").status_code == 200
    assert staff.post("/bureau/utrecht/klanten/nieuw", {}).status_code == 409
    assert _post(cast, "loket/utrecht/heropenen").status_code == 302
    assert staff.post("/bureau/utrecht/klanten/nieuw", {}).status_code == 200


def test_until_its_last_day_a_desk_works_on(cast: Cast) -> None:
    last = timezone.localdate() + timedelta(days=30)
    form = {"last_day": last.isoformat()}
    assert _post(cast, "loket/utrecht/sluiten", form).status_code == 302
    assert cast.anouk.browser().post("/bureau/utrecht/klanten/nieuw", {}).status_code == 200
    assert Browser().get("/loket/utrecht").status_code == 200
    gone = {"last_day": "2020-01-01"}
    assert "Deze dag is voorbij" in main_of(_post(cast, "loket/utrecht/sluiten", gone))


def test_a_region_keeps_its_one_desk(cast: Cast) -> None:
    region = Region.objects.get(pk="AM13")
    with pytest.raises(actions.RegionHasDesk):
        actions.open_desk(
            region,
            by=cast.otto.user,
            slug="nieuw",
            display_name="Nieuw",
            number_prefix="NW",
            opened_on=timezone.localdate(),
        )


def test_the_list_of_desks_has_a_budget(cast: Cast, queries: Any) -> None:
    browser = cast.otto.browser()
    browser.get(MANAGE)
    with queries() as seen:
        page = main_of(browser.get(MANAGE))
    assert "Leerwerkloket Zwolle" in page
    assert len(seen) == BUDGET, "\n".join(seen)


def test_the_page_of_a_desk_says_what_was_done_by_whom(cast: Cast) -> None:
    _post(cast, "loket/utrecht/pauzeren")
    page = main_of(cast.otto.browser().get(f"{MANAGE}/loket/utrecht"))
    assert "Pauzeerde het loket – Otto Lind" in page
