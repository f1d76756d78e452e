"""Contact without a file: two choices, counted, and no person."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from advice.models import Contact
from loketten.audit.models import Entry
from tests import factories
from tests.cast import Cast, Somebody

URL = "/bureau/utrecht/contacten"


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()),
        "channel": "channel.event",
        "theme": "theme.funding",
        "held_on": timezone.localdate().isoformat(),
        "remark": "",
        **changes,
    }


def standing(somebody: Somebody) -> list[Contact]:
    with somebody.at_work():
        return list(Contact.objects.standing())


def test_two_choices_are_enough(cast: Cast) -> None:
    html = cast.anouk.browser().get(URL).content.decode()
    values = dict(re.findall(r'name="(key|held_on|remark)"(?: value="([^"]*)")?', html))
    values["held_on"] = re.search(r'name="held_on"\s+value="([^"]+)"', html)[1]  # type: ignore[index]
    values["key"] = re.search(r'name="key" value="([^"]+)"', html)[1]  # type: ignore[index]
    channel = re.search(r'name="channel"\s+value="([^"]+)"[^>]* checked', html)
    assert channel
    assert channel[1] == "channel.phone"
    sent = {**values, "channel": channel[1], "theme": "theme.bbl"}
    answer = cast.anouk.browser().post(URL, sent, follow=True).content.decode()
    assert "Het contact is opgeslagen." in answer
    (row,) = standing(cast.anouk)
    assert (row.theme_id, row.counselor_id) == ("theme.bbl", cast.anouk.member.pk)
    assert row.held_on == timezone.localdate()


def test_the_next_one_starts_with_the_same_channel(cast: Cast) -> None:
    browser = cast.anouk.browser()
    html = browser.post(URL, filled(), follow=True).content.decode()
    assert re.search(r'value="channel\.event"[^>]* checked', html)
    other = cast.bas.browser().get(URL).content.decode()
    assert re.search(r'value="channel\.phone"[^>]* checked', other)


def test_pressing_twice_makes_one(cast: Cast) -> None:
    browser, sent = cast.anouk.browser(), filled()
    for _ in range(5):
        assert browser.post(URL, sent).status_code == 302
    assert len(standing(cast.anouk)) == 1
    with cast.anouk.at_work():
        assert Entry.objects.filter(action="contact.logged").count() == 1


def test_pressing_twice_with_another_answer_loses_nothing(cast: Cast) -> None:
    browser, sent = cast.anouk.browser(), filled()
    browser.post(URL, sent)
    other = {**sent, "remark": "vraagt naar avondlessen"}
    html = browser.post(URL, other).content.decode()
    assert "met andere antwoorden" in html
    assert "vraagt naar avondlessen" in html
    key = re.search(r'name="key" value="([^"]+)"', html)
    assert key
    assert browser.post(URL, {**other, "key": key[1]}).status_code == 302
    assert len(standing(cast.anouk)) == 2


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"theme": ""}, "Kies waar het over ging."),
        ({"channel": ""}, "Kies hoe iemand het vroeg."),
        ({"theme": "channel.phone"}, "Kies"),
        ({"remark": "nummer 123456782"}, "burgerservicenummer"),
        ({"held_on": "9999-12-31"}, "nog niet geweest"),
        ({"held_on": "2004-12-31"}, "vóór 2005"),
        ({"held_on": ""}, "Vul"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_counted(
    cast: Cast, changes: dict[str, str], says: str
) -> None:
    html = cast.anouk.browser().post(URL, filled(**changes)).content.decode()
    assert 'class="error-summary"' in html
    assert says in html
    assert standing(cast.anouk) == []


def test_who_wrote_it_down_takes_it_back_and_nobody_else(cast: Cast) -> None:
    cast.anouk.browser().post(URL, filled())
    (row,) = standing(cast.anouk)
    url = f"{URL}/{row.pk}/terug"
    refused = cast.bas.browser().post(url, follow=True).content.decode()
    assert "Alleen de adviseur die dit opschreef" in refused
    assert len(standing(cast.anouk)) == 1
    for _ in range(2):
        html = cast.anouk.browser().post(url, follow=True).content.decode()
    assert "Het telt niet meer mee." in html
    assert standing(cast.anouk) == []
    with cast.anouk.at_work():
        assert Contact.objects.count() == 1
        assert Entry.objects.filter(action="contact.withdrawn").count() == 1


def test_a_stranger_with_contacts_of_her_own_reaches_none_of_these(cast: Cast) -> None:
    with cast.chaima.at_work():
        factories.ContactFactory(counselor=cast.chaima.member)
    with cast.anouk.at_work():
        own = factories.ContactFactory(counselor=cast.anouk.member, remark="CNRYUT stand")
    browser = cast.chaima.browser()
    assert browser.post(f"/bureau/zwolle/contacten/{own.pk}/terug").status_code == 404
    assert b"CNRYUT" not in browser.get("/bureau/zwolle/contacten").content
    assert len(standing(cast.anouk)) == 1


@pytest.mark.parametrize("number", [1, 40])
def test_the_list_of_today_has_a_budget(cast: Cast, queries: Any, number: int) -> None:
    with cast.anouk.at_work():
        for _ in range(number):
            factories.ContactFactory(counselor=cast.anouk.member)
        factories.ContactFactory(
            counselor=cast.bas.member, held_on=timezone.localdate() - timedelta(days=1)
        )
    browser = cast.anouk.browser()
    with queries() as seen:
        html = browser.get(URL).content.decode()
    assert html.count('class="todo__row"') == number
    assert len(seen) <= 7, "\n".join(seen)
