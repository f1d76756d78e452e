"""Bringing rows in: what is new comes in once, what is wrong stops all of it."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone
from openpyxl import load_workbook

from clients.actions.open_file import open_file
from clients.choices import FileEventKind
from clients.models import Client, ClientFile, FileEvent
from loketten.accounts.models import Membership
from loketten.audit import outbox
from loketten.audit.models import Entry, Outbox
from loketten.tenancy.models import Desk
from portal.exchange import progress, querysets
from portal.exchange.actions.imports import begin_import, cancel_import, choose_columns
from portal.exchange.choices import ImportState
from portal.exchange.kinds.clients import Clients
from portal.exchange.models import Import, ImportRow
from portal.exchange.progress import Progress
from portal.exchange.tasks import forget_expired
from tests.cast import Cast, Somebody
from tests.clients.forms import text_of
from tests.clients.people import person
from tests.exchange.files import (
    ADDRESS,
    HEADS,
    begun,
    checked,
    csv,
    deliver,
    leave,
    newest,
    page_of,
    people,
    send,
    sent,
    workbook,
)
from tests.places import make_employer
from vacancies.models import Employer, Listing, Vacancy

BSN = "123456782"


def states(somebody: Somebody, run: Import) -> dict[str, int]:
    with somebody.at_work():
        counts: dict[str, int] = run.rows.counts()
        return counts


def clients(somebody: Somebody) -> int:
    with somebody.at_work():
        return int(Client.objects.count())


def test_a_file_becomes_clients_with_files_of_the_counselor(cast: Cast) -> None:
    before = clients(cast.mila)
    rows = [["Nora", "Zwanenburg", "14-5-1994", "NORA@example.nl", 612345678]]
    run = checked(cast.mila, sent(cast.mila, workbook(HEADS, *rows)), cast.bas)
    assert run.state == ImportState.CHECKED
    assert clients(cast.mila) == before, "the check alone makes nothing"
    page = text_of(page_of(cast.mila, run))
    for words in ("Rij 2", "Nora", "14 mei 1994", "0612345678", cast.bas.member.user.name):
        assert words in page
    english = cast.mila.browser().get(f"/en{ADDRESS}/importeren/{run.public_id}")
    assert "14 May 1994" in text_of(english)
    run = begun(cast.mila, run)
    assert (run.state, run.made_count) == (ImportState.DONE, 1)
    with cast.mila.at_work():
        client = Client.objects.get(last_name="Zwanenburg")
        file = ClientFile.objects.get(client=client)
        assert (client.email, client.phone) == ("nora@example.nl", "0612345678")
        assert (client.contact_by, file.owner_id) == ("email", cast.bas.member.pk)
        event = FileEvent.objects.get(file=file, kind=FileEventKind.OPENED)
        assert event.by_id == cast.mila.member.pk, "the file says who imported it"
        entry = Entry.objects.get(action="import.done")
        assert entry.shown_ids == [client.pk]
        assert Entry.objects.filter(action="file.opened", object_id=file.pk).count() == 1
        assert not run.headers
        assert not any(run.rows.values_list("cells", flat=True))
    page = text_of(page_of(cast.mila, run))
    assert client.number in page
    assert "Mila de Wit" in page


def test_wrong_rows_stop_all_and_say_what_to_do(cast: Cast) -> None:
    before = clients(cast.mila)
    rows = [
        ["Nora", "Zwanenburg", "14-5-1994", "nora@example.nl", "0612345678"],
        ["Piet", "", "31-2-1990", "piet@example", ""],
        [f"Jan {BSN}", "Pietersen", "", "", ""],
        ["Te", "Veel", "", "", "", "cel"],
    ]
    run = checked(cast.mila, sent(cast.mila, csv(HEADS, *rows)), cast.anouk)
    counts = states(cast.mila, run)
    assert (counts["new"], counts["wrong"]) == (1, 3)
    page = text_of(page_of(cast.mila, run))
    for words in ("Vul een achternaam in.", "31-2-1990", "burgerservicenummer", "scheidingsteken"):
        assert words in page
    answer = cast.mila.browser().post(
        f"{ADDRESS}/importeren/{run.public_id}/begin", {"doubles": "skip"}
    )
    assert "er kan niets worden geïmporteerd" in text_of(answer)
    deliver(cast.mila)
    assert clients(cast.mila) == before
    file = page_of(cast.mila, run, "/fouten")
    sheet = list(load_workbook(BytesIO(file.content)).active.values)
    assert [row[0] for row in sheet] == ["Rij", "3", "4", "5"]
    assert sheet[2][2] == "looks-like-bsn", "a program reads which rule it was"
    assert "nosniff" in file.headers["X-Content-Type-Options"]
    assert "no-store" in file.headers["Cache-Control"]


def test_doubles_are_pointed_out_at_the_own_desk_alone(cast: Cast) -> None:
    with cast.anouk.at_work():
        known = Client.objects.filter(last_name="Jansen-CNRYUT").first()
    with cast.chaima.at_work():
        foreign = Client.objects.filter(last_name="Jansen-CNRYZW").first()
    rows = [
        ["Anders", "Genaamd", "", known.email, ""],
        ["Van", "Zwolle", "", foreign.email, ""],
        ["Nog", "Iemand", "1-1-1990", "zelfde@example.nl", ""],
        ["Nog", "Iemand", "1-1-1990", "", ""],
    ]
    run = checked(cast.mila, sent(cast.mila, csv(HEADS, *rows)), cast.anouk)
    with cast.mila.at_work():
        found = {row.number: row for row in run.rows.all()}
        assert [found[n].verdict for n in (2, 3, 4, 5)] == ["double", "new", "new", "double"]
        assert found[2].looks_like == [known.pk]
        assert found[5].looks_like_rows == [4]
    page = page_of(cast.mila, run)
    assert known.number in text_of(page)
    assert "CNRYZW" not in page.content.decode()
    with cast.mila.at_work():
        assert Entry.objects.filter(action="client.listed").latest("id").shown_ids == [known.pk]


@pytest.mark.parametrize(("doubles", "made"), [("skip", 1), ("make", 2)])
def test_somebody_chooses_what_happens_to_doubles(cast: Cast, doubles: str, made: int) -> None:
    rows = [["Nog", "Iemand", "1-1-1990", "", ""]] * 2
    run = checked(cast.mila, sent(cast.mila, csv(HEADS, *rows)), cast.anouk)
    assert begun(cast.mila, run, doubles).made_count == made


def test_a_row_that_became_wrong_stops_all_of_them(cast: Cast) -> None:
    """Its counselor left between the check and the import."""
    before = clients(cast.mila)
    heads = [*HEADS, "Adviseur"]
    rows = [[*row, "Anouk Vermeer"] for row in people(2)] + [[*people(3)[2], "Bas Elferink"]]
    run = checked(cast.mila, sent(cast.mila, csv(heads, *rows)), cast.anouk)
    leave(cast.bas)
    run = begun(cast.mila, run)
    assert (run.state, run.stopped_at) == (ImportState.STOPPED, 4)
    assert clients(cast.mila) == before, "the first two came in before the third was refused"
    assert "Rij 4 was goed bij de controle" in text_of(page_of(cast.mila, run))


def test_who_came_since_the_check_is_left_out(cast: Cast) -> None:
    rows = people(2)
    run = checked(cast.mila, sent(cast.mila, csv(HEADS, *rows)), cast.anouk)
    with cast.anouk.at_work():
        open_file(
            person(email=rows[0][3]),
            by=cast.anouk.member,
            owner=cast.anouk.member,
            key=run.key,
            asked_on=timezone.localdate(),
        )
    assert begun(cast.mila, run).made_count == 1


def test_who_comes_while_it_runs_is_seen_in_the_last_look(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Colleagues register people while rows come in. What this one does is part of the same
    transaction, so it is undone with the first try."""
    rows = people(3)
    run = checked(cast.mila, sent(cast.mila, csv(HEADS, *rows)), cast.anouk)
    before, make_each, tries = clients(cast.mila), Clients.make_each, []

    def slowly(kind: Clients, ready: Any, *, first: int) -> list[int]:
        tries.append(len(ready))
        made = make_each(kind, ready, first=first)
        if len(tries) == 1:
            colleague = {"by": cast.anouk.member, "owner": cast.anouk.member, "key": uuid4()}
            whom, today = person(email=rows[0][3]), timezone.localdate()
            open_file(whom, asked_on=today, is_somebody_else=True, **colleague)
        return made

    monkeypatch.setattr(Clients, "make_each", slowly)
    assert begun(cast.mila, run).made_count == 3
    assert tries == [3, 3]
    assert clients(cast.mila) == before + 3


def test_a_file_that_ends_its_worker_three_times_is_refused_in_words(cast: Cast) -> None:
    run = checked(cast.mila, sent(cast.mila, csv(HEADS, *people(3))), cast.anouk)
    with cast.mila.at_work():
        begin_import(run, by=cast.mila.member, doubles="skip")
        Outbox.objects.filter(effect="exchange.bring_in").update(tries=3, last_error=outbox.DIED)
    before = clients(cast.mila)
    deliver(cast.mila)
    run = newest(cast.mila)
    assert (run.state, run.is_open, run.headers) == (ImportState.REFUSED, False, [])
    assert clients(cast.mila) == before
    assert "te zwaar voor ons" in text_of(page_of(cast.mila, run))
    with cast.mila.at_work():
        assert Entry.objects.filter(action="import.refused").count() == 1
        assert not run.rows.exclude(cells=[]).exists()


def test_delivered_twice_it_comes_in_once(cast: Cast) -> None:
    run = checked(cast.mila, sent(cast.mila, csv(HEADS, *people(3))), cast.anouk)
    before = clients(cast.mila)
    begun(cast.mila, run)
    with cast.mila.at_work():
        outbox.add("exchange.bring_in", run_id=run.pk, first=1)
        outbox.add("exchange.check_import", run_id=run.pk)
    deliver(cast.mila)
    assert clients(cast.mila) == before + 3


def test_what_goes_wrong_on_our_side_brings_nothing_in(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = checked(cast.mila, sent(cast.mila, csv(HEADS, *people(3))), cast.anouk)
    before, step = clients(cast.mila), querysets.ROWS_AT_A_TIME
    monkeypatch.setattr(querysets, "ROWS_AT_A_TIME", -1)  # the write of the rows breaks
    run = begun(cast.mila, run)
    assert (run.state, run.stopped_at) == (ImportState.STOPPED, 0)
    assert clients(cast.mila) == before
    monkeypatch.setattr(querysets, "ROWS_AT_A_TIME", step)
    run = begun(cast.mila, checked(cast.mila, run, cast.anouk))
    assert clients(cast.mila) == before + 3


@pytest.mark.parametrize("rest", ["ended", "roles", "paused"])
def test_who_may_no_more_brings_nothing_in(cast: Cast, rest: str) -> None:
    run = checked(cast.mila, sent(cast.mila, csv(HEADS, *people(2))), cast.anouk)
    before = clients(cast.mila)
    cast.mila.browser().post(f"{ADDRESS}/importeren/{run.public_id}/begin", {"doubles": "skip"})
    members = Membership.objects.filter(pk=cast.mila.member.pk)
    if rest == "ended":
        leave(cast.mila)
    elif rest == "roles":
        members.update(roles=["counselor"])
    else:
        Desk.objects.filter(pk=cast.utrecht.pk).update(paused_on=timezone.localdate())
    deliver(cast.mila)
    assert newest(cast.mila).state == ImportState.CANCELLED
    assert clients(cast.mila) == before


def test_cancelling_forgets_what_the_file_said(cast: Cast) -> None:
    run = sent(cast.mila, csv(HEADS, *people(2)))
    answer = cast.mila.browser().post(f"{ADDRESS}/importeren/{run.public_id}/stop", {"again": "1"})
    assert answer.headers["Location"].endswith("/importeren?soort=clients")
    with cast.mila.at_work():
        assert Import.objects.get(pk=run.pk).state == ImportState.CANCELLED
        assert not any(run.rows.values_list("cells", flat=True))
        cancel_import(run, by=cast.mila.member)
        assert Entry.objects.filter(action="import.cancelled").count() == 1
    assert "binnen een week" not in text_of(page_of(cast.mila, run))


def test_the_columns_of_a_file_are_remembered_for_the_next(cast: Cast) -> None:
    heads = ["Naam", "Ding", "Bron"]
    run = sent(cast.mila, csv(heads, ["Nora", "Zwanenburg", "x"]))
    assert run.columns == {"last_name": 0}
    with cast.mila.at_work():
        Import.objects.filter(pk=run.pk).update(columns={"last_name": 1, "first_name": 0})
        cancel_import(run, by=cast.mila.member)
    answer = send(cast.mila, csv(heads, ["Piet", "Pot", ""]), key="0" * 32)
    assert answer.status_code == 302
    assert newest(cast.mila).columns == {"last_name": 1, "first_name": 0}


def test_two_columns_for_one_thing_and_none_for_what_is_needed_are_said(cast: Cast) -> None:
    run = sent(cast.mila, csv(["A", "B"], ["x", "y"]))
    answer = cast.mila.browser().post(
        f"{ADDRESS}/importeren/{run.public_id}/kolommen",
        {"column-0": "email", "column-1": "email", "owner": str(cast.anouk.member.pk)},
    )
    page = text_of(answer)
    assert "Geen kolom is “Achternaam”" in page
    assert "Twee kolommen zijn hetzelfde" in page


def test_one_at_a_time_and_the_same_form_once(cast: Cast) -> None:
    run = sent(cast.mila, csv(HEADS, *people(1)))
    assert newest(cast.mila) == run
    again = send(cast.mila, csv(HEADS, *people(1)))
    assert again.headers["Location"].endswith(f"{run.public_id}/kolommen")
    other = send(cast.mila, csv(HEADS, *people(1)), key="1" * 32)
    assert "Een andere import is nog niet klaar" in text_of(other)


def test_employers_and_their_vacancies(cast: Cast) -> None:
    heads = ["Naam", "KvK-nummer", "Postcode", "Plaats"]
    companies = [
        ["Bakkerij Deegwaar", "00000011", "3511ZZ", "Utrecht"],
        ["Garage Krikman", "01000012", "3512 AB", "Utrecht"],
        ["Deegwaar nogmaals", "00000011", "", ""],
    ]
    run = checked(cast.mila, sent(cast.mila, csv(heads, *companies), "employers"))
    with cast.mila.at_work():
        same = run.rows.get(number=4)
        assert (same.verdict, same.is_same) == ("double", True)
    assert begun(cast.mila, run, "make").made_count == 2, "a KvK number is one company's"
    heads = ["Werkgever", "Titel", "Uren per week", "Geen diploma", "Leerroute"]
    heads += ["Telefoon contact"]
    places = [
        ["Bakkerij Deegwaar", "Leerling bakker", "24", "ja", "", "600000012"],
        ["1000012", "Leerling monteur", "32", "nee", "", ""],
        ["Nergens", "Leerling", "32", "misschien", "weg die niet bestaat", ""],
    ]
    sent_now = send(cast.mila, csv(heads, *places), "vacancies", key="2" * 32)
    assert sent_now.status_code == 302
    run = checked(cast.mila, newest(cast.mila), cast.anouk)
    page = text_of(page_of(cast.mila, run))
    for words in ("Importeer eerst de werkgevers", "Schrijf hier “ja” of “nee”", "Leerroute"):
        assert words in page
    assert "1 tot 99 plekken" not in page, "an empty cell is one place, whoever the employer is"
    with cast.mila.at_work():
        run.rows.filter(number=4).delete()
    assert begun(cast.mila, run).made_count == 2
    with cast.mila.at_work():
        baker = Vacancy.objects.get(title="Leerling bakker")
        assert (baker.state, baker.city, baker.hours_from) == ("draft", "Utrecht", 24)
        assert baker.needs_no_diploma
        assert baker.contact_phone == "06 000 000 12"
        assert baker.contact_email == cast.utrecht.email
        assert not Listing.objects.filter(title="Leerling bakker").exists()
        assert Employer.objects.filter(kvk="00000011").count() == 1


def test_an_employer_that_is_there_is_pointed_out(cast: Cast) -> None:
    with cast.anouk.at_work():
        known = make_employer(cast.anouk.member)
        known.kvk = "00000033"
        known.save()
    heads = ["Naam", "KvK-nummer"]
    content = csv(heads, [known.name, ""], ["Een heel ander bedrijf", known.kvk])
    run = checked(cast.mila, sent(cast.mila, content, "employers"))
    with cast.mila.at_work():
        assert [row.verdict for row in run.rows.all()] == ["double", "double"]
        assert [row.is_same for row in run.rows.all()] == [False, True]


def test_the_page_says_why_it_waits_and_how_many_come_first(cast: Cast) -> None:
    run = sent(cast.mila, csv(HEADS, *people(2)))
    with cast.mila.at_work():
        choose_columns(run, run.columns, by=cast.mila.member, owner=cast.anouk.member)
        row = Outbox.objects.get(effect="exchange.check_import")
    assert "een bestand dat eerder kwam" in text_of(page_of(cast.mila, run))
    outbox.stand_in_line([0, 1, row.pk])
    page = text_of(page_of(cast.mila, run))
    assert "Wacht op zijn beurt" in page
    assert "Klanten Wacht op zijn beurt" in text_of(
        cast.mila.browser().get(f"{ADDRESS}/import-en-export")
    )
    assert "nog 2 grote bestanden van andere loketten" in page
    with cast.mila.at_work():
        Outbox.objects.filter(pk=row.pk).update(last_error=outbox.DIED)
    assert "Rijen gedaan" in text_of(page_of(cast.mila, run))


def test_stopping_is_offered_until_rows_come_in_and_when_nothing_is_heard(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = checked(cast.mila, sent(cast.mila, csv(HEADS, *people(2))), cast.anouk)
    with cast.mila.at_work():
        begin_import(run, by=cast.mila.member, doubles="skip")
    stop, too_late = "Stop deze import", "Je kunt het niet meer stoppen."
    page = text_of(page_of(cast.mila, run))
    assert stop in page
    assert too_late not in page
    with cast.mila.at_work():
        Outbox.objects.filter(effect="exchange.bring_in").update(last_error=outbox.DIED)
    page = text_of(page_of(cast.mila, run))
    assert stop not in page
    assert too_late in page
    monkeypatch.setattr(progress, "SILENT_SECONDS", 0)
    Progress(run.public_id, ImportState.QUEUED).tell(1)
    assert stop in text_of(page_of(cast.mila, run)), "whoever has it may be gone"


def test_who_stops_it_too_late_reads_that_it_was_over(cast: Cast) -> None:
    run = begun(cast.mila, checked(cast.mila, sent(cast.mila, csv(HEADS, *people(2))), cast.anouk))
    answer = cast.mila.browser().post(f"{ADDRESS}/importeren/{run.public_id}/stop", follow=True)
    page = text_of(answer)
    assert "Deze import was al voorbij" in page
    assert "2 van 2 rijen zijn geïmporteerd." in page
    assert "is gestopt. Van het bestand" not in page


def test_when_nothing_is_heard_of_it_the_page_says_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = sent(cast.mila, csv(HEADS, *people(2)))
    with cast.mila.at_work():
        choose_columns(run, run.columns, by=cast.mila.member, owner=cast.anouk.member)
        Outbox.objects.filter(effect="exchange.check_import").update(last_error=outbox.DIED)
    Progress(run.public_id, ImportState.CHECKING).tell(1)
    silent = "We hebben er een minuut niets van gehoord."
    assert silent not in text_of(page_of(cast.mila, run))
    monkeypatch.setattr(progress, "SILENT_SECONDS", 0)
    Progress(run.public_id, ImportState.CHECKING).tell(2)
    assert silent in text_of(page_of(cast.mila, run))


def test_after_a_week_nothing_of_a_file_is_kept(cast: Cast) -> None:
    run = sent(cast.mila, csv(HEADS, *people(2)))
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        forget_expired()
    with cast.mila.at_work():
        assert Import.objects.get(pk=run.pk).state == ImportState.CANCELLED
        assert not ImportRow.objects.exists()
    assert "Niemand heeft de rijen binnen een week" in text_of(page_of(cast.mila, run))


def test_thousands_are_written_as_the_reader_writes_them(cast: Cast) -> None:
    run = sent(cast.mila, csv(HEADS, *people(1_200)))
    assert "1.200" in text_of(page_of(cast.mila, run, "/kolommen"))
    checked(cast.mila, run, cast.anouk)
    pages = {f"/{run.public_id}": ("1.200", "1,200"), "/uitleg": ("5.000", "5,000")}
    for page, (dutch, english) in pages.items():
        browser = cast.mila.browser()
        assert dutch in text_of(browser.get(f"{ADDRESS}/importeren{page}")), page
        assert english in text_of(browser.get(f"/en{ADDRESS}/importeren{page}")), page


def test_the_cost_of_the_pages_does_not_grow_with_the_rows(cast: Cast, queries: Any) -> None:
    seen = {}
    for number, count in enumerate((2, 15)):
        rows = [["Nora", "", "", "", ""]] * count + [
            ["Nog", "Iemand", "1-1-1990", f"{number}@example.nl", ""]
        ] * 2
        key = f"{number:032}"
        assert send(cast.mila, csv(HEADS, *rows), key=key).status_code == 302
        run = newest(cast.mila)
        with queries() as columns:
            page_of(cast.mila, run, "/kolommen")
        run = checked(cast.mila, run, cast.anouk)
        with queries() as found:
            page_of(cast.mila, run)
        seen[count] = len(columns), len(found)
        with cast.mila.at_work():
            cancel_import(run, by=cast.mila.member)
    assert seen[2] == seen[15]
    assert max(seen[15]) <= 26


def test_a_vacancy_that_no_page_would_take_is_wrong_at_the_check(cast: Cast) -> None:
    """Such rows passed the check, and then stopped the import without a reason."""
    with cast.anouk.at_work():
        employer = make_employer(cast.anouk.member).name
    heads = ["Werkgever", "Titel", "Uren van", "Uren tot", "Loon van", "Loon tot", "Loon per"]
    heads += ["Crebo", "Niveau"]
    places = [
        [employer, "Goed", "24", "32", "14,50", "16", "Per uur", "25031", "3"],
        [employer, "Uren", "32", "24", "", "", "", "", ""],
        [employer, "Loon", "", "", "14,50", "", "", "", ""],
        [employer, "Meer loon", "", "", "16", "14,50", "Per uur", "", ""],
        [employer, "Niveau", "", "", "", "", "", "25031", "2"],
        [employer, "", "", "", "", "", "", "", ""],
    ]
    run = checked(cast.mila, sent(cast.mila, csv(heads, *places), "vacancies"), cast.anouk)
    page = text_of(page_of(cast.mila, run))
    for words in (
        "Dit is minder dan het kleinste aantal uren.",
        "Kies of dit per uur of per maand is.",
        "Dit is minder dan het laagste loon.",
        "De kwalificatie heeft een ander niveau",
        "Vul een titel in.",
    ):
        assert words in page
    assert states(cast.mila, run) | {"new": 1, "wrong": 5} == states(cast.mila, run)
