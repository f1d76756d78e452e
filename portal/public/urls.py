"""Addresses of the site for everybody."""

from django.urls import URLPattern, path

from portal.public import asking, brand, feed, following, place, place_forms, places, stijl, views

app_name = "public"

urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("vacatures", places.places, name="places"),
    path("vacatures.atom", feed.places_feed, name="places_feed"),
    path("vacatures/<slug:slug>/<slug:listing>", place.place, name="place"),
    path("mijn", views.my_plan, name="my_plan"),
    path("werkgever", views.employers, name="employers"),
    path("loketten", views.desks, name="desks"),
    path("loket/<slug:slug>", views.desk, name="desk"),
    path("loket/<slug:slug>/vraag", asking.ask, name="ask"),
    path("vraag", asking.ask_where, name="ask_where"),
    path("aanvraag/<str:secret>", following.sent, name="sent"),
    path("aanvraag/<str:secret>/intrekken", following.withdraw_sent, name="withdraw_sent"),
    path("vacatures/<slug:slug>/<slug:listing>/interesse", place_forms.interest, name="interest"),
    path("vacatures/<slug:slug>/<slug:listing>/melden", place_forms.report, name="report"),
    path("vacatures/<slug:slug>/<slug:listing>/gemeld", place_forms.reported, name="reported"),
    path("huisstijl/<slug:slug>.<slug:mark>.css", brand.desk_style, name="desk_style"),
    path("huisstijl/<slug:slug>.<slug:mark>.png", brand.desk_logo, name="desk_logo"),
    path("stijl", stijl.style_page, name="style"),
]
