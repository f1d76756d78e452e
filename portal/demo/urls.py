"""Addresses of the demo."""

from django.urls import path

from portal.demo import mail

app_name = "demo"
urlpatterns = [
    path("mail", mail.mailbox, name="mailbox"),
    path("mail/<slug:mark>", mail.mail, name="mail"),
]
