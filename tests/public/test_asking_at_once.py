"""One impatient finger: real commits, real locks."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections
from django.test import Client as Browser

from loketten.accounts.models import Token
from loketten.audit.models import Entry, Outbox
from loketten.tenancy.context import at_desk
from tests.cast import Cast
from vacancies.models import DeskRequest


def test_twenty_submits_of_one_form_at_once_are_one_request(real_cast: Cast) -> None:
    form = {
        "kind": "talk",
        "name": "Yusuf Demir",
        "reach": "yusuf@example.nl",
        "moment": "any",
        "key": str(uuid.uuid4()),
    }

    def send(_number: int) -> Any:
        try:
            return Browser().post("/loket/utrecht/vraag", form)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(send, range(20)))
    assert [answer.status_code for answer in answers] == [302] * 20
    assert len({answer.headers["Location"] for answer in answers}) == 1
    with at_desk(real_cast.utrecht.pk):
        assert DeskRequest.objects.count() == 1
        assert Outbox.objects.count() == 1
        assert Entry.objects.filter(action="question.sent").count() == 1
    assert Token.objects.count() == 1
