"""What a browser sends when somebody fills in a form as it was shown."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client as Browser


def fields_of(response: HttpResponse) -> dict[str, Any]:
    """Every named control of the page's own form with the value that it holds."""
    page = response.content.decode()
    forms = re.findall(r'<form class="form".*?</form>', page, re.S)
    assert len(forms) == 1
    sent: dict[str, Any] = {}
    for tag in re.findall(r"<input\b[^>]*>", forms[0]):
        name, value = _attribute(tag, "name"), _attribute(tag, "value")
        if _attribute(tag, "type") in {"radio", "checkbox"}:
            if re.search(r"\bchecked\b", tag):
                sent.setdefault(name, []).append(value if "value=" in tag else "on")
        else:
            sent.setdefault(name, []).append(value)
    for tag, text in re.findall(r"(<textarea\b[^>]*>)\n?(.*?)</textarea>", forms[0], re.S):
        sent[_attribute(tag, "name")] = [unescape(text)]
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', forms[0], re.S):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        sent[name] = [unescape(chosen[0])] if chosen else [""]
    return sent


def submit(browser: Browser, url: str, **changes: Any) -> HttpResponse:
    """Open the page, change some fields, send it; a change to None leaves the field out."""
    return send(browser, url, fields_of(browser.get(url)), **changes)  # type: ignore[arg-type]


def send(browser: Browser, url: str, sent: dict[str, Any], **changes: Any) -> HttpResponse:
    """Send what was on the screen, with changes."""
    whole = {name: value for name, value in {**sent, **changes}.items() if value is not None}
    return browser.post(url, whole)  # type: ignore[return-value]


def text_of(response: HttpResponse) -> str:
    """The words of the page, without markup."""
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(bare).split())


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found.group(1)) if found else ""
