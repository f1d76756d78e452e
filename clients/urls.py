"""Addresses of clients, below those of their desk."""

from django.urls import URLPattern, path

from clients.views.card import card
from clients.views.closing import close
from clients.views.cover import covers, end
from clients.views.edit import edit
from clients.views.find import clients
from clients.views.new import new
from clients.views.situation import situation

app_name = "clients"
urlpatterns: list[URLPattern] = [
    path("vervanging", covers, name="covers"),
    path("vervanging/<int:cover>/beeindigen", end, name="cover_end"),
    path("klanten", clients, name="list"),
    path("klanten/nieuw", new, name="new"),
    path("klanten/<str:number>/wie", card, name="card"),
    path("klanten/<str:number>/wijzig", edit, name="edit"),
    path("klanten/<str:number>/situatie", situation, name="situation"),
    path("klanten/<str:number>/sluiten", close, name="close"),
]
