"""A file, or a whole caseload, goes to a colleague with what was promised and planned in it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from advice.models import NextStep, PlannedTalk
from clients.actions.close_file import close_file
from clients.actions.rules import FileIsClosed, FileIsOpen, NotACounselor
from clients.choices import FileEventKind
from clients.models import ClientFile, FileEvent
from loketten.accounts.models import Membership
from loketten.audit.models import Entry
from portal.workplace.actions.hand_over import (
    HasThisCaseload,
    HasThisCounselor,
    hand_over_caseload,
    hand_over_file,
    reopen_file,
)
from tests import factories
from tests.cast import Cast, Somebody
from tests.clients.forms import submit, text_of
from tests.clients.people import last_entry, opened

pytestmark = pytest.mark.usefixtures("contexts")

OUTCOME, REASON = "outcome.job", "closing-reason.goal-reached"
TEAM = "/bureau/utrecht/team"


def closed(file: ClientFile, by: Somebody, version: int = 1) -> ClientFile:
    return close_file(file, by=by.member, version=version, outcome=OUTCOME, reason=REASON)


def test_reopening_takes_the_closing_back_and_keeps_the_story(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        closed(file, cast.anouk)
        reopen_file(file, by=cast.anouk.member, version=2, owner=cast.bas.member)
        after = ClientFile.objects.get(pk=file.pk)
        assert (after.closed_on, after.closing_outcome_id, after.closing_reason_id) == (
            None, None, None
        )  # fmt: skip
        assert after.owner_id == cast.bas.member.pk
        kinds = FileEvent.objects.filter(file=file).order_by("id").values_list("kind", flat=True)
        assert list(kinds) == ["opened", "closed", "reopened"]


def test_an_open_file_is_not_reopened(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        with pytest.raises(FileIsOpen):
            reopen_file(file, by=cast.anouk.member, version=1, owner=cast.anouk.member)


def test_a_client_has_one_open_file(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        closed(file, cast.anouk)
        ClientFile.objects.create(client=file.client, owner=cast.anouk.member)
        with pytest.raises(FileIsOpen):
            reopen_file(file, by=cast.anouk.member, version=2, owner=cast.anouk.member)
        with pytest.raises(IntegrityError), transaction.atomic():
            ClientFile.objects.create(client=file.client, owner=cast.anouk.member)


def test_a_file_goes_to_a_colleague_and_the_story_says_to_whom(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        hand_over_file(file, by=cast.mila.member, version=1, owner=cast.bas.member)
        assert ClientFile.objects.get(pk=file.pk).owner_id == cast.bas.member.pk
        event = FileEvent.objects.get(file=file, kind=FileEventKind.HANDED_OVER)
        assert (event.by_id, event.to_id) == (cast.mila.member.pk, cast.bas.member.pk)
        assert last_entry().changed_fields == ["owner"]


@pytest.mark.parametrize("who", ["bram", "mila", "eva", "chaima"])
def test_nobody_else_takes_over(cast: Cast, who: str) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        to = getattr(cast, who).member
        with pytest.raises(NotACounselor):
            hand_over_file(file, by=cast.anouk.member, version=1, owner=to)


def test_the_same_counselor_is_no_handover(cast: Cast) -> None:
    with cast.anouk.at_work(), pytest.raises(HasThisCounselor):
        hand_over_file(opened(cast.anouk), by=cast.anouk.member, version=1, owner=cast.anouk.member)


def test_a_closed_file_is_not_handed_over(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        closed(file, cast.anouk)
        with pytest.raises(FileIsClosed):
            hand_over_file(file, by=cast.anouk.member, version=2, owner=cast.bas.member)


def test_the_database_wants_to_know_to_whom(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        with pytest.raises(IntegrityError), transaction.atomic():
            FileEvent.objects.create(
                file=file, kind=FileEventKind.HANDED_OVER, by=cast.anouk.member
            )


def _owners(file: ClientFile) -> set[int]:
    """Of what is still to be done in a file."""
    steps = NextStep.objects.filter(file=file, done_at__isnull=True)
    plans = PlannedTalk.objects.planned().filter(file=file)
    return {*steps.values_list("owner", flat=True), *plans.values_list("counselor", flat=True)}


def test_what_was_promised_and_planned_goes_along_and_what_was_done_stays(cast: Cast) -> None:
    file, anouk, bas = cast.files["utrecht"], cast.anouk.member, cast.bas.member
    with cast.anouk.at_work():
        factories.PlannedTalkFactory(file=file, counselor=anouk)
        done, _open = NextStep.objects.filter(file=file)
        NextStep.objects.filter(pk=done.pk).update(done_at=timezone.now())
        hand_over_file(file, by=anouk, version=1, owner=bas)
        assert _owners(file) == {bas.pk}
        done.refresh_from_db()
        assert done.owner_id == anouk.pk
        assert last_entry().changed_fields == ["next_step", "owner", "planned_talk"]
        elsewhere = NextStep.objects.exclude(file=file).filter(owner=anouk)
        assert elsewhere.count() == 4


def test_the_promise_of_somebody_else_in_the_file_stays_hers(cast: Cast) -> None:
    file, bas, dina = cast.files["utrecht"], cast.bas.member, cast.dina.member
    with cast.anouk.at_work():
        step = NextStep.objects.filter(file=file).first()
        NextStep.objects.filter(pk=step.pk).update(owner=dina)
        hand_over_file(file, by=cast.anouk.member, version=1, owner=bas)
        assert _owners(file) == {bas.pk, dina.pk}


def test_reopening_with_another_counselor_takes_the_promises_along(cast: Cast) -> None:
    file, bas = cast.files["utrecht"], cast.bas.member
    with cast.anouk.at_work():
        closed(file, cast.anouk)
        reopen_file(file, by=cast.anouk.member, version=2, owner=bas)
        assert _owners(file) == {bas.pk}


def test_a_whole_caseload_goes_at_once(cast: Cast) -> None:
    anouk, bas, dina = cast.anouk.member, cast.bas.member, cast.dina.member
    with cast.mila.at_work():
        mine = ClientFile.objects.open().filter(owner=anouk)
        versions = dict(mine.values_list("pk", "version"))
        of_dina = factories.ClientFileFactory(owner=dina)
        talk = factories.AdviceSessionFactory(file=of_dina, counselor=anouk)
        factories.NextStepFactory(file=of_dina, session=talk, owner=anouk)
        assert hand_over_caseload(anouk, by=cast.mila.member, owner=bas) == 3
        assert not NextStep.objects.open().filter(owner=anouk).exists()
        after = ClientFile.objects.filter(pk__in=versions)
        assert {file.owner_id for file in after} == {bas.pk}
        assert all(file.version == versions[file.pk] + 1 for file in after)
        assert ClientFile.objects.get(pk=of_dina.pk).owner_id == dina.pk
        events = FileEvent.objects.filter(kind=FileEventKind.HANDED_OVER, to=bas)
        assert set(events.values_list("file", flat=True)) == versions.keys()
        rows = Entry.objects.filter(actor_id=cast.mila.member.pk)
        actions = {row.object_id: row.action for row in rows}
        handed = dict.fromkeys(versions, "file.handed-over")
        assert actions == {**handed, of_dina.pk: "file.promises-passed-on"}


def test_the_caseload_of_another_desk_stays_where_it_is(cast: Cast) -> None:
    """Dina works at both desks, and has files at both."""
    there = Membership.objects.get(user=cast.dina.user, desk=cast.zwolle)
    with cast.chaima.at_work():
        factories.ClientFileFactory(owner=there)
    with cast.mila.at_work():
        factories.ClientFileFactory(owner=cast.dina.member)
        assert hand_over_caseload(cast.dina.member, by=cast.mila.member, owner=cast.bas.member) == 1
    with cast.chaima.at_work():
        assert ClientFile.objects.filter(owner=there).count() == 1


@pytest.mark.parametrize("who", ["bram", "mila", "eva", "chaima"])
def test_nobody_but_a_counselor_takes_over_a_caseload(cast: Cast, who: str) -> None:
    with cast.mila.at_work():
        to = getattr(cast, who).member
        with pytest.raises(NotACounselor):
            hand_over_caseload(cast.anouk.member, by=cast.mila.member, owner=to)
        with pytest.raises(HasThisCaseload):
            hand_over_caseload(cast.anouk.member, by=cast.mila.member, owner=cast.anouk.member)


def test_who_ends_somebodys_work_sees_what_waits_and_hands_it_over_first(cast: Cast) -> None:
    browser, anouk = cast.mila.browser(), cast.anouk.member
    page = text_of(browser.get(f"{TEAM}/{anouk.pk}/beeindigen"))
    for words in ("3 open dossiers", "6 volgende stappen"):
        assert words in page
    url = f"{TEAM}/{anouk.pk}/overdragen"
    assert "Anouk" not in str(browser.get(url).context["form"].fields["owner"].choices)
    done = submit(browser, url, owner=cast.bas.member.pk)
    assert done["Location"] == TEAM
    assert "3 dossiers zijn nu bij Bas Elferink." in text_of(browser.get(TEAM))
    assert "heeft geen open dossiers" in text_of(browser.get(url))
    assert "open dossiers" not in text_of(browser.get(f"{TEAM}/{anouk.pk}/beeindigen"))
    again = browser.post(url, {"owner": cast.bas.member.pk}, follow=True)
    assert "0 dossiers zijn nu bij Bas Elferink." in text_of(again)


def test_the_files_of_who_left_already_can_be_handed_over_too(cast: Cast) -> None:
    with cast.mila.at_work():
        factories.ClientFileFactory(owner=cast.eva.member)
    browser = cast.mila.browser()
    url = f"{TEAM}/{cast.eva.member.pk}/overdragen"
    assert url in browser.get(TEAM).content.decode()
    submit(browser, url, owner=cast.bas.member.pk)
    with cast.mila.at_work():
        assert not ClientFile.objects.filter(owner=cast.eva.member).exists()


def test_the_page_of_a_caseload_has_a_budget(cast: Cast, queries: Any) -> None:
    browser = cast.mila.browser()
    url = f"{TEAM}/{cast.anouk.member.pk}/overdragen"
    browser.get(url)
    counts = []
    for number in (1, 40):
        with cast.mila.at_work():
            for _ in range(number):
                factories.ClientFileFactory(owner=cast.anouk.member)
        with queries() as seen:
            assert browser.get(url).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 9, "\n".join(seen)
