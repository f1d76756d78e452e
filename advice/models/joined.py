"""Which client stands behind a request from the public site."""

from django.db import models
from django.utils import timezone

from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.models import DeskModel


class JoinedRequest(DeskModel):
    """Said by somebody of the desk, who may take it back: then the row goes."""

    request = desk_key("vacancies.DeskRequest", related_name="joined")
    client = desk_key("clients.Client", related_name="joined_requests")
    by = desk_key("accounts.Membership", related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            SameDesk(field="request"),
            SameDesk(field="client"),
            SameDesk(field="by"),
            models.UniqueConstraint(name="joinedrequest_once", fields=["desk", "request"]),
        ]

    def __str__(self) -> str:
        return f"request {self.request_id} of client {self.client_id}"
