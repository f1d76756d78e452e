"""Somebody at a browser, who signs in and expects to be known afterwards."""

import re
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

from portal.demo.cast import CAST, PASSWORD

_LOGIN = "/account/login"


class Visitor:
    """Keeps its cookies, as a browser does."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}

    def sign_in(self, email: str = CAST[0].email) -> None:
        """Each sign-in that is answered writes a session that must be there afterwards."""
        _, page = self.ask("GET", _LOGIN)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, page[:500]
        fields = {"csrfmiddlewaretoken": token[1], "login": email, "password": PASSWORD}
        answer, page = self.ask("POST", _LOGIN, urlencode(fields))
        assert answer.status == 302, f"{answer.status}: {page[:500]}"

    def is_known(self) -> bool:
        """Whether the portal still knows who this is."""
        answer, _ = self.ask("GET", "/account/start")
        return _LOGIN not in (answer.getheader("Location") or "") and answer.status < 400

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[HTTPResponse, str]:
        link = HTTPConnection("127.0.0.1", self._port, timeout=20)
        here = f"localhost:{self._port}"
        headers = {"Host": here, "Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
        if body is not None:
            headers |= {"Origin": f"http://{here}"}
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        link.request(method, path, body, headers)
        answer = link.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].strip().partition("=")
            self._cookies[name] = value
        link.close()
        return answer, page
