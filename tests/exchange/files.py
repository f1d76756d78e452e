"""Files as somebody would send them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from loketten.accounts.models import Membership
from loketten.audit import outbox
from loketten.tenancy.context import at_desk
from portal.exchange.models import Export, Import
from tests.cast import Somebody

ADDRESS = "/bureau/utrecht/instellingen"
HEADS = ["Voornaam", "Achternaam", "Geboortedatum", "E-mailadres", "Telefoon"]


def workbook(*rows: Sequence[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv(*rows: Sequence[str]) -> bytes:
    return "\r\n".join(";".join(row) for row in rows).encode()


def people(count: int) -> list[list[str]]:
    """Nobody resembles another."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [
        [
            f"V{letters[n % 26]}{letters[n // 26 % 26]}o",
            f"Kwast{letters[n // 26 % 26]}{letters[n % 26] * 3}{n}",
            f"{n % 28 + 1}-{n % 12 + 1}-{1950 + n % 50}",
            f"n{n}@example.nl",
            f"06{n:08}",
        ]
        for n in range(count)
    ]


def sent(somebody: Somebody, content: bytes, kind: str = "clients") -> Import:
    """The file, as the page takes it; the import that it becomes."""
    answer = send(somebody, content, kind)
    assert answer.status_code == 302, answer.content.decode()
    return newest(somebody)


def send(somebody: Somebody, content: bytes, kind: str = "clients", **more: Any) -> Any:
    browser = somebody.browser()
    file = SimpleUploadedFile("Jan Jansen ../../x.xlsx", content)
    key = more.pop("key", "00000000-0000-4000-8000-000000000001")
    return browser.post(f"{ADDRESS}/importeren", {"kind": kind, "file": file, "key": key, **more})


def newest(somebody: Somebody) -> Import:
    with somebody.at_work():
        run: Import = Import.objects.order_by("-pk").first()
        return run


def checked(somebody: Somebody, run: Import, owner: Somebody | None = None) -> Import:
    """With the columns that were guessed."""
    columns = {f"column-{place}": field for field, place in run.columns.items()}
    values = {**columns, "owner": str(owner.member.pk) if owner and owner.member else ""}
    answer = somebody.browser().post(_address(run, "/kolommen"), values)
    assert answer.status_code == 302, answer.content.decode()
    deliver(somebody)
    return newest(somebody)


def begun(somebody: Somebody, run: Import, doubles: str = "skip") -> Import:
    somebody.browser().post(_address(run, "/begin"), {"doubles": doubles})
    deliver(somebody)
    return newest(somebody)


def deliver(somebody: Somebody) -> None:
    """What the worker does at this desk."""
    for row in outbox.due(somebody.desk_id):
        outbox.deliver(somebody.desk_id, row.row_id)


def leave(somebody: Somebody) -> None:
    """Her access ended a moment ago."""
    members = Membership.objects.filter(pk=somebody.member.pk)
    members.update(ended_at=timezone.now(), ends_on=timezone.localdate())


def page_of(somebody: Somebody, run: Import, rest: str = "") -> Any:
    return somebody.browser().get(_address(run, rest))


def exported(somebody: Somebody, **values: str) -> Export:
    """Asked for by a form, and not made yet."""
    whole = {
        "purpose": "move",
        "reason": "We stappen over.",
        "format": "xlsx",
        "key": "00000000-0000-4000-8000-000000000002",
        **values,
    }
    answer = somebody.browser().post(f"{ADDRESS}/exporteren", whole)
    assert answer.status_code == 302, answer.content.decode()
    with at_desk(somebody.desk_id):
        export: Export = Export.objects.order_by("-pk").first()
        return export


def _address(run: Import, rest: str) -> str:
    return f"{ADDRESS}/importeren/{run.public_id}{rest}"
