"""A row of the log that is touched after it was sealed shows."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from loketten.audit import chain, heads, log
from loketten.audit.actors import SYSTEM
from loketten.audit.chain import Chain
from loketten.audit.models import Entry, Seal
from loketten.tenancy.models import Desk
from tests.cast import Cast
from tests.sealing import seal_all_of, seal_everything


@pytest.fixture
def utrecht(real_cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Chain:
    """Five sealed rows at Utrecht, two at a time; Zwolle has a chain of its own."""
    monkeypatch.setattr(chain, "PART", 2)
    for desk in (real_cast.anouk, real_cast.chaima):
        for number in range(5):
            with desk.at_work():
                log.note(f"test.{number}", by=SYSTEM, shown=[number])
    seal_everything()
    return Chain(real_cast.utrecht.slug, real_cast.utrecht.pk)


def _whats(one: Chain) -> set[str]:
    return {finding.what for finding in chain.verify(one)}


def _third(one: Chain) -> int:
    with one.open():
        return list(Entry.objects.order_by("id").values_list("id", flat=True))[2]


def test_a_whole_chain_has_nothing_wrong(utrecht: Chain) -> None:
    assert chain.verify(utrecht) == []
    with utrecht.open():
        assert list(Seal.objects.order_by("number").values_list("number", flat=True)) == [
            1,
            2,
            3,
            4,
            5,
        ]


def test_sealing_twice_adds_nothing(utrecht: Chain) -> None:
    assert chain.seal(utrecht) == 0
    assert chain.verify(utrecht) == []


def test_a_row_that_was_added_later_is_sealed_next(utrecht: Chain) -> None:
    with utrecht.open():
        log.note("test.later", by=SYSTEM)
    assert seal_all_of(utrecht) == 1
    assert chain.verify(utrecht) == []


FAULTS = {
    "altered": "UPDATE audit_entry SET action = 'other' WHERE id = {third}",
    "altered later": "UPDATE audit_entry SET shown_ids = '{{9}}' WHERE id = {last}",
    "removed": "DELETE FROM audit_seal WHERE entry_id = {third}; "
    "DELETE FROM audit_entry WHERE id = {third}",
    "inserted": "INSERT INTO audit_entry (desk_id, at, transaction, actor_kind, action, "
    "object_kind, shown_ids, changed_fields, is_outside_caseload, reason, request_id) "
    "SELECT desk_id, at, transaction, actor_kind, 'planted', object_kind, shown_ids, "
    "changed_fields, is_outside_caseload, reason, request_id FROM audit_entry WHERE id = {third}",
    "reordered": "UPDATE audit_seal SET entry_id = -entry_id WHERE FALSE; "
    "WITH pair AS (SELECT a.id AS x, b.id AS y, a.entry_id AS ex, b.entry_id AS ey FROM "
    "audit_seal a, audit_seal b WHERE a.entry_id = {third} AND b.entry_id = {last}) "
    "UPDATE audit_seal SET entry_id = CASE WHEN audit_seal.id = pair.x THEN pair.ey ELSE pair.ex "
    "END FROM pair WHERE audit_seal.id IN (pair.x, pair.y)",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str, utrecht: Chain, as_owner: Any) -> None:
    with utrecht.open():
        ids = list(Entry.objects.order_by("id").values_list("id", flat=True))
    if fault == "reordered":
        as_owner.execute("ALTER TABLE audit_seal DROP CONSTRAINT seal_entry_once")
    as_owner.execute(FAULTS[fault].format(third=ids[2], last=ids[-1]))
    assert fault.split()[0] in _whats(utrecht)


def test_the_other_desk_stays_whole(utrecht: Chain, real_cast: Cast, as_owner: Any) -> None:
    as_owner.execute(
        "UPDATE audit_entry SET action = 'other' WHERE desk_id = %s", [real_cast.utrecht.pk]
    )
    assert chain.verify(Chain(real_cast.zwolle.slug, real_cast.zwolle.pk)) == []


def test_a_cut_tail_shows_against_the_head_outside_the_database(
    utrecht: Chain, as_owner: Any
) -> None:
    as_owner.execute("DELETE FROM audit_seal WHERE number > 3")
    as_owner.execute("DELETE FROM audit_entry WHERE id NOT IN (SELECT entry_id FROM audit_seal)")
    assert _whats(utrecht) == {"cut"}


def test_a_chain_that_was_computed_anew_shows_too(utrecht: Chain, as_owner: Any) -> None:
    as_owner.execute("UPDATE audit_entry SET action = 'other' WHERE action = 'test.4'")
    with utrecht.open():
        entry = Entry.objects.get(action="other")
        link = Seal.objects.get(entry=entry)
        before = Seal.objects.get(number=link.number - 1)
    as_owner.execute(
        "UPDATE audit_seal SET digest = %s WHERE entry_id = %s",
        [chain.digest_of(entry, before.digest, link.settled_before), entry.pk],
    )
    assert _whats(utrecht) == {"cut"}


def test_a_half_written_head_does_not_count(utrecht: Chain) -> None:
    file_of_heads = Path(settings.AUDIT_HEADS_DIR) / f"{utrecht.head_name}.jsonl"
    with file_of_heads.open("a") as file:
        file.write('{"number": 99, "dig')
    assert chain.verify(utrecht) == []
    with utrecht.open():
        log.note("test.later", by=SYSTEM)
    seal_all_of(utrecht)
    assert chain.verify(utrecht) == []


def test_a_year_of_heads_is_not_read_to_add_one(utrecht: Chain) -> None:
    file = Path(settings.AUDIT_HEADS_DIR) / f"{utrecht.head_name}.jsonl"
    before = file.read_text()
    with file.open("w") as year:
        year.write("no line of ours\n" * 100_000 + before)
    assert heads.last(utrecht.head_name) == (5, json.loads(before.splitlines()[-1])["digest"])
    with file.open("rb") as opened:
        assert heads.end_of(opened).count(b"\n") < 400


def _as_if_from_another_server(one: Chain, as_owner: Any) -> None:
    """Its transactions had numbers that this server will not reach for a long time."""
    later = 1_000_000
    as_owner.execute("UPDATE audit_entry SET transaction = transaction + %s", [later])
    with one.open():
        digest = ""
        for link in Seal.objects.select_related("entry").order_by("number"):
            settled = link.settled_before + later
            digest = chain.digest_of(link.entry, digest, settled)
            as_owner.execute(
                "UPDATE audit_seal SET settled_before = %s, digest = %s WHERE id = %s",
                [settled, digest, link.pk],
            )
            number = link.number
    heads.keep(one.head_name, number, digest)


def test_after_a_restore_on_another_server_the_chain_goes_on(utrecht: Chain, as_owner: Any) -> None:
    with utrecht.open():
        log.note("test.last-hour-there", by=SYSTEM)
    _as_if_from_another_server(utrecht, as_owner)
    with utrecht.open():
        log.note("test.first-hour-here", by=SYSTEM)
    assert chain.verify(utrecht) == [], "nothing was put in: it was not sealed here yet"
    assert seal_all_of(utrecht) == 2
    assert chain.verify(utrecht) == []
    with utrecht.open():
        log.note("test.second-hour-here", by=SYSTEM)
    assert seal_all_of(utrecht) == 1
    as_owner.execute(FAULTS["inserted"].format(third=_third(utrecht)))
    assert chain.seal(utrecht) == 0
    assert _whats(utrecht) == {"inserted"}


def test_the_line_of_a_seal_cannot_be_moved_to_get_a_planted_row_sealed(
    utrecht: Chain, as_owner: Any
) -> None:
    as_owner.execute("UPDATE audit_seal SET settled_before = settled_before + 1000000")
    assert "altered" in _whats(utrecht)


def test_a_desk_that_is_renamed_keeps_its_head(utrecht: Chain, real_cast: Cast) -> None:
    Desk.objects.filter(pk=real_cast.utrecht.pk).update(slug="midden")
    (renamed,) = (one for one in chain.chains() if one.desk_id == utrecht.desk_id)
    assert renamed.name == "midden"
    assert heads.last(renamed.head_name) is not None


def test_a_row_of_a_transaction_that_still_runs_waits(utrecht: Chain, real_cast: Cast) -> None:
    """No later row may be sealed before it: its place in the order is not settled yet."""
    written, release = threading.Event(), threading.Event()

    def slow() -> None:
        with real_cast.bas.at_work():
            log.note("test.slow", by=SYSTEM)
            written.set()
            release.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert written.wait(10)
    with utrecht.open():
        log.note("test.quick", by=SYSTEM)
    assert chain.seal(utrecht) == 0
    release.set()
    thread.join(10)
    assert seal_all_of(utrecht) == 2
    assert chain.verify(utrecht) == []


def test_the_command_says_that_every_chain_is_whole(
    utrecht: Chain, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("audit", "verify")
    assert "whole" in capsys.readouterr().out


def test_the_command_fails_on_a_fault(utrecht: Chain, as_owner: Any) -> None:
    as_owner.execute("UPDATE audit_entry SET action = 'other' WHERE action = 'test.1'")
    with pytest.raises(CommandError, match="wrong with the access log"):
        call_command("audit", "verify")
