"""Rules of registering somebody."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from clients.actions.open_file import LooksLikeSomebody, OtherClientWithKey, open_file
from clients.actions.rules import NotACounselor, QuestionInFuture, QuestionTooOld
from clients.choices import FileEventKind
from clients.models import Client, ClientFile, FileEvent
from loketten.audit.models import Entry
from loketten.kit.bsn import LooksLikeBsn
from loketten.tenancy.context import at_desk
from tests.cast import Cast
from tests.clients.people import BSN, last_entry, opened, person


def test_a_file_keeps_all_that_was_said(cast: Cast) -> None:
    with cast.anouk.at_work():
        day = timezone.localdate() - timedelta(days=3)
        file = opened(cast.anouk, asked_on=day, entry="entry.uwv")
        client = Client.objects.get(pk=file.client_id)
        assert {name: getattr(client, name) for name in person().columns} == person().columns
        assert (file.asked_on, file.entry_id, file.owner_id) == (
            day, "entry.uwv", cast.anouk.member.pk
        )  # fmt: skip
        assert (file.situation, file.highest_level_id, file.asked_target_groups) == (
            "",
            None,
            False,
        )
        event = FileEvent.objects.get(file=file)
        assert (event.kind, event.by_id) == (FileEventKind.OPENED, cast.anouk.member.pk)


def test_numbers_follow_each_other_at_each_desk_on_its_own(cast: Cast) -> None:
    with cast.anouk.at_work():
        numbers = [
            opened(cast.anouk, person(first_name=name, email="", phone="", contact_by="none"))
            for name in ("Een", "Twee")
        ]
        assert [file.client.number for file in numbers] == ["UT-00001", "UT-00002"]
    with cast.chaima.at_work():
        assert opened(cast.chaima).client.number == "ZW-00001"


def test_one_row_in_the_log_says_who_and_never_whom(cast: Cast) -> None:
    with cast.anouk.at_work():
        before = Entry.objects.count()
        file = opened(cast.anouk)
        entry = last_entry()
        assert Entry.objects.count() == before + 1
        assert (entry.action, entry.object_id) == ("file.opened", file.pk)
        assert entry.actor_id == cast.anouk.member.pk
        assert "Haile" not in str(vars(entry))


def test_the_same_form_twice_is_one_client(cast: Cast) -> None:
    with cast.anouk.at_work():
        key = uuid.uuid4()
        assert opened(cast.anouk, key=key).pk == opened(cast.anouk, key=key).pk
        assert Client.objects.filter(last_name="Haile").count() == 1


@pytest.mark.parametrize(
    "changes", [{"first_name": "Yonas"}, {"phone": "0600000042"}, {"birth_year": 1995}]
)
def test_the_same_form_about_another_person_is_no_silence(
    cast: Cast, changes: dict[str, Any]
) -> None:
    with cast.anouk.at_work():
        key = uuid.uuid4()
        opened(cast.anouk, key=key)
        with pytest.raises(OtherClientWithKey):
            opened(cast.anouk, person(**changes), key=key)


def test_the_same_form_with_other_answers_about_the_file_is_no_silence(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    with cast.anouk.at_work():
        key = uuid.uuid4()
        opened(cast.anouk, key=key)
        for changes in (
            {"owner": cast.bas.member},
            {"asked_on": yesterday},
            {"entry": "entry.uwv"},
        ):
            with pytest.raises(OtherClientWithKey):
                opened(cast.anouk, key=key, **changes)


def test_the_key_of_another_desk_says_nothing(cast: Cast) -> None:
    key = uuid.uuid4()
    with cast.chaima.at_work():
        opened(cast.chaima, key=key)
    with cast.anouk.at_work():
        assert opened(cast.anouk, key=key).client.number == "UT-00001"


def test_twenty_at_once_make_one_client(real_cast: Cast) -> None:
    key, anouk = uuid.uuid4(), real_cast.anouk

    def submit(_: int) -> str:
        try:
            with anouk.at_work():
                return opened(anouk, key=key).client.number
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(submit, range(20))) == {"UT-00001"}
    with anouk.at_work():
        assert Client.objects.filter(last_name="Haile").count() == 1
        assert Entry.objects.filter(action="file.opened").count() == 1


def test_twenty_people_at_once_get_twenty_numbers(real_cast: Cast) -> None:
    anouk = real_cast.anouk

    def register(place: int) -> str:
        try:
            with anouk.at_work():
                whom = person(first_name=f"Kind{place}", birth_year=None, email="", phone="",
                              contact_by="none", last_name=f"Naam{place}")  # fmt: skip
                return opened(anouk, whom, is_somebody_else=True).client.number
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        numbers = list(pool.map(register, range(20)))
    assert sorted(numbers) == [f"UT-{number:05}" for number in range(1, 21)]


LOOKALIKES = {
    "same name and year": {"email": "", "phone": "", "contact_by": "none"},
    "a typing error": {"last_name": "Hayle", "email": "", "phone": "", "contact_by": "none"},
    "the name alone": {"birth_year": None, "email": "", "phone": "", "contact_by": "none"},
    "the address alone": {"first_name": "A", "last_name": "B", "birth_year": 1970, "phone": ""},
    "the number alone": {"first_name": "A", "last_name": "B", "birth_year": 1970, "email": ""},
}


@pytest.mark.parametrize("what", LOOKALIKES)
def test_somebody_who_resembles_a_client_is_pointed_out(cast: Cast, what: str) -> None:
    changes: dict[str, Any] = {"contact_by": "none", **LOOKALIKES[what]}
    with cast.anouk.at_work():
        first = opened(cast.anouk)
        with pytest.raises(LooksLikeSomebody) as caught:
            opened(cast.anouk, person(**changes))
        assert caught.value.clients == [first.client]
        assert opened(cast.anouk, person(**changes), is_somebody_else=True).pk != first.pk


@pytest.mark.parametrize(
    "changes",
    [{"first_name": "Bart", "last_name": "Smit"}, {"birth_year": 1971}],
)
def test_somebody_else_is_not_pointed_out(cast: Cast, changes: dict[str, Any]) -> None:
    with cast.anouk.at_work():
        opened(cast.anouk)
        bare = {"email": "", "phone": "", "contact_by": "none"}
        assert opened(cast.anouk, person(**bare, **changes)).client.number == "UT-00002"


def test_a_lookalike_at_another_desk_is_never_mentioned(cast: Cast) -> None:
    with cast.chaima.at_work():
        opened(cast.chaima)
    with cast.anouk.at_work():
        assert opened(cast.anouk).client.number == "UT-00001"


def test_two_forms_at_once_see_each_other(real_cast: Cast) -> None:
    anouk = real_cast.anouk

    def register(_: int) -> bool:
        try:
            with anouk.at_work():
                opened(anouk)
                return True
        except LooksLikeSomebody:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(register, range(4))) == [False, False, False, True]


@pytest.mark.parametrize("who", ["bram", "mila", "eva", "chaima"])
def test_only_a_counselor_of_this_desk_has_files(cast: Cast, who: str) -> None:
    with cast.anouk.at_work(), pytest.raises(NotACounselor):
        opened(cast.anouk, owner=getattr(cast, who).member)


@pytest.mark.parametrize(("days", "error"), [(1, QuestionInFuture), (-9000, QuestionTooOld)])
def test_a_question_comes_on_a_possible_day(cast: Cast, days: int, error: type[Exception]) -> None:
    with cast.anouk.at_work(), pytest.raises(error):
        opened(cast.anouk, asked_on=timezone.localdate() + timedelta(days=days))


def test_reception_opens_a_file_for_a_counselor(cast: Cast) -> None:
    with cast.bram.at_work():
        file = opened(cast.bram, owner=cast.bas.member)
        assert file.owner_id == cast.bas.member.pk
        assert not last_entry().is_outside_caseload


def test_a_citizen_service_number_is_refused_without_the_form_too(cast: Cast) -> None:
    with cast.anouk.at_work():
        with pytest.raises(LooksLikeBsn) as caught:
            opened(cast.anouk, person(last_name=f"Haile {BSN}"))
        assert caught.value.fields == {"last_name"}
        assert not Client.objects.filter(last_name__startswith="Haile").exists()


def test_who_vouches_for_it_is_logged_without_the_digits(cast: Cast) -> None:
    with cast.anouk.at_work():
        opened(cast.anouk, person(last_name=f"Haile {BSN}"), vouched=["last_name"])
        entry = Entry.objects.get(action="bsn.overruled")
        assert entry.changed_fields == ["last_name"]
        assert BSN not in str(vars(entry))


@pytest.mark.parametrize("name", ["يوسف", "ዮናስ", "İpek Işık", "Strauß", "’t Hart", "Ng"])
def test_names_stay_as_people_write_them(cast: Cast, name: str) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk, person(first_name="", last_name=name))
        assert Client.objects.get(pk=file.client_id).last_name == name


def test_a_failure_leaves_nothing_behind(cast: Cast) -> None:
    with cast.anouk.at_work():
        before = (Client.objects.count(), ClientFile.objects.count(), Entry.objects.count())
        with pytest.raises(NotACounselor):
            open_file(
                person(),
                by=cast.anouk.member,
                owner=cast.bram.member,
                key=uuid.uuid4(),
                asked_on=timezone.localdate(),
            )
        assert before == (
            Client.objects.count(), ClientFile.objects.count(), Entry.objects.count()
        )  # fmt: skip


def test_a_second_desk_cannot_see_the_new_client(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
    with at_desk(cast.zwolle.pk):
        assert not Client.objects.filter(pk=file.client_id).exists()
