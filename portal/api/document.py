"""GET /openapi.json: the API described for programs, the same for everybody."""

import hashlib
import json
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy
from drf_spectacular.generators import SchemaGenerator

from portal.api.base import CACHE_CONTROL
from portal.api.models import REMEMBERED
from portal.api.problems import CONTENT_TYPE as PROBLEM
from portal.api.problems import Wrong, not_done_here, one_error, problem
from portal.api.shapes import NO_NUL, SAYS_SOMETHING

DESCRIPTION = f"""\
The open part needs no key: regions, desks, vacancies, code lists and published figures. Pages of
other sites may read it.

Everything under `/desk` needs a key of one desk, in the header `Authorization: Bearer …`. The
manager of the desk makes it, with the scopes that it needs; it works at that desk and nowhere else.
Each answer with somebody's name stands in the access log of the desk.

Lists come in pages. A field that is null is not known; text is never null. Days are written as
2026-11-22, moments with their zone. Errors are problem details of RFC 9457.

Sentences and labels are in Dutch, or in English when `Accept-Language` asks for that;
`Content-Language` says which it is.

What a request with an `Idempotency-Key` made is remembered for {REMEMBERED.days} days. After that
the same name is a new request.
"""
TAGS = {
    "regions": "The labour-market regions.",
    "desks": "The desks, and which one somebody should go to.",
    "vacancies": "Learn-work places that everybody can see.",
    "figures": "What was published about the work of the desks.",
    "lists": "The values from which other fields choose.",
    "desk": "With a key: what a desk has and does.",
}
VERSION_HEADER = {"$ref": "#/components/headers/API-Version"}
LANGUAGE_HEADER = {"$ref": "#/components/headers/Content-Language"}
TAG_HEADER = {"$ref": "#/components/headers/ETag"}
SELF = "/openapi.json"
# From an answer to the next question: the operation, a part of its address, and where that stands.
LINKS = {
    "listRegions": {"200": [("getRegion", "region", "/items/0/code")]},
    "listDesks": {"200": [("getDesk", "loket", "/items/0/slug")]},
    "listOwnClients": {
        "200": [
            ("getOwnClient", "number", "/items/0/number"),
            ("listTalksOfClient", "number", "/items/0/number"),
        ]
    },
    "listTalksOfClient": {"200": [("getTalk", "talk", "/items/0/id")]},
    "logTalk": {
        "201": [("getTalk", "talk", "/id"), ("listTalksOfClient", "number", "/clientNumber")]
    },
    "listOwnVacancies": {"200": [("getOwnVacancy", "vacancy", "/items/0/id")]},
    "postVacancy": {
        "201": [
            ("getOwnVacancy", "vacancy", "/id"),
            ("refreshVacancy", "vacancy", "/id"),
            ("closeVacancy", "vacancy", "/id"),
        ]
    },
    "listTrajectories": {"200": [("getTrajectory", "trajectory", "/items/0/id")]},
}


def document() -> tuple[bytes, str]:
    """The bytes and their mark, for the origin of this portal."""
    return _document_at(settings.SITE_URL)


@lru_cache(maxsize=2)
def _document_at(origin: str) -> tuple[bytes, str]:
    made = _made()
    contact = {**made["info"]["contact"], "url": f"{origin}/ontwikkelaars"}
    info = {**made["info"], "contact": contact}
    whole = {**made, "info": info, "servers": [{"url": f"{origin}/api/v1"}]}
    with translation.override("en"):
        body = json.dumps(whole, default=str, ensure_ascii=False, indent=1).encode()
    return body, hashlib.sha256(body).hexdigest()[:32]


@cache
def _made() -> dict[str, Any]:
    """Once in each process, because nothing in it depends on data."""
    generator: Any = SchemaGenerator
    with translation.override("en"):
        made: dict[str, Any] = generator(urlconf="portal.api.urls").get_schema(public=True)
    return made


def openapi(request: HttpRequest) -> HttpResponse:
    if request.method not in {"GET", "HEAD"}:
        return not_done_here(request, "GET, HEAD")
    body, mark = document()
    response = HttpResponse(body, content_type="application/json")
    response["ETag"] = f'"{mark}"'
    response["Content-Language"] = "en"
    response["Cache-Control"] = CACHE_CONTROL
    return response


def finish(result: dict[str, Any], generator: Any, **kwargs: Any) -> dict[str, Any]:
    """What holds for every operation is said once here."""
    result["info"]["description"] = DESCRIPTION
    result["tags"] = [{"name": name, "description": said} for name, said in TAGS.items()]
    result["paths"] = dict(sorted({**result["paths"], SELF: _itself()}.items()))
    components = result.setdefault("components", {})
    components["headers"] = {
        "API-Version": {
            "description": "The full version of the API.",
            "required": True,
            "schema": {"type": "string", "example": result["info"]["version"]},
        },
        "Content-Language": {
            "description": "The language of sentences and labels: nl or en.",
            "schema": {"type": "string", "enum": ["nl", "en"]},
        },
        "ETag": {
            "description": "Send it back in If-None-Match, and get 304 when nothing changed.",
            "schema": {"type": "string"},
        },
    }
    components["securitySchemes"] = {
        "deskKey": {
            "type": "http",
            "scheme": "bearer",
            "description": "A key of one desk, made by its manager under Settings.",
        }
    }
    _forget_marks(components)
    for name, schema in components["schemas"].items():
        if name.endswith("Request"):
            _close(schema)
    for item in result["paths"].values():
        for operation in item.values():
            _complete(operation)
    return result


def _close(body: dict[str, Any]) -> None:
    """A name that we do not know is refused, and so is a text that says nothing."""
    body["additionalProperties"] = False
    for schema in body["properties"].values():
        _tell_signs(schema)


def _tell_signs(schema: dict[str, Any]) -> None:
    """Which signs a free text may have."""
    if "items" in schema:
        _tell_signs(schema["items"])
    is_free = "string" in schema.get("type", ()) and not {"enum", "format", "pattern"} & {*schema}
    if is_free:
        schema["pattern"] = SAYS_SOMETHING if schema.pop("minLength", 0) else NO_NUL


def _forget_marks(part: Any) -> None:
    """What the generator wrote for itself."""
    if isinstance(part, dict):
        part.pop("x-spec-enum-id", None)
    for inner in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    ):
        _forget_marks(inner)


def _complete(operation: dict[str, Any]) -> None:
    """The version and the language on each answer; and 304 where an answer may be kept."""
    responses = operation["responses"]
    for parameter in operation.setdefault("parameters", []):
        if parameter["in"] == "query":
            _tell_signs(parameter["schema"])
    operation["parameters"].append(_LANGUAGE)
    for status, links in LINKS.get(operation["operationId"], {}).items():
        responses[status]["links"] = {
            name: {"operationId": name, "parameters": {part: f"$response.body#{where}"}}
            for name, part, where in links
        }
    if not operation.get("security"):
        operation.pop("security", None)
        responses["200"].setdefault("headers", {})["ETag"] = TAG_HEADER
        responses["304"] = {"description": "You have it already.", "headers": {"ETag": TAG_HEADER}}
        operation["parameters"].append(_KNOWN)
    for response in responses.values():
        response.setdefault("headers", {})["API-Version"] = VERSION_HEADER
        response["headers"]["Content-Language"] = LANGUAGE_HEADER
    if "429" in responses:
        responses["429"]["headers"]["Retry-After"] = _WAIT
    for status, response in responses.items():
        if problem_part := response.get("content", {}).get(PROBLEM):
            problem_part["example"] = _example(int(status))
    operation["responses"] = dict(sorted(responses.items()))


def _example(status: int) -> dict[str, Any]:
    """In Dutch, as an answer is to who asks for no language."""
    with translation.override("nl"):
        example = problem(status, gettext("A sentence that says what to do."))
    if status == 400:
        wrong = Wrong("query", "pageSize", "max-value", example["detail"])
        example["errors"] = [one_error(wrong)]
    return example


def _itself() -> dict[str, Any]:
    """The document names its own address, as the rules ask."""
    any_object = {"type": "object", "additionalProperties": True}
    return {
        "get": {
            "operationId": "getDocument",
            "tags": ["lists"],
            "summary": gettext_lazy("This document"),
            "description": "OpenAPI 3.1.",
            "responses": {
                "200": {
                    "description": "This document",
                    "content": {"application/json": {"schema": any_object}},
                }
            },
        }
    }


_KNOWN = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of the answer that you have.",
    "schema": {"type": "string"},
}
_LANGUAGE = {
    "name": "Accept-Language",
    "in": "header",
    "description": "The language of sentences and labels: nl or en; Dutch without it.",
    "schema": {"type": "string", "example": "en"},
}
_WAIT = {"description": "Seconds to wait.", "schema": {"type": "integer"}}
