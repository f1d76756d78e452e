"""Everything that a desk has: who may have it, what is in it, and how long."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.utils import timezone
from openpyxl import load_workbook

from clients.models import Client
from loketten.accounts.rights import Role
from loketten.audit import outbox
from loketten.audit.models import Entry, Outbox
from loketten.tenancy.models import Desk
from portal.exchange.actions.exports import EXPORTS_A_DAY
from portal.exchange.choices import ExportState
from portal.exchange.everything import columns, making
from portal.exchange.everything.sheets import LEFT_OUT, SHEETS
from portal.exchange.everything.words import HEADINGS, has_own_words
from portal.exchange.models import Export, ExportPart
from portal.exchange.tasks import forget_expired
from tests import factories
from tests.api.keys import connect
from tests.cast import Cast, Somebody
from tests.clients.forms import text_of
from tests.exchange.files import ADDRESS, deliver, exported, leave
from tests.house import gates, model_classes

HOME = f"{ADDRESS}/import-en-export"


def address(export: Export) -> str:
    return f"{ADDRESS}/exporteren/{export.public_id}/bestand"


def made(somebody: Somebody, **values: str) -> Export:
    export = exported(somebody, **values)
    deliver(somebody)
    deliver(somebody)
    with somebody.at_work():
        export.refresh_from_db()
    return export


def fetched(somebody: Somebody, export: Export) -> zipfile.ZipFile:
    answer = somebody.browser().get(address(export))
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_every_model_of_a_desk_is_in_the_file_or_left_out_for_a_reason() -> None:
    in_it = {sheet.model._meta.label for sheet in SHEETS}
    ours = {model._meta.label for model in gates.tenant_models()}
    # Read before a desk is known, and of one desk all the same.
    ours |= {f"accounts.{name}" for name in ("Membership", "Cover", "DeskKey", "Invitation")}
    ours |= model_classes.PUBLIC_OF_A_DESK
    assert ours - in_it - LEFT_OUT.keys() == set()
    assert in_it & LEFT_OUT.keys() == set()
    assert LEFT_OUT.keys() <= {model._meta.label for model in apps.get_models()}


def test_every_column_has_a_name_for_people() -> None:
    fields = [
        field
        for sheet in SHEETS
        for field in sheet.model._meta.concrete_fields
        if columns._is_column(sheet, field)
    ]
    fields += [Desk._meta.get_field(name) for name in making.SETTINGS]
    assert [f for f in fields if not has_own_words(f) and f.name not in HEADINGS] == []
    used = {field.name for field in fields if not has_own_words(field)}
    assert HEADINGS.keys() - used == set()


def test_the_file_holds_what_the_desk_has_and_nothing_of_another(cast: Cast) -> None:
    system = connect(cast.mila)
    archive = fetched(cast.mila, made(cast.mila))
    told = json.loads(archive.read("manifest.json"))
    files = {one["file"]: one for one in told["files"]}
    with cast.mila.at_work():
        assert files["klanten.xlsx"]["rows"] == Client.objects.count()
    for name, one in files.items():
        content = archive.read(name)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one["bytes"], one["sha256"])
        if name.endswith(".xlsx"):
            rows = list(load_workbook(io.BytesIO(content), read_only=True).active.values)
            assert len(rows) == one["rows"] + 1
            assert len(rows[0]) == len(one["columns"])
    whole = b"".join(_unpacked(archive))
    assert b"CNRYUT" in whole
    assert b"CNRYZW" not in whole, "of another desk"
    assert b"geheim" not in whole, "a private note"
    assert system.key.public_part.encode() in whole
    for secret in (system.secret.rpartition("_")[2], system.key.digest):
        assert secret.encode() not in whole
    assert "Een eigen notitie is voor wie hem schreef" in archive.read("LEES-MIJ.txt").decode()


def _unpacked(archive: zipfile.ZipFile) -> list[bytes]:
    found = []
    for name in archive.namelist():
        content = archive.read(name)
        if name.endswith(".xlsx"):
            inner = zipfile.ZipFile(io.BytesIO(content))
            content = b"".join(inner.read(one) for one in inner.namelist())
        found.append(content)
    return found


def test_csv_in_english_with_long_tables_in_parts_and_formulas_harmless(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "ROWS_A_FILE", 3)
    monkeypatch.setattr(making, "PART", 1000)
    monkeypatch.setattr(columns, "BATCH", 2)
    with cast.anouk.at_work():
        names = {"first_name": "=1+1", "last_name": "@Gevaar"}
        client = factories.ClientFactory(**names, phone="+3212345678")
        total = Client.objects.count()
    export = exported(cast.mila, format="csv")
    with cast.mila.at_work():
        Export.objects.filter(pk=export.pk).update(language="en")
    deliver(cast.mila)
    with cast.mila.at_work():
        export.refresh_from_db()
        assert export.parts.count() == -(-export.size // 1000) > 1
    archive = fetched(cast.mila, export)
    names = [name for name in archive.namelist() if name.startswith("clients")]
    assert names == ["clients.csv", "clients-2.csv"]
    rows = []
    for name in names:
        text = archive.read(name).decode("utf-8-sig")
        rows += list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(rows) == total
    row = next(one for one in rows if one["Client number"] == client.number)
    assert (row["First name"], row["Last name"], row["Phone"]) == (
        "'=1+1", "'@Gevaar", "'+3212345678"
    )  # fmt: skip


def test_only_who_asked_fetches_it_and_each_time_is_logged(cast: Cast) -> None:
    export = made(cast.mila)
    other = factories.UserFactory(name="Olga Manager")
    factories.MembershipFactory(user=other, desk=cast.utrecht, roles=[Role.MANAGER])
    assert Somebody(other).browser().get(address(export)).status_code == 404
    assert cast.chaima.browser().get(address(export)).status_code == 404
    assert cast.anouk.browser().get(address(export)).status_code == 403
    answer = cast.mila.browser().get(address(export))
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="utrecht-')
    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    cast.mila.browser().get(address(export))
    with cast.mila.at_work():
        logged = Entry.objects.filter(action="export.downloaded", object_id=export.pk)
        assert logged.count() == 2
        everybody = sorted(Client.objects.values_list("pk", flat=True))
        assert logged[0].shown_ids == everybody


def test_asking_is_logged_with_its_purpose_and_told_to_who_watches(cast: Cast) -> None:
    made(cast.mila, reason="De accountant vraagt erom.")
    with cast.mila.at_work():
        entry = Entry.objects.get(action="export.asked")
    assert "De accountant vraagt erom." in entry.reason
    sent = {one.to[0]: one for one in mail.outbox}
    assert set(sent) == {cast.priya.user.email, cast.mila.user.email}
    assert "Mila de Wit" in sent[cast.priya.user.email].body
    assert "/import-en-export" in sent[cast.mila.user.email].body


def test_it_is_gone_after_a_day_and_the_row_stays(cast: Cast) -> None:
    export = made(cast.mila)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        answer = cast.mila.browser().get(address(export), follow=True)
        assert "Dit bestand is er niet meer" in text_of(answer)
        assert "Verlopen" in text_of(answer), "also before the round that deletes it"
        forget_expired()
    with cast.mila.at_work():
        assert Export.objects.get(pk=export.pk).state == ExportState.EXPIRED
        assert not ExportPart.objects.exists()


@pytest.mark.parametrize("when", ["queued", "ready"])
def test_who_leaves_gets_nothing(cast: Cast, when: str) -> None:
    export = exported(cast.mila) if when == "queued" else made(cast.mila)
    browser = cast.mila.browser()
    leave(cast.mila)
    assert browser.get(address(export)).status_code == 404
    deliver(cast.priya)
    forget_expired()
    with cast.priya.at_work():
        assert Export.objects.get(pk=export.pk).state == ExportState.CANCELLED
        assert not ExportPart.objects.exists()


def test_one_at_a_time_a_few_a_day_and_the_same_form_once(cast: Cast) -> None:
    first = exported(cast.mila)
    assert exported(cast.mila).pk == first.pk
    values = {"purpose": "move", "reason": "Nog een.", "format": "csv"}
    for number in range(EXPORTS_A_DAY):
        answer = cast.mila.browser().post(
            f"{ADDRESS}/exporteren", {**values, "key": f"{number:032}"}
        )
        if number == 0:
            assert "Er wordt al een export gemaakt" in text_of(answer)
        with cast.mila.at_work():
            Export.objects.filter(state=ExportState.QUEUED).update(state=ExportState.FAILED)
    answer = cast.mila.browser().post(f"{ADDRESS}/exporteren", {**values, "key": "9" * 32})
    assert "drie exports gemaakt op één dag" in text_of(answer)


def test_what_goes_wrong_is_told_and_leaves_no_half_file(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = exported(cast.mila)
    monkeypatch.setattr(making, "SETTINGS", ("no_such_column",))
    deliver(cast.mila)
    with cast.mila.at_work():
        assert Export.objects.get(pk=export.pk).state == ExportState.FAILED
        assert not ExportPart.objects.exists()
        assert Entry.objects.filter(action="export.failed", object_id=export.pk).count() == 1
    deliver(cast.mila)
    assert mail.outbox[-1].subject == "Je export kon niet worden gemaakt"
    assert mail.outbox[-1].to == [cast.mila.user.email]
    page = text_of(cast.mila.browser().get(HOME))
    assert "Mislukt" in page
    assert "Je export is niet gelukt. Er is niets van bewaard." in page


def test_until_it_is_made_it_is_not_said_to_be_gone(cast: Cast) -> None:
    other = factories.UserFactory(name="Olga Manager")
    factories.MembershipFactory(user=other, desk=cast.utrecht, roles=[Role.MANAGER])
    exported(cast.mila)
    for watcher, file in ((cast.mila, "Stop"), (Somebody(other), "Alleen voor wie het vroeg")):
        page = text_of(watcher.browser().get(HOME))
        assert "Dit wacht op zijn beurt." in page
        assert f"Wacht op zijn beurt {file} Mila de Wit" in page
    with cast.mila.at_work():
        Outbox.objects.filter(effect="exchange.make_export").update(last_error=outbox.DIED)
    page = text_of(cast.mila.browser().get(HOME))
    assert "Wordt gemaakt nog niet klaar" in page, "nobody can stop it now"


def test_a_queued_export_is_stopped_and_a_ready_one_deleted(cast: Cast) -> None:
    export = exported(cast.mila)
    drop = address(export).replace("/bestand", "/weg")
    assert "wacht op zijn beurt" in text_of(cast.mila.browser().get(HOME))
    with cast.mila.at_work():
        Outbox.objects.filter(effect="exchange.make_export").update(last_error=outbox.DIED)
    assert "Tabellen gemaakt" in text_of(cast.mila.browser().get(HOME))
    cast.mila.browser().post(drop)
    deliver(cast.mila)
    with cast.mila.at_work():
        assert Export.objects.get(pk=export.pk).state == ExportState.CANCELLED
    ready = made(cast.mila, key="3" * 32)
    cast.mila.browser().post(address(ready).replace("/bestand", "/weg"))
    with cast.mila.at_work():
        assert not ExportPart.objects.exists()


def test_the_page_costs_the_same_whatever_was_asked(cast: Cast, queries: Any) -> None:
    browser = cast.mila.browser()
    browser.get(HOME)
    with queries() as none:
        browser.get(HOME)
    made(cast.mila)
    with queries() as some:
        browser.get(HOME)
    assert len(some) == len(none) <= 8
