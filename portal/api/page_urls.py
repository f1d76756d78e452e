"""The page for developers, in both languages."""

from django.urls import path

from portal.api.pages import developers

app_name = "developers"
urlpatterns = [path("ontwikkelaars", developers, name="page")]
