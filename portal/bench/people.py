"""Somebody of the demo, signed in as her browser would do it."""

import uuid
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import urlencode

from portal.bench.client import Answer, Line, WrongAnswer, request
from portal.demo.cast import PASSWORD


class _Fields(HTMLParser):
    """What a form would send as it stands: hidden and typed fields, and what is ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name = told.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in told:
            self.found[self._select] = told.get("value", "")
        elif tag == "input" and name:
            is_choice = told.get("type") in {"radio", "checkbox"}
            if not is_choice or "checked" in told:
                self.found[name] = told.get("value", "")


def fields_of(page: bytes) -> dict[str, str]:
    reader = _Fields()
    reader.feed(page.decode())
    return reader.found


class Person:
    """Keeps her cookies, and makes the requests that carry them."""

    def __init__(self, port: int, email: str) -> None:
        self._line, self._cookies = Line(port), dict[str, str]()
        page = self.see("/account/login")
        fields = fields_of(page.body) | {"login": email, "password": PASSWORD}
        answer = self._take(self._line.ask(self.sending("/account/login", fields)))
        if answer.status != 302:
            raise WrongAnswer(f"{email} cannot sign in: {answer.status}")

    def see(self, path: str) -> Answer:
        """The page, which must be there."""
        answer = self._take(self._line.ask(self.asking(path)))
        if answer.status != 200:
            raise WrongAnswer(f"{path} answered {answer.status}")
        return answer

    def asking(self, path: str, headers: Mapping[str, str] | None = None) -> bytes:
        return request(path, headers={**self._carried(), **(headers or {})})

    def sending(
        self, path: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> bytes:
        body = urlencode(fields).encode()
        told = {**self._carried(), **(headers or {})}
        return request(path, method="POST", headers=told, body=body)

    @property
    def cookies(self) -> Mapping[str, str]:
        return dict(self._cookies)

    def _carried(self) -> dict[str, str]:
        pairs = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return {"Cookie": pairs} if pairs else {}

    def _take(self, answer: Answer) -> Answer:
        for cookie in answer.cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name.strip()] = value
        return answer


def talk_fields(page: bytes, mark: str) -> dict[str, str]:
    """The form of a new talk as it was offered, with a summary and a key of its own."""
    fields = fields_of(page)
    fields.pop("note", None)
    return {
        **fields,
        "summary": f"{mark} Samen gekeken welke opleiding naast het werk past.",
        "themes": "theme.bbl",
        "key": str(uuid.uuid4()),
    }
