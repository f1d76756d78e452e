"""What every view of the API has in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from loketten.accounts.access import View, public_view
from loketten.accounts.throttle import seconds_to_wait, sender
from portal.api.language import speaking, tell_language
from portal.api.problems import TooMany, problem_response
from portal.api.reading import StrictJson
from portal.api.version import API_VERSION

# A proxy may keep an answer for a minute, as it does with the pages.
CACHE_CONTROL = "public, max-age=60"
AN_HOUR_FROM_ONE_ADDRESS = 3_600
NOT_CHANGED = 304
SHOWN_TO_SCRIPTS = "API-Version, Content-Language, ETag, Retry-After"


class OnlyJson(BaseContentNegotiation):
    """There is one form, so whatever a client says it accepts, that is what it gets."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        for parser in parsers:
            if request.content_type.partition(";")[0].strip().lower() == parser.media_type:
                return parser
        return None

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class ApiView(APIView):
    """No session and no cookie, whoever asks."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    parser_classes = (StrictJson,)
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = OnlyJson
    http_method_names = ["get", "head"]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """What cannot be done here cannot be done by anybody, so that comes first."""
        super().initial(request, *args, **kwargs)
        if str(request.method).lower() not in self.http_method_names:
            raise MethodNotAllowed(str(request.method))
        self.admit(request)

    def admit(self, request: Request) -> None:
        """Raises when whoever asks may not."""

    def get_exception_handler(self) -> Any:
        return problem_response


class PublicApiView(ApiView):
    """Reading without an account: an answer that everybody may have and keep."""

    def admit(self, request: Request) -> None:
        address = sender(request._request)
        if wait := seconds_to_wait("api", address, an_hour=AN_HOUR_FROM_ONE_ADDRESS):
            raise TooMany(wait)


def public_api(view: Callable[..., HttpResponse]) -> View:
    """The mark of a public address of the API; pages of other sites may read it too."""

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        with speaking(request):
            response = _allowed(request) or whole(view(request, **kwargs))
        tell_language(request, response)
        if response.status_code == 200:
            response.headers.setdefault("Cache-Control", CACHE_CONTROL)
            response = _unless_known(request, response)
        response["API-Version"] = API_VERSION
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = SHOWN_TO_SCRIPTS
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return public_view(wrapper)


def _allowed(request: HttpRequest) -> HttpResponse | None:
    """What a browser wants to know before a script of another site may send our ETag back."""
    if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers:
        return None
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Methods": "GET, HEAD",
            "Access-Control-Allow-Headers": "Accept-Language, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def whole(response: Any) -> HttpResponse:
    """Rendered now, because a header depends on what it says."""
    rendered: HttpResponse = response.render() if hasattr(response, "render") else response
    return rendered


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 for who has it already. Other conditions guard a change, and nothing is changed here."""
    set_response_etag(response)
    known = get_conditional_response(request, etag=response.get("ETag"), response=response)
    return known if known and known.status_code == NOT_CHANGED else response
