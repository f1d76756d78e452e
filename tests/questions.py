"""Questions of visitors, sent as the public site sends them; inside the desk's own `at_desk`."""

import uuid
from typing import Any

from vacancies.actions.ask import Visitor, report_ad, send_interest, send_request
from vacancies.models import AdReport, DeskRequest, Interest


def visitor(**fields: Any) -> Visitor:
    return Visitor(
        **{
            "name": "Yusuf Demir",
            "email": "yusuf@example.nl",
            "phone": "",
            "message": "Kan ik bij jullie langskomen?",
            "language": "nl",
            **fields,
        }
    )


def request(**fields: Any) -> DeskRequest:
    return send_request(visitor(**fields), kind="talk", moment="any", key=uuid.uuid4())


def interest(place: uuid.UUID, **fields: Any) -> Interest:
    return send_interest(visitor(**fields), place=place, key=uuid.uuid4())


def report(place: uuid.UUID, *, remark: str = "") -> AdReport:
    return report_ad(place=place, reason="filled", remark=remark, key=uuid.uuid4())
