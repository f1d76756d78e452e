"""Files as an answer: taken along, never opened in the browser."""

from collections.abc import Iterable
from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from loketten.kit.tables.writing import Format, table_in

TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv",
}


def file_answer(content: bytes, kind: str, *, name: str) -> HttpResponse:
    """The name comes from us, and names no person."""
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def table_answer(rows: Iterable[list[str]], format: Format, *, name: str) -> HttpResponse:
    stream = BytesIO()
    with table_in(stream, format, title=name) as table:
        for row in rows:
            table.write(row)
    return file_answer(stream.getvalue(), TYPES[format], name=f"{name}.{format}")
