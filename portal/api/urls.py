"""Addresses of version 1 of the API, without a slash at the end."""

from django.urls import URLPattern, path, re_path

from loketten.accounts.access import public_view
from portal.api.desk_finder import DeskFinder
from portal.api.problems import no_such_address

app_name = "api"

urlpatterns: list[URLPattern] = [
    path("desk-finder", public_view(DeskFinder.as_view()), name="desk_finder"),
    re_path(r"^(?P<rest>.*)$", public_view(no_such_address), name="no_such_address"),
]
