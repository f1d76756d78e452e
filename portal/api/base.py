"""What every public view of the API has in common."""

from typing import Any

from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from portal.api.problems import problem_response
from portal.api.version import API_VERSION

# Reference data changes a few times a year; a proxy may keep an answer for five minutes.
CACHE_CONTROL = "public, max-age=300"


class OnlyJson(BaseContentNegotiation):
    """There is one form, so whatever a client says it accepts, that is what it gets."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0] if parsers else None

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class PublicApiView(APIView):
    """Reading without an account: no session, no cookie, and an answer that may be kept."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    parser_classes = ()
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = OnlyJson
    http_method_names = ["get", "head"]

    def get_exception_handler(self) -> Any:
        return problem_response

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["API-Version"] = API_VERSION
        response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        return response
