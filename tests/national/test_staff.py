"""Everybody with an account, found and looked at by a platform administrator."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from loketten.accounts.models import Membership
from loketten.audit.models import Entry, PlatformEntry
from loketten.tenancy.context import at_desk
from tests.accounts.doors import main_of
from tests.cast import Cast

PEOPLE = "/landelijk/beheer/mensen"
BUDGET = 7


def _end(cast: Cast, member: Membership | None, last_day: str = "") -> Any:
    assert member is not None
    path = f"/landelijk/beheer/werk/{member.pk}/beeindigen"
    return cast.otto.browser().post(path, {"last_day": last_day})


def test_a_name_or_an_address_finds_staff_and_never_a_client(cast: Cast) -> None:
    browser = cast.otto.browser()
    assert "Anouk Vermeer" in main_of(browser.get(PEOPLE, {"q": "vermeer ANOUK"}))
    assert "Chaima Bouzid" in main_of(browser.get(PEOPLE, {"q": "chaima@ex"}))
    client = main_of(browser.get(PEOPLE, {"q": "CNRYUT"}))
    assert "Niemand gevonden" in client
    femke = main_of(browser.get(PEOPLE, {"q": "femke"}))
    assert "Nog geen" in femke
    assert "nooit" in femke


def test_every_look_is_a_row_with_whom_it_showed(cast: Cast) -> None:
    browser = cast.otto.browser()
    browser.get(PEOPLE, {"q": "anouk"})
    row = PlatformEntry.objects.get(action="people.listed")
    assert (row.actor_id, row.shown_ids) == (cast.otto.user.pk, [cast.anouk.user.pk])
    browser.get(f"{PEOPLE}/{cast.anouk.user.pk}")
    seen = PlatformEntry.objects.get(action="person.viewed")
    assert (seen.object_kind, seen.object_id) == ("accounts.user", cast.anouk.user.pk)


def test_work_at_a_desk_ends_at_once_and_both_logs_say_so(cast: Cast) -> None:
    anouk = cast.anouk.browser()
    assert anouk.get("/bureau/utrecht").status_code == 200
    assert _end(cast, cast.anouk.member).status_code == 302
    assert anouk.get("/bureau/utrecht").status_code == 404
    with at_desk(cast.utrecht.pk):
        row = Entry.objects.get(action="membership.ended")
    assert (row.actor_kind, row.actor_id) == ("user", cast.otto.user.pk)
    assert PlatformEntry.objects.filter(action="membership.ended").count() == 1
    assert _end(cast, cast.anouk.member).status_code == 409


def test_work_ends_after_a_day_that_was_chosen(cast: Cast) -> None:
    last = timezone.localdate() + timedelta(days=5)
    assert _end(cast, cast.anouk.member, last.isoformat()).status_code == 302
    assert Membership.objects.get(pk=cast.anouk.member.pk).ends_on == last  # type: ignore[union-attr]
    assert cast.anouk.browser().get("/bureau/utrecht").status_code == 200


def test_an_end_is_never_put_off_from_above(cast: Cast) -> None:
    today = timezone.localdate()
    for days, status in ((5, 302), (9, 409), (3, 302)):
        last = today + timedelta(days=days)
        assert _end(cast, cast.anouk.member, last.isoformat()).status_code == status
    assert Membership.objects.get(pk=cast.anouk.member.pk).ends_on == today + timedelta(days=3)  # type: ignore[union-attr]


@pytest.mark.parametrize("days", [None, 9])
def test_the_last_manager_of_a_desk_stays(cast: Cast, days: int | None) -> None:
    last_day = (timezone.localdate() + timedelta(days=days)).isoformat() if days else ""
    answer = _end(cast, cast.mila.member, last_day)
    assert answer.status_code == 409
    assert "laatste manager" in main_of(answer)
    assert cast.mila.browser().get("/bureau/utrecht/team").status_code == 200


def test_the_search_has_a_budget(cast: Cast, queries: Any) -> None:
    browser = cast.otto.browser()
    browser.get(PEOPLE)
    for query in ("dina", "e"):
        with queries() as seen:
            browser.get(PEOPLE, {"q": query})
        assert len(seen) == BUDGET, "\n".join(seen)
