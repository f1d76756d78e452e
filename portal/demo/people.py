"""Invented people: diverse names, fictitious addresses, never a real person."""


def _names(text: str) -> list[str]:
    return text.replace("\n", " ").strip().split("; ")


FIRST_NAMES = _names(
    """
Mehmet; Johanna; Yonas; Olena; Sven; Fatima; Daan; Amina; Ruben; Samira; Piet; Lucía; Kofi;
Wietske; Bogdan; Ayşe; Thijs; Nguyen; Marieke; Ibrahim; Zuzanna; Joost; Precious; Femke;
Abdullahi; Sanne; Dmytro; Esmée; Tesfay; Bart; Rosa; Mohamed; Inge; Kemal; Lieke; Gülsüm;
Hendrik; Aaliyah; Wouter; Selam; Maaike; Rashid; Tineke; Jamal; Katarzyna; Sjoerd; Noor;
Emre; Geertje; Chidi; Anneke; Farah; Jelle; Mirjam; Oleksandr; Iris; Hassan; Trijntje;
Luka; Naima; Gerrit; Soraya; Tomasz; Willemijn; Bilal; Ans; Zeynep; Kees; Rahel; Joke;
Idris
"""
)

LAST_NAMES = _names(
    """
Yıldırım; Brinkhuis; Tesfamariam; Kravchuk; Hofstede; el Idrissi; Scholten; Warsame;
Kortink; Oudendijk; de Wit; van der Heijden; Özdemir; Boateng; Dijkstra; Popescu; Kaya;
Vermeulen; Trần; Jansen; Haddad; Kowalska; van den Berg; Okafor; Bakker; Farah; de Vries;
Shevchenko; Peeters; Gebremedhin; Smit; García Ruiz; Benali; Visser; Demir; van ’t Hof;
Şahin; Mulder; Osei; Hoekstra; Abdi; Kuipers; Rahmani; ter Braak; Adeyemi; Nowak; Postma;
Aydın; Groen; Ndiaye; Willems; Karimi; van Loon; Bondarenko; Dekker; Mansouri; Prins;
Horvat; Tekle; Blom; Sarr; Wójcik; Huisman; Azizi; Ploeg; Eze; Maas; Habte; Timmer; Yusuf
"""
)

# Staff of the demo, besides the cast.
STAFF_FIRST_NAMES = _names(
    """
Bas; Karin; Joris; Meral; Tom; Nadia; Ellen; Pim; Saida; Roos; Gijs; Hanan; Lotte; Ferry;
Yvonne; Robin; Marjan; Umit; Carla; Niels; Ilse; Faisal; Gea; Stef; Aisha; Dorien; Koen;
Selma; Renske; Arjan; Vera; Jamila; Luuk; Petra; Mo
"""
)
STAFF_LAST_NAMES = _names(
    """
Elferink; Lubbers; Aalbers; Acar; Wiersma; Cherif; Vos; Overbeek; Amrani; Terpstra; Nijland;
Tahiri; Zwart; Dorland; Kremer; Haak; Stam; Polat; Brands; Veltman; Roording; Noor; Wubs;
Rietveld; Jallow; Maat; Lammers; Kurt; Bos; Tolsma; Pronk; Said; Hanemaaijer; Slot; Bennani
"""
)
