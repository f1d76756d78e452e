"""Rules of logging a talk."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from advice.actions.content import Promise
from advice.actions.log_talk import OtherTalkWithKey, WithdrawnTalkWithKey, log_talk
from advice.actions.rules import PromiseBeforeTalk, TalkInFuture
from advice.actions.withdraw_talk import withdraw_talk
from advice.models import AdviceSession, NextStep, PrivateNote, SessionTheme
from clients.actions.rules import FileIsClosed
from clients.models import ClientFile
from loketten.audit.models import Entry
from loketten.kit.bsn import LooksLikeBsn
from tests.advice.writing import content
from tests.cast import Cast

BSN = "123456782"


def _close(file: ClientFile) -> None:
    ClientFile.objects.filter(pk=file.pk).update(
        closed_on=timezone.localdate(),
        closing_outcome="outcome.job",
        closing_reason="closing-reason.goal-reached",
    )


def test_a_talk_keeps_all_that_was_written(cast: Cast) -> None:
    written = content()
    with cast.anouk.at_work():
        talk = log_talk(
            cast.files["utrecht"], by=cast.anouk.member, content=written, key=uuid.uuid4()
        )
        talk.refresh_from_db()
        assert (talk.channel_id, talk.kind_id, talk.outcome_id) == (
            "channel.phone",
            "kind.follow-up",
            "outcome.advised",
        )
        assert talk.held_at == written.held_at
        assert talk.summary == written.summary
        assert talk.counselor_id == cast.anouk.member.pk
        assert set(talk.themes.values_list("theme_id", flat=True)) == written.themes
        assert PrivateNote.objects.get(session=talk).text == written.note
        step = NextStep.objects.get(session=talk)
        assert (step.what, step.file_id, step.done_at) == (
            written.promise.what,
            cast.files["utrecht"].pk,
            None,
        )


def test_a_talk_needs_no_note_no_step_no_theme_and_no_outcome(cast: Cast) -> None:
    bare = content(note="", promise=None, themes=frozenset(), outcome=None)
    with cast.anouk.at_work():
        talk = log_talk(cast.files["utrecht"], by=cast.anouk.member, content=bare, key=uuid.uuid4())
        assert talk.outcome_id is None
        assert not talk.themes.exists()
        assert not talk.steps.exists()
        assert not PrivateNote.objects.filter(session=talk).exists()


def test_one_row_in_the_log_says_who_and_which_and_no_text(cast: Cast) -> None:
    with cast.bas.at_work():
        before = Entry.objects.count()
        talk = log_talk(
            cast.files["utrecht"], by=cast.bas.member, content=content(), key=uuid.uuid4()
        )
        assert Entry.objects.count() == before + 1
        row = Entry.objects.order_by("-id").first()
        assert (row.action, row.object_kind, row.object_id) == (
            "talk.logged",
            "advice.advicesession",
            talk.pk,
        )
        assert row.actor_id == cast.bas.member.pk
        assert row.is_outside_caseload  # the file is Anouk's
        assert (row.reason, row.changed_fields, row.shown_ids) == ("", [], [])


def test_her_own_caseload_is_not_marked(cast: Cast) -> None:
    with cast.anouk.at_work():
        log_talk(cast.files["utrecht"], by=cast.anouk.member, content=content(), key=uuid.uuid4())
        assert not Entry.objects.order_by("-id").first().is_outside_caseload


def test_a_closed_file_takes_no_talk(cast: Cast) -> None:
    with cast.anouk.at_work():
        _close(cast.files["utrecht"])
        before = AdviceSession.objects.count()
        with pytest.raises(FileIsClosed):
            log_talk(
                cast.files["utrecht"], by=cast.anouk.member, content=content(), key=uuid.uuid4()
            )
        assert AdviceSession.objects.count() == before


def test_a_second_submit_finds_the_talk_also_when_the_file_was_closed_since(cast: Cast) -> None:
    key, written = uuid.uuid4(), content()
    with cast.anouk.at_work():
        first = log_talk(cast.files["utrecht"], by=cast.anouk.member, content=written, key=key)
        again = log_talk(cast.files["utrecht"], by=cast.anouk.member, content=written, key=key)
        _close(cast.files["utrecht"])
        late = log_talk(cast.files["utrecht"], by=cast.anouk.member, content=written, key=key)
        assert first.pk == again.pk == late.pk
        assert SessionTheme.objects.filter(session=first).count() == 2
        assert Entry.objects.filter(action="talk.logged").count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"summary": "Een heel ander gesprek."},
        {"note": "Belt liever zelf."},
        {"note": ""},
        {"promise": None},
        {"promise": Promise(what="Iets anders", due_on=timezone.localdate())},
        {"themes": frozenset({"theme.bbl"})},
        {"outcome": None},
        {"channel": "channel.walk-in"},
    ],
)
def test_something_else_under_the_same_key_is_not_dropped(
    cast: Cast, changes: dict[str, Any]
) -> None:
    key, written = uuid.uuid4(), content()
    with cast.anouk.at_work():
        first = log_talk(cast.files["utrecht"], by=cast.anouk.member, content=written, key=key)
        other = replace(written, **changes)
        with pytest.raises(OtherTalkWithKey) as refusal:
            log_talk(cast.files["utrecht"], by=cast.anouk.member, content=other, key=key)
        assert refusal.value.talk.pk == first.pk


def test_a_talk_that_was_withdrawn_since_is_not_said_to_be_saved(cast: Cast) -> None:
    key, written = uuid.uuid4(), content()
    with cast.anouk.at_work():
        talk = log_talk(cast.files["utrecht"], by=cast.anouk.member, content=written, key=key)
        withdraw_talk(talk, by=cast.anouk.member, because="Verkeerde klant")
        with pytest.raises(WithdrawnTalkWithKey):
            log_talk(cast.files["utrecht"], by=cast.anouk.member, content=written, key=key)


def test_a_talk_of_tomorrow_is_refused(cast: Cast) -> None:
    with cast.anouk.at_work(), pytest.raises(TalkInFuture):
        log_talk(
            cast.files["utrecht"],
            by=cast.anouk.member,
            content=content(held_at=timezone.now() + timedelta(minutes=1)),
            key=uuid.uuid4(),
        )


def test_a_step_before_the_talk_is_refused(cast: Cast) -> None:
    day_before = timezone.localdate() - timedelta(days=2)
    with cast.anouk.at_work(), pytest.raises(PromiseBeforeTalk):
        log_talk(
            cast.files["utrecht"],
            by=cast.anouk.member,
            content=content(promise=Promise(what="Bellen", due_on=day_before)),
            key=uuid.uuid4(),
        )


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("summary", {"summary": f"Nummer {BSN} staat op de pas."}),
        ("note", {"note": f"bsn {BSN}"}),
        ("step", {"promise": Promise(what=f"Bel over {BSN}", due_on=timezone.localdate())}),
    ],
)
def test_a_citizen_service_number_is_refused_in_every_text(
    cast: Cast, field: str, changes: dict[str, Any]
) -> None:
    written = content(**changes)
    with cast.anouk.at_work():
        with pytest.raises(LooksLikeBsn) as refusal:
            log_talk(cast.files["utrecht"], by=cast.anouk.member, content=written, key=uuid.uuid4())
        assert refusal.value.fields == {field}
        assert BSN not in str(refusal.value)


def test_vouching_for_a_number_is_logged_without_the_digits(cast: Cast) -> None:
    written = content(summary=f"Ordernummer {BSN} van de werkgever.")
    with cast.anouk.at_work():
        talk = log_talk(
            cast.files["utrecht"],
            by=cast.anouk.member,
            content=written,
            key=uuid.uuid4(),
            vouched={"summary"},
        )
        row = Entry.objects.get(action="bsn.overruled")
        assert (row.object_id, row.changed_fields, row.reason) == (talk.pk, ["summary"], "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"summary": ""},
        {"held_at": timezone.now() - timedelta(days=365 * 30)},
        {"kind": "channel.phone"},
        {"channel": "theme.bbl"},
        {"outcome": "kind.intake"},
    ],
)
def test_the_database_holds_the_rules_too(cast: Cast, wrong: dict[str, Any]) -> None:
    with cast.anouk.at_work(), pytest.raises(IntegrityError), transaction.atomic():
        AdviceSession.objects.create(
            file=cast.files["utrecht"],
            counselor=cast.anouk.member,
            **content(**wrong).columns,
        )


def test_the_database_refuses_a_talk_held_after_it_was_written(cast: Cast) -> None:
    later = timezone.now() + timedelta(hours=1)
    refused = pytest.raises(IntegrityError, match="held_before_written")
    with cast.anouk.at_work(), refused, transaction.atomic():
        AdviceSession.objects.create(
            file=cast.files["utrecht"],
            counselor=cast.anouk.member,
            **content(held_at=later).columns,
        )


def test_a_talk_cannot_name_a_file_of_another_desk(cast: Cast) -> None:
    refused = pytest.raises(IntegrityError, match="same_desk")
    with cast.anouk.at_work(), refused, transaction.atomic():
        AdviceSession.objects.create(
            file_id=cast.files["zwolle"].pk, counselor=cast.anouk.member, **content().columns
        )


def test_twenty_parallel_submits_make_one_talk(real_cast: Cast) -> None:
    key, written = uuid.uuid4(), content()

    def submit(_: int) -> int:
        try:
            with real_cast.anouk.at_work():
                talk = log_talk(
                    real_cast.files["utrecht"], by=real_cast.anouk.member, content=written, key=key
                )
                return talk.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=20) as pool:
        ends = set(pool.map(submit, range(20)))
    with real_cast.anouk.at_work():
        assert len(ends) == 1
        assert AdviceSession.objects.filter(key=key).count() == 1
        assert Entry.objects.filter(action="talk.logged").count() == 1
        assert NextStep.objects.filter(session__key=key).count() == 1
