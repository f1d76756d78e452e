"""Figures: of the country for the national team and for everybody, and of a desk for itself."""

from django.urls import path

from portal.reporting.views import public
from portal.reporting.views.completeness import completeness
from portal.reporting.views.desk import desk
from portal.reporting.views.explained import explained, recount
from portal.reporting.views.overview import country
from portal.reporting.views.reports import desk_report, national_report, reports

app_name = "figures"
urlpatterns = [
    path("cijfers", public.country, name="public"),
    path("cijfers/zo-tellen-we", public.explained, name="public_explained"),
    path("landelijk", country, name="country"),
    path("landelijk/zo-tellen-we", explained, name="explained"),
    path("landelijk/rapporten", reports, name="reports"),
    path("landelijk/rapporten/<uuid:report>", national_report, name="national_report"),
    path("landelijk/beheer/volledigheid", completeness, name="completeness"),
    path("landelijk/natelling", recount, name="recount"),
    path("bureau/<slug:desk>/cijfers", desk, name="desk"),
    path("bureau/<slug:desk>/cijfers/rapporten/<uuid:own_report>", desk_report, name="desk_report"),
]
