"""Addresses of a desk's team and settings, under /bureau/<desk>/."""

from django.urls import path

from loketten.accounts.views import desk_keys, desk_settings, team

app_name = "desk"
urlpatterns = [
    path("team", team.team, name="team"),
    path("team/uitnodigen", team.invite, name="invite"),
    path("team/<int:pk>", team.member, name="member"),
    path("team/uitnodiging/<int:pk>/opnieuw", team.send_again, name="send_again"),
    path("team/uitnodiging/<int:pk>/intrekken", team.withdraw, name="withdraw"),
    path("instellingen", desk_settings.contact, name="settings"),
    path("instellingen/uiterlijk", desk_settings.look, name="look"),
    path("instellingen/logo", desk_settings.logo, name="logo"),
    path("instellingen/logo/weg", desk_settings.logo_remove, name="logo_remove"),
    path("instellingen/plekken", desk_settings.locations, name="locations"),
    path("instellingen/plekken/nieuw", desk_settings.location_new, name="location_new"),
    path("instellingen/plekken/<int:pk>", desk_settings.location, name="location"),
    path(
        "instellingen/plekken/<int:pk>/weg", desk_settings.location_remove, name="location_remove"
    ),
    path("instellingen/openingstijden", desk_settings.hours, name="hours"),
    path("instellingen/gesloten", desk_settings.closures, name="closures"),
    path("instellingen/gesloten/<int:pk>/weg", desk_settings.closure_remove, name="closure_remove"),
    path("instellingen/sleutels", desk_keys.keys, name="keys"),
    path("instellingen/sleutels/nieuw", desk_keys.key_new, name="key_new"),
    path("instellingen/sleutels/<int:pk>/vervangen", desk_keys.key_replace, name="key_replace"),
    path("instellingen/sleutels/<int:pk>/beeindigen", desk_keys.key_end, name="key_end"),
]
