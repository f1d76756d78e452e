"""A cache that many visitors share, as a proxy keeps one: it does what the headers allow."""

from typing import Any

from django.test import Client as Browser


class SharedProxy:
    """Keeps what is public, told fresh, and sets no cookie; told apart by what Vary names."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        self._kept: dict[str, list[tuple[dict[str, str], Any]]] = {}

    def get(self, browser: Browser, address: str, **headers: str) -> Any:
        """Through the cache; `headers` as a browser sends them."""
        asked = {**headers, "cookie": _cookies_of(browser)}
        for varied, answer in self._kept.get(address, []):
            if all(asked.get(name, "") == value for name, value in varied.items()):
                self.hits.append(address)
                return answer
        answer = browser.get(address, headers=headers)
        if _may_be_kept(answer):
            names = [name.strip().lower() for name in answer.headers.get("Vary", "").split(",")]
            varied = {name: asked.get(name, "") for name in names if name}
            self._kept.setdefault(address, []).append((varied, answer))
        return answer


def _may_be_kept(answer: Any) -> bool:
    rules = {rule.strip() for rule in answer.headers.get("Cache-Control", "").split(",")}
    forbidden = {"no-store", "private", "no-cache"} & rules
    is_fresh = any(rule.startswith("max-age=") and rule != "max-age=0" for rule in rules)
    return answer.status_code == 200 and is_fresh and not forbidden and not answer.cookies


def _cookies_of(browser: Browser) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in sorted(browser.cookies.items()))
