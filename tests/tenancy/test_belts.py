"""Each belt holds alone: the other two are taken off, and the stranger has a full caseload."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import Count, Exists, OuterRef

from clients.models import Client, ClientFile
from loketten.tenancy.composed import composed
from loketten.tenancy.constraints import SameDesk
from loketten.tenancy.context import NoDeskError, OtherDeskError, at_desk
from tests.cast import Cast
from tests.conftest import as_owner_of, clone_of, copy_of, on_database
from tests.house.gates import tenant_models
from tests.tenancy.rows import fill, some_row

MODELS = tenant_models()
IDS = [model._meta.label for model in MODELS]
KEYS = [
    (model, constraint.field)
    for model in MODELS
    for constraint in model._meta.constraints
    if isinstance(constraint, SameDesk)
]


@pytest.fixture(scope="session")
def full_template(
    cast_template: tuple[str, Cast], django_db_blocker: Any
) -> Iterator[tuple[str, Cast]]:
    template, cast = cast_template
    with copy_of(template) as name:
        with django_db_blocker.unblock(), on_database(name):
            fill(cast)
        yield name, cast


# A belt that holds changes nothing, so the tests of one worker can share a database.


@pytest.fixture(scope="session")
def full_database(full_template: tuple[str, Cast]) -> Iterator[str]:
    with copy_of(full_template[0]) as name:
        yield name


@pytest.fixture(scope="session")
def bare_database(full_template: tuple[str, Cast]) -> Iterator[str]:
    with copy_of(full_template[0]) as name:
        for model in MODELS:
            as_owner_of(name, f'ALTER TABLE "{model._meta.db_table}" DISABLE ROW LEVEL SECURITY')
        yield name


@pytest.fixture
def full(
    full_template: tuple[str, Cast], full_database: str, django_db_blocker: Any
) -> Iterator[Cast]:
    """Every tenant table has rows of both desks."""
    with django_db_blocker.unblock(), on_database(full_database):
        yield copy.deepcopy(full_template[1])


@pytest.fixture
def without_rls(
    full_template: tuple[str, Cast], bare_database: str, django_db_blocker: Any
) -> Iterator[Cast]:
    """Belt 2 is off."""
    with django_db_blocker.unblock(), on_database(bare_database):
        yield copy.deepcopy(full_template[1])


@pytest.fixture
def own_full(full_template: tuple[str, Cast], django_db_blocker: Any) -> Iterator[Cast]:
    """The same in a database of this test alone, in which faults can be planted."""
    with clone_of(full_template[0], django_db_blocker):
        yield copy.deepcopy(full_template[1])


def unscoped(model: type[models.Model]) -> models.QuerySet[Any]:
    """Belt 1 is off: a queryset that no manager narrowed."""
    return models.QuerySet(model=model)


# --- belt 1: the predicate -------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_belt_1_shows_only_the_rows_of_the_desk(model: Any, without_rls: Cast) -> None:
    cast = without_rls
    foreign = some_row(model, cast.chaima)
    with cast.anouk.at_work():
        assert unscoped(model).filter(pk=foreign.pk).exists(), "belt 2 must be off here"
        assert set(model.objects.values_list("desk_id", flat=True)) == {cast.utrecht.pk}
        assert not model.objects.filter(pk=foreign.pk).exists()
        assert model.objects.in_bulk([foreign.pk]) == {}
        assert model.objects.filter(pk=foreign.pk).aggregate(n=Count("pk")) == {"n": 0}
        assert list(model.objects.filter(pk=foreign.pk).union(model.objects.none())) == []
        assert not Client.objects.filter(
            Exists(model.objects.filter(pk=foreign.pk, desk_id=OuterRef("desk_id")))
        ).exists()
        with pytest.raises(model.DoesNotExist):
            model.objects.get(pk=foreign.pk)
        with pytest.raises(model.DoesNotExist):
            foreign.refresh_from_db()


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_belt_1_writes_only_rows_of_the_desk(model: Any, without_rls: Cast) -> None:
    cast = without_rls
    foreign = some_row(model, cast.chaima)
    copy_of_it = some_row(model, cast.chaima)
    copy_of_it.pk = None
    for attempt in (
        foreign.save,
        lambda: copy_of_it.save(force_insert=True),
        lambda: model.objects.bulk_create([copy_of_it]),
        lambda: model.objects.update(desk_id=cast.zwolle.pk),
    ):
        with pytest.raises(OtherDeskError), cast.anouk.at_work():
            attempt()
    for attempt in (foreign.delete, model.objects.filter(pk=foreign.pk).delete):
        assert _deleted(cast, attempt) in {0, "permission denied"}
    assert some_row(model, cast.chaima).pk == foreign.pk


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_belt_1_is_closed_outside_a_desk(model: Any, without_rls: Cast) -> None:
    row = some_row(model, without_rls.anouk)
    with pytest.raises(NoDeskError):
        list(model.objects.all())
    with pytest.raises(NoDeskError):
        model.objects.filter(pk=row.pk).exists()
    with pytest.raises(NoDeskError):
        model.objects.filter(pk=row.pk).update(id=row.pk)
    with pytest.raises(NoDeskError):
        model.objects.filter(pk=row.pk).delete()
    with pytest.raises(NoDeskError):
        row.save()
    with pytest.raises(NoDeskError):
        row.delete()


def test_belt_1_holds_for_related_rows(without_rls: Cast) -> None:
    cast = without_rls
    foreign = cast.files["zwolle"]
    with cast.anouk.at_work():
        assert not foreign.sessions.exists()
        bare = ClientFile(client_id=foreign.client_id)
        with pytest.raises(Client.DoesNotExist):
            _ = bare.client


def test_a_queryset_asks_for_the_desk_when_it_runs_not_when_it_is_made(full: Cast) -> None:
    with full.anouk.at_work():
        everybody = Client.objects.all()
        here = {row.desk_id for row in everybody.all()}
    with full.chaima.at_work():
        there = {row.desk_id for row in everybody.all()}
    assert (here, there) == ({full.utrecht.pk}, {full.zwolle.pk})


# --- belt 2: row-level security --------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_belt_2_shows_only_the_rows_of_the_desk(model: Any, full: Cast) -> None:
    foreign = some_row(model, full.chaima)
    with full.anouk.at_work():
        assert set(unscoped(model).values_list("desk_id", flat=True)) == {full.utrecht.pk}
        assert not unscoped(model).filter(pk=foreign.pk).exists()
        assert _raw(f'SELECT count(*) FROM "{model._meta.db_table}" WHERE desk_id <> %s', full) == 0


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_belt_2_writes_only_rows_of_the_desk(model: Any, full: Cast) -> None:
    table = model._meta.db_table
    foreign = some_row(model, full.chaima)
    columns = [f'"{field.column}"' for field in model._meta.concrete_fields if field.column != "id"]
    values = [
        field.get_db_prep_value(getattr(foreign, field.attname), connection)
        for field in model._meta.concrete_fields
        if field.column != "id"
    ]
    insert = (
        f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({", ".join(["%s"] * len(columns))})'
    )
    assert _refusal(full, insert, values) == "row-level security"
    update = f'UPDATE "{table}" SET desk_id = desk_id WHERE id = %s'
    delete = f'DELETE FROM "{table}" WHERE id = %s'
    for statement in (update, delete):
        # Either the row is not there, or the role may not change this table at all.
        assert _refusal(full, statement, [foreign.pk]) in {0, "permission denied"}
    own = some_row(model, full.anouk)
    move = f'UPDATE "{table}" SET desk_id = %s WHERE id = %s'
    assert _refusal(full, move, [full.zwolle.pk, own.pk]) in {
        "row-level security",
        "permission denied",
    }


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_belt_2_is_closed_outside_a_desk(model: Any, full: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
        assert cursor.fetchone() == (0,)


def test_belt_2_closes_again_after_the_desk(full: Cast) -> None:
    with full.anouk.at_work():
        assert _raw("SELECT count(*) FROM clients_client WHERE desk_id = %s", full) == 3
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), current_setting('loketten.desk', true) FROM clients_client"
        )
        assert cursor.fetchone() == (0, "")


@pytest.mark.parametrize(
    "sql",
    [
        "TRUNCATE clients_client CASCADE",
        "ALTER TABLE clients_client DISABLE ROW LEVEL SECURITY",
        "DROP POLICY desk ON clients_client",
        "CREATE POLICY mine ON clients_client USING (true)",
        "SET row_security = off; SELECT count(*) FROM clients_client",
        "CREATE TABLE mine AS SELECT * FROM clients_client",
    ],
)
def test_the_app_role_cannot_take_the_belt_off(sql: str, full: Cast) -> None:
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(sql)


# --- belt 3: same-desk keys ------------------------------------------------------------------


@pytest.mark.parametrize(("model", "field"), KEYS, ids=[f"{m._meta.label}.{f}" for m, f in KEYS])
def test_belt_3_no_row_hangs_on_another_desk(
    model: Any, field: str, without_rls: Cast, as_owner: Any
) -> None:
    cast = without_rls
    own, foreign = some_row(model, cast.anouk), some_row(model, cast.chaima)
    column = model._meta.get_field(field).column
    target = getattr(foreign, model._meta.get_field(field).attname) or cast.chaima.member.pk  # type: ignore[union-attr]
    refusals = []
    for value in (target, 2_000_000_000):
        with pytest.raises(Exception) as caught:
            as_owner.execute(
                f'UPDATE "{model._meta.db_table}" SET "{column}" = %s WHERE id = %s',
                [value, own.pk],
            )
        refusals.append((type(caught.value).__name__, caught.value.diag.constraint_name))
    # A foreign id and an id that does not exist are refused alike: no oracle.
    assert refusals[0] == refusals[1]
    assert refusals[0][0] == "ForeignKeyViolation"


def test_belt_3_no_cascade_reaches_another_desk(without_rls: Cast, as_owner: Any) -> None:
    cast = without_rls
    before = _counts(as_owner, cast.zwolle.pk)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM clients_client WHERE desk_id = %s", [cast.utrecht.pk])
    assert _counts(as_owner, cast.zwolle.pk) == before


def test_a_mixed_id_is_answered_like_an_unknown_one(full: Cast) -> None:
    from django.core.exceptions import ValidationError

    foreign = full.files["zwolle"]
    messages = []
    with full.anouk.at_work():
        for client_id in (foreign.client_id, 2_000_000_000):
            file = ClientFile(client_id=client_id, owner=full.anouk.member)
            with pytest.raises(ValidationError) as caught:
                file.full_clean()
            messages.append(caught.value.message_dict)
    assert messages[0].keys() == messages[1].keys() == {"client"}


# --- the context -----------------------------------------------------------------------------


def test_a_second_desk_inside_a_first_is_refused(full: Cast) -> None:
    with full.anouk.at_work():
        with pytest.raises(OtherDeskError), at_desk(full.zwolle.pk):
            pytest.fail("two desks were open at once")
        with pytest.raises(OtherDeskError), at_desk(full.utrecht.pk, member_id=full.bas.member.pk):  # type: ignore[union-attr]
            pytest.fail("two members worked at once")
        assert Client.objects.count() == 3


def test_the_same_desk_inside_keeps_the_member(full: Cast) -> None:
    with full.anouk.at_work():
        with at_desk(full.utrecht.pk):
            assert _setting("loketten.member") == str(full.anouk.member.pk)  # type: ignore[union-attr]
        assert _setting("loketten.desk") == str(full.utrecht.pk)


def test_an_outer_transaction_gets_its_setting_back(full: Cast) -> None:
    with transaction.atomic():
        with full.anouk.at_work():
            assert _setting("loketten.desk") == str(full.utrecht.pk)
        assert _setting("loketten.desk") == ""
        with pytest.raises(RuntimeError), full.chaima.at_work():
            raise RuntimeError
        assert _setting("loketten.desk") in {"", None}


def test_a_killed_transaction_leaves_no_desk_on_the_connection(full: Cast) -> None:
    with pytest.raises(DatabaseError), full.anouk.at_work(), connection.cursor() as cursor:
        cursor.execute("SELECT 1/0")
    assert _setting("loketten.desk") in {"", None}


def test_the_setting_never_outlives_its_transaction(full: Cast) -> None:
    for somebody in (full.anouk, full.chaima) * 5:
        with somebody.at_work():
            assert _setting("loketten.desk") == str(somebody.desk_id)
        assert _setting("loketten.desk") == ""


# --- planted: the tests above go red when a belt is missing ----------------------------------


def test_without_both_belts_the_foreign_row_would_show(without_rls: Cast) -> None:
    foreign = some_row(Client, without_rls.chaima)
    with without_rls.anouk.at_work():
        assert unscoped(Client).filter(pk=foreign.pk).exists()


def test_without_belt_3_the_link_would_be_made(own_full: Cast, as_owner: Any) -> None:
    cast = own_full
    as_owner.execute(
        "ALTER TABLE clients_clientfile DROP CONSTRAINT clients_clientfile_client_same_desk"
    )
    as_owner.execute(
        "UPDATE clients_clientfile SET client_id = %s WHERE id = %s",
        [cast.files["zwolle"].client_id, cast.files["utrecht"].pk],
    )
    assert as_owner.rowcount == 1


def test_a_migration_over_a_bad_row_fails(own_full: Cast, as_owner: Any) -> None:
    """Under FORCE an owner without a policy of its own would be blind and call it valid."""
    as_owner.execute(
        "ALTER TABLE clients_clientfile DROP CONSTRAINT clients_clientfile_client_same_desk"
    )
    as_owner.execute(
        "UPDATE clients_clientfile SET client_id = %s WHERE id = %s",
        [own_full.files["zwolle"].client_id, own_full.files["utrecht"].pk],
    )
    add = (
        "ALTER TABLE clients_clientfile ADD CONSTRAINT clients_clientfile_client_same_desk "
        "FOREIGN KEY (desk_id, client_id) REFERENCES clients_client (desk_id, id)"
    )
    with pytest.raises(Exception, match="violates foreign key"):
        as_owner.execute(add)


def _raw(sql: str, cast: Cast) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, [cast.utrecht.pk])
        return cursor.fetchone()[0]


def _refusal(cast: Cast, sql: str, params: list[Any]) -> int | str:
    """Rows changed, or what the database says no with."""
    try:
        with cast.anouk.at_work(), connection.cursor() as cursor:
            cursor.execute(sql, params)
            return int(cursor.rowcount)
    except DatabaseError as error:
        for reason in ("row-level security", "permission denied"):
            if reason in str(error):
                return reason
        raise


def _deleted(cast: Cast, attempt: Any) -> int | str:
    """Rows deleted through the ORM; an append-only table refuses."""
    try:
        with cast.anouk.at_work():
            return int(attempt()[0])
    except DatabaseError as error:
        if "permission denied" not in str(error):
            raise
        return "permission denied"


def _setting(name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return cursor.fetchone()[0]


def _counts(cursor: Any, desk_id: int) -> dict[str, int]:
    counts = {}
    for model in MODELS:
        table = model._meta.db_table
        cursor.execute(f'SELECT count(*) FROM "{table}" WHERE desk_id = %s', [desk_id])
        counts[table] = cursor.fetchone()[0]
    return counts


def test_belt_1_holds_for_a_query_that_is_composed_once(without_rls: Cast) -> None:
    cast = without_rls
    asked = composed(lambda: Client.objects.values_list("desk", flat=True).distinct())
    for somebody in (cast.anouk, cast.chaima, cast.anouk):
        with somebody.at_work():
            assert asked.rows() == [somebody.desk_id]
    with pytest.raises(NoDeskError):
        asked.rows()
