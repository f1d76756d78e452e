"""Opens a workbook only after looking at what it would become."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext_lazy as _

from loketten.kit.tables.bounds import MEGABYTE, NotATable, UnknownKind

MOST_ENTRIES = 200
MOST_UNPACKED = 40 * MEGABYTE
# Spreadsheets shrink to a tenth or so; a bomb to a thousandth.
MOST_RATIO = 100
UNWEIGHED = MEGABYTE
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HAS_PASSWORD = "EncryptedPackage".encode("utf-16-le")


class OldWorkbook(NotATable):
    message = _("This is an old Excel file (.xls). Save it as Excel workbook (.xlsx).")


class HasPassword(NotATable):
    message = _("This file has a password. Save it without, and send it again.")


class HasMacros(NotATable):
    message = _("This workbook has macros. Save it as Excel workbook (.xlsx), without them.")


class LooksElsewhere(NotATable):
    message = _(
        "This workbook takes values from other files. Copy the cells, paste them as values, "
        "and send that."
    )


class UnpacksTooLarge(NotATable):
    message = _("This file becomes far larger when it is unpacked. We do not open it.")


def opened(content: bytes) -> ZipFile:
    """The archive of a workbook that may be unpacked."""
    if content.startswith(_OLE):
        raise HasPassword if _HAS_PASSWORD in content else OldWorkbook
    try:
        archive = ZipFile(BytesIO(content))
    # A zip of a later version than ours says so by NotImplementedError.
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnknownKind from None
    parts = archive.infolist()
    _weigh(parts)
    names = {part.filename.lower() for part in parts}
    if "xl/workbook.xml" not in names:
        raise UnknownKind
    if any(name.endswith("vbaproject.bin") for name in names):
        raise HasMacros
    if any(name.startswith("xl/externallinks/") for name in names):
        raise LooksElsewhere
    return archive


def _weigh(parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_ENTRIES or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnpacksTooLarge
    for part in parts:
        if part.flag_bits & 1:
            raise HasPassword
        if part.file_size > UNWEIGHED and part.file_size > MOST_RATIO * part.compress_size:
            raise UnpacksTooLarge
