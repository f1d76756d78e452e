"""Who looked in a file, and the access log of the desk."""

import ast
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from advice.models import AdviceSession
from clients.models import ClientFile
from loketten.accounts.emails import CHANGES
from loketten.audit.actors import SYSTEM
from loketten.audit.log import note
from loketten.audit.models import Entry, Shown
from portal.national.history import DEEDS as PLATFORM_DEEDS
from portal.workplace.deeds import DEEDS
from portal.workplace.log_rows import entries_about
from tests import factories
from tests.cast import Cast, Somebody
from tests.workplace.stories import number_of


def _look(somebody: Somebody, file: ClientFile) -> None:
    url = f"/bureau/{somebody.member.desk.slug}/klanten/{number_of(file)}"
    assert somebody.browser().get(url).status_code == 200


def _rows(html: str) -> list[str]:
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.S)[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def who_looked(somebody: Somebody, file: ClientFile, query: str = "") -> list[str]:
    url = f"/bureau/{somebody.member.desk.slug}/klanten/{number_of(file)}/wie-keek-mee{query}"
    answer = somebody.browser().get(url)
    assert answer.status_code == 200
    return _rows(answer.content.decode())


def inzage(somebody: Somebody, query: str = "") -> str:
    answer = somebody.browser().get(f"/bureau/utrecht/inzage{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_when_who_and_what(cast: Cast) -> None:
    file = cast.files["utrecht"]
    _look(cast.bas, file)
    (row,) = who_looked(cast.anouk, file)
    assert "Bas Elferink" in row
    assert "Adviseur, Gemeente Voorbeeld" in row
    assert "Keek in het dossier" in row
    assert "Buiten eigen klanten" in row
    assert "uur" in row


def test_it_covers_the_client_the_talks_the_steps_and_the_lists(cast: Cast) -> None:
    file = cast.files["utrecht"]
    with cast.bas.at_work():
        talk = AdviceSession.objects.filter(file=file).first()
        by = cast.bas.member.actor
        note("client.viewed", file.client, by=by)
        note("talk.viewed", talk, by=by)
        note("step.finished", talk.steps.first(), by=by)
        note("client.listed", by=by, shown=[file.client_id, 999])
        note("client.listed", by=by, shown=[999])
        note("file.closed", file, by=SYSTEM)
    words = [
        "Sloot het dossier",
        "Zag de naam in een lijst",
        "Rondde een volgende stap af",
        "Bekeek een gesprek",
        "Bekeek naam en contact",
    ]
    rows = who_looked(cast.anouk, file)
    assert len(rows) == len(words)
    for row, word in zip(rows, words, strict=True):
        assert word in row


def test_the_database_itself_remembers_who_stood_in_a_list(cast: Cast) -> None:
    with cast.bas.at_work():
        note("client.listed", by=cast.bas.member.actor, shown=[7, 8, 7])
        entry = Entry.objects.latest("pk")
        kept = Shown.objects.filter(entry=entry.pk).values_list("shown_id", flat=True)
        assert sorted(kept) == [7, 8]
        refused = pytest.raises(ProgrammingError, match="permission denied")
        with refused, transaction.atomic():
            Shown.objects.filter(entry=entry.pk).delete()
    with cast.chaima.at_work():
        assert not Shown.objects.filter(shown_id__in=[7, 8]).exists()


OTHER_ROWS = """
INSERT INTO audit_entry (desk_id, actor_kind, action, object_kind, object_id, shown_ids,
    changed_fields, is_outside_caseload, reason, request_id)
SELECT %s, 'system', 'file.viewed', 'clients.clientfile', number, '{}', '{}', false, '', ''
FROM generate_series(100000, 120000) AS number
"""


def test_the_log_of_a_file_is_found_by_index(real_cast: Cast, as_owner: Any) -> None:
    """A desk writes some 300,000 rows a year; reading them all took 160 ms."""
    cast = real_cast
    with cast.anouk.at_work(), connection.cursor() as cursor:
        cursor.execute(OTHER_ROWS, [cast.utrecht.pk])
    # The planner knows the rows, whenever autovacuum comes by.
    as_owner.execute("ANALYZE audit_entry, audit_shown")
    with cast.anouk.at_work():
        plan = entries_about(cast.files["utrecht"]).order_by("-id")[:51].explain()
    assert "entry_of_object" in plan, plan
    assert "Seq Scan on audit_entry" not in plan, plan


def test_rows_of_other_files_and_desks_stay_out(cast: Cast) -> None:
    with cast.anouk.at_work():
        other = factories.ClientFileFactory(owner=cast.anouk.member)
    _look(cast.anouk, other)
    _look(cast.chaima, cast.files["zwolle"])
    assert who_looked(cast.anouk, cast.files["utrecht"]) == []


def test_looking_at_who_looked_is_logged_too(cast: Cast) -> None:
    file = cast.files["utrecht"]
    who_looked(cast.bas, file)
    (row,) = who_looked(cast.anouk, file)
    assert "Bekeek wie er meekeek" in row


@pytest.mark.parametrize(("who", "status"), [("bram", 403), ("priya", 403), ("chaima", 404)])
def test_who_may_not_read_files_sees_no_log_of_them(cast: Cast, who: str, status: int) -> None:
    somebody: Somebody = getattr(cast, who)
    url = f"/bureau/utrecht/klanten/{number_of(cast.files['utrecht'])}/wie-keek-mee"
    answer = somebody.browser().get(url)
    assert answer.status_code == status
    assert b"Anouk" not in answer.content


def test_the_log_of_a_file_comes_in_pages_with_a_constant_budget(cast: Cast, queries: Any) -> None:
    file = cast.files["utrecht"]
    browser = cast.anouk.browser()
    url = f"/bureau/utrecht/klanten/{number_of(file)}/wie-keek-mee"
    counts = []
    for number in (10, 110):
        with cast.bas.at_work():
            for _ in range(number):
                note("file.viewed", file, by=cast.bas.member.actor)
        with queries() as seen:
            html = browser.get(url).content.decode()
        counts.append(len([sql for sql in seen if not sql.startswith("UPDATE")]))
    assert counts[0] == counts[1] <= 8
    rows, pages = 0, 0
    query = ""
    while True:
        html = browser.get(url + query).content.decode()
        rows, pages = rows + len(_rows(html)), pages + 1
        older = re.search(r'href="(\?before=\d+)"', html)
        if not older:
            break
        query = older[1]
    assert pages == 3
    assert rows >= 120


@pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "%00", "1e9", "٣"])
def test_an_odd_place_in_the_log_starts_at_the_newest(cast: Cast, before: str) -> None:
    _look(cast.bas, cast.files["utrecht"])
    assert len(who_looked(cast.anouk, cast.files["utrecht"], f"?before={before}")) >= 1


@pytest.mark.parametrize("who", ["priya", "mila"])
def test_the_access_log_shows_numbers_and_no_names_of_clients(cast: Cast, who: str) -> None:
    file = cast.files["utrecht"]
    _look(cast.anouk, file)
    with cast.bas.at_work():
        talk = AdviceSession.objects.filter(file=file).first()
        note("talk.viewed", talk, by=cast.bas.member.actor)
        note("step.finished", talk.steps.first(), by=cast.bas.member.actor)
        note("client.listed", by=cast.bas.member.actor, shown=[file.client_id, 7])
    html = inzage(getattr(cast, who))
    rows = _rows(html)
    assert len(rows) == 4
    assert all(number_of(file) in row for row in rows[1:])
    assert "2 klanten" in rows[0]
    assert "CNRYUT" not in html
    assert file.client.last_name not in html


def test_the_access_log_is_of_one_desk(cast: Cast) -> None:
    _look(cast.chaima, cast.files["zwolle"])
    html = inzage(cast.priya)
    assert "Chaima" not in html
    assert number_of(cast.files["zwolle"]) not in html


@pytest.mark.parametrize(("who", "status"), [("anouk", 403), ("bram", 403), ("chaima", 404)])
def test_who_does_not_watch_over_it_sees_no_access_log(cast: Cast, who: str, status: int) -> None:
    somebody: Somebody = getattr(cast, who)
    assert somebody.browser().get("/bureau/utrecht/inzage").status_code == status


def test_a_refusal_stands_in_the_access_log(cast: Cast) -> None:
    cast.bram.browser().get(f"/bureau/utrecht/klanten/{number_of(cast.files['utrecht'])}")
    cast.chaima.browser().get("/bureau/utrecht")
    rows = _rows(inzage(cast.priya, "?what=denied"))
    assert len(rows) == 2
    assert "Chaima Bouzid niet van dit loket" in rows[0]
    assert "Bram Kok" in rows[1]
    assert "Kreeg geen toegang" in rows[1]


def test_filters_stand_in_the_address(cast: Cast) -> None:
    file = cast.files["utrecht"]
    _look(cast.anouk, file)
    _look(cast.bas, file)
    with cast.bas.at_work():
        note("talk.logged", AdviceSession.objects.filter(file=file).first(), by=SYSTEM)
    today = timezone.localdate()
    assert len(_rows(inzage(cast.priya, f"?who={cast.bas.member.pk}"))) == 1
    assert len(_rows(inzage(cast.priya, "?what=wrote"))) == 1
    assert len(_rows(inzage(cast.priya, f"?what=looked&who={cast.anouk.member.pk}"))) == 1
    assert len(_rows(inzage(cast.priya, f"?day={today}&what=looked"))) >= 2
    assert _rows(inzage(cast.priya, f"?day={today - timedelta(days=1)}")) == []


@pytest.mark.parametrize(
    "query",
    [
        "?day=9999-12-31",
        "?day=0001-01-01",
        "?day=31-02-2026",
        "?day=%00",
        "?who=999999",
        "?who=x%00",
        "?what=everything",
    ],
)
def test_a_wrong_filter_says_so_and_filters_nothing(cast: Cast, query: str) -> None:
    _look(cast.anouk, cast.files["utrecht"])
    html = inzage(cast.priya, query)
    assert 'class="error-summary"' in html
    assert len(_rows(html)) >= 1


def test_a_member_of_another_desk_is_no_choice(cast: Cast) -> None:
    html = inzage(cast.priya, f"?who={cast.chaima.member.pk}")
    assert "Chaima" not in html
    assert 'class="error-summary"' in html


def test_older_pages_keep_the_filters(cast: Cast) -> None:
    file = cast.files["utrecht"]
    with cast.bas.at_work():
        for _ in range(60):
            note("file.viewed", file, by=cast.bas.member.actor)
    html = inzage(cast.priya, f"?who={cast.bas.member.pk}&what=looked")
    older = re.search(r'href="(\?[^"]*before=\d+)"', html)
    assert older
    rest = inzage(cast.priya, older[1].replace("&amp;", "&"))
    assert len(_rows(html)) == 50
    assert len(_rows(rest)) == 10


def test_looking_at_the_access_log_is_logged(cast: Cast) -> None:
    inzage(cast.priya)
    with cast.priya.at_work():
        row = Entry.objects.get(actor_id=cast.priya.member.pk)
        assert row.action == "access_log.viewed"


def test_the_access_log_has_a_budget(cast: Cast, queries: Any) -> None:
    _look(cast.anouk, cast.files["utrecht"])
    cast.chaima.browser().get("/bureau/utrecht")
    with cast.bas.at_work():
        talk = AdviceSession.objects.filter(file=cast.files["utrecht"]).first()
        for _ in range(60):
            note("talk.viewed", talk, by=cast.bas.member.actor)
            note("step.finished", talk.steps.first(), by=cast.bas.member.actor)
            note("client.viewed", cast.files["utrecht"].client, by=cast.bas.member.actor)
    browser = cast.priya.browser()
    with queries() as seen:
        browser.get("/bureau/utrecht/inzage")
    assert len(seen) <= 12, "\n".join(seen)


def _actions_in(path: Path, verbs: set[str]) -> set[str]:
    """Every literal action handed to the log in one file."""
    found = set()
    for call in ast.walk(ast.parse(path.read_text())):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            values = [
                *call.args[:1],
                *(word.value for word in call.keywords if word.arg == "action"),
            ]
            if name in verbs:
                found |= {value.value for value in values if isinstance(value, ast.Constant)}
    return {action for action in found if isinstance(action, str)}


def _actions_of(folders: set[str], verbs: set[str]) -> set[str]:
    paths = [path for folder in folders for path in (settings.BASE_DIR / folder).rglob("*.py")]
    return set().union(*(_actions_in(path, verbs) for path in paths))


def test_every_action_of_a_desk_has_words() -> None:
    folders = {"clients", "advice", "portal/workplace", "loketten/accounts"}
    actions = _actions_of(folders, {"note", "note_in_file", "_note", "_save"})
    assert len(actions) > 20
    assert actions - set(DEEDS) == set()


def test_every_action_of_the_platform_that_is_about_one_thing_has_words() -> None:
    """The page of a person showed "account.signed_in"."""
    actions = _actions_of({"loketten/accounts"}, {"note_platform", "_note_platform"})
    actions |= {f"account.{what}" for what in CHANGES}
    about_nobody = {"account.sign_in_failed", "account.reset_asked"}
    assert len(actions) > 20
    assert actions - about_nobody - set(PLATFORM_DEEDS) == set()
