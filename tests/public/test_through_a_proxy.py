"""Two people behind one cache ask the same desk: two requests arrive, each for itself."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client as Browser

from loketten.tenancy.context import at_desk
from tests.cast import Cast
from tests.public.shared_proxy import SharedProxy
from vacancies.models import DeskRequest

WAY_THERE = ("/", "/loket/utrecht", "/vraag")
ASK = "/loket/utrecht/vraag"


def _ask(proxy: SharedProxy, browser: Browser, name: str) -> str:
    """As a browser: what the page holds is what is sent. The address of the page that follows."""
    for address in WAY_THERE:
        assert proxy.get(browser, address).status_code == 200
    assert proxy.get(browser, "/vraag?q=3511+ZZ").headers["Location"] == ASK
    page = proxy.get(browser, ASK).content.decode()
    hidden = dict(re.findall(r'type="hidden"\s+name="(\w+)"\s+value="(.+?)"', page))
    assert hidden.keys() == {"csrfmiddlewaretoken", "key"}
    seen = {"kind": "talk", "moment": "any", "message": "", "reach": "06 000 000 41"}
    answer = browser.post(ASK, {**hidden, **seen, "name": name})
    assert answer.status_code == 302, "the token in the page and the cookie belong together"
    return str(answer.headers["Location"])


def test_two_people_behind_one_cache_are_two_requests(cast: Cast) -> None:
    proxy = SharedProxy()
    browsers = [Browser(enforce_csrf_checks=True) for _ in range(2)]
    pages = [
        _ask(proxy, browser, name)
        for browser, name in zip(browsers, ("Ayşe Kaya", "Kofi Mensah"), strict=True)
    ]
    assert proxy.hits == list(WAY_THERE), "the cache keeps what the public reads, and no form"
    assert len(set(pages)) == 2
    with at_desk(cast.utrecht.pk):
        rows = DeskRequest.objects.order_by("id")
        assert [row.name for row in rows] == ["Ayşe Kaya", "Kofi Mensah"]
        assert len({row.key for row in rows}) == 2
    first, second = (
        proxy.get(browser, address).content.decode()
        for browser, address in zip(browsers, pages, strict=True)
    )
    assert "Ayşe" in first
    assert "Ayşe" not in second
    assert proxy.hits == list(WAY_THERE)


def test_the_cache_of_this_test_would_mix_up_a_form_that_may_be_kept() -> None:
    class Careless(Browser):
        def get(self, *args: Any, **kwargs: Any) -> Any:
            return HttpResponse("key", headers={"Cache-Control": "public, max-age=60"})

    proxy = SharedProxy()
    assert proxy.get(Careless(), ASK) is proxy.get(Careless(), ASK)
