"""Addresses of trajectories and of the bridge, below those of their desk."""

from django.urls import URLPattern, path

from apprenticeships.views import checks, planks, steps, trajectories

app_name = "apprenticeships"
urlpatterns: list[URLPattern] = [
    path("trajecten", trajectories.trajectories, name="list"),
    path("klanten/<str:number>/traject/nieuw", trajectories.new, name="new"),
    path("trajecten/<uuid:trajectory>", trajectories.trajectory, name="trajectory"),
    path("trajecten/<uuid:trajectory>/wijzig", trajectories.edit, name="edit"),
    path("trajecten/<uuid:trajectory>/afspreken", steps.agree, name="agree"),
    path("trajecten/<uuid:trajectory>/starten", steps.start, name="start"),
    path("trajecten/<uuid:trajectory>/afronden", steps.complete, name="complete"),
    path("trajecten/<uuid:trajectory>/stoppen", steps.stop, name="stop"),
    path("trajecten/<uuid:trajectory>/nazorg/<str:moment>", checks.check, name="check"),
    path("klanten/<str:number>/brug/<str:plank>", planks.plank, name="plank"),
    path("klanten/<str:number>/brug/<str:plank>/oordeel", planks.mark, name="mark"),
    path("klanten/<str:number>/brug/<str:plank>/<uuid:record>", planks.record, name="record"),
]
