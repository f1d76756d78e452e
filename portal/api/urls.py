"""Addresses of version 1 of the API, without a slash at the end."""

from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from loketten.accounts.access import public_view
from portal.api.base import public_api
from portal.api.codes import Codes, Occupations, Qualifications
from portal.api.desk_finder import DeskFinder
from portal.api.desks import Desks, OneDesk
from portal.api.document import openapi
from portal.api.figures import PublishedFigures
from portal.api.own.base import key_api
from portal.api.own.clients import OwnClient, OwnClients
from portal.api.own.desk import OwnDesk
from portal.api.own.talks import OwnClientTalks, OwnTalk, OwnTalks
from portal.api.own.trajectories import OwnTrajectories, OwnTrajectory
from portal.api.own.vacancies import (
    ClosingOfVacancy,
    OwnEmployers,
    OwnVacancies,
    OwnVacancy,
    Refreshment,
)
from portal.api.problems import no_such_address
from portal.api.regions import OneRegion, Regions
from portal.api.vacancies import OneVacancy, Vacancies

app_name = "api"

urlpatterns: list[URLPattern] = [
    path("openapi.json", public_api(openapi), name="document"),
    path("regions", public_api(Regions.as_view()), name="regions"),
    path("regions/<slug:region>", public_api(OneRegion.as_view()), name="region"),
    path("desks", public_api(Desks.as_view()), name="desks"),
    path("desks/<slug:loket>", public_api(OneDesk.as_view()), name="desk"),
    path("desk-finder", public_api(DeskFinder.as_view()), name="desk_finder"),
    path("vacancies", public_api(Vacancies.as_view()), name="vacancies"),
    path("vacancies/<slug:loket>/<slug:listing>", public_api(OneVacancy.as_view()), name="vacancy"),
    path("figures", public_api(PublishedFigures.as_view()), name="figures"),
    path("codes", public_api(Codes.as_view()), name="codes"),
    path("occupations", public_api(Occupations.as_view()), name="occupations"),
    path("qualifications", public_api(Qualifications.as_view()), name="qualifications"),
    path("desk", key_api(OwnDesk.as_view()), name="own_desk"),
    path("desk/clients", key_api(OwnClients.as_view()), name="own_clients"),
    path("desk/clients/<slug:number>", key_api(OwnClient.as_view()), name="own_client"),
    path(
        "desk/clients/<slug:number>/talks",
        key_api(OwnClientTalks.as_view()),
        name="own_client_talks",
    ),
    path("desk/talks", key_api(OwnTalks.as_view()), name="own_talks"),
    path("desk/talks/<uuid:talk>", key_api(OwnTalk.as_view()), name="own_talk"),
    path("desk/employers", key_api(OwnEmployers.as_view()), name="own_employers"),
    path("desk/vacancies", key_api(OwnVacancies.as_view()), name="own_vacancies"),
    path("desk/vacancies/<uuid:vacancy>", key_api(OwnVacancy.as_view()), name="own_vacancy"),
    path(
        "desk/vacancies/<uuid:vacancy>/refreshment",
        key_api(Refreshment.as_view()),
        name="own_vacancy_refreshment",
    ),
    path(
        "desk/vacancies/<uuid:vacancy>/closure",
        key_api(ClosingOfVacancy.as_view()),
        name="own_vacancy_closure",
    ),
    path("desk/trajectories", key_api(OwnTrajectories.as_view()), name="own_trajectories"),
    path(
        "desk/trajectories/<uuid:trajectory>",
        key_api(OwnTrajectory.as_view()),
        name="own_trajectory",
    ),
    # Whatever else: also with a new line in it, and without a token of a form.
    re_path(
        r"^(?P<rest>[\s\S]*)\Z", public_view(csrf_exempt(no_such_address)), name="no_such_address"
    ),
]
