"""Reads the forms of a page as a browser would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

CHECKED = {"checkbox", "radio"}
# What a browser sends only when it is pressed or chosen.
UNSENT = {"submit", "button", "image", "reset", "file"}


@dataclass
class Control:
    """One named control; `values` are what it sends, `choices` what it could send. It is blamed
    when an answer says that something is wrong with it."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    required: bool = False
    is_blamed: bool = False

    @property
    def is_choice(self) -> bool:
        return self.kind in {"select", "radio", "checkbox"}


@dataclass
class Form:
    """`action` is empty for the page's own address."""

    method: str
    action: str
    controls: dict[str, Control] = field(default_factory=dict)

    def pairs(self) -> list[tuple[str, str]]:
        return [(one.name, value) for one in self.controls.values() for value in one.values]


def forms_of(page: str) -> list[Form]:
    """Controls that point at a form by its id are not ours: no page has them."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.forms


def links_of(page: str) -> list[str]:
    """Every address that the page can lead to."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.links


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._open: Form | None = None
        self._select: Control | None = None
        self._textarea: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given[name] for name in ("href", "action", "formaction") if name in given]
        if tag == "form":
            self._open = Form(given.get("method", "get").lower(), given.get("action", ""))
            self.forms.append(self._open)
        elif self._open is not None:
            self._read(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._end_select()
        elif tag == "textarea" and self._textarea is not None:
            # A browser drops the line break that stands first.
            text = "".join(self._textarea.values).removeprefix("\r\n").removeprefix("\n")
            self._textarea.values = [text]
            self._textarea = None

    def handle_data(self, text: str) -> None:
        if self._textarea is not None:
            self._textarea.values.append(text)

    def _read(self, tag: str, given: dict[str, str]) -> None:
        if tag == "option" and self._select is not None:
            self._select.choices.append(given.get("value", ""))
            if "selected" in given:
                self._select.values.append(given.get("value", ""))
        elif given.get("name") and tag in {"input", "select", "textarea"}:
            control = self._control(tag, given)
            if tag == "select":
                self._select = control
            elif tag == "textarea":
                self._textarea = control
            else:
                _read_input(control, given)

    def _control(self, tag: str, given: dict[str, str]) -> Control:
        assert self._open is not None
        kind = given.get("type", "text") if tag == "input" else tag
        control = self._open.controls.setdefault(given["name"], Control(given["name"], kind))
        control.required |= "aria-required" in given or "required" in given
        control.is_blamed |= given.get("aria-invalid") == "true"
        return control

    def _end_select(self) -> None:
        if self._select is not None and not self._select.values:
            self._select.values = self._select.choices[:1]
        self._select = None


def _read_input(control: Control, given: dict[str, Any]) -> None:
    if control.kind in UNSENT:
        return
    value = given.get("value", "on" if control.kind in CHECKED else "")
    if control.kind in CHECKED:
        control.choices.append(value)
    if control.kind not in CHECKED or "checked" in given:
        control.values.append(value)
