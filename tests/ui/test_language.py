"""The address decides the language, and nothing else."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language, override

from loketten.ui.languages import other_languages
from loketten.ui.middleware import LanguageFromPathMiddleware


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "nl"),
        ("/en/", "en"),
        ("/en", "en"),
        ("/en/loketten", "en"),
        ("/energie", "nl"),
        ("/loketten", "nl"),
        ("/fr/", "nl"),
        ("/api/v1/desk-finder", "nl"),
    ],
)
def test_the_prefix_of_the_path_decides(path: str, language: str) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(get_language())

    request = RequestFactory().get(path, headers={"accept-language": "en, de"})
    request.COOKIES["django_language"] = "en"
    with override("nl"):
        response = LanguageFromPathMiddleware(view)(request)
    assert response.content.decode() == language
    assert response["Content-Language"] == language
    assert "Vary" not in response


@pytest.mark.parametrize(
    ("language", "here", "there"),
    [
        ("nl", "/", "/en/"),
        ("nl", "/loketten?q=3511%20AB", "/en/loketten?q=3511%20AB"),
        ("en", "/en/", "/"),
        ("en", "/en/loketten?q=a&page=2", "/loketten?q=a&page=2"),
        ("nl", "/energie?terug=/en/", "/en/energie?terug=/en/"),
    ],
)
def test_the_link_to_the_other_language_keeps_path_and_query(
    language: str, here: str, there: str
) -> None:
    with override(language):
        (link,) = other_languages(here)
    assert link.url == there
