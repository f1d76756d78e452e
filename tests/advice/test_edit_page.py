"""The page that changes a talk, and the one that shows its earlier versions."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from advice.actions.log_talk import log_talk
from advice.actions.plan_step import move_step
from advice.actions.withdraw_talk import withdraw_talk
from advice.models import AdviceSession, EarlierText, NextStep, PrivateNote
from loketten.accounts.models import Membership
from loketten.audit.models import Entry
from loketten.tenancy.models import Code
from tests.advice.writing import content
from tests.cast import Cast, Somebody

BSN = "123456782"


@pytest.fixture
def talk(cast: Cast) -> AdviceSession:
    with cast.anouk.at_work():
        return log_talk(
            cast.files["utrecht"], by=cast.anouk.member, content=content(), key=uuid.uuid4()
        )


def url_of(talk: AdviceSession, page: str = "wijzig", desk: str = "utrecht") -> str:
    return f"/bureau/{desk}/gesprekken/{talk.public_id}/{page}"


def as_shown(html: str) -> dict[str, Any]:
    """The form of a page as a browser would send it back."""
    typed = r'<input type="(?:hidden|text|date)" name="([\w-]+)" value="([^"]*)"'
    chosen_pill = r'<input type="radio"\s+name="(\w+)"\s+value="([^"]+)"[^>]* checked'
    written = r'<textarea name="(\w+)"[^>]*>\n?([^<]*)</textarea>'
    fields: dict[str, Any] = {}
    for pattern in (typed, chosen_pill, written):
        fields.update(re.findall(pattern, html))
    for name, options in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    themes = re.findall(r'name="initial-themes" value="([^"]+)"', html)
    fields["initial-themes"] = themes
    fields["themes"] = re.findall(r'name="themes"\s+value="([^"]+)"[^>]* checked', html)
    return {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}


@pytest.mark.parametrize("version", [None, "", "x", "0", "-1", "9" * 30, "9" * 5000, "\x00"])
def test_a_form_without_a_version_counts_as_not_seen_and_loses_nothing(
    cast: Cast, talk: AdviceSession, version: str | None
) -> None:
    browser = cast.anouk.browser()
    shown = as_shown(browser.get(url_of(talk)).content.decode())
    sent = {**shown, "summary": "Nieuw verslag", "version": version}
    again = browser.post(
        url_of(talk), {key: value for key, value in sent.items() if value is not None}
    )
    assert again.status_code == 409
    with cast.anouk.at_work():
        assert AdviceSession.objects.get(pk=talk.pk).summary == content().summary
    kept = as_shown(again.content.decode())
    assert kept["summary"] == "Nieuw verslag"
    assert browser.post(url_of(talk), kept).status_code == 302


def test_the_form_shows_what_was_written_and_saves_it_unchanged(
    cast: Cast, talk: AdviceSession
) -> None:
    browser = cast.anouk.browser()
    shown = as_shown(browser.get(url_of(talk)).content.decode())
    assert shown["summary"] == content().summary
    assert shown["note"] == content().note
    assert browser.post(url_of(talk), shown).status_code == 302
    with cast.anouk.at_work():
        row = Entry.objects.get(action="talk.edited")
        assert row.changed_fields == []
        after = AdviceSession.objects.get(pk=talk.pk)
        assert after.held_at == talk.held_at


def test_a_change_is_saved_and_the_earlier_version_stays_readable(
    cast: Cast, talk: AdviceSession
) -> None:
    browser = cast.anouk.browser()
    shown = as_shown(browser.get(url_of(talk)).content.decode())
    html = browser.post(
        url_of(talk),
        {**shown, "summary": "We bekeken drie leerbanen.", "note": "Anders"},
        follow=True,
    ).content.decode()
    assert "We bekeken drie leerbanen." in html
    assert url_of(talk, "eerder") in html
    for reader in (cast.anouk, cast.bas, cast.mila):
        earlier = reader.browser().get(url_of(talk, "eerder")).content.decode()
        assert "We bekeken twee leerbanen." in earlier
        assert "We bekeken drie leerbanen." in earlier
        assert content().note not in earlier
        assert "Anders" not in earlier


def test_the_second_editor_sees_both_summaries_and_loses_nothing(
    cast: Cast, talk: AdviceSession
) -> None:
    browser = cast.anouk.browser()
    seen = as_shown(browser.get(url_of(talk)).content.decode())
    first = {**seen, "summary": "Eerste venster.", "note": "Notitie van het eerste venster"}
    second = {**seen, "summary": "Tweede venster.", "note": "Notitie van het tweede venster"}
    assert browser.post(url_of(talk), first).status_code == 302
    answer = browser.post(url_of(talk), second)
    html = answer.content.decode()
    assert answer.status_code == 409
    side_by_side = html[html.index('class="conflict"') : html.index('<form class="form"')]
    assert "Eerste" in side_by_side
    assert "Tweede" in side_by_side
    assert "Notitie" not in side_by_side
    assert "in een ander venster" in html
    again = as_shown(html)
    assert again["summary"] == "Tweede venster."
    # Both are her own; only her own box shows them.
    both = "Notitie van het eerste venster\n\nNotitie van het tweede venster"
    assert again["note"] == both
    with cast.anouk.at_work():
        assert AdviceSession.objects.get(pk=talk.pk).summary == "Eerste venster."
    assert browser.post(url_of(talk), again).status_code == 302
    with cast.anouk.at_work():
        assert AdviceSession.objects.get(pk=talk.pk).summary == "Tweede venster."
        kept = EarlierText.objects.filter(session=talk).values_list("summary", flat=True)
        assert set(kept) == {content().summary, "Eerste venster."}
        assert PrivateNote.objects.get(session=talk).text == both


@pytest.mark.parametrize("name", ["note", "summary"])
def test_what_another_window_wrote_is_not_put_back_by_one_that_left_it_alone(
    cast: Cast, talk: AdviceSession, name: str
) -> None:
    browser = cast.anouk.browser()
    seen = as_shown(browser.get(url_of(talk)).content.decode())
    assert browser.post(url_of(talk), {**seen, name: "Nieuwe\r\ntekst"}).status_code == 302
    answer = browser.post(url_of(talk), {**seen, "outcome": "outcome.job"})
    assert answer.status_code == 409
    html = answer.content.decode()
    again = as_shown(html)
    assert "Houd de opgeslagen samenvatting" not in html, "it is in the form already"
    assert again[name] == "Nieuwe\ntekst"
    assert again["outcome"] == "outcome.job"
    assert browser.post(url_of(talk), again).status_code == 302
    with cast.anouk.at_work():
        after = AdviceSession.objects.get(pk=talk.pk)
        said = {"summary": after.summary, "note": PrivateNote.objects.get(session=talk).text}
        assert (said[name], after.outcome_id) == ("Nieuwe\ntekst", "outcome.job")


def test_lines_that_a_browser_ends_in_its_own_way_are_no_change_of_a_colleague(
    cast: Cast, talk: AdviceSession
) -> None:
    browser = cast.anouk.browser()
    seen = as_shown(browser.get(url_of(talk)).content.decode())
    browser.post(url_of(talk), {**seen, "summary": "Een\r\ntwee"})
    seen = as_shown(browser.get(url_of(talk)).content.decode())
    as_sent = {"summary": "Een\r\ntwee", "initial-summary": "Een\r\ntwee"}
    browser.post(url_of(talk), {**seen, **as_sent, "outcome": ""})
    answer = browser.post(url_of(talk), {**seen, **as_sent, "outcome": "outcome.job"})
    assert "Daar wijzigde je ook: Samenvatting" not in answer.content.decode()
    assert as_shown(answer.content.decode())["outcome"] == "outcome.job"


def test_a_step_that_a_colleague_moved_meanwhile_stays_moved(
    cast: Cast, talk: AdviceSession
) -> None:
    browser = cast.anouk.browser()
    seen = as_shown(browser.get(url_of(talk)).content.decode())
    with cast.bas.at_work():
        step = NextStep.objects.get(session=talk)
        later = step.due_on + timedelta(days=3)
        columns = {"what": "Bas belt de school", "owner": cast.bas.member, "due_on": later}
        move_step(step, by=cast.bas.member, version=1, **columns)
    # She touched the talk alone.
    assert browser.post(url_of(talk), {**seen, "summary": "Beter."}).status_code == 302
    with cast.anouk.at_work():
        step.refresh_from_db()
        assert (step.what, step.owner, step.due_on) == tuple(columns.values())
    # She changes the step as she saw it: both are shown, and the day of Bas is kept.
    mine = {**seen, "summary": "Beter.", "version": "2", "step": "Anouk mailt de school"}
    answer = browser.post(url_of(talk), mine)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert cast.bas.member.user.name in html[: html.index('<form class="form"')]
    again = as_shown(html)
    assert again["due_on"] == later.isoformat()
    assert browser.post(url_of(talk), again).status_code == 302
    with cast.anouk.at_work():
        step.refresh_from_db()
        assert (step.what, step.due_on) == ("Anouk mailt de school", later)


def test_after_a_conflict_the_saved_summary_can_be_kept(cast: Cast, talk: AdviceSession) -> None:
    browser = cast.anouk.browser()
    seen = as_shown(browser.get(url_of(talk)).content.decode())
    browser.post(url_of(talk), {**seen, "summary": "Eerste venster."})
    html = browser.post(
        url_of(talk), {**seen, "summary": "Tweede venster.", "outcome": "outcome.job"}
    ).content.decode()
    assert "Houd de opgeslagen samenvatting" in html
    assert "Betaald werk gevonden" in html[html.index('class="conflict"') :]
    browser.post(url_of(talk), {**as_shown(html), "keep": "saved"})
    with cast.anouk.at_work():
        after = AdviceSession.objects.get(pk=talk.pk)
        assert (after.summary, after.outcome_id) == ("Eerste venster.", "outcome.job")


@pytest.mark.parametrize(
    ("who", "status"), [("bas", 403), ("mila", 403), ("bram", 403), ("priya", 403)]
)
def test_only_the_author_changes_a_talk(
    cast: Cast, talk: AdviceSession, who: str, status: int
) -> None:
    somebody: Somebody = getattr(cast, who)
    browser = somebody.browser()
    for answer in (browser.get(url_of(talk)), browser.post(url_of(talk), {"summary": "x"})):
        assert answer.status_code == status
        assert content().summary.encode() not in answer.content
    with cast.anouk.at_work():
        assert AdviceSession.objects.get(pk=talk.pk).version == 1


def test_a_withdrawn_talk_is_not_changed_not_shown_and_nothing_typed_is_lost(
    cast: Cast, talk: AdviceSession
) -> None:
    browser = cast.anouk.browser()
    typed = as_shown(browser.get(url_of(talk)).content.decode()) | {"summary": "Net getypt."}
    with cast.mila.at_work():
        withdraw_talk(talk, by=cast.mila.member, because="Dubbel")
    opened, late = browser.get(url_of(talk), follow=True), browser.post(url_of(talk), typed)
    for answer in (opened, late):
        assert "Dit gesprek is ingetrokken." in answer.content.decode()
    assert content().summary not in opened.content.decode()
    assert as_shown(late.content.decode())["summary"] == "Net getypt.", "to copy"
    assert browser.get(url_of(talk, "eerder")).status_code == 404


def test_reception_reads_no_earlier_versions(cast: Cast, talk: AdviceSession) -> None:
    for somebody in (cast.bram, cast.priya):
        assert somebody.browser().get(url_of(talk, "eerder")).status_code == 403


@pytest.mark.parametrize("page", ["wijzig", "eerder", "terugtrekken", "verplaatsen"])
def test_a_stranger_meets_an_unknown_page(cast: Cast, talk: AdviceSession, page: str) -> None:
    browser = cast.chaima.browser()
    unknown = browser.get("/bureau/zwolle/klanten/x").content
    for desk in ("utrecht", "zwolle"):
        answer = browser.get(url_of(talk, page, desk))
        if answer.status_code == 403:
            # Her roles do not reach this page at her own desk, whatever the number.
            assert desk == "zwolle"
            assert page in {"terugtrekken", "verplaatsen"}
            other = browser.get(f"/bureau/zwolle/gesprekken/{uuid.uuid4()}/{page}")
            assert other.content == answer.content
            continue
        assert answer.status_code == 404
        assert answer.content == unknown


def test_a_private_note_is_in_no_page_of_somebody_else(cast: Cast, talk: AdviceSession) -> None:
    with cast.anouk.at_work():
        assert PrivateNote.objects.filter(session=talk).exists()
    number = cast.files["utrecht"].client.number
    for somebody in (cast.bas, cast.mila):
        browser = somebody.browser()
        for url in (
            f"/bureau/utrecht/klanten/{number}",
            f"/bureau/utrecht/klanten/{number}/wie-keek-mee",
            url_of(talk, "eerder"),
            url_of(talk, "terugtrekken"),
            url_of(talk, "verplaatsen"),
            "/bureau/utrecht",
        ):
            assert content().note.encode() not in browser.get(url).content


def test_an_edit_refuses_a_citizen_service_number_until_somebody_vouches(
    cast: Cast, talk: AdviceSession
) -> None:
    browser = cast.anouk.browser()
    shown = as_shown(browser.get(url_of(talk)).content.decode())
    post = {**shown, "summary": f"Order {BSN}"}
    assert "burgerservicenummer" in browser.post(url_of(talk), post).content.decode()
    assert browser.post(url_of(talk), {**post, "summary_not_a_bsn": "on"}).status_code == 302


def test_budget(cast: Cast, talk: AdviceSession, queries: Any) -> None:
    browser = cast.anouk.browser()
    with queries() as seen:
        html = browser.get(url_of(talk)).content.decode()
    assert len(seen) <= 12, "\n".join(seen)
    with queries() as seen:
        browser.post(url_of(talk), {**as_shown(html), "summary": f"Anders {timezone.now()}"})
    assert len(seen) <= 20, "\n".join(seen)


def test_a_code_that_has_ended_stays_in_an_older_talk(cast: Cast, talk: AdviceSession) -> None:
    Code.objects.filter(key__in=["channel.phone", "theme.bbl"]).update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )
    browser = cast.anouk.browser()
    shown = as_shown(browser.get(url_of(talk)).content.decode())
    assert shown["channel"] == "channel.phone"
    assert "theme.bbl" in shown["themes"]
    assert browser.post(url_of(talk), {**shown, "summary": "Beter."}).status_code == 302


def test_the_step_of_a_talk_goes_to_a_colleague_and_stays_there(
    cast: Cast, talk: AdviceSession
) -> None:
    browser = cast.anouk.browser()
    shown = as_shown(browser.get(url_of(talk)).content.decode())
    browser.post(url_of(talk), {**shown, "step_owner": str(cast.bas.member.pk)})
    with cast.anouk.at_work():
        Membership.objects.filter(pk=cast.bas.member.pk).update(
            ends_on=timezone.localdate(), ended_at=timezone.now()
        )
    # Whoever left stays the one who has it, until somebody else is chosen.
    shown = as_shown(browser.get(url_of(talk)).content.decode())
    assert shown["step_owner"] == str(cast.bas.member.pk)
    assert browser.post(url_of(talk), {**shown, "summary": "Beter."}).status_code == 302
    with cast.anouk.at_work():
        step = NextStep.objects.get(session=talk)
        assert step.owner == cast.bas.member
        assert step.changes.count() == 1
