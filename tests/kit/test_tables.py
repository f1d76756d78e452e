"""Tables that people send, and tables that we write; hostile ones are refused in words."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from loketten.kit.tables import archive, bounds, from_csv, from_xlsx, parts
from loketten.kit.tables.bounds import Line, NotATable
from loketten.kit.tables.reading import read_table
from loketten.kit.tables.writing import Format, table_in
from portal.embedded.bootstrap import PROJECT
from tests.exchange.files import workbook

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
PEOPLE = workbook(["Naam", "Telefoon"], ["Jan", 612345678])
DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    + "]>"
)


def remade(**changed: bytes | str) -> bytes:
    """A workbook with other parts; `sheet` and `strings` stand for theirs."""
    names = {"sheet": SHEET, "strings": STRINGS, "macro": "xl/vbaProject.bin"}
    names["styles"] = "xl/styles.xml"
    names["link"] = "xl/externalLinks/externalLink1.xml"
    new = {names[key]: content for key, content in changed.items()}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(PEOPLE)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in old.namelist():
            made.writestr(name, new.pop(name, old.read(name)))
        for name, content in new.items():
            made.writestr(name, content)
    return stream.getvalue()


def damaged(content: bytes) -> bytes:
    """The packed sheet is no longer what a packer makes."""
    archived = zipfile.ZipFile(io.BytesIO(content)).getinfo(SHEET)
    begin = archived.header_offset + 30 + len(SHEET)
    return content[:begin] + b"\xff" * 20 + content[begin + 20 :]


def sheet_part() -> str:
    return zipfile.ZipFile(io.BytesIO(PEOPLE)).read(SHEET).decode()


def sheet_of(rows: Iterable[str]) -> str:
    drawn = "".join(f"<row>{row}</row>" for row in rows)
    return f"<worksheet><sheetData>{drawn}</sheetData></worksheet>"


def cells(values: Iterable[int]) -> str:
    return "".join(f"<c><v>{value * 7919 % 99_991}</v></c>" for value in values)


def unfinished_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("x", "y")
    return stream.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], type[NotATable]]] = {
    "zip bomb": (lambda: remade(sheet=b"<a>" + b" " * 38_000_000), archive.UnpacksTooLarge),
    "larger zip bomb": (lambda: remade(sheet=b" " * 41_000_000), archive.UnpacksTooLarge),
    "a million cells": (
        lambda: remade(sheet=sheet_of(cells(range(n * 60, n * 60 + 60)) for n in range(4_999))),
        parts.TooManyCells,
    ),
    "row ten million": (
        lambda: remade(sheet=sheet_part().replace('r="2"', 'r="10000000"')),
        bounds.TooManyRows,
    ),
    "external entity": (lambda: remade(strings=f"{DOCTYPE}<sst/>"), parts.HasDeclarations),
    "billion laughs": (lambda: remade(strings=f"{LAUGHS}<sst/>"), parts.HasDeclarations),
    "external link": (lambda: remade(link="<a/>"), archive.LooksElsewhere),
    "macros": (lambda: remade(macro="x"), archive.HasMacros),
    "old Excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, archive.OldWorkbook),
    "password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        archive.HasPassword,
    ),
    "no workbook": (unfinished_zip, bounds.UnknownKind),
    "half a workbook": (lambda: PEOPLE[:2000], bounds.UnknownKind),
    "a string that is not there": (
        lambda: remade(sheet=sheet_of(['<c t="s"><v>9</v></c>'])),
        bounds.UnknownKind,
    ),
    "a row twice": (
        lambda: remade(sheet=sheet_part().replace('r="1"', 'r="2"')),
        bounds.UnknownKind,
    ),
    "too many styles": (
        lambda: remade(styles=f"<s><cellXfs>{'<xf/>' * 65_491}</cellXfs></s>"),
        bounds.UnknownKind,
    ),
    "unknown letters in a part": (
        lambda: remade(sheet='<?xml version="1.0" encoding="rot13"?><a/>'),
        bounds.UnknownKind,
    ),
    "other letters in a part": (
        lambda: remade(sheet='<?xml version="1.0" encoding="shift_jis"?><a/>'),
        bounds.UnknownKind,
    ),
    "damaged on the way": (lambda: damaged(PEOPLE), bounds.UnknownKind),
    "formula never worked out": (lambda: workbook(["a"], ["=1+1"]), parts.NeverCalculated),
    "no sheet": (lambda: remade(sheet="<worksheet/>"), bounds.Empty),
    "rows": (lambda: b"a\n" + b"x\n" * (bounds.MOST_ROWS + 1), bounds.TooManyRows),
    "columns": (lambda: b"a;" * 1_000_000, bounds.TooManyColumns),
    "bytes": (lambda: b"a" * (bounds.MOST_BYTES + 1), bounds.TooManyBytes),
    "NUL": (lambda: b"a;b\nx\x00;1\n", from_csv.HasNul),
    "open quote": (lambda: b'a;b\n"x;1\ny;2\n', from_csv.OpenQuote),
    "open quote of a large file": (lambda: b'a;b\n"' + b"y;2\n" * 90_000, bounds.CellTooLong),
    "long cell": (lambda: b"a\n" + b"x" * 13_000, bounds.CellTooLong),
    "no letters": (lambda: b"a;b\n\x81\x8d\x8f\xff\n", from_csv.UnknownLetters),
    "half a letter": (lambda: "a;b\n1;2".encode("utf-16")[:-1], from_csv.UnknownLetters),
    "a page": (lambda: b"<html>", bounds.UnknownKind),
    "a PDF": (lambda: b"%PDF-1.7\n", bounds.UnknownKind),
    "nothing": (lambda: b"", bounds.Empty),
    "heads alone": (lambda: b"a;b\n", bounds.Empty),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(name: str) -> None:
    make, refusal = HOSTILE[name]
    with pytest.raises(refusal) as raised:
        read_table(make())
    assert str(raised.value)


def test_a_bound_is_written_as_the_reader_writes_numbers() -> None:
    with translation.override("nl"):
        assert "5.000 rijen" in str(bounds.TooManyRows())
        assert "12.000 tekens" in str(bounds.CellTooLong(2))
    with translation.override("en"):
        assert "5,000 rows" in str(bounds.TooManyRows())


READER = """
import pathlib, resource, sys, time
from loketten.kit.tables.bounds import NotATable
from loketten.kit.tables.reading import read_table
taken = int(pathlib.Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (taken + 150_000_000,) * 2)
for file in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    begun = time.process_time()
    try:
        read_table(file.read_bytes())
    except NotATable:
        print(f"{file.name}:{time.process_time() - begun:.1f}")
"""


def test_no_file_takes_more_memory_than_a_web_has(tmp_path: Path) -> None:
    """In a process that may take 150 MB more than it had; none takes long there either."""
    for name, (make, _) in HOSTILE.items():
        (tmp_path / name).write_bytes(make())
    child = [sys.executable, "-c", READER, str(tmp_path)]
    answer = subprocess.run(child, capture_output=True, text=True, check=False, cwd=PROJECT)
    assert answer.returncode == 0, answer.stderr
    seconds = dict(line.split(":") for line in answer.stdout.splitlines())
    assert seconds.keys() == HOSTILE.keys()
    # Ten times what the slowest takes on a machine that does nothing else.
    assert max(map(float, seconds.values())) < 20, seconds


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_letters_are_read_in_any_encoding(encoding: str) -> None:
    table = read_table("Naam;Stad\r\nJosé;Één\r\n".encode(encoding))
    assert table == (["Naam", "Stad"], [Line(2, ["José", "Één"])])


@pytest.mark.parametrize("between", [";", ",", "\t"])
@pytest.mark.parametrize("told", [True, False])
def test_any_separator_is_found(between: str, told: bool) -> None:
    rows = f'Naam{between}"Straat, nr; bis"\n\nJan{between}"a\nb"\n'
    start = f"sep={between}\n" if told else ""
    table = read_table((start + rows).encode())
    assert table.headers == ["Naam", "Straat, nr; bis"]
    assert [line.cells for line in table.lines] == [["Jan", "a\nb"]]


def test_a_workbook_is_read_as_people_see_it() -> None:
    book = Workbook()
    page = book.active
    page.append(["Naam", "Dag", "Getal", "Nummer", "Ja"])
    page.append(["Jan", date(1994, 5, 14), 14.5, 12345, True])
    page["D2"].number_format = "00000000"
    book.create_sheet("Later")["A1"] = "niet"
    book.create_sheet("Eerst", 0).sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    assert read_table(stream.getvalue()).lines == [
        Line(2, ["Jan", "1994-05-14", "14.5", "00012345", "1"])
    ]


def test_words_that_many_cells_share_are_found_again() -> None:
    """As Excel keeps them: in pieces with a look of their own, and with aids for reading."""
    pieces = "<r><t>Jan</t></r><r><t>sen</t></r><rPh><t>x</t></rPh>"
    strings = f"<sst><si><t>Naam</t></si><si>{pieces}</si></sst>"
    rows = ['<c t="s"><v>0</v></c>', '<c r="A4" t="s"><v>1</v></c>']
    sheet = sheet_of(rows).replace("<row><c r", '<row r="4"><c r')
    assert read_table(remade(sheet=sheet, strings=strings)) == (["Naam"], [Line(4, ["Jansen"])])


def test_what_a_sheet_says_of_its_size_counts_for_nothing() -> None:
    content = remade(sheet=sheet_part().replace("A1:B2", "A1:XFD10000000"))
    assert len(read_table(content).lines) == 1
    assert from_xlsx.MOST_COLUMNS == bounds.MOST_COLUMNS


DANGEROUS = ["=1+1", "+31 6", "-2", "@sum", "\t=1", "\r=1", '"=1', "\n=1", " =1", "＝1"]


@pytest.mark.parametrize("format", Format)
def test_no_text_becomes_a_formula(format: Format) -> None:
    stream = io.BytesIO()
    with table_in(stream, format, title="Klanten/[x]'") as table:
        table.write(["Kop"])
        for text in DANGEROUS:
            table.write([text])
    cells: list[Any] = []
    if format is Format.XLSX:
        rows = load_workbook(io.BytesIO(stream.getvalue())).active.iter_rows(min_row=2)
        cells = [cell for (cell,) in rows]
        assert {cell.data_type for cell in cells} == {"s"}
        assert [cell.value for cell in cells][:4] == DANGEROUS[:4]
    else:
        import csv

        text = stream.getvalue().decode("utf-8-sig")
        cells = [row[0] for row in csv.reader(io.StringIO(text, newline=""), delimiter=";")][1:]
        assert [cell[0] for cell in cells] == ["'"] * len(DANGEROUS)
    assert len(cells) == len(DANGEROUS)


def test_what_we_write_we_can_read() -> None:
    rows = [["Naam", "Telefoon"], ["José <&> 'x'", "0600000041"], ["", "\x01\ud800"]]
    for format in Format:
        stream = io.BytesIO()
        with table_in(stream, format, title="Klanten") as table:
            for row in rows:
                table.write(row)
        found = read_table(stream.getvalue())
        assert found.headers == rows[0]
        assert found.lines[0].cells == rows[1]
