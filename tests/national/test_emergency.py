"""The emergency door: the rows themselves, and each write stands in the log."""

from typing import Any

import pytest
from django.utils import timezone

from loketten.audit.models import Entry, PlatformEntry
from loketten.tenancy.models import Code, Desk, FormerSlug, Region, RegionMembership
from portal.national.emergency.site import door
from tests.accounts.doors import main_of
from tests.cast import Cast
from tests.house.page_forms import forms_of
from vacancies.edition import current_edition

DOOR = "/landelijk/beheer/nooddeur"


def _save(cast: Cast, address: str, **changes: str) -> Any:
    """Open the page, change some fields, send it."""
    page = cast.otto.browser().get(f"{DOOR}/{address}")
    return _send(cast, address, page, **changes)


def _send(cast: Cast, address: str, page: Any, *, follow: bool = False, **changes: str) -> Any:
    form = next(form for form in forms_of(page.content.decode()) if "seen" in form.controls)
    values = {**dict(form.pairs()), **changes}
    return cast.otto.browser().post(f"{DOOR}/{address}", values, follow=follow)


def test_a_desk_is_mended_with_one_row_in_each_log(cast: Cast) -> None:
    answer = _save(cast, f"desk/{cast.utrecht.pk}", slug="domstad", paused_on="2026-01-05")
    assert answer["Location"] == f"{DOOR}/desk"
    desk = Desk.objects.get(pk=cast.utrecht.pk)
    assert (desk.slug, str(desk.paused_on)) == ("domstad", "2026-01-05")
    assert FormerSlug.objects.get(slug="utrecht").desk == desk
    row = PlatformEntry.objects.get(action="desk.mended")
    assert (row.actor_id, row.object_id) == (cast.otto.user.pk, desk.pk)
    assert row.changed_fields == ["paused_on", "slug"]
    with cast.anouk.at_work():
        assert Entry.objects.filter(action="desk.mended").count() == 1


def test_a_desk_that_closes_today_makes_what_was_kept_of_its_places_old(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    before = current_edition()
    today = timezone.localdate().isoformat()
    with django_capture_on_commit_callbacks(execute=True):
        _save(cast, f"desk/{cast.utrecht.pk}", closed_on=today)
    assert current_edition() != before


@pytest.mark.parametrize(
    ("address", "changes", "action"),
    [
        ("region/AM13", {"tile_label": "Domstad"}, "region.saved"),
        ("region-erbij", {"code": "AM99", "name": "Nieuw", "tile_label": "Hier"}, "region.saved"),
        ("code/theme.bbl", {"label_nl": "Leren in een bbl"}, "code.changed"),
    ],
)
def test_one_write_is_one_row(
    cast: Cast, address: str, changes: dict[str, str], action: str
) -> None:
    days = {"valid_from": "2026-01-05"} if address == "region-erbij" else {}
    before = PlatformEntry.objects.count()
    assert _save(cast, address, **changes, **days).status_code == 302
    assert PlatformEntry.objects.latest("pk").action == action
    assert PlatformEntry.objects.count() == before + 1


def test_a_municipality_is_moved(cast: Cast) -> None:
    row = RegionMembership.objects.filter(region="AM13", valid_until=None).order_by("pk")[0]
    assert _save(cast, f"regionmembership/{row.pk}", region="AM36").status_code == 302
    row.refresh_from_db()
    assert row.region_id == "AM36"
    written = PlatformEntry.objects.get(action="region_membership.saved")
    assert (written.object_id, written.changed_fields) == (row.pk, ["region"])


def test_nothing_changed_is_nothing_written(cast: Cast) -> None:
    page = cast.otto.browser().get(f"{DOOR}/region/AM13")
    answer = _send(cast, "region/AM13", page, follow=True)
    assert "Er is niets veranderd." in answer.content.decode()
    assert not PlatformEntry.objects.filter(action="region.saved").exists()


def test_a_mistake_of_her_own_hides_nothing_of_a_colleague(cast: Cast) -> None:
    address = f"desk/{cast.utrecht.pk}"
    page = cast.otto.browser().get(f"{DOOR}/{address}")
    Desk.objects.filter(pk=cast.utrecht.pk).update(display_name="Loket van Joke")
    wrong = _send(cast, address, page, paused_on="overmorgen", display_name="Loket van Otto")
    assert wrong.status_code == 200
    mended = _send(cast, address, wrong, paused_on="")
    assert mended.status_code == 409
    assert "Loket van Joke" in main_of(mended)
    assert _send(cast, address, mended).status_code == 302, "now she has seen it"


def test_a_refusal_keeps_what_was_typed(cast: Cast) -> None:
    answer = _save(cast, f"desk/{cast.utrecht.pk}", slug="zwolle", display_name="Loket Domstad")
    assert answer.status_code == 200, "the form itself sees that it is taken"
    assert 'value="Loket Domstad"' in answer.content.decode()
    assert Desk.objects.get(pk=cast.utrecht.pk).slug == "utrecht"


def test_who_did_not_see_the_newest_is_asked_first(cast: Cast) -> None:
    answer = _save(cast, "region/AM13", tile_label="Domstad", seen="of-yesterday")
    assert answer.status_code == 409
    assert 'value="Domstad"' in answer.content.decode()
    assert "Een collega heeft" in main_of(answer)
    assert Region.objects.get(pk="AM13").tile_label != "Domstad"
    assert not PlatformEntry.objects.filter(action="region.saved").exists()


def test_nothing_is_deleted_and_nothing_of_a_desk_is_here(cast: Cast) -> None:
    assert set(door._registry) == {Desk, Region, RegionMembership, Code}
    for rows in door._registry.values():
        assert not rows.has_delete_permission(request=None)  # type: ignore[arg-type]
    browser = cast.otto.browser()
    for address in ("code/theme.bbl/delete", "code/theme.bbl/history", "accounts/user", "login"):
        assert browser.get(f"{DOOR}/{address}").status_code == 404
    sent = {"action": "delete_selected", "_selected_action": "theme.bbl", "post": "yes"}
    browser.post(f"{DOOR}/code", sent)
    assert Code.objects.filter(pk="theme.bbl").exists()


def test_it_speaks_both_languages_and_leads_back(cast: Cast) -> None:
    browser = cast.otto.browser()
    assert "Nooddeur" in main_of(browser.get("/landelijk/beheer"))
    dutch, english = browser.get(DOOR), browser.get(f"/en{DOOR}")
    assert "Plaatsen in regio" in main_of(dutch)
    assert "Emergency door" in main_of(english)
    assert '/landelijk/beheer"' in dutch.content.decode()
