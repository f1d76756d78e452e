from django.urls import path

from portal.bench.reference import views

urlpatterns = [
    path("health/ready", views.nothing),
    path("list", views.listings),
    path("search", views.search),
    path("detail/<slug:slug>/<slug:listing>", views.detail, name="detail"),
    path("write", views.write),
    path("rollup", views.rollup),
]
