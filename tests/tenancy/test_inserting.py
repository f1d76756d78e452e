"""What is written by a kept statement is what Django would write, at one desk."""

from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from advice.models import AdviceSession, SessionTheme, TalkDraft
from loketten.audit.models import Entry
from loketten.tenancy.context import NoDeskError, OtherDeskError
from loketten.tenancy.inserting import insert, insert_all
from loketten.tenancy.models import Code, CodeList
from tests.cast import Cast, Somebody

pytestmark = pytest.mark.usefixtures("fresh_line")
# Enough for PostgreSQL to plan a statement for every row at once.
_OFTEN = 8


def _talk(person: Somebody, file: Any, **more: Any) -> AdviceSession:
    at = timezone.now()
    return AdviceSession(
        file=file,
        counselor=person.member,
        held_at=at,
        written_at=at,
        channel_id="channel.video",
        kind_id="kind.intake",
        **{"summary": "Gebeld.", **more},
    )


def _is_planned(table: str) -> bool:
    """Once for every row, and not for each anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans > 0 FROM pg_prepared_statements WHERE statement LIKE %s",
            [f'%INSERT INTO "{table}" %'],
        )
        [(is_planned,)] = cursor.fetchall()
    return bool(is_planned)


def _columns(row: models.Model) -> dict[str, Any]:
    fields = (one for one in row._meta.concrete_fields if not one.primary_key)
    return {one.attname: getattr(row, one.attname) for one in fields}


def test_the_row_is_that_of_save(cast: Cast) -> None:
    words = "100 % 'zeker' \\ Zoë\n{}"
    with cast.anouk.at_work():
        for _ in range(_OFTEN):
            row = _talk(cast.anouk, cast.files["utrecht"], summary=words)
            assert insert(row) is row
            found = AdviceSession.objects.get(pk=row.pk)
            assert _columns(found) == _columns(row)
            assert found.summary == words
            assert (row._state.adding, row._state.db) == (False, "default")
            row.summary = "anders"
            row.save()
            assert AdviceSession.objects.get(pk=row.pk).summary == "anders"
    assert _is_planned("advice_advicesession")


def test_what_the_database_fills_in_comes_back(cast: Cast) -> None:
    with cast.anouk.at_work():
        for shown, changed in (([], []), ([3, 1], ["name", "phone"])):
            row = insert(
                Entry(actor_kind="system", action="x", shown_ids=shown, changed_fields=changed)
            )
            found = Entry.objects.get(pk=row.pk)
            assert _columns(found) == _columns(row)
            assert (found.shown_ids, found.changed_fields) == (shown, changed)
            assert found.at
            assert found.transaction > 0


def test_many_rows_are_one_statement(cast: Cast, queries: Any) -> None:
    themes = [*Code.objects.filter(list=CodeList.THEME).values_list("pk", flat=True)[:3]]
    with cast.anouk.at_work():
        for number in (3, 1, 2) * _OFTEN:
            talk = insert(_talk(cast.anouk, cast.files["utrecht"]))
            rows = [SessionTheme(session=talk, theme_id=theme) for theme in themes[:number]]
            with queries() as seen:
                insert_all(rows)
            assert len(seen) == 1
            found = SessionTheme.objects.filter(session=talk).order_by("pk")
            assert [_columns(one) for one in found] == [_columns(row) for row in rows]
            assert [one.pk for one in found] == [row.pk for row in rows]
        with queries() as seen:
            insert_all([])
        assert not seen
    assert _is_planned("advice_sessiontheme")


def test_rows_with_arrays_are_told_apart(cast: Cast) -> None:
    with pytest.raises(TypeError, match="Entry"), cast.anouk.at_work():
        insert_all([Entry(actor_kind="system", action="x")])


def test_each_desk_writes_its_own_and_no_other(cast: Cast) -> None:
    for somebody, desk in ((cast.anouk, "utrecht"), (cast.chaima, "zwolle")) * 2:
        with somebody.at_work():
            row = insert(TalkDraft(file=cast.files[desk], author=somebody.member))
            assert row.desk_id == somebody.member.desk_id
            assert [one.pk for one in TalkDraft.objects.all()] == [row.pk]
            row.delete()
    with cast.anouk.at_work():
        theirs = TalkDraft(file=cast.files["utrecht"], author=cast.anouk.member)
    with pytest.raises(OtherDeskError), cast.chaima.at_work():
        insert(theirs)
    with pytest.raises(NoDeskError), transaction.atomic():
        insert(theirs)
    for somebody in (cast.anouk, cast.chaima):
        with somebody.at_work():
            assert not TalkDraft.objects.exists()


def test_the_second_belt_refuses_the_row_of_another_desk(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The column no longer looks at which desk is open: the database is left."""
    monkeypatch.setattr(type(Entry._meta.get_field("desk")), "get_db_prep_save", _unasked)
    with cast.anouk.at_work():
        theirs = Entry(actor_kind="system", action="x")
        insert(Entry(actor_kind="system", action="x"))
    refused = 'row-level security policy for table "audit_entry"'
    with pytest.raises(DatabaseError, match=refused), cast.chaima.at_work():
        insert(theirs)


def test_nobody_goes_on_after_an_error(cast: Cast) -> None:
    with cast.anouk.at_work():
        theirs = Entry(actor_kind="system", action="x")

    def go_on() -> None:
        with cast.chaima.at_work():
            insert(Entry(actor_kind="system", action="y"))
            with suppress(OtherDeskError):
                insert(theirs)
            insert(Entry(actor_kind="system", action="z"))

    with pytest.raises(TransactionManagementError):
        go_on()
    with cast.chaima.at_work():
        assert not Entry.objects.exists()


def _unasked(_field: Any, value: Any, connection: Any) -> Any:
    return value


def test_a_rule_that_says_no_leaves_the_plan(cast: Cast) -> None:
    file = cast.files["utrecht"]
    with cast.anouk.at_work():
        key = uuid4()
        insert(_talk(cast.anouk, file, key=key))
        with pytest.raises(IntegrityError, match="session_key_once"), transaction.atomic():
            insert(_talk(cast.anouk, file, key=key))
        assert connection.connection.is_direct
        assert insert(_talk(cast.anouk, file)).pk


def test_it_is_always_a_new_row(cast: Cast) -> None:
    with cast.anouk.at_work():
        first = insert(Entry(actor_kind="system", action="x")).pk
        assert insert(Entry(pk=first, actor_kind="system", action="y")).pk != first
        assert Entry.objects.get(pk=first).action == "x"
