"""Addresses of talks, below those of a desk."""

from django.urls import path

from advice.views import (
    begin,
    contacts,
    draft,
    earlier,
    edit,
    groups,
    log,
    managing,
    planning,
    settling,
    steps,
    templates,
)

app_name = "advice"
urlpatterns = [
    path("gesprek", begin.begin, name="begin"),
    path("klanten/<str:number>/gesprek", log.new, name="new"),
    path("klanten/<str:number>/concept", draft.draft, name="draft"),
    path("klanten/<str:number>/concept/weg", draft.drop, name="drop_draft"),
    path("klanten/<str:number>/afspraak", planning.plan, name="plan"),
    path("afspraken/<uuid:plan>/verzet", planning.replan, name="replan"),
    path("afspraken/<uuid:plan>/niet-gekomen", settling.no_show, name="no_show"),
    path("afspraken/<uuid:plan>/afgezegd", settling.cancel, name="cancel"),
    path("gesprekken/<uuid:talk>/wijzig", edit.edit, name="edit"),
    path("gesprekken/<uuid:talk>/eerder", earlier.earlier_texts, name="earlier_texts"),
    path("gesprekken/<uuid:talk>/terugtrekken", managing.withdraw, name="withdraw"),
    path("gesprekken/<uuid:talk>/verplaatsen", managing.move, name="move"),
    path("contacten", contacts.contacts, name="contacts"),
    path("contacten/<int:contact>/terug", contacts.take_back, name="take_back"),
    path("groepen", groups.groups, name="groups"),
    path("groepen/nieuw", groups.new, name="group_new"),
    path("groepen/<uuid:group>", groups.group, name="group"),
    path("groepen/<uuid:group>/wijzig", groups.edit, name="group_edit"),
    path("groepen/<uuid:group>/terugtrekken", groups.withdraw, name="group_withdraw"),
    path("groepen/<uuid:group>/deelnemers", groups.participant, name="group_participant"),
    path("klanten/<str:number>/stap", steps.new, name="step_new"),
    path("stappen/<int:step>/wijzig", steps.edit, name="step_edit"),
    path("sjablonen", templates.own, name="templates"),
    path("sjablonen/nieuw", templates.own_new, name="template_new"),
    path("sjablonen/<uuid:template>", templates.own_change, name="template"),
    path("sjablonen/<uuid:template>/weg", templates.own_remove, name="template_remove"),
    path("loketsjablonen", templates.of_desk, name="desk_templates"),
    path("loketsjablonen/nieuw", templates.desk_new, name="desk_template_new"),
    path("loketsjablonen/<uuid:desk_template>", templates.desk_change, name="desk_template"),
    path(
        "loketsjablonen/<uuid:desk_template>/weg",
        templates.desk_remove,
        name="desk_template_remove",
    ),
    path("stappen/<int:step>/klaar", steps.step_done, name="step_done"),
]
