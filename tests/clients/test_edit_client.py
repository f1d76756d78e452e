"""Rules of changing what is known of somebody."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from clients.actions.edit_client import edit_client
from clients.models import Client
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.last_writer import last_writer
from loketten.audit.models import Entry
from loketten.kit.bsn import LooksLikeBsn
from tests.cast import Cast
from tests.clients.people import BSN, last_entry, opened, person


def test_an_edit_changes_what_differs_and_counts(cast: Cast) -> None:
    with cast.anouk.at_work():
        client = opened(cast.anouk).client
        whom = person(
            last_name="van Haile", phone="", email="s.haile@example.nl", contact_by="email"
        )
        edit_client(client, whom, by=cast.anouk.member, version=1)
        after = Client.objects.get(pk=client.pk)
        assert (after.last_name, after.version, after.search_key) == (
            "van Haile", 2, "selam van haile"
        )  # fmt: skip
        assert after.sort_key == "haile selam"
        assert last_entry().action == "client.edited"
        assert last_entry().changed_fields == ["contact_by", "email", "last_name", "phone"]


def test_the_log_marks_a_client_of_a_colleague(cast: Cast) -> None:
    with cast.bas.at_work():
        client = opened(cast.bas).client
    with cast.anouk.at_work():
        edit_client(client, person(first_name="S."), by=cast.anouk.member, version=1)
        assert last_entry().is_outside_caseload


def test_the_second_of_two_editors_is_stopped(cast: Cast) -> None:
    with cast.anouk.at_work():
        client = opened(cast.anouk).client
        edit_client(client, person(first_name="Sara"), by=cast.anouk.member, version=1)
        with pytest.raises(ChangedMeanwhile) as caught:
            edit_client(client, person(first_name="Sofie"), by=cast.anouk.member, version=1)
        assert caught.value.row.first_name == "Sara"
        assert Client.objects.get(pk=client.pk).first_name == "Sara"


def test_pressing_twice_is_no_conflict_and_one_row(cast: Cast) -> None:
    with cast.anouk.at_work():
        client = opened(cast.anouk).client
        for _ in range(2):
            edit_client(client, person(first_name="Sara"), by=cast.anouk.member, version=1)
        assert Client.objects.get(pk=client.pk).version == 2
        assert Entry.objects.filter(action="client.edited").count() == 1


def test_of_ten_editors_at_once_one_wins_and_nine_are_told(real_cast: Cast) -> None:
    anouk = real_cast.anouk
    with anouk.at_work():
        client = opened(anouk).client

    def edit(place: int) -> bool:
        try:
            with anouk.at_work():
                edit_client(client, person(first_name=f"S{place}"), by=anouk.member, version=1)
                return True
        except ChangedMeanwhile:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(edit, range(10))) == 1
    with anouk.at_work():
        assert Client.objects.get(pk=client.pk).version == 2


def test_an_edit_takes_no_citizen_service_number(cast: Cast) -> None:
    with cast.anouk.at_work():
        client = opened(cast.anouk).client
        whom = person(first_name=BSN)
        with pytest.raises(LooksLikeBsn):
            edit_client(client, whom, by=cast.anouk.member, version=1)
        edit_client(client, whom, by=cast.anouk.member, version=1, vouched=["first_name"])
        assert Entry.objects.get(action="bsn.overruled").changed_fields == ["first_name"]


def test_the_log_knows_who_wrote_last(cast: Cast) -> None:
    with cast.bas.at_work():
        client = opened(cast.bas).client
        assert last_writer(client) == ""
        edit_client(client, person(first_name="Sara"), by=cast.bas.member, version=1)
        assert last_writer(client) == "Bas Elferink"
