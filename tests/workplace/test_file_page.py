"""The page of a file."""

import re
from typing import Any

import pytest
from django.utils import timezone

from advice.models import AdviceSession, MovedTalk, NextStep
from clients.choices import FileEventKind
from clients.models import Client, ClientFile, FileEvent
from loketten.audit.models import Entry
from tests import factories
from tests.cast import Cast, Somebody
from tests.workplace.stories import add_talks, number_of

BUDGET = 10


def page(somebody: Somebody, file: ClientFile, query: str = "") -> str:
    url = f"/bureau/{somebody.member.desk.slug}/klanten/{number_of(file)}{query}"
    answer = somebody.browser().get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_who_it_is_about_and_what_was_said(cast: Cast) -> None:
    file = cast.files["utrecht"]
    html = page(cast.anouk, file)
    assert f"<h1>{file.client.name}</h1>" in html
    assert "CNRYUT vertelde over werk." in html
    assert "Adviesgesprek, telefoon" in html
    assert "Advies over je loopbaan" in html
    assert "CNRYUT terugbellen" in html


def test_a_colleague_reads_the_talks_but_not_the_private_notes(cast: Cast) -> None:
    file = cast.files["utrecht"]
    assert "CNRYUT geheim" in page(cast.anouk, file)
    for colleague in (cast.bas, cast.mila, cast.dina):
        html = page(colleague, file)
        assert "CNRYUT vertelde" in html
        assert "geheim" not in html


@pytest.mark.parametrize("who", ["bram", "priya"])
def test_reception_and_privacy_officer_get_no_timeline(cast: Cast, who: str) -> None:
    somebody: Somebody = getattr(cast, who)
    url = f"/bureau/utrecht/klanten/{number_of(cast.files['utrecht'])}"
    answer = somebody.browser().get(url)
    assert answer.status_code == 403
    assert b"CNRYUT" not in answer.content


def test_a_stranger_with_a_full_caseload_gets_the_answer_of_an_unknown_number(cast: Cast) -> None:
    browser = cast.chaima.browser()
    foreign = browser.get(f"/bureau/zwolle/klanten/{number_of(cast.files['utrecht'])}")
    unknown = browser.get("/bureau/zwolle/klanten/ZW-99999")
    other_desk = browser.get(f"/bureau/utrecht/klanten/{number_of(cast.files['utrecht'])}")
    assert foreign.status_code == unknown.status_code == other_desk.status_code == 404
    assert foreign.content == unknown.content == other_desk.content
    assert (
        browser.get(f"/bureau/zwolle/klanten/{number_of(cast.files['zwolle'])}").status_code == 200
    )


@pytest.mark.parametrize("number", ["%00", "x" * 500, "UT-0001%0A", "%F0%9F%98%80", "..%2f..", "'"])
def test_an_odd_number_is_a_page_not_found(cast: Cast, number: str) -> None:
    assert cast.anouk.browser().get(f"/bureau/utrecht/klanten/{number}").status_code == 404


@pytest.mark.parametrize("number", [10, 100])
def test_the_number_of_queries_does_not_grow_with_the_talks(
    cast: Cast, queries: Any, number: int
) -> None:
    file = cast.files["utrecht"]
    add_talks(cast.anouk, file, number)
    browser = cast.anouk.browser()
    with queries() as seen:
        answer = browser.get(f"/bureau/utrecht/klanten/{number_of(file)}")
    assert answer.status_code == 200
    assert len(seen) == BUDGET, "\n".join(seen)


def test_a_hundred_talks_come_in_pages_and_every_event_is_on_one_of_them(cast: Cast) -> None:
    file = cast.files["utrecht"]
    add_talks(cast.anouk, file, 100)
    found: list[str] = []
    events = 0
    for number in range(1, 7):
        html = page(cast.anouk, file, f"?page={number}")
        talks = re.findall(r"Gesprek nummer (\d+)\.", html)
        assert len(talks) <= 20
        found += talks
        events += html.count("heropende het dossier")
    assert found == [str(place) for place in range(100)]
    assert events == 100


def test_filters_stand_in_the_address(cast: Cast) -> None:
    file = cast.files["utrecht"]
    with cast.anouk.at_work():
        FileEvent.objects.create(file=file, kind=FileEventKind.OPENED, by=cast.anouk.member)
    assert "maakte het dossier" in page(cast.anouk, file)
    talks = page(cast.anouk, file, "?show=talks")
    assert "maakte het dossier" not in talks
    assert "CNRYUT vertelde" in talks
    steps = page(cast.anouk, file, "?show=steps")
    assert "CNRYUT terugbellen" in steps
    assert "CNRYUT vertelde" not in steps


@pytest.mark.parametrize(
    "query", ["?show=x%00", "?page=-1", "?page=9999999999999999999", "?page=a"]
)
def test_an_unknown_filter_or_page_falls_back_with_a_sentence(cast: Cast, query: str) -> None:
    html = page(cast.anouk, cast.files["utrecht"], query)
    assert "kennen we niet" in html or "bestaat niet" in html
    assert "CNRYUT vertelde" in html


def test_a_withdrawn_talk_is_one_line_without_its_text(cast: Cast) -> None:
    file = cast.files["utrecht"]
    with cast.mila.at_work():
        AdviceSession.objects.filter(file=file).update(
            withdrawn_at=timezone.now(),
            withdrawn_by=cast.mila.member,
            withdrawn_because="Bij de verkeerde klant",
        )
    for reader in (cast.anouk, cast.bas, cast.mila):
        html = page(reader, file)
        assert "Mila de Wit trok het gesprek van" in html
        assert "Bij de verkeerde klant" in html
        assert "CNRYUT vertelde" not in html
        assert "geheim" not in html
        assert "terugbellen" not in html
        assert "terugbellen" not in page(reader, file, "?show=steps")


def test_the_old_file_of_a_moved_talk_says_who_and_why(cast: Cast) -> None:
    file = cast.files["utrecht"]
    with cast.mila.at_work():
        target = factories.ClientFileFactory(owner=cast.bas.member)
        talk = AdviceSession.objects.filter(file=file).first()
        MovedTalk.objects.create(
            session=talk,
            from_file=file,
            to_file=target,
            by=cast.mila.member,
            because="Namen verwisseld",
        )
    html = page(cast.anouk, file)
    assert "Mila de Wit verplaatste het gesprek van" in html
    assert "Namen verwisseld" in html
    assert str(target.client.number) not in html


def test_a_closed_file_has_no_form_but_the_way_to_reopen(cast: Cast) -> None:
    file = cast.files["utrecht"]
    running = page(cast.anouk, file)
    assert "Sla gesprek op" in running
    assert "Plan een meeloopstage" in running
    with cast.anouk.at_work():
        ClientFile.objects.filter(pk=file.pk).update(
            closed_on=timezone.localdate(),
            closing_outcome="outcome.job",
            closing_reason="closing-reason.job",
        )
    html = page(cast.anouk, file)
    assert "Sla gesprek op" not in html
    assert "Plan een meeloopstage" not in html
    assert f"/klanten/{number_of(file)}/heropenen" in html


def test_a_manager_moves_and_withdraws_and_an_author_changes(cast: Cast) -> None:
    file = cast.files["utrecht"]
    manager, author, colleague = (page(one, file) for one in (cast.mila, cast.anouk, cast.bas))
    assert "/verplaatsen" in manager
    assert "/terugtrekken" in manager
    assert "Sla gesprek op" not in manager
    for html in (author, colleague):
        assert "/verplaatsen" not in html
        assert "/terugtrekken" not in html
    edit = re.compile(r"gesprekken/[0-9a-f-]+/wijzig")
    assert edit.search(author)
    assert not edit.search(manager)
    assert not edit.search(colleague)


def test_each_view_leaves_one_row_and_marks_who_looks_outside_her_caseload(cast: Cast) -> None:
    file = cast.files["utrecht"]
    for somebody, outside in ((cast.anouk, False), (cast.bas, True), (cast.mila, True)):
        page(somebody, file)
        with somebody.at_work():
            rows = Entry.objects.filter(actor_id=somebody.member.pk)
            assert [(row.action, row.object_id, row.is_outside_caseload) for row in rows] == [
                ("file.viewed", file.pk, outside)
            ]


def test_names_and_texts_are_shown_and_never_run(cast: Cast) -> None:
    file = cast.files["utrecht"]
    attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
    with cast.anouk.at_work():
        Client.objects.filter(pk=file.client_id).update(last_name=attack[:120])
        AdviceSession.objects.filter(file=file).update(summary=attack)
        NextStep.objects.filter(file=file).update(what=attack)
    html = page(cast.anouk, file)
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "{{7*7}}" in html


def test_a_file_without_talks_says_what_to_do(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = factories.ClientFileFactory(owner=cast.anouk.member)
    assert "Nog geen gesprekken" in page(cast.anouk, file)
    assert "Nog geen gesprekken" in page(cast.mila, file)
    assert "Nog geen volgende stappen" in page(cast.anouk, file, "?show=steps")


def test_the_first_values_are_most_likely_right(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = factories.ClientFileFactory(owner=cast.anouk.member)
    first = page(cast.anouk, file)
    assert '<option value="kind.intake" selected>' in first
    assert re.search(r'value="channel\.phone"[^>]* checked', first)  # her last one
    again = page(cast.anouk, cast.files["utrecht"])
    assert '<option value="kind.follow-up" selected>' in again
    newcomer = page(cast.bas, file)
    assert re.search(r'value="channel\.appointment"[^>]* checked', newcomer)


def test_it_speaks_english_too(cast: Cast) -> None:
    url = f"/en/bureau/utrecht/klanten/{number_of(cast.files['utrecht'])}"
    html = cast.anouk.browser().get(url).content.decode()
    assert "Timeline" in html
    assert "Save talk" in html
    assert "Tijdlijn" not in html
