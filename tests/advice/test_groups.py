"""Talks with a group: heads are counted, and who has a file takes part by name."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from advice.actions.group_talk import add_participant
from advice.models import EarlierGroupText, GroupParticipant, GroupTalk
from advice.moments import say_moment
from clients.models import ClientFile
from loketten.audit.models import Entry
from tests import factories
from tests.cast import Cast, Somebody

LIST = "/bureau/utrecht/groepen"


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()),
        "title": "Klas 4B over bbl",
        "held_at": say_moment(timezone.now() - timedelta(hours=2)),
        "kind": "class",
        "channel": "channel.workshop",
        "theme": "theme.bbl",
        "place": "Roc Voorbeeld",
        "head_count": "24",
        "summary": "We vertelden wat bbl is.",
        **changes,
    }


def url_of(group: GroupTalk, tail: str = "") -> str:
    return f"{LIST}/{group.public_id}{tail}"


def html_of(somebody: Somebody, url: str) -> str:
    answer = somebody.browser().get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def group(cast: Cast) -> GroupTalk:
    with cast.anouk.at_work():
        return factories.GroupTalkFactory(counselor=cast.anouk.member)


@pytest.fixture
def colleagues_file(cast: Cast) -> ClientFile:
    with cast.bas.at_work():
        client = factories.ClientFactory(number="UT-00777", first_name="Nora", last_name="Zandstra")
        return factories.ClientFileFactory(client=client, owner=cast.bas.member)


def joined(group: GroupTalk, *files: ClientFile, by: Somebody) -> None:
    with by.at_work():
        for file in files:
            add_participant(group, file, by=by.member)


def edited(browser: Any, group: GroupTalk, **changes: Any) -> Any:
    """Sends the form as it stands in the browser, with some fields changed."""
    html = browser.get(url_of(group, "/wijzig")).content.decode()
    hidden = dict(re.findall(r'name="(initial-\w+|version)" value="([^"]*)"', html))
    hidden["initial-summary"] = group.summary
    values = {**filled(), **changes}
    del values["key"]
    values.setdefault("held_at", hidden["initial-held_at"])
    return lambda: browser.post(url_of(group, "/wijzig"), {**hidden, **values})


def test_a_group_is_logged_once_and_listed_with_its_heads(cast: Cast) -> None:
    browser, sent = cast.anouk.browser(), filled()
    for _ in range(3):
        answer = browser.post(f"{LIST}/nieuw", sent, follow=True)
    assert "Wie van hen heeft een dossier?" in answer.content.decode()
    with cast.anouk.at_work():
        assert GroupTalk.objects.count() == 1
        assert Entry.objects.filter(action="group.logged").count() == 1
    listed = html_of(cast.mila, LIST)
    assert "Klas 4B over bbl" in listed
    assert '<td class="number">24</td>' in listed
    assert "Leg groep vast" not in listed


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": ""}, "Vul dit in"),
        ({"summary": "bsn 123456782"}, "burgerservicenummer"),
        ({"place": "123456782"}, "burgerservicenummer"),
        ({"head_count": "0"}, "minstens"),
        ({"head_count": "999999999999"}, "hooguit"),
        ({"theme": "channel.phone"}, "bestaat niet"),
        ({"theme": ""}, "Vul dit in"),
        ({"held_at": "31-12-2098 12.00"}, "nog niet geweest"),
        ({"kind": "x"}, "Kies"),
    ],
)
def test_what_is_wrong_is_said(cast: Cast, changes: dict[str, str], says: str) -> None:
    html = cast.anouk.browser().post(f"{LIST}/nieuw", filled(**changes)).content.decode()
    assert 'class="error-summary"' in html
    assert says in html
    with cast.anouk.at_work():
        assert not GroupTalk.objects.exists()


def test_it_stands_in_each_file_without_naming_the_others(
    cast: Cast, group: GroupTalk, colleagues_file: ClientFile
) -> None:
    own = cast.files["utrecht"]
    joined(group, own, colleagues_file, by=cast.anouk)
    for file, other in ((own, "Zandstra"), (colleagues_file, "CNRYUT")):
        for query in ("", "?show=talks"):
            html = html_of(cast.bas, f"/bureau/utrecht/klanten/{file.client.number}{query}")
            assert "Klas 4B over bbl" in html
            assert "We vertelden wat bbl is." in html
            assert "24 mensen" in html
            assert other not in html
    assert "Klas 4B" not in html_of(cast.bas, "/bureau/utrecht/klanten/UT-00777?show=steps")


def test_somebody_is_found_added_and_taken_out(
    cast: Cast, group: GroupTalk, colleagues_file: ClientFile
) -> None:
    browser = cast.anouk.browser()
    found = browser.get(url_of(group, "?q=zandstra")).content.decode()
    assert "Nora Zandstra" in found
    with cast.anouk.at_work():
        row = Entry.objects.filter(action="group.listed").latest("id")
        assert row.shown_ids == [colleagues_file.client_id]
    for _ in range(2):
        html = browser.post(
            url_of(group, "/deelnemers"), {"add": "UT-00777"}, follow=True
        ).content.decode()
    assert "Nora Zandstra" in html
    assert "1 van 24 mensen" in html
    again = browser.get(url_of(group, "?q=zandstra")).content.decode()
    assert again.count("Nora Zandstra</a>") == 1
    assert "Niemand anders met een open dossier" in again
    log = html_of(cast.bas, "/bureau/utrecht/klanten/UT-00777/wie-keek-mee")
    assert "Zag de naam bij een groep" in log
    assert "Voegde iemand aan een groep toe" in log
    out = browser.post(url_of(group, "/deelnemers"), {"remove": "UT-00777"}, follow=True)
    assert "Niemand in deze groep heeft hier een dossier." in out.content.decode()


def test_there_are_never_more_names_than_heads(
    cast: Cast, group: GroupTalk, colleagues_file: ClientFile
) -> None:
    with cast.anouk.at_work():
        GroupTalk.objects.update(head_count=1)
    joined(group, cast.files["utrecht"], by=cast.anouk)
    browser = cast.anouk.browser()
    full = browser.post(url_of(group, "/deelnemers"), {"add": "UT-00777"}, follow=True)
    assert "Pas eerst dat aantal aan." in full.content.decode()
    with cast.anouk.at_work():
        GroupTalk.objects.update(head_count=2)
    joined(group, colleagues_file, by=cast.anouk)
    refused = edited(browser, group, head_count="1")().content.decode()
    assert "Vul een hoger getal in." in refused


def test_a_closed_file_joins_no_group(cast: Cast, group: GroupTalk) -> None:
    file = cast.files["utrecht"]
    with cast.anouk.at_work():
        ClientFile.objects.filter(pk=file.pk).update(
            closed_on=timezone.localdate(),
            closing_outcome="outcome.job",
            closing_reason="closing-reason.job",
        )
    sent = {"add": file.client.number}
    html = cast.anouk.browser().post(url_of(group, "/deelnemers"), sent, follow=True).content
    assert "Heropen het eerst" in html.decode()
    with cast.anouk.at_work():
        assert not GroupParticipant.objects.exists()


def test_an_edit_keeps_the_earlier_text_and_the_second_editor_sees_both(
    cast: Cast, group: GroupTalk
) -> None:
    browser = cast.anouk.browser()
    first = edited(browser, group, summary="Eerste verandering.")
    second = edited(browser, group, summary="Tweede verandering.", title=group.title)
    assert first().status_code == 302
    conflict = second()
    assert conflict.status_code == 409
    html = conflict.content.decode()
    assert "Eerste verandering." in html
    assert "Tweede verandering." in html
    page = html_of(cast.bas, url_of(group))
    assert "Eerste verandering." in page
    assert "We vertelden wat bbl is." in page
    with cast.anouk.at_work():
        assert EarlierGroupText.objects.get().version == 1


def test_withdrawing_leaves_one_line_in_the_files(cast: Cast, group: GroupTalk) -> None:
    joined(group, cast.files["utrecht"], by=cast.anouk)
    url = url_of(group, "/terugtrekken")
    cast.mila.browser().post(url, {"because": "Ging niet door"})
    html = html_of(cast.anouk, f"/bureau/utrecht/klanten/{cast.files['utrecht'].client.number}")
    assert "Mila de Wit trok de groep van" in html
    assert "Ging niet door" in html
    assert "We vertelden wat bbl is." not in html
    assert cast.anouk.browser().get(url).status_code == 403
    assert cast.anouk.browser().get(url_of(group, "/wijzig")).status_code == 403
    assert "Deze groep is ingetrokken." in html_of(cast.anouk, url_of(group))


@pytest.mark.parametrize("tail", ["/wijzig", "/terugtrekken"])
def test_only_who_held_it_changes_it(cast: Cast, group: GroupTalk, tail: str) -> None:
    assert cast.anouk.browser().get(url_of(group, tail)).status_code == 200
    assert cast.bas.browser().get(url_of(group, tail)).status_code == 403
    assert cast.bas.browser().post(url_of(group, "/deelnemers"), {"add": "x"}).status_code == 403
    assert "Voeg iemand met een dossier toe" not in html_of(cast.bas, url_of(group))


def test_a_file_of_another_desk_cannot_join(cast: Cast, group: GroupTalk) -> None:
    number = cast.files["zwolle"].client.number
    sent = {"add": number}
    html = cast.anouk.browser().post(url_of(group, "/deelnemers"), sent, follow=True).content
    assert "Geen klant van dit loket" in html.decode()
    assert b"Jansen-CNRYZW" not in cast.anouk.browser().get(url_of(group, "?q=CNRYZW0")).content
    assert cast.chaima.browser().get(url_of(group).replace("utrecht", "zwolle")).status_code == 404


@pytest.mark.parametrize("number", [1, 24])
def test_the_page_of_a_group_has_a_budget(
    cast: Cast, group: GroupTalk, queries: Any, number: int
) -> None:
    with cast.anouk.at_work():
        for _ in range(number):
            file = factories.ClientFileFactory(owner=cast.bas.member)
            GroupParticipant.objects.create(group=group, file=file)
    browser = cast.anouk.browser()
    with queries() as seen:
        html = browser.get(url_of(group, "?q=CNRYUT0")).content.decode()
    assert html.count('name="remove"') == number
    assert "Jansen-CNRYUT" in html
    assert len(seen) <= 11, "\n".join(seen)


def test_the_list_of_groups_has_a_budget(cast: Cast, queries: Any) -> None:
    with cast.anouk.at_work():
        for _ in range(25):
            factories.GroupTalkFactory(counselor=cast.anouk.member)
    browser = cast.bas.browser()
    with queries() as seen:
        html = browser.get(LIST).content.decode()
    assert html.count("Klas 4B over bbl") == 20
    assert len(seen) <= 7, "\n".join(seen)
