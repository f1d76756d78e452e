"""Rules of changing a talk."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from advice.actions.content import Promise
from advice.actions.edit_talk import NotYourTalk, TalkIsWithdrawn, edit_talk
from advice.actions.log_talk import log_talk
from advice.actions.rules import TalkInFuture
from advice.actions.withdraw_talk import withdraw_talk
from advice.models import AdviceSession, EarlierText, PrivateNote
from loketten.accounts.changes import ChangedMeanwhile
from loketten.audit.models import Entry
from loketten.kit.bsn import LooksLikeBsn
from tests.advice.writing import content
from tests.cast import Cast


def _logged(cast: Cast) -> AdviceSession:
    return log_talk(
        cast.files["utrecht"], by=cast.anouk.member, content=content(), key=uuid.uuid4()
    )


def test_an_edit_replaces_everything_and_keeps_the_earlier_text(cast: Cast) -> None:
    soon = timezone.localdate() + timedelta(days=3)
    with cast.anouk.at_work():
        talk = _logged(cast)
        changed = content(
            held_at=talk.held_at - timedelta(days=1),
            channel="channel.video",
            outcome=None,
            themes=frozenset({"theme.bbl", "theme.language"}),
            summary="We bekeken drie leerbanen.",
            note="Andere notitie.",
            promise=Promise(what="Mailen", due_on=soon),
        )
        edit_talk(talk, by=cast.anouk.member, version=1, step_version=1, content=changed)
        talk.refresh_from_db()
        assert (talk.summary, talk.channel_id, talk.outcome_id, talk.version) == (
            "We bekeken drie leerbanen.",
            "channel.video",
            None,
            2,
        )
        assert set(talk.themes.values_list("theme_id", flat=True)) == changed.themes
        assert talk.steps.get().due_on == soon
        assert PrivateNote.objects.get(session=talk).text == "Andere notitie."
        earlier = EarlierText.objects.get(session=talk)
        assert (earlier.version, earlier.summary) == (1, "We bekeken twee leerbanen.")


def test_the_log_names_the_changed_fields_and_never_the_note(cast: Cast) -> None:
    with cast.anouk.at_work():
        talk = _logged(cast)
        edit_talk(
            talk,
            by=cast.anouk.member,
            version=1,
            step_version=1,
            content=content(
                held_at=talk.held_at, summary="Anders.", note="Nieuwe notitie", promise=None
            ),
        )
        row = Entry.objects.get(action="talk.edited")
        assert row.changed_fields == ["next_step", "summary"]
        assert "notitie" not in f"{row.reason}{row.changed_fields}"


def test_a_note_can_be_taken_away(cast: Cast) -> None:
    with cast.anouk.at_work():
        talk = _logged(cast)
        edit_talk(talk, by=cast.anouk.member, version=1, step_version=1, content=content(note=""))
        assert not PrivateNote.objects.filter(session=talk).exists()


def test_an_edit_without_another_summary_keeps_no_earlier_text(cast: Cast) -> None:
    with cast.anouk.at_work():
        talk = _logged(cast)
        edit_talk(
            talk, by=cast.anouk.member, version=1, step_version=1, content=content(outcome=None)
        )
        assert not EarlierText.objects.filter(session=talk).exists()


@pytest.mark.parametrize(("words", "is_done"), [(None, True), ("Iets anders", False)])
def test_a_finished_step_is_open_again_when_it_is_another_promise(
    cast: Cast, words: str | None, is_done: bool
) -> None:
    with cast.anouk.at_work():
        talk = _logged(cast)
        talk.steps.update(done_at=timezone.now())
        promise = Promise(what=words or talk.steps.get().what, due_on=timezone.localdate())
        edit_talk(
            talk,
            by=cast.anouk.member,
            version=1,
            step_version=1,
            content=content(promise=promise),
        )
        assert bool(talk.steps.get().done_at) is is_done


def test_the_second_of_two_editors_changes_nothing(cast: Cast) -> None:
    with cast.anouk.at_work():
        talk = _logged(cast)
        edit_talk(
            talk,
            by=cast.anouk.member,
            version=1,
            step_version=1,
            content=content(summary="De eerste."),
        )
        with pytest.raises(ChangedMeanwhile) as conflict:
            edit_talk(
                talk,
                by=cast.anouk.member,
                version=1,
                step_version=1,
                content=content(summary="De tweede."),
            )
        assert conflict.value.row.summary == "De eerste."
        talk.refresh_from_db()
        assert (talk.summary, talk.version) == ("De eerste.", 2)


def test_only_the_author_edits(cast: Cast) -> None:
    with cast.anouk.at_work():
        talk = _logged(cast)
    with cast.bas.at_work(), pytest.raises(NotYourTalk):
        edit_talk(
            talk,
            by=cast.bas.member,
            version=1,
            step_version=1,
            content=content(summary="Van een ander."),
        )


def test_a_withdrawn_talk_is_not_edited(cast: Cast) -> None:
    with cast.anouk.at_work():
        talk = _logged(cast)
        withdraw_talk(talk, by=cast.mila.member, because="Verkeerde klant")
        with pytest.raises(TalkIsWithdrawn):
            edit_talk(talk, by=cast.anouk.member, version=1, step_version=1, content=content())


def test_the_rules_of_a_new_talk_hold_for_an_edit(cast: Cast) -> None:
    with cast.anouk.at_work():
        talk = _logged(cast)
        with pytest.raises(LooksLikeBsn):
            edit_talk(
                talk,
                by=cast.anouk.member,
                version=1,
                step_version=1,
                content=content(summary="123456782"),
            )
        with pytest.raises(TalkInFuture):
            edit_talk(
                talk,
                by=cast.anouk.member,
                version=1,
                step_version=1,
                content=content(held_at=timezone.now() + timedelta(days=1)),
            )
