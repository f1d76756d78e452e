"""What a visitor sends: once, to one desk, and gone when nobody needs it any more."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.models import Token
from loketten.audit import outbox
from loketten.audit.models import Entry, Outbox
from loketten.kit.bsn import LooksLikeBsn
from tests import questions
from tests.cast import Cast
from tests.places import make_employer, make_vacancy
from vacancies.actions.answer import IsErased, SettledBefore, end, give_back, settle_report, take
from vacancies.actions.ask import PlaceIsGone, SentBefore, report_ad, send_request, withdraw
from vacancies.actions.erase import erase_ended
from vacancies.choices import AnswerState, Outcome
from vacancies.links import question_behind, secret_of, token_behind
from vacancies.models import AdReport, DeskRequest, Interest


def _actions() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("action", flat=True))


def _send(**fields: Any) -> DeskRequest:
    asked = {"kind": "talk", "moment": "any", "key": uuid.uuid4()}
    named = {name: fields.pop(name) for name in asked if name in fields}
    return send_request(questions.visitor(**fields), **{**asked, **named})


def test_a_request_waits_at_the_desk_that_was_asked(cast: Cast) -> None:
    with cast.anouk.at_work():
        row = _send()
        assert list(DeskRequest.objects.new()) == [row]
        assert _actions() == ["question.sent"]
        entry = Entry.objects.get()
        assert (entry.actor_kind, entry.object_id) == ("visitor", row.pk)
    with cast.chaima.at_work():
        assert not DeskRequest.objects.exists()


def test_the_same_form_twice_is_one_request_with_one_link(cast: Cast) -> None:
    key = uuid.uuid4()
    with cast.anouk.at_work():
        first, second = _send(key=key), _send(key=key, language="en")
        assert first.pk == second.pk
        assert secret_of(first) == secret_of(second)
        assert Outbox.objects.filter(effect="vacancies.request_sent").count() == 1
        assert _actions() == ["question.sent"]
    assert Token.objects.count() == 1


def test_another_text_with_the_same_key_is_not_swallowed(cast: Cast) -> None:
    key = uuid.uuid4()
    with cast.anouk.at_work():
        _send(key=key)
        with pytest.raises(SentBefore):
            _send(key=key, name="Nora Jansen")
        assert DeskRequest.objects.count() == 1


def test_the_gate_is_asked_about_new_requests_alone(cast: Cast) -> None:
    key, asked = uuid.uuid4(), []

    def send() -> None:
        visitor = questions.visitor()
        send_request(visitor, kind="talk", moment="any", key=key, gate=lambda: asked.append(1))

    with cast.anouk.at_work():
        send()
        send()
    assert asked == [1]


def test_a_number_that_looks_like_a_bsn_is_not_kept(cast: Cast) -> None:
    with cast.anouk.at_work():
        with pytest.raises(LooksLikeBsn):
            _send(message="Mijn nummer is 111222333")
        row = send_request(
            questions.visitor(message="Ordernummer 111222333"),
            kind="talk",
            moment="any",
            key=uuid.uuid4(),
            vouched=["message"],
        )
        assert row.message
        assert sorted(_actions()) == ["bsn.overruled", "question.sent"]


def test_only_the_hash_of_the_link_is_kept(cast: Cast) -> None:
    with cast.anouk.at_work():
        row = _send()
        secret = secret_of(row)
        token = token_behind(secret)
        assert token is not None
        assert question_behind(token) == row
    assert secret not in str(vars(token))
    assert token_behind(secret + "x") is None


def test_the_mail_holds_the_link_and_nothing_that_was_typed(cast: Cast) -> None:
    with cast.anouk.at_work():
        row = _send(language="en")
        waiting = Outbox.objects.get(effect="vacancies.request_sent")
    outbox.deliver(cast.utrecht.pk, waiting.pk)
    (sent,) = mail.outbox
    assert sent.to == ["yusuf@example.nl"]
    assert sent.subject == "We have received your question"
    assert str(waiting.message_id) in sent.extra_headers["Message-ID"]
    html = sent.alternatives[0][0]
    for text in (sent.body, html):
        assert f"/en/aanvraag/{secret_of(row)}" in text
        assert "Leerwerkloket Utrecht" in text
        assert "Yusuf" not in text
        assert "langskomen" not in text


def test_who_gives_a_number_gets_no_mail(cast: Cast) -> None:
    with cast.anouk.at_work():
        _send(email="", phone="0600000041")
        assert not Outbox.objects.exists()


def test_interest_is_in_a_vacancy_that_is_online(cast: Cast) -> None:
    with cast.anouk.at_work():
        member = cast.anouk.member
        vacancy = make_vacancy(member, make_employer(member))
        row = questions.interest(vacancy.public_id)
        assert row.vacancy == vacancy
        token = token_behind(secret_of(row))
        assert token is not None
        assert question_behind(token) == row
    with cast.chaima.at_work(), pytest.raises(PlaceIsGone):
        questions.interest(vacancy.public_id)
    with cast.anouk.at_work():
        vacancy.expires_on = timezone.localdate() - timedelta(days=1)
        vacancy.save()
        with pytest.raises(PlaceIsGone):
            questions.interest(vacancy.public_id)
        assert Interest.objects.count() == 1


def test_a_report_is_made_once_and_settled_once(cast: Cast) -> None:
    key = uuid.uuid4()
    with cast.anouk.at_work():
        member = cast.anouk.member
        place = make_vacancy(member, make_employer(member)).public_id
        for _ in range(2):
            report = report_ad(place=place, reason="filled", remark="Ik belde", key=key)
        assert AdReport.objects.count() == 1
        settle_report(report, by=member, done="Vacature gesloten")
        settle_report(report, by=member, done="Vacature gesloten")
        with pytest.raises(SettledBefore):
            settle_report(report, by=cast.bas.member, done="Gebeld")
        assert _actions() == ["report.sent", "report.settled"]


def test_two_colleagues_cannot_both_take_one_request(cast: Cast) -> None:
    with cast.anouk.at_work():
        row = _send()
        take(row, by=cast.anouk.member, version=1)
        take(row, by=cast.anouk.member, version=1)
        with pytest.raises(ChangedMeanwhile):
            take(row, by=cast.bas.member, version=1)
        row.refresh_from_db()
        assert (row.state, row.answered_by) == (AnswerState.TAKEN, cast.anouk.member)
        assert _actions() == ["question.sent", "question.taken"]


def test_a_request_goes_its_way_and_back(cast: Cast) -> None:
    by = cast.anouk.member
    with cast.anouk.at_work():
        row = _send()
        take(row, by=by, version=1)
        give_back(row, by=by, version=2)
        row.refresh_from_db()
        assert (row.state, row.answered_by, row.answered_at) == (AnswerState.NEW, None, None)
        end(row, by=by, version=3, outcome=Outcome.CALLED)
        row.refresh_from_db()
        assert (row.state, row.outcome) == (AnswerState.DONE, Outcome.CALLED)
        take(row, by=by, version=4)
        end(row, by=by, version=5, outcome=Outcome.DOUBLE)
        row.refresh_from_db()
        assert (row.state, row.outcome) == (AnswerState.DROPPED, Outcome.DOUBLE)
        assert _actions()[1:] == [
            "question.taken",
            "question.given-back",
            "question.answered",
            "question.taken",
            "question.dropped",
        ]


def test_who_withdraws_is_gone_at_once(cast: Cast) -> None:
    with cast.anouk.at_work():
        row = _send()
        withdraw(row)
        withdraw(row)
        row.refresh_from_db()
        assert (row.state, row.name, row.email, row.message) == (AnswerState.WITHDRAWN, "", "", "")
        with pytest.raises(IsErased):
            take(row, by=cast.anouk.member, version=row.version)
        assert _actions() == ["question.sent", "question.withdrawn"]
        waiting = Outbox.objects.get(effect="vacancies.request_sent")
    outbox.deliver(cast.utrecht.pk, waiting.pk)
    assert mail.outbox == []


def test_names_are_erased_some_time_after_the_answer(cast: Cast, settings: Any) -> None:
    settings.REQUESTS_KEPT_DAYS = 60
    with cast.anouk.at_work():
        old, fresh, waiting = _send(), _send(), _send()
        for row in (old, fresh):
            end(row, by=cast.anouk.member, version=1, outcome=Outcome.CALLED)
        long_ago = timezone.now() - timedelta(days=61)
        DeskRequest.objects.filter(pk=old.pk).update(answered_at=long_ago)
        DeskRequest.objects.filter(pk=waiting.pk).update(sent_at=long_ago)
        assert erase_ended() == 1
        assert erase_ended() == 0
        names = dict(DeskRequest.objects.values_list("pk", "name"))
        assert names == {old.pk: "", fresh.pk: "Yusuf Demir", waiting.pk: "Yusuf Demir"}
        entry = Entry.objects.get(action="question.erased")
        assert (entry.object_kind, entry.shown_ids) == ("vacancies.deskrequest", [old.pk])
        token = token_behind(secret_of(old))
    assert token is not None
    assert token.expires_at <= timezone.now()


def test_the_database_keeps_no_half_question(cast: Cast) -> None:
    with cast.anouk.at_work():
        row = _send()
        for wrong in (
            {"name": ""},
            {"email": ""},
            {"state": "done"},
            {"state": "withdrawn"},
            {"outcome": "called"},
            {"erased_at": timezone.now()},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                DeskRequest.objects.filter(pk=row.pk).update(**wrong)


def test_the_remark_of_a_report_is_erased_some_time_after_it_was_settled(cast: Cast) -> None:
    with cast.anouk.at_work():
        place = make_vacancy(cast.anouk.member, make_employer(cast.anouk.member)).public_id
        settled, waiting = (questions.report(place, remark="Bel Ans: 06") for _ in range(2))
        settle_report(settled, by=cast.anouk.member, done="Gebeld.")
        assert erase_ended() == 0
        with time_machine.travel(timezone.now() + timedelta(days=61), tick=False):
            assert erase_ended() == 1
            assert erase_ended() == 0
        settled.refresh_from_db()
        waiting.refresh_from_db()
        assert (settled.remark, settled.settled_note) == ("", "Gebeld.")
        assert waiting.remark == "Bel Ans: 06"
        assert Entry.objects.get(action="report.erased").shown_ids == [settled.pk]
