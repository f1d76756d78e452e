"""Addresses under /landelijk/beheer/techniek."""

from django.urls import path

from portal.operations import views

app_name = "operations"
urlpatterns = [
    path("", views.operations, name="operations"),
    path("/taak/<int:pk>/opnieuw", views.ask_again, name="ask_again"),
]
