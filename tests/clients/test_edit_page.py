"""The forms that change somebody's details and situation."""

from typing import Any

import pytest

from clients.models import Client, ClientFile
from loketten.audit.models import Entry
from tests.cast import Cast
from tests.clients.forms import fields_of, send, submit, text_of
from tests.clients.people import last_entry, opened, person

EDIT = "/bureau/utrecht/klanten/UT-00001/wijzig"
SITUATION = "/bureau/utrecht/klanten/UT-00001/situatie"


@pytest.fixture
def file(cast: Cast) -> ClientFile:
    with cast.anouk.at_work():
        return opened(cast.anouk)


def test_the_form_shows_what_is_known(cast: Cast, file: ClientFile) -> None:
    shown = fields_of(cast.anouk.browser().get(EDIT))
    assert (shown["first_name"], shown["born"], shown["phone"]) == (
        ["Selam"], ["1994"], ["06 000 000 41"]
    )  # fmt: skip
    assert shown["needs_interpreter"] == ["on"]


def test_a_change_is_saved_and_logged_once(cast: Cast, file: ClientFile) -> None:
    response = submit(cast.bas.browser(), EDIT, first_name="Sara", needs_interpreter=None)
    assert response["Location"] == "/bureau/utrecht/klanten/UT-00001/wie"
    with cast.bas.at_work():
        client = Client.objects.get(pk=file.client_id)
        assert (client.first_name, client.needs_interpreter) == ("Sara", False)
        assert (last_entry().action, last_entry().changed_fields) == (
            "client.edited", ["first_name", "needs_interpreter"]
        )  # fmt: skip
        assert last_entry().is_outside_caseload


def test_two_editors_of_one_field_see_both_texts(cast: Cast, file: ClientFile) -> None:
    mine, hers = cast.anouk.browser(), cast.bas.browser()
    sent = fields_of(mine.get(EDIT))
    submit(hers, EDIT, first_name="Sara")
    overtaken = send(mine, EDIT, sent, first_name="Sofie", last_name="Haile Tekle")
    assert overtaken.status_code == 409
    page = text_of(overtaken)
    assert "Bas Elferink heeft dit net veranderd." in page
    assert "Sara" in page
    kept = fields_of(overtaken)
    assert (kept["first_name"], kept["last_name"]) == (["Sofie"], ["Haile Tekle"])
    with cast.anouk.at_work():
        assert Client.objects.get(pk=file.client_id).first_name == "Sara"
    assert send(mine, EDIT, kept).status_code == 302
    with cast.anouk.at_work():
        client = Client.objects.get(pk=file.client_id)
        assert (client.first_name, client.last_name, client.version) == ("Sofie", "Haile Tekle", 3)


def test_a_field_that_only_a_colleague_changed_stays_hers(cast: Cast, file: ClientFile) -> None:
    mine, hers = cast.anouk.browser(), cast.bas.browser()
    sent = fields_of(mine.get(EDIT))
    submit(hers, EDIT, phone="06 000 000 99", needs_interpreter=None, language="language.amharic")
    overtaken = send(mine, EDIT, sent, first_name="Sofie")
    assert "Bas Elferink veranderde ook: Telefoon, Taal, Heeft een tolk nodig." in text_of(
        overtaken
    )
    assert send(mine, EDIT, fields_of(overtaken)).status_code == 302
    with cast.anouk.at_work():
        client = Client.objects.get(pk=file.client_id)
        assert (client.first_name, client.phone, client.needs_interpreter, client.language_id) == (
            "Sofie", "0600000099", False, "language.amharic"
        )  # fmt: skip


def test_a_third_editor_in_between_is_seen_too(cast: Cast, file: ClientFile) -> None:
    mine = cast.anouk.browser()
    sent = fields_of(mine.get(EDIT))
    submit(cast.bas.browser(), EDIT, first_name="Sara")
    overtaken = fields_of(send(mine, EDIT, sent, first_name="Sofie"))
    submit(cast.mila.browser(), EDIT, first_name="Saba")
    again = send(mine, EDIT, overtaken)
    assert again.status_code == 409
    assert "Mila de Wit" in text_of(again)
    assert "Saba" in text_of(again)


def test_pressing_twice_ends_at_the_card(cast: Cast, file: ClientFile) -> None:
    browser = cast.anouk.browser()
    sent = fields_of(browser.get(EDIT))
    for _ in range(2):
        assert send(browser, EDIT, sent, first_name="Sara").status_code == 302


@pytest.mark.parametrize("version", ["", "x", "-1", "0", "9" * 5000, "1.5", "\x00", None])
def test_a_version_that_is_none_counts_as_not_seen(
    cast: Cast, file: ClientFile, version: Any
) -> None:
    browser = cast.anouk.browser()
    response = submit(browser, EDIT, first_name="Sara", version=version)
    assert response.status_code == 409
    again = fields_of(response)
    assert again["first_name"] == ["Sara"]
    assert send(browser, EDIT, again).status_code == 302


def test_a_version_of_the_future_is_a_conflict(cast: Cast, file: ClientFile) -> None:
    assert submit(cast.anouk.browser(), EDIT, first_name="Sara", version="77").status_code == 409


def test_hidden_originals_may_be_missing_or_forged(cast: Cast, file: ClientFile) -> None:
    browser = cast.anouk.browser()
    sent = fields_of(browser.get(EDIT))
    submit(cast.bas.browser(), EDIT, first_name="Sara")
    bare = {name: value for name, value in sent.items() if not name.startswith("initial-")}
    assert send(browser, EDIT, bare, last_name="Tekle").status_code == 409
    forged = {
        name: "\x00x" if name.startswith("initial-") else value for name, value in sent.items()
    }
    assert send(browser, EDIT, forged, last_name="Tekle").status_code == 409
    with cast.anouk.at_work():
        assert Client.objects.get(pk=file.client_id).first_name == "Sara"


def test_the_situation_starts_with_not_asked(cast: Cast, file: ClientFile) -> None:
    shown = fields_of(cast.anouk.browser().get(SITUATION))
    assert shown["situation"] == [""]
    assert shown["asked_target_groups"] == [""]
    assert shown["highest_level"] == [""]
    assert "target_groups" not in shown


def test_the_situation_is_saved(cast: Cast, file: ClientFile) -> None:
    response = submit(
        cast.anouk.browser(),
        SITUATION,
        situation="benefit",
        highest_level="level.mbo-2",
        target_groups=["target-group.refugee", "target-group.carer"],
    )
    assert response["Location"] == SITUATION
    with cast.anouk.at_work():
        after = ClientFile.objects.get(pk=file.pk)
        assert (after.situation, after.highest_level_id) == ("benefit", "level.mbo-2")
        # Whoever names a group has asked.
        assert after.asked_target_groups
        assert after.target_groups.count() == 2


def test_target_groups_of_two_editors_are_put_side_by_side(cast: Cast, file: ClientFile) -> None:
    mine, hers = cast.anouk.browser(), cast.bas.browser()
    sent = fields_of(mine.get(SITUATION))
    submit(hers, SITUATION, target_groups=["target-group.refugee"], situation="work")
    overtaken = send(mine, SITUATION, sent, target_groups=["target-group.carer"])
    assert overtaken.status_code == 409
    page = text_of(overtaken)
    assert "Statushouder" in page
    assert "Mantelzorger" in page
    kept = fields_of(overtaken)
    assert kept["situation"] == ["work"]
    assert kept["target_groups"] == ["target-group.carer"]
    assert send(mine, SITUATION, kept).status_code == 302
    with cast.anouk.at_work():
        groups = ClientFile.objects.get(pk=file.pk).target_groups
        assert list(groups.values_list("target_group", flat=True)) == ["target-group.carer"]


def test_a_code_that_has_ended_stays_where_it_was_chosen(cast: Cast, file: ClientFile) -> None:
    from loketten.tenancy.models import Code

    submit(cast.anouk.browser(), SITUATION, entry="entry.union")
    Code.objects.filter(pk="entry.union").update(valid_until="2020-12-31")
    shown = cast.anouk.browser().get(SITUATION)
    assert fields_of(shown)["entry"] == ["entry.union"]
    assert submit(cast.anouk.browser(), SITUATION, situation="work").status_code == 302
    with cast.anouk.at_work():
        assert ClientFile.objects.get(pk=file.pk).entry_id == "entry.union"
    assert (
        "Via de vakbond"
        not in cast.anouk.browser().get("/bureau/utrecht/klanten/nieuw").content.decode()
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"situation": "retired"}, "Deze keuze bestaat niet."),
        ({"highest_level": "theme.bbl"}, "Deze keuze bestaat niet."),
        ({"target_groups": ["target-group.carer", "theme.bbl"]}, "Deze keuze bestaat niet."),
        ({"target_groups": ["\x00"]}, "Deze keuze bestaat niet."),
        ({"asked_on": "9999-12-31"}, "Deze dag is er nog niet."),
        ({"asked_on": ""}, "Vul dit in."),
    ],
)
def test_a_wrong_answer_is_said_in_words(
    cast: Cast, file: ClientFile, changes: dict[str, Any], sentence: str
) -> None:
    response = submit(cast.anouk.browser(), SITUATION, **changes)
    assert response.status_code == 200
    assert sentence in text_of(response)
    with cast.anouk.at_work():
        assert ClientFile.objects.get(pk=file.pk).version == 1
        assert not file.target_groups.exists()


def test_the_question_cannot_come_after_the_file(cast: Cast, file: ClientFile) -> None:
    with cast.anouk.at_work():
        ClientFile.objects.update(opened_on="2026-01-05", asked_on="2026-01-02")
    response = submit(cast.anouk.browser(), SITUATION, asked_on="6-1-2026")
    assert "Het dossier is eerder geopend dan deze dag." in text_of(response)


@pytest.mark.parametrize("page", [EDIT, SITUATION])
def test_every_look_at_a_form_is_one_row(cast: Cast, file: ClientFile, page: str) -> None:
    browser = cast.bas.browser()
    with cast.bas.at_work():
        before = Entry.objects.count()
    browser.get(page)
    with cast.bas.at_work():
        assert Entry.objects.count() == before + 1
        assert last_entry().action in {"client.viewed", "file.viewed"}
        assert last_entry().is_outside_caseload
    browser.post(page, {})
    with cast.bas.at_work():
        assert Entry.objects.count() == before + 2


@pytest.mark.parametrize("page", [EDIT, SITUATION])
def test_a_conflict_with_a_client_of_nobody_here_is_a_404(cast: Cast, page: str) -> None:
    assert cast.chaima.browser().get(page).status_code == 404
    assert person().last_name == "Haile"
