"""Finding somebody, and the list of clients."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.models import Client, ClientFile
from clients.search import read_query
from loketten.audit.models import Entry
from loketten.tenancy.context import at_desk
from tests import factories
from tests.cast import Cast
from tests.clients.forms import text_of
from tests.clients.people import BSN, last_entry, opened, person

LIST = "/bureau/utrecht/klanten"
TODAY = date(2026, 11, 21)


@given(number=st.integers(1, 9_999_999), zeros=st.integers(0, 3), small=st.booleans())
def test_a_number_is_read_however_it_is_written(number: int, zeros: int, small: bool) -> None:
    digits = "0" * zeros + str(number)
    prefix = "ut" if small else "UT"
    canonical = f"UT-{number:05}"
    for text in (digits, f"{prefix}{digits}", f"{prefix}-{digits}", f"{prefix} {digits}"):
        assert read_query(text, prefix="UT", today=TODAY).number == canonical


def test_a_number_of_another_desk_stays_one() -> None:
    assert read_query("zw-00012", prefix="UT", today=TODAY).number == "ZW-00012"


@given(text=st.text(max_size=150))
def test_any_text_can_be_searched_for(text: str) -> None:
    query = read_query(text, prefix="UT", today=TODAY)
    assert len(query.text) <= 100


def test_a_name_with_a_birth_is_both() -> None:
    query = read_query("Haile 14 mei 1994", prefix="UT", today=TODAY)
    assert (query.words, query.birth) == (["haile"], date(1994, 5, 14))


def found(cast: Cast, text: str) -> list[str]:
    with cast.anouk.at_work():
        query = read_query(text, prefix="UT", today=TODAY)
        return [client.name for client in Client.objects.matching(query)]


@pytest.mark.parametrize(
    "text",
    [
        "selam haile", "Haile", "haile selam", "Selm Haile", "selam hayle", "SELAM", "hail",
        "1994", "haile 1994", "06-000 000 41", "+31 6 00000041", "selam@example.nl",
        "SELAM@EXAMPLE.NL", "UT-00001", "ut1", "Sélam Haïlé",
    ],
)  # fmt: skip
def test_she_is_found_by_all_that_is_known_of_her(cast: Cast, text: str) -> None:
    with cast.anouk.at_work():
        opened(cast.anouk)
    assert found(cast, text) == ["Selam Haile"]


@pytest.mark.parametrize(
    "text",
    ["Bakker", "haile 1995", "selam bakker", "14-5-1994", "06 000 000 42", "ut2", "zw1", "x@y.nl",
     "%", "_", "'", "\\", "haile' or 1=1", "\x00", "\ufffd", "٣", "*", "a", "-1"],
)  # fmt: skip
def test_nobody_is_found_by_something_else(cast: Cast, text: str) -> None:
    with cast.anouk.at_work():
        opened(cast.anouk)
    assert found(cast, text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("İpek Işık", "ipek isik"), ("Łukasz Żak", "lukasz zak"), ("Kees ’t Hart", "'t hart"),
        ("Jörg Strauß", "strauss"), ("يوسف", "يوسف"), ("ዮናስ ተስፋማርያም", "ዮናስ"),
        ("Jan van der Meer", "vandermeer"), ("Anna de Vries-Jansen", "vries jansen"),
    ],
)  # fmt: skip
def test_names_are_found_as_they_sound_and_in_their_own_script(
    cast: Cast, name: str, text: str
) -> None:
    with cast.anouk.at_work():
        opened(cast.anouk, person(first_name="", last_name=name))
    assert found(cast, text) == [name]


def test_the_best_likeness_comes_first(cast: Cast) -> None:
    with cast.anouk.at_work():
        for first in ("Jana", "Jan"):
            opened(cast.anouk, person(first_name=first, last_name="Bos", email="", phone="",
                                      contact_by="none", birth_year=None))  # fmt: skip
    assert found(cast, "jan bos")[0] == "Jan Bos"


def test_a_number_goes_straight_to_the_file(cast: Cast) -> None:
    with cast.anouk.at_work():
        opened(cast.anouk)
    for text in ("UT-00001", "ut1", "1"):
        response = cast.anouk.browser().get(LIST, {"q": text})
        assert (response.status_code, response["Location"]) == (302, f"{LIST}/UT-00001")


def test_for_reception_a_number_goes_to_the_card(cast: Cast) -> None:
    with cast.anouk.at_work():
        opened(cast.anouk)
    response = cast.bram.browser().get(LIST, {"q": "ut1"})
    assert response["Location"] == f"{LIST}/UT-00001/wie"


def test_a_year_is_no_number(cast: Cast) -> None:
    with cast.anouk.at_work():
        opened(cast.anouk)
        client = factories.ClientFactory(number="UT-01994", last_name="Bakker")
        factories.ClientFileFactory(client=client, owner=cast.anouk.member)
    page = text_of(cast.anouk.browser().get(LIST, {"q": "1994"}))
    assert "Selam Haile" in page
    assert "Bakker" in page


def test_a_name_with_more_errors_gives_names_that_look_like_it(cast: Cast) -> None:
    with cast.anouk.at_work():
        opened(cast.anouk, person(first_name="Layla", last_name="Kok"))
    page = text_of(cast.anouk.browser().get(LIST, {"q": "lyala kok"}))
    assert "Layla Kok" in page
    assert "Niemand heet precies zo." in page


def test_nobody_found_offers_a_new_file_with_what_was_typed(cast: Cast) -> None:
    browser = cast.anouk.browser()
    page = browser.get(LIST, {"q": "Yonas Zwanenveldt 14-5-1994"}).content.decode()
    assert 'href="/bureau/utrecht/klanten/nieuw?q=Yonas+Zwanenveldt+14-5-1994"' in page
    form = browser.get(f"{LIST}/nieuw", {"q": "Yonas Zwanenveldt 14-5-1994"}).content.decode()
    for value in ("Yonas", "Zwanenveldt", "14-5-1994"):
        assert f'value="{value}"' in form


def test_a_search_for_a_citizen_service_number_explains_itself(cast: Cast) -> None:
    page = text_of(cast.anouk.browser().get(LIST, {"q": BSN}))
    assert "Die bewaren we niet." in page


@pytest.mark.parametrize("who", ["anouk", "bram", "mila"])
def test_one_row_in_the_log_names_who_was_shown(cast: Cast, who: str) -> None:
    somebody = getattr(cast, who)
    with somebody.at_work():
        before = Entry.objects.count()
        shown = sorted(Client.objects.values_list("pk", flat=True))
    assert somebody.browser().get(LIST).status_code == 200
    with somebody.at_work():
        assert Entry.objects.count() == before + 1
        assert (last_entry().action, last_entry().shown_ids) == ("client.listed", shown)


def test_the_filters_show_mine_and_closed(cast: Cast) -> None:
    with cast.bas.at_work():
        opened(cast.bas)
    browser = cast.bas.browser()
    assert "Selam Haile" in text_of(browser.get(LIST))
    assert "Jansen-CNRYUT" in text_of(browser.get(LIST))
    mine = text_of(browser.get(LIST, {"toon": "mijn"}))
    assert "Selam Haile" in mine
    assert "CNRYUT" not in mine
    assert "Selam Haile" not in text_of(browser.get(LIST, {"toon": "gesloten"}))
    with cast.bas.at_work():
        ClientFile.objects.filter(owner=cast.bas.member).update(
            closed_on=TODAY,
            closing_outcome="outcome.job",
            closing_reason="closing-reason.job",
        )
    assert "Selam Haile" in text_of(browser.get(LIST, {"toon": "gesloten"}))
    assert "Selam Haile" not in text_of(browser.get(LIST, {"toon": "mijn"}))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"toon": "stiekem"}, "Dit filter kennen we niet. Je ziet iedereen."),
        ({"toon": "\x00"}, "Dit filter kennen we niet. Je ziet iedereen."),
        ({"page": "99"}, "Deze pagina bestaat niet. Je ziet de eerste pagina."),
        ({"page": "-1"}, "Deze pagina bestaat niet. Je ziet de eerste pagina."),
        ({"page": "x"}, "Deze pagina bestaat niet. Je ziet de eerste pagina."),
        ({"page": "9" * 5000}, "Deze pagina bestaat niet. Je ziet de eerste pagina."),
        ({"page": ""}, "Deze pagina bestaat niet. Je ziet de eerste pagina."),
    ],
)
def test_an_unknown_filter_or_page_is_said_and_everybody_shown(
    cast: Cast, query: dict[str, str], sentence: str
) -> None:
    response = cast.anouk.browser().get(LIST, query)
    assert response.status_code == 200
    assert sentence in text_of(response)
    assert "CNRYUT" in text_of(response)


@pytest.mark.parametrize("text", ["\x00", "\ud800", "x" * 100_000, "9999-12-31", "<script>", "’"])
def test_no_search_breaks_the_page(cast: Cast, text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    from urllib.parse import quote

    response = cast.anouk.browser().get(f"{LIST}?q={quote(raw)}")
    assert response.status_code == 200
    assert "Niemand gevonden" in text_of(response)
    assert "<script>" not in response.content.decode()


def test_twenty_a_page_in_an_order_that_holds(cast: Cast) -> None:
    with cast.anouk.at_work():
        for number in range(45):
            client = factories.ClientFactory(first_name="Jan", last_name=f"Bos {number % 3}")
            factories.ClientFileFactory(client=client, owner=cast.anouk.member)
    browser = cast.anouk.browser()
    seen: list[int] = []
    for page in ("1", "2", "3"):
        assert browser.get(LIST, {"page": page}).status_code == 200
        with cast.anouk.at_work():
            seen += last_entry().shown_ids
    assert len(seen) == len(set(seen)) == 48


@pytest.mark.parametrize("query", [{}, {"toon": "mijn"}, {"q": "bos"}, {"q": "zzzzz"}])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, queries: Any, query: dict[str, str]
) -> None:
    def count() -> int:
        browser = cast.anouk.browser()
        browser.get(LIST, query)  # the second visit has its session
        with queries() as seen:
            browser.get(LIST, query)
        return len(seen)

    def add(many: int) -> None:
        with cast.anouk.at_work():
            for number in range(many):
                client = factories.ClientFactory(last_name=f"Bos {number}")
                factories.ClientFileFactory(client=client, owner=cast.anouk.member)

    add(10)
    few = count()
    add(110)
    assert count() == few <= 9


def test_another_desk_changes_nothing_on_the_page(cast: Cast) -> None:
    browser = cast.anouk.browser()
    before = [browser.get(LIST, query).content for query in ({}, {"q": "haile"}, {"q": "zw1"})]
    with at_desk(cast.zwolle.pk):
        for number in range(200):
            client = factories.ClientFactory(first_name="Selam", last_name=f"Haile {number}")
            factories.ClientFileFactory(client=client, owner=cast.chaima.member)
    after = [browser.get(LIST, query).content for query in ({}, {"q": "haile"}, {"q": "zw1"})]
    assert before == after


def test_the_canary_of_another_desk_is_never_found(cast: Cast) -> None:
    with cast.chaima.at_work():
        number = Client.objects.first().number
    for text in ("CNRYZW", "cnryzw0@example.nl", number, "Jansen-CNRYZW"):
        response = cast.anouk.browser().get(LIST, {"q": text})
        assert response.status_code == 200
        main = response.content.decode().partition("<table")[2]
        assert "CNRYZW" not in main


def test_a_search_has_pages_too(cast: Cast) -> None:
    with cast.anouk.at_work():
        for number in range(25):
            client = factories.ClientFactory(first_name="Jan", last_name=f"Zwanenveldt{number:02}")
            factories.ClientFileFactory(client=client, owner=cast.anouk.member)
    browser = cast.anouk.browser()
    seen: list[int] = []
    for page in ("1", "2"):
        response = browser.get(LIST, {"q": "zwanenveldt", "page": page})
        assert "25 klanten" in text_of(response)
        with cast.anouk.at_work():
            seen += last_entry().shown_ids
    assert len(set(seen)) == 25
    for page in ("3", "0", "x", "", "9" * 5000, "-1", "٢٢٢"):
        response = browser.get(LIST, {"q": "zwanenveldt", "page": page})
        assert "Deze pagina bestaat niet. Je ziet de eerste pagina." in text_of(response)
    assert "q=zwanenveldt" in browser.get(LIST, {"q": "zwanenveldt"}).content.decode()
