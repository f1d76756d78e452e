"""What visitors sent, at the desk: who may see it, who has it in hand, and who it was."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from advice.actions.join_request import JoinedBefore, join_request
from advice.models import JoinedRequest
from apprenticeships.models import Introduction
from clients.actions.cover import arrange_cover
from clients.models import Client
from loketten.audit.models import Entry
from loketten.ui.templatetags.dates import day as said
from tests import factories, questions
from tests.cast import Cast, Somebody
from tests.places import make_employer, make_vacancy
from vacancies.actions.answer import end, take
from vacancies.actions.ask import withdraw
from vacancies.choices import Outcome
from vacancies.models import AdReport, DeskRequest, Interest, Vacancy

LIST = "/bureau/utrecht/aanvragen"


def _ask(cast: Cast, **fields: Any) -> DeskRequest:
    with cast.anouk.at_work():
        return questions.request(**fields)


def _vacancy(cast: Cast) -> Vacancy:
    with cast.anouk.at_work():
        return make_vacancy(cast.anouk.member, make_employer(cast.anouk.member))


def _page(somebody: Somebody, address: str) -> str:
    answer = somebody.browser().get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def _fresh(cast: Cast, row: Any) -> Any:
    with cast.anouk.at_work():
        return type(row).objects.get(pk=row.pk)


def _last_entry(cast: Cast, action: str) -> Entry:
    with cast.anouk.at_work():
        return Entry.objects.filter(action=action).latest("id")  # type: ignore[no-any-return]


def _post(somebody: Somebody, row: Any, verb: str, **values: Any) -> Any:
    return somebody.browser().post(f"{LIST}/{row.public_id}/{verb}", values)


def test_the_list_shows_who_waits_longest_first_and_is_logged(cast: Cast) -> None:
    second = _ask(cast, name="Tweede Vrager")
    first = _ask(cast, name="Eerste Vrager")
    ended = _ask(cast, name="Oude Vrager")
    with cast.anouk.at_work():
        DeskRequest.objects.filter(pk=first.pk).update(sent_at=timezone.now() - timedelta(days=20))
        end(ended, by=cast.anouk.member, version=1, outcome=Outcome.CALLED)
    html = _page(cast.bram, LIST)
    assert html.index("Eerste Vrager") < html.index("Tweede Vrager")
    assert "te laat: uiterlijk" in html
    assert "Oude Vrager" not in html
    entry = _last_entry(cast, "question.listed")
    assert entry.object_kind == "vacancies.deskrequest"
    assert entry.shown_ids == sorted([first.pk, second.pk])
    assert "Oude Vrager" in _page(cast.bram, f"{LIST}?show=ended")
    assert "Je ziet wat open staat" in _page(cast.bram, f"{LIST}?show=x&page=y")


def test_a_desk_sees_its_own_questions_alone(cast: Cast) -> None:
    row = _ask(cast, name="Vrager Utrecht")
    with cast.chaima.at_work():
        questions.request(name="Vrager Zwolle")
    assert "Vrager Zwolle" not in _page(cast.bram, LIST)
    html = _page(cast.chaima, "/bureau/zwolle/aanvragen")
    assert "Vrager Utrecht" not in html
    assert "Vrager Zwolle" in html
    own = f"/bureau/zwolle/aanvragen/{row.public_id}"
    assert cast.chaima.browser().get(own).status_code == 404


def test_the_list_asks_the_same_number_of_questions_for_twenty_rows(
    cast: Cast, queries: Any
) -> None:
    counts = []
    for number in (1, 25):
        for _ in range(number):
            _ask(cast)
        browser = cast.bram.browser()
        with queries() as seen:
            browser.get(LIST)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 9, counts


def test_interest_is_listed_by_place(cast: Cast) -> None:
    vacancy, other = _vacancy(cast), None
    with cast.anouk.at_work():
        other = make_vacancy(cast.anouk.member, vacancy.employer, title="Leerling schilder")
        questions.interest(vacancy.public_id, name="Wil Timmeren")
        row = questions.interest(other.public_id, name="Wil Schilderen")
    address = f"{LIST}/interesse"
    html = _page(cast.bram, address)
    assert "Wil Timmeren" in html
    assert "Wil Schilderen" in html
    narrowed = _page(cast.bram, f"{address}?vacancy={other.public_id}")
    assert "Wil Timmeren" not in narrowed
    assert "Deze vacature kennen we niet" in _page(cast.bram, f"{address}?vacancy=x")
    assert "Leerling schilder" in _page(cast.bram, f"{LIST}/{row.public_id}")


def test_only_one_of_two_colleagues_takes_a_question(cast: Cast) -> None:
    row = _ask(cast)
    assert _post(cast.bas, row, "oppakken", version="1").status_code == 302
    late = _post(cast.bram, row, "oppakken", version="1")
    assert late.status_code == 409
    assert "Een collega of de bezoeker was je voor." in late.content.decode()
    assert "Van Bas Elferink" in late.content.decode()
    assert _fresh(cast, row).answered_by == cast.bas.member
    assert "Van jou sinds" in _page(cast.bas, f"{LIST}/{row.public_id}")


def test_who_was_overtaken_keeps_what_she_chose(cast: Cast) -> None:
    row = _ask(cast)
    _post(cast.bas, row, "oppakken", version="1")
    late = _post(cast.bram, row, "afronden", version="1", outcome="mailed")
    html = late.content.decode()
    assert late.status_code == 409
    assert re.search(r'value="mailed"[^>]*checked', html)
    version = re.search(r'name="version" value="(\d+)"[^>]*id="id_version"', html)
    assert version
    done = _post(cast.bram, row, "afronden", version=version[1], outcome="mailed")
    assert done.status_code == 302
    assert _fresh(cast, row).outcome == "mailed"


def test_a_question_goes_back_and_ends(cast: Cast) -> None:
    row = _ask(cast)
    _post(cast.bas, row, "oppakken", version="1")
    _post(cast.bas, row, "teruggeven", version="2")
    assert _fresh(cast, row).state == "new"
    refused = _post(cast.bas, row, "afronden", version="3")
    assert "Kies hoe het afliep." in refused.content.decode()
    _post(cast.bas, row, "afronden", version="3", outcome="double")
    assert _fresh(cast, row).state == "dropped"
    html = _page(cast.bas, f"{LIST}/{row.public_id}")
    assert "vroeg hetzelfde al eerder" in html
    assert "Open het opnieuw" in html
    _post(cast.bas, row, "oppakken", version="4")
    assert _fresh(cast, row).state == "taken"


def test_what_the_visitor_withdrew_shows_no_name(cast: Cast) -> None:
    row = _ask(cast, name="Yusuf Demir")
    with cast.anouk.at_work():
        withdraw(row)
    html = _page(cast.bram, f"{LIST}/{row.public_id}")
    assert "Yusuf" not in html
    assert "Je hoeft niets te doen" in html
    assert _post(cast.bram, row, "oppakken", version="1").status_code == 409


def test_a_file_opens_from_a_request_without_its_name_in_the_address(cast: Cast) -> None:
    row = _ask(cast, name="Noor van Dijk", email="noor@example.nl")
    browser = cast.anouk.browser()
    address = f"{LIST}/{row.public_id}/dossier"
    html = browser.get(address).content.decode()
    for value in ("Noor", "van Dijk", "noor@example.nl", "entry.website"):
        assert value in html
    form = {
        "first_name": "Noor",
        "last_name": "van Dijk",
        "born": "",
        "contact_by": "email",
        "email": "noor@example.nl",
        "phone": "",
        "language": "",
        "asked_on": "20-11-2026",
        "entry": "entry.website",
        "owner": str(cast.anouk.member.pk),
        "key": str(uuid.uuid4()),
    }
    wrong = browser.post(address, {**form, "last_name": ""})
    assert "Vul een achternaam in" in wrong.content.decode()
    assert not _joined(cast)
    with time_machine.travel("2026-11-24 11:00+01:00", tick=True):
        browser = cast.anouk.browser()
        assert browser.post(address, form).status_code == 302
    ((request, client),) = _joined(cast)
    assert request == row.pk
    assert client.name == "Noor van Dijk"
    assert client.number in _page(cast.bram, f"{LIST}/{row.public_id}")
    assert _last_entry(cast, "question.joined").object_id == client.pk


def _joined(cast: Cast) -> list[tuple[int, Client]]:
    with cast.anouk.at_work():
        rows = JoinedRequest.objects.select_related("client")
        return [(row.request_id, row.client) for row in rows]


def test_a_request_joins_somebody_who_is_known(cast: Cast) -> None:
    with cast.anouk.at_work():
        known = Client.objects.order_by("pk").first()
        assert known is not None
    row = _ask(cast, email=known.email)
    html = _page(cast.bram, f"{LIST}/{row.public_id}")
    assert known.name in html
    assert _last_entry(cast, "client.listed").shown_ids == [known.pk]
    wrong = _post(cast.bram, row, "koppelen", number="QQ-99999")
    assert "Dit klantnummer kennen we niet" in wrong.content.decode()
    assert _post(cast.bram, row, "koppelen", number=known.number).status_code == 302
    assert [client.pk for _, client in _joined(cast)] == [known.pk]
    assert _post(cast.bram, row, "ontkoppelen").status_code == 302
    assert not _joined(cast)


def test_a_request_belongs_to_one_client(cast: Cast) -> None:
    row = _ask(cast)
    with cast.anouk.at_work():
        one, other = Client.objects.order_by("pk")[:2]
        join_request(row, one, by=cast.anouk.member)
        join_request(row, one, by=cast.anouk.member)
        with pytest.raises(JoinedBefore):
            join_request(row, other, by=cast.bas.member)
        assert Entry.objects.filter(action="question.joined").count() == 1


def test_a_report_is_settled_by_who_manages_places(cast: Cast) -> None:
    place = _vacancy(cast).public_id
    with cast.anouk.at_work():
        report = questions.report(place, remark="Ik belde, de plek is weg")
    address = f"{LIST}/meldingen"
    assert cast.bram.browser().get(address).status_code == 403
    assert "Leerling timmerman" in _page(cast.mila, address)
    own = f"{address}/{report.public_id}"
    assert "de plek is weg" in _page(cast.mila, own)
    browser = cast.mila.browser()
    assert "Schrijf op wat er gedaan is." in browser.post(own, {"done": ""}).content.decode()
    assert browser.post(own, {"done": "Vacature gesloten"}).status_code == 302
    assert cast.bas.browser().post(own, {"done": "Gebeld"}).status_code == 409
    with cast.anouk.at_work():
        assert AdReport.objects.get().settled_by == cast.mila.member
    assert "Leerling timmerman" not in _page(cast.mila, address)
    assert "Leerling timmerman" in _page(cast.mila, f"{address}?show=ended")


def test_my_day_says_who_waits_without_a_name(cast: Cast, queries: Any) -> None:
    place = _vacancy(cast).public_id
    row = _ask(cast, name="Yusuf Demir")
    with cast.anouk.at_work():
        questions.interest(place, name="Yusuf Demir")
        taken = questions.request()
        take(taken, by=cast.bas.member, version=1)
    html = _page(cast.bram, "/bureau/utrecht")
    assert "Een gesprek bij het loket" in html
    assert "Interesse in" in html
    assert "Leerling timmerman" in html
    assert str(row.public_id) in html
    assert str(taken.public_id) not in html
    assert "Yusuf" not in html
    assert "Van de website</h2>" not in _page(cast.priya, "/bureau/utrecht")


def test_my_day_asks_the_same_number_of_questions_for_many_requests(
    cast: Cast, queries: Any
) -> None:
    counts = []
    for number in (1, 12):
        for _ in range(number):
            _ask(cast)
        browser = cast.bram.browser()
        with queries() as seen:
            html = browser.get("/bureau/utrecht").content.decode()
        counts.append(len(seen))
    assert counts[0] == counts[1], counts
    assert "Allemaal" in html
    # What she took stands on top, however many wait for longer.
    row = _ask(cast)
    assert str(row.public_id) not in html
    with cast.bram.at_work():
        take(row, by=cast.bram.member, version=1)
    assert str(row.public_id) in _page(cast.bram, "/bureau/utrecht")


def test_what_a_colleague_took_stands_with_whoever_covers_her(cast: Cast) -> None:
    row, last_day = _ask(cast), timezone.localdate() + timedelta(days=3)
    with cast.anouk.at_work():
        take(row, by=cast.anouk.member, version=1)
        arrange_cover(
            cast.anouk.member,
            by=cast.anouk.member,
            member=cast.bas.member,
            first_day=timezone.localdate(),
            last_day=last_day,
        )
    hers, address = "/bureau/utrecht", f"/aanvragen/{row.public_id}"
    assert address in _page(cast.anouk, hers)
    day = _page(cast.bas, hers)
    assert address in day.split("Voor Anouk Vermeer")[1]
    assert f"weg tot en met {said(last_day)}" in day
    assert f"voor Anouk Vermeer (weg tot en met {said(last_day)})" in _page(
        cast.bas, f"{LIST}?show=mine"
    )
    # To others she is a colleague who has it in hand.
    assert address not in _page(cast.bram, hers)
    assert "weg tot en met" not in _page(cast.bram, LIST)


def _interest(cast: Cast, **fields: Any) -> Interest:
    place = _vacancy(cast).public_id
    with cast.anouk.at_work():
        return questions.interest(place, **fields)


def test_interest_in_a_place_becomes_an_introduction_in_one_step(cast: Cast) -> None:
    row, client = _interest(cast), cast.files["utrecht"].client
    for _ in range(2):
        answer = _post(cast.anouk, row, "koppelen", number=client.number)
        assert answer.status_code == 302
    with cast.anouk.at_work():
        met = Introduction.objects.get()
        assert (met.interest_id, met.vacancy_id) == (row.pk, row.vacancy_id)
        assert met.file.client_id == client.pk
        assert Entry.objects.filter(action="bridge.recorded", object_id=met.pk).count() == 1
    page = _page(cast.anouk, f"{LIST}/{row.public_id}")
    assert client.name in page
    assert f"/klanten/{client.number}/brug/matching" in page
    with cast.anouk.at_work():
        other = factories.ClientFileFactory(owner=cast.anouk.member).client.number
    assert _post(cast.anouk, row, "koppelen", number=other).status_code == 409


def test_reception_introduces_nobody(cast: Cast) -> None:
    row, number = _interest(cast), cast.files["utrecht"].client.number
    assert f"{row.public_id}/koppelen" not in _page(cast.bram, f"{LIST}/{row.public_id}")
    assert _post(cast.bram, row, "koppelen", number=number).status_code == 403
    assert _post(cast.chaima, row, "koppelen", number=number).status_code == 404
    with cast.anouk.at_work():
        assert not Introduction.objects.exists()
