"""What people call an occupation when they do not use its official name, in Dutch and English.

By ISCO-08 unit group, so that it holds for all of ESCO; ESCO's own synonyms come on top of it. Also
what somebody likes to do who does not know yet what that is called.
"""

EVERYDAY: dict[str, str] = {
    "1420": "bedrijfsleider teamleider supermarktmanager store manager supervisor",
    "2166": "webdesign vormgever designer dtp animator illustrator",
    "2221": "zuster broeder verpleger verpleegster ziekenhuis wijkverpleging hospital nursing "
    "mensen helpen helping people",
    "2341": "docent juf meester pabo zijinstromer school teacher teaching",
    "2511": "analist rapportage dashboard excel sql data scientist",
    "2512": "programmeur developer coder codeur programmer coding java python",
    "2513": "webdesign webdeveloper webbouwer website frontend backend fullstack programmer",
    "2522": "netwerkbeheerder serverbeheer beheerder network engineer sysadmin it cloud",
    "3112": "energiecoach warmtescan verduurzaming energielabel sustainability",
    "3133": "operator chemie raffinaderij fabriek plant operator chemical",
    "3141": "analist lab laborant laboratorium lab technician",
    "3152": "kapitein schip boot binnenvaart captain barge",
    "3153": "vliegtuigtechnicus vliegtuig luchtvaart aviation aircraft technician",
    "3213": "apotheek medicijnen pharmacy technician",
    "3222": "kraamzorg kraamhulp baby geboorte maternity care mensen helpen",
    "3251": "tandarts mondzorg dentist",
    "3254": "brillen optiek glasses",
    "3256": "huisarts dokter praktijkassistent gp assistant medical assistant",
    "3313": "boekhouding administrateur accountant financieel bookkeeping accounting finance",
    "3343": "administratie kantoor secretaresse secretarieel office clerk administration secretary",
    "3412": "begeleider hulpverlener jeugdzorg jeugdwerker gehandicapten ggz sociaal werker "
    "social care support worker youth worker mensen helpen helping people",
    "3423": "sportleraar trainer coach fitness gym instructor",
    "3432": "interieur inrichting woonadviseur styling interior designer",
    "3512": "helpdesk servicedesk supportmedewerker it support computers",
    "4224": "hotel balie front office reception",
    "4226": "balie gastvrouw gastheer front office reception host",
    "4323": "planning planner logistiek dispatcher logistics",
    "4416": "personeelszaken human resources recruiter recruitment hr",
    "5120": "keuken chef kok koken eten keukenhulp restaurant kitchen cook afwasser afwas",
    "5131": "ober horeca restaurant bediening serveren gastheer gastvrouw hospitality serving",
    "5132": "koffie horeca barkeeper cafe coffee bar bartender",
    "5141": "kapsalon haar kapster barbier barber hair salon hairstylist",
    "5142": "schoonheidssalon nagels huidverzorging voeten beauty salon nails",
    "5164": "dieren dierenasiel hond honden kat paard paarden animals pets vet",
    "5223": "verkoper verkoopster verkoopmedewerker winkel supermarkt verkoop kleding "
    "detailhandel sales retail store shop",
    "5230": "kassa caissiere supermarkt checkout till",
    "5244": "callcenter klantenservice telefonist customer service call centre",
    "5311": "kinderopvang creche kinderdagverblijf bso peuterspeelzaal gastouder leidster "
    "kinderen daycare nursery child care kindergarten oppas oppassen babysitter",
    "5312": "klassenassistent school lerarenondersteuner classroom assistant",
    "5321": "zorg ouderenzorg verpleeghuis bejaarden ziekenverzorgende helpende vig care "
    "assistant carer caregiver elderly nursing home healthcare assistant mensen helpen",
    "5322": "thuiszorg hulp huishouden huishoudelijke bejaarden wijkzorg zorg helpende home "
    "care carer domestic care assistant mensen helpen helping people",
    "5414": "beveiliging bewaking portier toezichthouder boa security",
    "6113": "tuin tuinen groen groenvoorziening tuinier hoveniersbedrijf landscaping garden "
    "buiten buitenwerk natuur outdoors",
    "7112": "metselen bouw bouwvakker baksteen stenen masonry mason construction",
    "7115": "timmerlui timmeren timmerwerk bouw bouwvakker hout kozijnen schrijnwerk "
    "woodworker carpentry joiner construction",
    "7119": "steiger steigers bouw scaffolding construction buiten buitenwerk outdoors",
    "7121": "dak daken dakpannen bouw roof roofing construction buiten buitenwerk outdoors",
    "7122": "tegels tegelen badkamer vloer bouw tiling",
    "7123": "stukadoren stucadoor stuken muren afbouw bouw plastering",
    "7124": "isolatie isoleren verduurzaming insulation",
    "7126": "installateur installatietechniek installatiemonteur sanitair cv ketel gas water "
    "leidingen badkamer riool warmtepomp plumbing pipes heating installer",
    "7127": "airco koeling koelmonteur klimaat warmtepomp koeltechniek air conditioning hvac",
    "7131": "schilderen verf schilderwerk verven painting decorator",
    "7212": "lashelper lassen metaal metaalbewerker welding metal",
    "7214": "metaal staal bankwerker metaalbewerker constructie steel metal fabricator",
    "7223": "metaal draaier verspaner machineoperator verspaning machinist machining",
    "7231": "repareren reparatie repair auto garage monteur autotechnicus apk sleutelen car "
    "mechanic cars vehicle",
    "7233": "repareren reparatie machines monteur onderhoud mechanic maintenance technician "
    "onderhoudsmonteur",
    "7234": "repareren reparatie fiets fietsen rijwielhersteller bike bicycle repair",
    "7313": "sieraden juwelier jewellery jeweller",
    "7315": "glas ramen kozijnen window glass",
    "7411": "elektra elektricien elektriciteit stroom installateur elektrotechniek "
    "installatiemonteur zonnepaneel electrical wiring solar electrician elektromonteur",
    "7412": "lift elektromonteur elevator mechanic",
    "7413": "stroom netwerk hoogspanning kabels elektra electricity cables",
    "7422": "glasvezel internet kabels telecom fibre network",
    "7511": "slagerij vlees meat",
    "7512": "bakkerij brood banket taart bakery bread pastry",
    "7522": "meubels hout timmeren meubel furniture joiner woodworker",
    "7531": "kleding naaien naaister coupeuse mode sewing tailoring seamstress fashion",
    "8160": "fabriek productie inpakken voeding fabrieksmedewerker factory packing food "
    "lopende band inpakker",
    "8311": "trein ns spoor conducteur railway train",
    "8322": "postbode postbezorger post bezorger koerier bestelbus pakket pakketten chauffeur "
    "delivery driver courier van",
    "8331": "bus ov chauffeur openbaar vervoer touringcar bus driver public transport",
    "8332": "vrachtwagen truck trucker chauffeur vrachtauto transport truck driver hgv lorries",
    "8343": "kraan kraandrijver kraanmachinist bouw crane driver",
    "8344": "heftruck reachtruck magazijn forklift warehouse",
    "8350": "schip boot scheepvaart sailor ship boat",
    "9112": "schoonmaak poetsen huishoudelijke interieurverzorger cleaning housekeeping janitor "
    "glazenwasser glasbewassing",
    "9213": "boer boerderij melken vee agrarisch akkerbouw farming farm dairy "
    "buiten buitenwerk natuur outdoors",
    "9214": "kas kassen tuinder bloemen planten kweker greenhouse horticulture flowers",
    "9312": "wegenbouw grondwerk stratenmaker weg asfalt infra gww roads groundwork construction "
    "buiten buitenwerk outdoors",
    "9333": "magazijn logistiek inpakken warehouse logistics picker packing distributiecentrum",
    "9334": "vakkenvuller schappen supermarkt stocker supermarket",
}


def everyday_words(isco08: str) -> str:
    """Empty for a group of which nobody wrote down other words."""
    return EVERYDAY.get(isco08, "")
