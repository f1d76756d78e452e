"""What every address has in common that asks for a key: its desk, its scope, its trace."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, NoReturn

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from clients.watch import TooManyForSystem
from loketten.accounts.access import View, key_view, reading_only, record_denial
from loketten.accounts.desk_keys import key_in, note_use, working_for
from loketten.accounts.models import DeskKey
from loketten.accounts.models.desk_key import Scope
from loketten.accounts.throttle import seconds_to_wait, sender
from portal.api.base import AN_HOUR_FROM_ONE_ADDRESS, ApiView, whole
from portal.api.language import speaking, tell_language
from portal.api.problems import NotAllowedHere, TooMany, Unknown
from portal.api.version import API_VERSION
from portal.workplace.watchman import tell_managers_of_system

# Nobody finds a key by trying: it has 256 random bits. This spares the log and the database.
REFUSALS_AN_HOUR = 300


class DeskApiView(ApiView):
    """Its methods run at the desk of the key: `read` answers to GET, `write` to POST or PUT."""

    scope: ClassVar[Scope | None] = None
    key: DeskKey

    def admit(self, request: Request) -> None:
        key = key_in(request.headers.get("Authorization", ""))
        if key is None:
            address = sender(request._request)
            if wait := seconds_to_wait("api-refused", address, an_hour=REFUSALS_AN_HOUR):
                raise TooMany(wait)
            raise Unknown(_("Send a key that works, as Authorization: Bearer llk_…"))
        if wait := seconds_to_wait("api-key", str(key.pk), an_hour=AN_HOUR_FROM_ONE_ADDRESS):
            raise TooMany(wait)
        self.key = key
        note_use(key)
        if self.scope and self.scope not in key.scopes:
            self._denied(request, key)

    def here(self, request: Request, work: Callable[..., Response], **kwargs: Any) -> Response:
        """In one transaction; what is refused is undone first, and then written down."""
        try:
            with working_for(self.key), reading_only(request._request):
                return work(request, **kwargs)
        except (Http404, PermissionDenied):
            self._write_down(request)
            raise
        except TooManyForSystem as stopped:
            tell_managers_of_system(self.key)
            raise TooMany(stopped.wait) from None

    def _denied(self, request: Request, key: DeskKey) -> NoReturn:
        self._write_down(request)
        raise NotAllowedHere(_("This key does not have the scope %s.") % self.scope)

    def _write_down(self, request: Request) -> None:
        record_denial(request._request, desk=self.key.desk.slug, by=self.key.actor)


def key_api(view: Any) -> View:
    """The mark of an address that asks for a key; nobody keeps what it says."""
    scope: Scope | None = view.cls.scope

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        with speaking(request):
            response = whole(view(request, **kwargs))
        tell_language(request, response)
        response["API-Version"] = API_VERSION
        return response

    return key_view(scope or "")(wrapper)
