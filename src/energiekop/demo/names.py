"""Invented names: streets, buurten, wijken, stadsdelen, persons.

Street names hold the difficulties that real ones have: `van de`, ordinals, hyphens, diacritics, initials,
apostrophes, names that are each other's beginning, figures, the same root in street, canal and square.
Persons do not exist; their surnames were made from two words, their mail addresses end in a domain that never
exists (RFC 2606).
"""

import numpy as np

ROOTS = (
    "Abeel Anjer Appel Berk Beuken Bies Boter Braam Brem Buis Ceder Distel Duinroos Egel Eik Elzen "
    "Esdoorn Fazant Fluiten Gagel Gans Gerst Ginkgo Goudvink Grutto Haver Hazelaar Heermoes Hermelijn "
    "Hop Hulst Iep Jasmijn Karmozijn Karper Kastanje Kauw Kervel Kikker Klaver Klokjes Knotwilg "
    "Kornoelje Krekel Kuifeend Kwikstaart Lariks Leeuwerik Lijster Lind Lis Look Lork Maanvaren Malve "
    "Meerkoet Mispel Moeras Mosterd Nachtegaal Netel Notenboom Oester Ooievaar Otter Pijlkruid Pimpel "
    "Plataan Populier Reiger Riet Roerdomp Rogge Salie Scholekster Sering Sleedoorn Snoek Spar Specht "
    "Spreeuw Tarwe Tijm Tjiftjaf Tureluur Uil Valk Varen Venkel Vlier Vlinder Vuurdoorn Waterlelie "
    "Wezel Wielewaal Wilg Winde Wulp Zegge Zilverschoon Zuring Zwaluw IJsvogel IJzerhard Bakkers "
    "Bleker Brouwers Draaiers Glazenmakers Goudslagers Hoedenmakers Kaarsenmakers Kammenmakers Kuipers "
    "Leerlooiers Lijnslagers Molenaars Mandenmakers Passementiers Pottenbakkers Rietdekkers "
    "Scheepstimmer Schoutens Spinners Stoelenmatters Touwslagers Turfdragers Vetters Wagenmakers "
    "Wevers Zadelmakers Zeilmakers Zoutkeeters Anker Bolder Dukdalf Fok Giek Kabel Kajuit Kompas Loods "
    "Mast Roer Schoot Spriet Stag Want"
).split()
PERSONS = (
    "A.P. Zilvermeer|Aletta Wolkenaar|B. Dorreman|Cornélie Haverkist|Désirée Tuinvoort|E.J. Lantaarn|"
    "Fenna Kwartelaar|G.W. Oeverling|Hélène Brugwal|J.C. Dakzicht|Jonker Wijdewerf|Käthe Zonderland|"
    "Louïse Boomgaarder|M. Nachtlicht|Nel Windhoven|Oudemans Waterblad|P.H. van Sterrewal|"
    "Renée Klinkermans|S. van der Turfloot|Thérèse Kruidenier|Willem Ketelvoort|Zoë Roerdijk|"
    "Burgemeester Halvemaan|Dokter Zwanenwiek|Dominee Balkenend|Meester Inktpot|Professor Glasbergen|"
    "Pater Zandloper|Sint-Odulf|Sint-Pancraas|Koningin Mathildes|Prins Floris-Jan|Van de Waterlaet|"
    "Van den Eikenhorst|Van der Schelpen|Van 't Veenman|Ter Braecke|De la Rivière|D'Aumerie"
).split("|")
ODD = (
    "'t Kleine Pad|'s-Heer Hendrikskade|Plein '45|2e Brug|Achter de Wal|Aan 't IJ-veld|De Hoge Werf|"
    "Onder de Linden|Noorder-IJdijk|Coupépad|Façadestraat|Curaçaohof|Café-chantantsteeg|Kogge 08|"
    "Wijk 7|Het Want|In de Luwte|Lange Pad"
).split("|")
ENDINGS = {
    "gracht": ["gracht", "burgwal", "singel"],
    "kade": ["kade", "oever", "dijk"],
    "straat": ["straat", "straat", "straat", "straat", "laan", "weg", "plein"],
    "laan": ["laan", "laan", "straat", "weg", "plantsoen"],
    "cross": ["dwarsstraat", "straat", "straat", "pad", "plein"],
    "hof": ["hof", "steeg", "gang", "hof"],
}
BUURT_HEADS = (
    "Kraan Wal Turf Molen Linden Zout Klok Rook Haring Tuin Zeil Kruis Berg Water Kerk Vis Hout Tol".split()
)
BUURT_TAILS = "buurt eiland kwartier veld hoek werf waard park polder einde".split()
SIDES = ["Noord", "Zuid", "Oost", "West", "Midden"]
GIVEN = (
    "Amel Bente Cyriel Daan Eefje Farah Gijs Hanna Ilias Jolijn Karim Lotte Merel Nadia Okke Pleun "
    "Quirijn Roos Samira Teun Umit Vera Wout Xandra Yusuf Zinzi"
).split()
FAMILY_HEADS = (
    "Waterblad Dakstra Klinker Glaswijk Zonnewiel Tochtslag Kolenbak Warmoes Schouw Ketel Radia Isola".split()
)
FAMILY_TAILS = "sma huizen meer inga veld bergen wijk horst tuin maat".split()

WIJK_NAMES = (
    "Kernwal|Grachtenboog|Westerwerven|Oosterwerven|Noorderoever|Havenbocht|Molenrand|Lindenring|"
    "Zuidersingels|Tuinwijk|Parkzoom|Weteringwijk|Zeildoek|Turfmarkt|Kruisvelden|Bloemdijk|Vogelwijk|"
    "Ambachten|Polderzicht|Nieuwe Erven|Stadsrand|Waterlanden|Dijkwijk|Hoge Weiden|Lage Weiden|"
    "Veenhoven"
).split("|")


def street_names(rng: np.random.Generator, kinds: list[str]) -> list[str]:
    """A name per street, unique in the city; `kinds` are keys of ENDINGS. Neighbours share a theme."""
    roots = [str(root) for root in rng.permutation(ROOTS)]
    persons, odd = [str(p) for p in rng.permutation(PERSONS)], [str(o) for o in rng.permutation(ODD)]
    used: set[str] = set()
    names: list[str] = []
    style, pick = rng.random(len(kinds)), rng.integers(0, 1 << 30, len(kinds))
    for number, kind in enumerate(kinds):
        ending = ENDINGS[kind][int(pick[number]) % len(ENDINGS[kind])]
        theme = (number // 9) * 7
        root = roots[(theme + int(pick[number] // 8) % 14) % len(roots)]
        if style[number] < 0.035 and odd:
            name = odd.pop()
        elif style[number] < 0.12 and persons:
            person = persons[int(pick[number] // 16) % len(persons)]
            name = f"{person}{ending}" if ending != "dwarsstraat" else f"{person}straat"
        elif ending == "dwarsstraat" and names:
            plain = names[-1].endswith(("straat", "gracht", "laan")) and not names[-1][0].isdigit()
            base = names[-1] if plain else f"{root}straat"
            for end in ("dwarsstraat", "straat", "gracht", "laan"):
                base = base.removesuffix(end)
            name = next((n for n in (f"{i}e {base}dwarsstraat" for i in range(1, 6)) if n not in used), "")
        else:
            name = root + ending
        names.append(_unique(name or root + ending, ending, roots, used, int(pick[number])))
        used.add(names[-1])
    return names


def _unique(name: str, ending: str, roots: list[str], used: set[str], pick: int) -> str:
    """The name, else with a word before it, else made of two roots; the last resort is an ordinal."""
    if name not in used:
        return name
    for prefix in ("Nieuwe ", "Oude ", "Korte ", "Lange ", "Kleine "):
        if not name[0].isdigit() and not name.startswith("'") and prefix + name not in used and pick % 3:
            return prefix + name
    for step in range(len(roots)):
        second = roots[(pick // 7 + step) % len(roots)]
        for candidate in (second + ending, roots[pick % len(roots)] + second.lower() + ending):
            if candidate not in used:
                return candidate
    number = 1
    while f"{number}e {name}" in used:
        number += 1
    return f"{number}e {name}"


def buurt_names(rng: np.random.Generator, count: int) -> list[str]:
    """A name per buurt, unique."""
    names = [head + tail for head in BUURT_HEADS for tail in BUURT_TAILS]
    names += [f"{name} {side}" for side in SIDES for name in names]
    while len(names) < count:
        names += [f"{name} {len(names)}" for name in names[: count - len(names)]]
    first = [str(name) for name in rng.permutation(names[:180])]
    return (first + names[180:])[:count]


def person_name(pick: int) -> str:
    """A person that does not exist, from any whole number."""
    given = GIVEN[pick % len(GIVEN)]
    family = FAMILY_HEADS[pick // 31 % len(FAMILY_HEADS)] + FAMILY_TAILS[pick // 401 % len(FAMILY_TAILS)]
    return f"{given} {family}" if pick % 3 else f"{given[0]}. {family}"
