"""The pages that withdraw and move a talk."""

import uuid

import pytest

from advice.actions.log_talk import log_talk
from advice.models import AdviceSession, MovedTalk
from clients.models import ClientFile
from loketten.audit.models import Entry
from tests import factories
from tests.advice.writing import content
from tests.cast import Cast, Somebody


@pytest.fixture
def talk(cast: Cast) -> AdviceSession:
    with cast.anouk.at_work():
        return log_talk(
            cast.files["utrecht"], by=cast.anouk.member, content=content(), key=uuid.uuid4()
        )


@pytest.fixture
def target(cast: Cast) -> ClientFile:
    with cast.anouk.at_work():
        client = factories.ClientFactory(number="UT-00077")
        return factories.ClientFileFactory(client=client, owner=cast.bas.member)


def url_of(talk: AdviceSession, page: str) -> str:
    return f"/bureau/utrecht/gesprekken/{talk.public_id}/{page}"


def now(cast: Cast, talk: AdviceSession) -> AdviceSession:
    with cast.anouk.at_work():
        return AdviceSession.objects.get(pk=talk.pk)


def test_a_manager_withdraws_with_a_reason(cast: Cast, talk: AdviceSession) -> None:
    browser = cast.mila.browser()
    assert content().summary in browser.get(url_of(talk, "terugtrekken")).content.decode()
    post = {"because": "Bij de verkeerde klant"}
    html = browser.post(url_of(talk, "terugtrekken"), post, follow=True).content.decode()
    assert "Het gesprek is ingetrokken." in html
    assert "Bij de verkeerde klant" in html
    assert content().summary not in html
    assert now(cast, talk).withdrawn_by_id == cast.mila.member.pk
    again = browser.post(url_of(talk, "terugtrekken"), {"because": "Anders"}, follow=True)
    assert "Dit gesprek is ingetrokken." in again.content.decode()
    assert now(cast, talk).withdrawn_because == "Bij de verkeerde klant"


@pytest.mark.parametrize("because", ["", "  ", "a\x00", "x" * 501, "Zie 123456782"])
def test_a_withdrawal_needs_a_proper_reason(cast: Cast, talk: AdviceSession, because: str) -> None:
    answer = cast.mila.browser().post(url_of(talk, "terugtrekken"), {"because": because})
    assert 'class="error-summary"' in answer.content.decode()
    assert now(cast, talk).withdrawn_at is None


@pytest.mark.parametrize("number", ["UT-00077", "ut77", "77", " UT-00077 "])
def test_a_manager_moves_a_talk_by_client_number(
    cast: Cast, talk: AdviceSession, target: ClientFile, number: str
) -> None:
    post = {"number": number, "because": "Namen verwisseld"}
    answer = cast.mila.browser().post(url_of(talk, "verplaatsen"), post, follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/bureau/utrecht/klanten/UT-00077"
    assert content().summary in html
    assert now(cast, talk).file_id == target.pk


def test_unknown_and_foreign_numbers_get_the_same_sentence(cast: Cast, talk: AdviceSession) -> None:
    foreign = cast.files["zwolle"].client.number
    browser = cast.mila.browser()
    before = now(cast, talk).file_id
    pages = []
    for number in (foreign, "UT-99999"):
        post = {"number": number, "because": "Namen verwisseld"}
        html = browser.post(url_of(talk, "verplaatsen"), post).content.decode()
        assert "Geen klant van dit loket heeft dit nummer." in html
        pages.append(html.replace(number, "").split("csrfmiddlewaretoken")[0])
    assert pages[0] == pages[1]
    assert now(cast, talk).file_id == before
    with cast.anouk.at_work():
        assert not MovedTalk.objects.exists()


@pytest.mark.parametrize("number", ["", "\x00", "x" * 21, "١٢", "' or 1=1 --"])
def test_odd_numbers_are_refused_in_words(cast: Cast, talk: AdviceSession, number: str) -> None:
    post = {"number": number, "because": "Namen verwisseld"}
    answer = cast.mila.browser().post(url_of(talk, "verplaatsen"), post)
    assert answer.status_code == 200
    assert 'class="error-summary"' in answer.content.decode()


def test_a_move_to_the_same_file_is_refused_in_words(cast: Cast, talk: AdviceSession) -> None:
    post = {"number": cast.files["utrecht"].client.number, "because": "Namen verwisseld"}
    html = cast.mila.browser().post(url_of(talk, "verplaatsen"), post).content.decode()
    assert "staat al in dit dossier" in html


@pytest.mark.parametrize("page", ["terugtrekken", "verplaatsen"])
@pytest.mark.parametrize("who", ["anouk", "bas", "bram", "priya"])
def test_only_a_manager_does_this(cast: Cast, talk: AdviceSession, who: str, page: str) -> None:
    somebody: Somebody = getattr(cast, who)
    browser = somebody.browser()
    post = {"because": "Zomaar", "number": "UT-00001"}
    assert browser.get(url_of(talk, page)).status_code == 403
    assert browser.post(url_of(talk, page), post).status_code == 403
    assert now(cast, talk).withdrawn_at is None


def test_reading_these_pages_is_logged(cast: Cast, talk: AdviceSession) -> None:
    cast.mila.browser().get(url_of(talk, "verplaatsen"))
    with cast.mila.at_work():
        row = Entry.objects.get(actor_id=cast.mila.member.pk)
        assert (row.action, row.object_id, row.is_outside_caseload) == (
            "talk.viewed",
            talk.pk,
            True,
        )
