"""GET /api/v1/openapi.json: whole, true to the addresses, and as the NL API Design Rules want it.

The published rules are a Spectral file (media/linter.yaml of Logius-standaarden/API-Design-Rules);
each of them stands here as a test that bears its name. Decision 021 says why.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client as Browser
from django.test import override_settings
from drf_spectacular.drainage import GENERATOR_STATS
from jsonschema import Draft202012Validator

from portal.api.document import document
from portal.api.urls import urlpatterns
from tests.house.gates import walk

ADDRESS = "/api/v1/openapi.json"
# As an operator sets it; the origin of a test is not encrypted.
ORIGIN = "https://portaal.example.nl"
KEBAB = re.compile(
    r"^(\/|(\/_[a-z0-9]+|\/(([a-z0-9\-]+|{[^}]+})(\/([a-z0-9\-\.]+|{[^}]+}))*)(\/_[a-z]+)?)\/?)$"
)
CAMEL = re.compile(r"^\$?[a-z][a-z\d]*([A-Z][a-z\d]*)*$")
DATE_NAME = re.compile(r"((\w+D)|(_[dD]))((ate)|(atum))")
SEMVER = re.compile(r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")


@pytest.fixture(scope="module")
def api() -> dict[str, Any]:
    with override_settings(SITE_URL=ORIGIN):
        found: dict[str, Any] = json.loads(document()[0])
    return found


def operations(api: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in api["paths"].items():
        for verb, operation in item.items():
            yield path, verb, operation


def answers(api: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, verb, operation in operations(api):
        for status, answer in operation["responses"].items():
            yield f"{verb} {path}", status, answer


def parts_of(part: Any) -> Iterator[dict[str, Any]]:
    """Every object in the document."""
    if isinstance(part, dict):
        yield part
    for inner in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    ):
        yield from parts_of(inner)


def properties(api: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in parts_of(api["components"]["schemas"]):
        if isinstance(part.get("properties"), dict):
            yield from part["properties"].items()


def test_it_is_made_without_a_warning(api: dict[str, Any]) -> None:
    assert not GENERATOR_STATS._warn_cache
    assert not GENERATOR_STATS._error_cache


def test_every_address_is_in_it_with_its_methods(api: dict[str, Any]) -> None:
    told = {(path, verb) for path, verb, _ in operations(api)}
    routes = set()
    for name, route, view in walk(urlpatterns):
        if name == "no_such_address":
            continue
        path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
        cls = getattr(view, "cls", None)
        verbs = [verb for verb in cls.http_method_names if verb != "head"] if cls else ["get"]
        routes |= {(path, verb) for verb in verbs}
    assert told == routes


def test_every_operation_says_what_it_is(api: dict[str, Any]) -> None:
    for path, verb, operation in operations(api):
        assert operation["summary"], path
        assert operation["description"], path
        assert len(operation["tags"]) == 1, path
        for parameter in operation.get("parameters", ()):
            assert parameter.get("description"), f"{verb} {path}: {parameter['name']}"
    for name, said in properties(api):
        assert said.get("description"), name


def test_every_answer_has_an_example_that_fits(api: dict[str, Any]) -> None:
    for where, status, answer in answers(api):
        for kind, content in answer.get("content", {}).items():
            if "openapi.json" in where and status == "200":
                continue
            several = [one["value"] for one in content.get("examples", {}).values()]
            examples = several or [content["example"]]
            schema = {**content["schema"], "components": api["components"]}
            for example in examples:
                errors = [
                    error.message for error in Draft202012Validator(schema).iter_errors(example)
                ]
                assert not errors, f"{where} {status} {kind}: {errors}"


def test_links_lead_from_an_answer_to_a_part_of_an_address(api: dict[str, Any]) -> None:
    parts = {
        operation["operationId"]: {
            one["name"] for one in operation["parameters"] if one["in"] == "path"
        }
        for _, _, operation in operations(api)
    }
    linked = [
        (name, link["parameters"])
        for _, _, answer in answers(api)
        for name, link in answer.get("links", {}).items()
    ]
    assert len(linked) > 10
    for name, told in linked:
        assert told.keys() == parts[name], name


def test_a_script_of_another_site_may_send_the_mark_back() -> None:
    asked = {"origin": "https://x.example", "access-control-request-method": "GET"}
    answer = Browser().options(ADDRESS, headers=asked)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (204, "*")
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]


def test_it_is_kept_until_it_changes() -> None:
    first = Browser().get(ADDRESS)
    assert first.status_code == 200
    assert first["Access-Control-Allow-Origin"] == "*"
    again = Browser().get(ADDRESS, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again["API-Version"] == first["API-Version"]
    assert not again.content
    for header in ("if-match", "if-unmodified-since"):
        guarded = Browser().get(ADDRESS, headers={header: "Sun, 22 Nov 2015 10:00:00 GMT"})
        assert guarded.content == first.content


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_for_people_names_every_operation(
    prefix: str, api: dict[str, Any], queries: Any, db: None
) -> None:
    with queries() as seen:
        page = Browser().get(f"{prefix}/ontwikkelaars").content.decode()
    assert not seen
    for path, verb, _ in operations(api):
        assert f"{verb.upper()} {path}</code>" in page


# The rules of the published linter, by their names.


def test_nlgov_openapi3(api: dict[str, Any]) -> None:
    assert re.match(r"^3(.\d+){1,2}$", api["openapi"])
    assert api["openapi"].startswith("3.1")


def test_oas3_api_servers(api: dict[str, Any]) -> None:
    assert api["servers"]


def test_nlgov_missing_version_header(api: dict[str, Any]) -> None:
    missing = [
        f"{where} {status}"
        for where, status, answer in answers(api)
        if "API-Version" not in answer.get("headers", {})
    ]
    assert not missing


def test_nlgov_include_major_version_in_uri(api: dict[str, Any]) -> None:
    assert all(re.search(r"/v\d+", server["url"]) for server in api["servers"])


def test_nlgov_servers_use_https(api: dict[str, Any]) -> None:
    """The origin is a setting: what an operator sets is what stands here."""
    assert [server["url"] for server in api["servers"]] == [f"{ORIGIN}/api/v1"]


def test_nlgov_paths_no_trailing_slash(api: dict[str, Any]) -> None:
    assert not [path for path in api["paths"] if path.endswith("/")]


def test_nlgov_paths_kebab_case(api: dict[str, Any]) -> None:
    assert not [path for path in api["paths"] if not KEBAB.match(path) and "openapi" not in path]


def test_nlgov_query_keys_camel_case(api: dict[str, Any]) -> None:
    names = {
        parameter["name"]
        for _, _, operation in operations(api)
        for parameter in operation.get("parameters", ())
        if parameter["in"] == "query"
    }
    assert names
    assert not [name for name in names if not CAMEL.match(name)]


def test_nlgov_info_contact_fields_exist(api: dict[str, Any]) -> None:
    assert {"email", "name", "url"} <= api["info"]["contact"].keys()


def test_nlgov_http_methods(api: dict[str, Any]) -> None:
    assert {verb for _, verb, _ in operations(api)} <= {"get", "post", "put", "patch", "delete"}


def test_nlgov_schema_camel_case(api: dict[str, Any]) -> None:
    names = api["components"]["schemas"]
    assert not [name for name in names if not re.match(r"^([A-Z][a-z0-9]*)+$", name)]


def test_nlgov_property_casing(api: dict[str, Any]) -> None:
    assert not [name for name, _ in properties(api) if not CAMEL.match(name)]


def test_nlgov_use_problem_schema(api: dict[str, Any]) -> None:
    for where, status, answer in answers(api):
        if status >= "400":
            assert list(answer["content"]) == ["application/problem+json"], f"{where} {status}"


def test_nlgov_problem_schema_members(api: dict[str, Any]) -> None:
    problem = api["components"]["schemas"]["Problem"]
    assert {"status", "title", "detail"} <= set(problem["required"])
    for where, status, answer in answers(api):
        for content in answer.get("content", {}).values() if status >= "400" else ():
            assert content["schema"] == {"$ref": "#/components/schemas/Problem"}, where


def test_nlgov_date_time_ensure_timezone_and_time_without_timezone(api: dict[str, Any]) -> None:
    formats = {said.get("format") for _, said in properties(api)}
    assert formats.isdisjoint({"date-time-local", "time"})


def test_nlgov_use_date_instead_of_datetime(api: dict[str, Any]) -> None:
    for name, said in properties(api):
        if name in {"date", "datum"} or DATE_NAME.match(name):
            assert said.get("format") == "date", name


def test_nlgov_semver(api: dict[str, Any]) -> None:
    assert SEMVER.match(api["info"]["version"])


def test_operation_operation_id_unique_and_tags_defined(api: dict[str, Any]) -> None:
    """The rules of `spectral:oas` that a generator could break."""
    names = [operation["operationId"] for _, _, operation in operations(api)]
    assert len(names) == len(set(names))
    known = {tag["name"] for tag in api["tags"]}
    assert {tag for _, _, one in operations(api) for tag in one["tags"]} <= known


def test_path_params_and_unused_components(api: dict[str, Any]) -> None:
    for path, verb, operation in operations(api):
        told = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "path"}
        assert told == set(re.findall(r"{(\w+)}", path)), f"{verb} {path}"
    text = json.dumps(api)
    for name in api["components"]["schemas"]:
        assert f'"#/components/schemas/{name}"' in text, f"{name} is used nowhere"
