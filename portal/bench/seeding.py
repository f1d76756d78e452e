"""Fills the database of the bench: the demo, and every row of it many times over."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from portal.bench.crew import Crew, tidy
from portal.bench.multiplying import Table, in_bulk, make_plan, multiply, stride
from portal.bench.sizes import Size
from portal.bench.superuser import superuser
from portal.embedded.postgresql import Database
from portal.embedded.steps import fill_database, manage
from portal.embedded.supervisor import Supervisor

TALKS_OF_ONE_FILE = 100


def fill(
    supervisor: Supervisor, database: Database, size: Size, environment: Mapping[str, str]
) -> None:
    """From an empty database to a full one."""
    say = supervisor.log.say
    environment = {**environment, "DEMO_SCALE": str(size.demo_scale)}
    # The figures of the demo alone are thrown away, so few are made.
    fill_database(supervisor, {**environment, "FIGURES_MONTHS_BACK": "1"})
    with superuser(database) as cursor:
        cursor.execute("CREATE SCHEMA plans")
        _plan(cursor, size)
        tables = _tables(
            team=_counselor_copies(cursor, size) + 1, member=stride(cursor, "accounts_membership")
        )
        strides = {table.name: stride(cursor, table.name) for table in tables}
    crew = Crew(supervisor, database)
    for name, made in crew.work(partial(_multiply, table, strides) for table in tables):
        say(f"{made:,} rows more in {name}")
    with superuser(database) as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DROP SCHEMA plans CASCADE")
        _go_on_counting_clients(cursor)
        _one_long_file(cursor)
        _forget_figures(cursor)
    say("Tidying up the tables")
    tidy(crew)
    say("Counting and publishing the figures of all that")
    manage(supervisor, environment, "demo_data")
    tidy(crew)


def _count(cursor: Any, table: str, where: str = "true") -> int:
    cursor.execute(f"SELECT count(*) FROM {table} WHERE {where}")
    found: int = cursor.fetchone()[0]
    return found


def _multiply(table: Table, strides: Mapping[str, int], cursor: Any) -> tuple[str, int]:
    """The table and the number of rows that it got."""
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("SET maintenance_work_mem = '512MB'")
    cursor.execute("SET work_mem = '256MB'")
    cursor.execute("SELECT setseed(0.35)")
    with in_bulk(cursor, table.name):
        return table.name, multiply(cursor, table, strides)


def _go_on_counting_clients(cursor: Any) -> None:
    cursor.execute(
        "UPDATE clients_numberseries AS s SET last = (SELECT count(*) FROM clients_client AS c "
        "WHERE c.desk_id = s.desk_id)"
    )


def _plan(cursor: Any, size: Size) -> None:
    clients = _count(cursor, "clients_client")
    share = size.clients / clients - 1
    make_plan(cursor, "plans.clients", "SELECT id, id FROM clients_client", share=share)
    talks = _count(cursor, "advice_advicesession")
    spoken = min(share, size.talks / talks - 1)
    # By client, so that a copy never has more talks than there are copies of its file.
    make_plan(cursor, "plans.talks", "SELECT id, client_id FROM clients_clientfile", share=spoken)
    for name, plan, key, rows in (
        ("plans.files", "plans.clients", "client_id", "clients_clientfile"),
        ("plans.sessions", "plans.talks", "file_id", "advice_advicesession"),
    ):
        cursor.execute(
            f"CREATE TABLE {name} AS SELECT r.id AS key, p.n "
            f"FROM {rows} AS r JOIN {plan} AS p ON p.key = r.{key}"
        )
    _plan_vacancies(cursor, size)


def _plan_vacancies(cursor: Any, size: Size) -> None:
    live = "l.ended_on IS NULL AND l.expires_on >= current_date"
    is_live = _count(cursor, "vacancies_listing AS l", live)
    is_not = _count(cursor, "vacancies_listing") - is_live
    rows = "SELECT l.public_id, v.id FROM vacancies_listing AS l JOIN vacancies_vacancy AS v "
    rows += "USING (desk_id, public_id) WHERE "
    ended = max(0.0, (size.vacancies - size.live_vacancies) / is_not - 1)
    make_plan(
        cursor, "plans.live", f"{rows} {live}", share=max(0.0, size.live_vacancies / is_live - 1)
    )
    make_plan(cursor, "plans.ended", f"{rows} NOT ({live})", share=ended)
    cursor.execute(
        "CREATE TABLE plans.listings AS "
        "SELECT * FROM plans.live UNION ALL SELECT * FROM plans.ended"
    )
    cursor.execute(
        "CREATE TABLE plans.employers AS SELECT v.employer_id AS key, max(p.n) AS n "
        "FROM plans.listings AS p JOIN vacancies_vacancy AS v ON v.public_id = p.key GROUP BY 1"
    )


def _counselor_copies(cursor: Any, size: Size) -> int:
    """As many whole copies of every counselor as come near the number that is asked."""
    counselors = _count(cursor, "accounts_membership", "'counselor' = ANY(roles)")
    copies = max(0, round(size.counselors / counselors) - 1)
    # Who works at two desks is one user.
    for name, column in (("plans.users", "user_id"), ("plans.team", "id")):
        rows = f"SELECT DISTINCT {column}, {column} FROM accounts_membership "
        rows += "WHERE 'counselor' = ANY(roles)"
        make_plan(cursor, name, rows, share=copies)
    return copies


def _tables(*, team: int, member: int) -> list[Table]:
    """The largest first. `team` members do the work of each counselor of the demo in turn,
    and their ids stand `member` apart."""

    def in_turn(column: str) -> dict[str, str]:
        return {column: f"t.{column} + (k % {team}) * {member}"}

    file, talk = {"file_id": "clients_clientfile"}, {"session_id": "advice_advicesession"}
    employer = {"employer_id": "vacancies_employer"}
    return [
        Table(
            "advice_advicesession",
            "plans.sessions",
            moves=file,
            says=in_turn("counselor_id"),
        ),
        Table(
            "clients_clientfile",
            "plans.files",
            moves={"client_id": "clients_client"},
            says=in_turn("owner_id"),
        ),
        Table(
            "clients_fileevent",
            "plans.files",
            by="file_id",
            moves=file,
            says=in_turn("by_id") | in_turn("to_id"),
        ),
        Table("advice_sessiontheme", "plans.sessions", by="session_id", moves=talk),
        Table(
            "clients_client",
            "plans.clients",
            joins="JOIN clients_numberseries AS series ON series.desk_id = t.desk_id",
            says={"number": _next_number()},
        ),
        Table(
            "vacancies_listing",
            "plans.listings",
            by="public_id",
            says={
                "slug": "left(t.slug, 105) || '-x' || k || 'x' || t.id",
                "lat": _beside("t.lat", 50.5, 53.8),
                "lon": _beside("t.lon", 3.0, 7.5),
                "published_at": "t.published_at - random() * interval '30 days'",
            },
        ),
        Table(
            "advice_nextstep",
            "plans.sessions",
            by="session_id",
            moves=file | talk,
            says=in_turn("owner_id"),
        ),
        Table("clients_filetargetgroup", "plans.files", by="file_id", moves=file),
        Table(
            "vacancies_vacancy",
            "plans.listings",
            by="public_id",
            moves=employer | {"recognition_id": "vacancies_recognition"},
            says=in_turn("owner_id"),
        ),
        Table("vacancies_employer", "plans.employers", says={"kvk": "''"}),
        Table("vacancies_recognition", "plans.employers", by="employer_id", moves=employer),
        Table(
            "accounts_user",
            "plans.users",
            says={"email": "'k' || k || '-' || t.email", "is_demo": "false"},
        ),
        Table("accounts_membership", "plans.team", moves={"user_id": "accounts_user"}),
    ]


def _next_number() -> str:
    """Goes on where the desk's series ends; five figures, and more when those are used up."""
    number = "(split_part(t.number, '-', 2)::int + k * series.last)::text"
    padded = f"lpad({number}, greatest(5, length({number})), '0')"
    return f"split_part(t.number, '-', 1) || '-' || {padded}"


def _beside(column: str, least: float, most: float) -> str:
    """A kilometre or so away: a thousand places in one point is no town."""
    return f"least({most}, greatest({least}, {column} + (random() - 0.5) * 0.03))"


def _one_long_file(cursor: Any) -> None:
    """A client of Samira's with a hundred talks."""
    cursor.execute(
        "SELECT s.id, s.file_id FROM advice_advicesession AS s "
        "JOIN clients_clientfile AS f ON f.id = s.file_id "
        "JOIN accounts_membership AS m ON m.id = f.owner_id "
        "JOIN accounts_user AS u ON u.id = m.user_id "
        "WHERE u.email = 'samira@example.nl' AND f.closed_on IS NULL AND s.withdrawn_at IS NULL "
        "ORDER BY s.id LIMIT 1"
    )
    talk, file = cursor.fetchone()
    more = TALKS_OF_ONE_FILE - _count(cursor, "advice_advicesession", f"file_id = {file}")
    cursor.execute("CREATE TEMPORARY TABLE plan_long AS SELECT %s AS key, %s AS n", [talk, more])
    last = stride(cursor, "advice_advicesession")
    last_theme = stride(cursor, "advice_sessiontheme")
    theme = f"{last_theme} + row_number() OVER ()"
    earlier = {
        "id": f"{last} + k",
        "held_at": "t.held_at - k * interval '9 days'",
        # Those that follow from the first were given to its copies.
        "public_id": "gen_random_uuid()",
        "key": "gen_random_uuid()",
    }
    of_them = {"id": theme, "session_id": f"{last} + k"}
    multiply(cursor, Table("advice_advicesession", "plan_long", says=earlier), {})
    multiply(cursor, Table("advice_sessiontheme", "plan_long", by="session_id", says=of_them), {})


def _forget_figures(cursor: Any) -> None:
    """Of the demo alone: the product's own code counts anew."""
    cursor.execute(
        "TRUNCATE reporting_publication, reporting_publishedcell, reporting_monthcount, "
        "reporting_livetotal, reporting_recountdifference CASCADE"
    )
