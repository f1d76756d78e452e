"""Addresses of version 1 of the API, without a slash at the end."""

from django.urls import URLPattern, path, re_path

from loketten.accounts.access import public_view
from portal.api.base import public_api
from portal.api.codes import Codes, Occupations, Qualifications
from portal.api.desk_finder import DeskFinder
from portal.api.desks import Desks, OneDesk
from portal.api.document import openapi
from portal.api.figures import PublishedFigures
from portal.api.problems import no_such_address
from portal.api.regions import OneRegion, Regions
from portal.api.vacancies import OneVacancy, Vacancies

app_name = "api"

urlpatterns: list[URLPattern] = [
    path("openapi.json", public_api(openapi), name="document"),
    path("regions", public_api(Regions.as_view()), name="regions"),
    path("regions/<str:region>", public_api(OneRegion.as_view()), name="region"),
    path("desks", public_api(Desks.as_view()), name="desks"),
    path("desks/<str:loket>", public_api(OneDesk.as_view()), name="desk"),
    path("desk-finder", public_api(DeskFinder.as_view()), name="desk_finder"),
    path("vacancies", public_api(Vacancies.as_view()), name="vacancies"),
    path("vacancies/<str:loket>/<str:listing>", public_api(OneVacancy.as_view()), name="vacancy"),
    path("figures", public_api(PublishedFigures.as_view()), name="figures"),
    path("codes", public_api(Codes.as_view()), name="codes"),
    path("occupations", public_api(Occupations.as_view()), name="occupations"),
    path("qualifications", public_api(Qualifications.as_view()), name="qualifications"),
    re_path(r"^(?P<rest>.*)$", public_view(no_such_address), name="no_such_address"),
]
