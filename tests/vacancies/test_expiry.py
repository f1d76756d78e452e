"""A reminder before the last day, once, and the end after it, with its own day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from loketten.audit import outbox
from loketten.audit.models import Entry, Outbox
from tests.cast import Cast, Somebody
from tests.vacancies.places import online
from vacancies.actions.expiry import end_expired, remind_owners
from vacancies.actions.publish import refresh_vacancy
from vacancies.models import Listing, Vacancy
from vacancies.tasks import end_all


def _ends_in(days: int, by: Somebody) -> Vacancy:
    """The last day to answer decides."""
    return online(by, apply_by=timezone.localdate() + timedelta(days=days))


def _deliver(by: Somebody) -> None:
    for row in Outbox.objects.filter(effect="vacancies.ends_soon", delivered_at__isnull=True):
        assert outbox.deliver(by.desk_id, row.pk)


def test_the_owner_is_reminded_once_before_each_last_day(cast: Cast) -> None:
    today = timezone.localdate()
    with cast.anouk.at_work():
        vacancy = _ends_in(7, cast.anouk)
        _ends_in(8, cast.anouk)
        assert [remind_owners(today), remind_owners(today)] == [1, 0]
        _deliver(cast.anouk)
        vacancy.refresh_from_db()
        assert remind_owners(today + timedelta(days=1)) == 1  # the other one
    assert [sent.to for sent in mail.outbox] == [["anouk@example.nl"]]
    assert "Leerling-timmerman" in mail.outbox[0].body
    assert f"/bureau/utrecht/vacatures/{vacancy.public_id}" in mail.outbox[0].body


def test_who_refreshed_in_between_gets_no_mail_but_a_new_reminder_later(cast: Cast) -> None:
    today = timezone.localdate()
    with cast.anouk.at_work():
        vacancy = online(cast.anouk)
        last_day = vacancy.expires_on
        assert last_day
        assert remind_owners(last_day) == 1
        Vacancy.objects.update(expires_on=last_day - timedelta(days=9))
        refresh_vacancy(vacancy, by=cast.anouk.member)
        Vacancy.objects.update(expires_on=today + timedelta(days=3))
        _deliver(cast.anouk)
        assert mail.outbox == []
        assert remind_owners(today) == 1


def test_the_desk_is_told_when_the_owner_has_left(cast: Cast) -> None:
    with cast.anouk.at_work():
        vacancy = _ends_in(2, cast.anouk)
        Vacancy.objects.filter(pk=vacancy.pk).update(owner=cast.eva.member)
        remind_owners(timezone.localdate())
        _deliver(cast.anouk)
    assert [sent.to for sent in mail.outbox] == [["utrecht@example.nl"]]


@pytest.mark.parametrize("late", [1, 9])
def test_a_place_ends_with_its_last_day_however_late_the_task_runs(cast: Cast, late: int) -> None:
    with cast.anouk.at_work():
        vacancy = _ends_in(3, cast.anouk)
        last_day = vacancy.expires_on
        assert last_day
        assert end_expired(last_day) == 0
        assert end_expired(last_day + timedelta(days=late)) == 1
        vacancy.refresh_from_db()
        assert (vacancy.state, vacancy.closed_how) == ("closed", "expired")
        assert vacancy.closed_on == last_day
        assert Listing.objects.get(public_id=vacancy.public_id).ended_on == last_day
        entry = Entry.objects.get(action="vacancy.ended")
        assert (entry.actor_kind, entry.object_id) == ("system", vacancy.pk)


def test_the_nightly_task_goes_by_every_desk(cast: Cast, time_machine: Any) -> None:
    ended: list[date] = []
    for somebody in (cast.anouk, cast.chaima):
        with somebody.at_work():
            _ends_in(3, somebody)
    time_machine.move_to(timezone.now() + timedelta(days=5))
    end_all()
    for somebody in (cast.anouk, cast.chaima):
        with somebody.at_work():
            ended += Vacancy.objects.closed().values_list("closed_on", flat=True)
    assert len(ended) == 2


def test_of_a_closed_desk_nothing_is_online_from_midnight_on(cast: Cast, client: Client) -> None:
    today, desk = timezone.localdate(), cast.utrecht
    with cast.anouk.at_work():
        listing = Listing.objects.get(public_id=online(cast.anouk).public_id)
    address = f"/vacatures/utrecht/{listing.slug}"
    desk.closed_on = today + timedelta(days=1)
    desk.save(update_fields=["closed_on"])
    assert client.get(address).status_code == 200, "the last day counts"
    desk.closed_on = today
    desk.save(update_fields=["closed_on"])
    assert not Listing.objects.live(today).exists()
    assert client.get(address).status_code == 410
    end_all()
    listing.refresh_from_db()
    assert listing.ended_on == today - timedelta(days=1)
