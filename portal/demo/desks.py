"""Thirty-five desks with invented contact details; some call themselves *Werkcentrum*."""

from typing import NamedTuple


class DemoDesk(NamedTuple):
    """`weight` is the share of the demo's clients: the largest desk has twenty times the smallest."""

    region: str
    slug: str
    name: str
    prefix: str
    colour: str
    dialling_code: str
    towns: tuple[tuple[str, str, str], ...]  # town, street and number, postcode
    weight: int

    @property
    def phone(self) -> str:
        """Ten digits that nobody has."""
        zeros = "000 00" if len(self.dialling_code) == 3 else "00 00"
        return f"{self.dialling_code} {zeros} {self.weight:02}"


DESKS = [
    DemoDesk("AM01", "groningen", "Leerwerkloket Groningen", "GR", "", "050",
             (("Groningen", "Lindeplein 8", "9711 ZZ"), ("Stadskanaal", "Kanaalhof 3", "9501 ZZ")), 12),
    DemoDesk("AM02", "friesland", "Leerwerkloket Fryslân", "FR", "#1b5c9f", "058",
             (("Leeuwarden", "Wilgenkade 21", "8911 ZZ"), ("Drachten", "Marktgang 4", "9203 ZZ")), 10),
    DemoDesk("AM03", "drenthe", "Leerwerkloket Drenthe", "DR", "#7f3c1b", "0592",
             (("Assen", "Esplein 16", "9401 ZZ"),), 6),
    DemoDesk("AM05", "twente", "Leerwerkloket Twente", "TW", "#1b7f5c", "053",
             (("Enschede", "Hofpassage 12", "7511 ZZ"), ("Almelo", "Stationshof 3", "7607 ZZ")), 14),
    DemoDesk("AM06", "stedendriehoek", "Leerwerkloket Stedendriehoek", "SD", "", "055",
             (("Apeldoorn", "Beukenlaan 40", "7311 ZZ"), ("Deventer", "IJsselhof 7", "7411 ZZ")), 8),
    DemoDesk("AM07", "midden-gelderland", "Werkcentrum Midden-Gelderland", "MG", "#5c1b7f", "026",
             (("Arnhem", "Rijnhof 18", "6811 ZZ"),), 9),
    DemoDesk("AM08", "rijk-van-nijmegen", "Leerwerkloket Rijk van Nijmegen", "RN", "", "024",
             (("Nijmegen", "Waalplein 5", "6511 ZZ"),), 8),
    DemoDesk("AM09", "achterhoek", "Leerwerkloket Achterhoek", "AH", "#2d7f1b", "0314",
             (("Doetinchem", "Kastanjehof 2", "7001 ZZ"),), 5),
    DemoDesk("AM10", "rivierenland", "Leerwerkloket Rivierenland", "RL", "", "0344",
             (("Tiel", "Kersenhof 11", "4001 ZZ"),), 4),
    DemoDesk("AM11", "flevoland", "Leerwerkloket Flevoland", "FL", "#0f6f7f", "036",
             (("Almere", "Polderplein 30", "1315 ZZ"), ("Lelystad", "Zuiderhof 6", "8232 ZZ")), 9),
    DemoDesk("AM12", "gooi-en-vechtstreek", "Leerwerkloket Gooi en Vechtstreek", "GV", "", "035",
             (("Hilversum", "Heidelaan 9", "1211 ZZ"),), 4),
    DemoDesk("AM13", "midden-utrecht", "Leerwerkloket Midden-Utrecht", "MU", "#9f1b4f", "030",
             (("Utrecht", "Singelhof 27", "3511 ZZ"), ("Zeist", "Lindelaan 14", "3701 ZZ")), 16),
    DemoDesk("AM14", "amersfoort", "Leerwerkloket Amersfoort", "AF", "", "033",
             (("Amersfoort", "Keistraat 19", "3811 ZZ"),), 6),
    DemoDesk("AM15", "noord-holland-noord", "Leerwerkloket Noord-Holland Noord", "NN", "#1b3f7f", "072",
             (("Alkmaar", "Kaaspad 10", "1811 ZZ"), ("Hoorn", "Havenpad 5", "1621 ZZ")), 9),
    DemoDesk("AM17", "zaanstreek-waterland", "Leerwerkloket Zaanstreek-Waterland", "ZA", "", "075",
             (("Zaandam", "Molenhof 22", "1506 ZZ"),), 5),
    DemoDesk("AM18", "groot-amsterdam", "Werkcentrum Groot Amsterdam", "GA", "#7f1b1b", "020",
             (("Amsterdam", "Grachthof 101", "1011 ZZ"), ("Hoofddorp", "Polderbaan 8", "2132 ZZ")), 20),
    DemoDesk("AM19", "holland-rijnland", "Leerwerkloket Holland Rijnland", "HR", "", "071",
             (("Leiden", "Sleutelhof 13", "2312 ZZ"),), 7),
    DemoDesk("AM20", "midden-holland", "Leerwerkloket Midden-Holland", "MH", "#7f6a1b", "0182",
             (("Gouda", "Waagplein 4", "2801 ZZ"),), 3),
    DemoDesk("AM21", "haaglanden", "Leerwerkloket Haaglanden", "HL", "", "070",
             (("Den Haag", "Hofstede 55", "2511 ZZ"), ("Delft", "Plateelhof 2", "2611 ZZ")), 17),
    DemoDesk("AM22", "rijnmond", "Leerwerkloket Rijnmond", "RM", "#1b6f3f", "010",
             (("Rotterdam", "Maashof 77", "3011 ZZ"), ("Spijkenisse", "Brughof 9", "3201 ZZ")), 20),
    DemoDesk("AM23", "drechtsteden", "Leerwerkloket Drechtsteden", "DS", "", "078",
             (("Dordrecht", "Merwehof 31", "3311 ZZ"),), 5),
    DemoDesk("AM24", "zeeland", "Leerwerkloket Zeeland", "ZE", "#1b5f8f", "0118",
             (("Middelburg", "Scheldehof 6", "4331 ZZ"), ("Terneuzen", "Kanaalpad 17", "4531 ZZ")), 6),
    DemoDesk("AM25", "west-brabant", "Leerwerkloket West-Brabant", "WB", "", "076",
             (("Breda", "Markhof 24", "4811 ZZ"), ("Roosendaal", "Spoorhof 3", "4701 ZZ")), 11),
    DemoDesk("AM26", "midden-brabant", "Leerwerkloket Midden-Brabant", "MB", "#4f7f1b", "013",
             (("Tilburg", "Weverhof 41", "5011 ZZ"),), 8),
    DemoDesk("AM27", "noordoost-brabant", "Leerwerkloket Noordoost-Brabant", "NB", "", "073",
             (("'s-Hertogenbosch", "Dommelhof 15", "5211 ZZ"), ("Oss", "Heihof 8", "5341 ZZ")), 10),
    DemoDesk("AM28", "zuidoost-brabant", "Leerwerkloket Zuidoost-Brabant", "ZB", "#3f1b7f", "040",
             (("Eindhoven", "Lichthof 60", "5611 ZZ"),), 12),
    DemoDesk("AM29", "noord-limburg", "Leerwerkloket Noord-Limburg", "NL", "", "077",
             (("Venlo", "Maaspad 12", "5911 ZZ"),), 4),
    DemoDesk("AM30", "zuid-limburg", "Leerwerkloket Zuid-Limburg", "ZL", "#7f1b5c", "043",
             (("Maastricht", "Mergelhof 20", "6211 ZZ"), ("Heerlen", "Mijnhof 44", "6411 ZZ")), 10),
    DemoDesk("AM32", "helmond-de-peel", "Leerwerkloket Helmond-De Peel", "HP", "", "0492",
             (("Helmond", "Kasteelhof 7", "5701 ZZ"),), 4),
    DemoDesk("AM33", "midden-limburg", "Leerwerkloket Midden-Limburg", "ML", "#1b7f7a", "0475",
             (("Roermond", "Roerhof 18", "6041 ZZ"),), 3),
    DemoDesk("AM34", "zuid-holland-centraal", "Leerwerkloket Zuid-Holland Centraal", "ZC", "", "079",
             (("Zoetermeer", "Meerhof 29", "2711 ZZ"),), 5),
    DemoDesk("AM35", "gorinchem", "Leerwerkloket Gorinchem", "GC", "#5f5f5f", "0183",
             (("Gorinchem", "Vestinghof 1", "4201 ZZ"),), 1),
    DemoDesk("AM36", "regio-zwolle", "Leerwerkloket Regio Zwolle", "RZ", "#12466e", "038",
             (("Zwolle", "Hanzehof 33", "8011 ZZ"), ("Kampen", "Burgelhof 5", "8261 ZZ")), 9),
    DemoDesk("AM37", "zuid-kennemerland", "Leerwerkloket Zuid-Kennemerland en IJmond", "ZK", "", "023",
             (("Haarlem", "Spaarnehof 14", "2011 ZZ"), ("Beverwijk", "Duinhof 2", "1941 ZZ")), 7),
    DemoDesk("AM38", "foodvalley", "Leerwerkloket FoodValley", "FV", "#6f7f1b", "0318",
             (("Ede", "Heuvelhof 21", "6711 ZZ"),), 5),
]  # fmt: skip
