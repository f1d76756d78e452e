"""The address that a calendar program reads."""

from django.urls import path

from portal.workplace.views import calendar

app_name = "calendar"
urlpatterns = [path("agenda/<str:secret>.ics", calendar.feed, name="feed")]
