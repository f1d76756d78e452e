"""What is asked again and again is planned once by each connection, and still sees one desk."""

from typing import Any

import pytest
from django.db import NotSupportedError, ProgrammingError, connection, transaction

from advice.models import TalkDraft
from clients.lookups import file_or_404, files_with
from clients.models import Client
from loketten.tenancy.composed import Asked, composed
from loketten.tenancy.context import at_desk, leave_desk
from loketten.tenancy.postgresql import prepared
from loketten.tenancy.postgresql.prepared import Repeated
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("fresh_line")


def _planned() -> dict[str, str]:
    """Each statement of this connection, by its name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, statement FROM pg_prepared_statements")
        return dict(cursor.fetchall())


def _asked(statement: Repeated, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def test_one_plan_answers_each_desk_with_its_own(cast: Cast) -> None:
    everybody = composed(lambda: Client.objects.order_by("number"))
    before = set(_planned())
    desks = [cast.anouk.member.desk_id, cast.chaima.member.desk_id]
    # Often enough for PostgreSQL to plan it for every desk at once.
    for desk in desks * 8:
        with at_desk(desk):
            found = everybody.rows()
            assert found
            assert {one.desk_id for one in found} == {desk}
            assert found == list(Client.objects.order_by("number"))
    made = set(_planned()) - before
    assert len(made) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT generic_plans FROM pg_prepared_statements WHERE name = %s", [*made])
        assert cursor.fetchone()[0] > 0


def test_the_second_belt_holds_when_the_first_is_gone(cast: Cast) -> None:
    """The condition of the desk is taken out of the statement: row-level security is left."""
    everybody = Repeated('SELECT "desk_id" FROM "clients_client"', ())
    for desk in [cast.anouk.member.desk_id, cast.chaima.member.desk_id] * 8:
        with at_desk(desk):
            assert {found for (found,) in _asked(everybody)} == {desk}
    # Outside a desk, in a transaction that knew one before.
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('loketten.desk', '', true)")
    leave_desk()
    assert _asked(everybody) == []


def test_one_plan_shows_each_member_her_own(cast: Cast) -> None:
    """What only its author sees: also by the desk's others, and by nobody in particular."""
    drafts = Repeated('SELECT "author_id" FROM "advice_talkdraft" WHERE "version" = %s', [0])
    anouk, bram = cast.anouk.member, cast.bram.member
    with cast.anouk.at_work():
        TalkDraft.objects.create(file=cast.files["utrecht"], author=anouk, version=3)
    for member, seen in [(anouk.pk, [(anouk.pk,)]), (bram.pk, []), (None, [])] * 8:
        with at_desk(anouk.desk_id, member_id=member):
            assert _asked(drafts, 3) == seen


def test_what_never_differs_is_part_of_the_plan(db: None) -> None:
    asked = Repeated("SELECT %s || ' 100%%' WHERE 1 = %s AND 'it''s' = %s", [1])
    for number, found in ((1, [("a 100%",)]), (2, [])):
        assert _asked(asked, "a", number, "it's") == found
    assert _planned()[asked.name].endswith(
        "SELECT 'a' || ' 100%' WHERE 1 = $1 AND 'it''s' = 'it''s'"
    )


def test_the_real_ones_are_planned(cast: Cast) -> None:
    with cast.anouk.at_work():
        number = files_with("").model.objects.select_related("client").first().client.number
        before = set(_planned())
        for _ in range(3):
            assert file_or_404(number).client.number == number
        assert len(set(_planned()) - before) <= 1
    assert any("clients_clientfile" in statement for statement in _planned().values())


def test_behind_a_pooler_nothing_is_prepared(db: None) -> None:
    connection.connection.is_direct = False
    asked = Repeated("SELECT %s + 1", [0])
    assert _asked(asked, 1) == [(2,)]
    assert asked.name not in _planned()
    connection.connection.find_out()
    assert connection.connection.is_direct


@pytest.mark.parametrize(
    ("wider", "error", "then"), [("text", NotSupportedError, "x"), ("integer", ProgrammingError, 0)]
)
def test_a_column_of_another_type_stops_one_answer_and_no_more(
    db: None, wider: str, error: type[Exception], then: Any
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE changing (word varchar(5)) ON COMMIT DROP")
    asked = Repeated("SELECT word FROM changing WHERE word <> %s", [0])
    assert _asked(asked, "x") == []
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE changing ALTER COLUMN word TYPE {wider} USING 1")
    with pytest.raises(error), transaction.atomic():
        _asked(asked, "x")
    assert _asked(asked, then) == []


def test_what_cannot_be_planned_is_tried_again_as_a_whole(db: None) -> None:
    wrong = Repeated("SELECT nothing FROM nowhere WHERE %s", [0])
    for _ in range(2):
        with pytest.raises(ProgrammingError, match="nowhere"), transaction.atomic():
            _asked(wrong, True)
    assert wrong.name not in _planned()


def test_what_is_asked_differs_and_the_plan_does_not(cast: Cast) -> None:
    with cast.anouk.at_work():
        pks = [one.pk for one in Client.objects.order_by("pk")]
        some = composed(lambda: Client.objects.filter(pk__gte=Asked("least")).order_by("pk"))
        before = set(_planned())
        for least in pks:
            assert [one.pk for one in some.rows(least=least)] == [pk for pk in pks if pk >= least]
        assert len(set(_planned()) - before) == 1


def test_what_was_prepared_unknown_to_us_stops_one_answer_and_no_more(db: None) -> None:
    """Work was cut off when the server had prepared, and we had not yet written that down."""
    asked = Repeated("SELECT %s + 1", [0])
    assert _asked(asked, 1) == [(2,)]
    connection.connection.prepared.clear()
    with pytest.raises(ProgrammingError, match="already exists"), transaction.atomic():
        _asked(asked, 1)
    assert _asked(asked, 1) == [(2,)]


def test_no_more_is_remembered_than_there_is_room_for(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "_MOST", 2)
    asked = [Repeated("SELECT %s + 1", [0]) for _ in range(4)]
    for one in asked * 2:
        assert _asked(one, 1) == [(2,)]
    assert set(_planned()) == {one.name for one in asked[:2]}
