"""What the document says of each operation: every status it can give, with an example."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from portal.api.models import REMEMBERED
from portal.api.problems import CONTENT_TYPE

Handler = TypeVar("Handler", bound=Callable[..., Any])
JSON = "application/json"


class WrongValue(serializers.Serializer[Any]):
    """One thing that is not right."""

    def get_fields(self) -> dict[str, Any]:
        # "in" is a word of Python, so it cannot stand here as a name.
        places = ["body", "query", "header"]
        return {
            "in": serializers.ChoiceField(choices=places, help_text="Where it stands."),
            "name": serializers.CharField(help_text="Under which name; empty for the whole."),
            "code": serializers.CharField(help_text="For a program, such as required."),
            "detail": serializers.CharField(help_text="For a person."),
        }


class Problem(serializers.Serializer[Any]):
    """An error, as RFC 9457 writes it."""

    status = serializers.IntegerField(help_text="The status of the answer.")
    title = serializers.CharField(help_text="The kind of problem.")
    detail = serializers.CharField(help_text="What to do about it.")
    errors = WrongValue(  # type: ignore[assignment]  # DRF takes fields out of the class
        many=True, required=False, help_text="Each value that is not right."
    )


WHY = {
    400: "The query, a header or the body is not as this document says; `errors` names each value.",
    401: "No key, or one that is unknown, ended, replaced or of a desk at rest.",
    403: "The key does not have the scope that this asks.",
    404: (
        "Nothing of this number or name, or nothing that this desk may see. Where the query names "
        "a code, a place, a period or a page that is not there, `errors` says which."
    ),
    409: (
        "It is written well, and a rule of the trade or what the desk has says no; `errors` names "
        "the values. Or the same `Idempotency-Key` came with another body."
    ),
    410: "It was online, and is not any more.",
    413: "The body is larger than one million bytes.",
    415: "The body is no `application/json`.",
    429: "Too many requests in an hour; `Retry-After` says how many seconds to wait.",
    500: "Something broke on our side.",
    503: "The portal cannot answer right now.",
}
ALWAYS = (429, 500, 503)
# In the place of a scope: every key may.
ANY_KEY = "any"
WITH_A_BODY = (400, 409, 413, 415)


@dataclass(frozen=True)
class Said:
    """What the readable page repeats of an operation, beside what stands in the document."""

    summary: Any
    tag: str
    scope: str = ""
    errors: tuple[int, ...] = field(default=())


def described(
    *,
    name: str,
    tag: str,
    summary: Any,
    description: Any,
    answer: Any,
    example: Any,
    errors: Sequence[int] = (),
    status: int = 200,
    query: type[serializers.Serializer[Any]] | None = None,
    path: dict[str, str] | None = None,
    body: type[serializers.Serializer[Any]] | None = None,
    body_example: Any = None,
    scope: str = "",
    once: bool = False,
) -> Callable[[Handler], Handler]:
    """Puts all of it on the handler of a view; `once` asks for an `Idempotency-Key`."""
    statuses = {*errors, *ALWAYS, *((401, 403) if scope else ()), *(WITH_A_BODY if body else ())}
    examples = [OpenApiExample(name, value=example, response_only=True, status_codes=[str(status)])]
    if body_example is not None:
        examples.append(OpenApiExample(f"{name} body", value=body_example, request_only=True))
    responses: dict[Any, Any] = {
        (status, JSON): OpenApiResponse(answer, description=str(summary)),
        **{
            (code, CONTENT_TYPE): OpenApiResponse(Problem, description=WHY[code])
            for code in sorted(statuses)
        },
    }
    return extend_schema(
        operation_id=name,
        tags=[tag],
        summary=summary,
        description=description,
        parameters=[
            *([query] if query else []),
            *(_in_path(part, words) for part, words in (path or {}).items()),
            *([ONCE] if once else []),
        ],
        request={JSON: body} if body else None,
        responses=responses,
        examples=examples,
        auth=[{"deskKey": []}] if scope else [],  # type: ignore[list-item]  # as OpenAPI has it
        extensions={"x-scope": scope} if scope not in ("", ANY_KEY) else None,
    )


def _in_path(name: str, words: str) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.PATH, description=words)


REQUEST_NAME = "^[A-Za-z0-9_-]{8,100}$"
ONCE = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": REQUEST_NAME},
    OpenApiParameter.HEADER,
    required=True,
    description=(
        "A name of your own for this one request, 8 to 100 letters, figures, hyphens or "
        f"underscores. Sent again with the same body within {REMEMBERED.days} days it gives the "
        "same answer and makes nothing."
    ),
    examples=[OpenApiExample("name", value="talk-2026-00017")],
)
