"""What the municipality knows: addresses, areas, complexes, energy labels, residents, targets."""

import json
from pathlib import Path

import numpy as np

from energiekop.demo import register as reg
from energiekop.demo.arrays import day_number, day_of
from energiekop.demo.complexes import TENURE_NAMES, Complexes
from energiekop.demo.coordinates import to_degrees
from energiekop.demo.files import Days, write_bytes, write_csv, write_rows, write_text
from energiekop.demo.ground import Ground, ring
from energiekop.demo.invented import STADSDELEN, City
from energiekop.demo.register import Register, key_columns, key_header
from energiekop.demo.residents import CLASSES, Residents

ADDRESS_HEADER = (
    "openbareruimtenaam;huisnummer;huisletter;huisnummertoevoeging;postcode;nummeraanduiding_id;"
    "woonplaats;gemeente;provincienaam;typeadresseerbaarobject;adresseerbaarobject_status;"
    "opp_adresseerbaarobject_m2;adresseerbaarobject_id;x;y;lon;lat;woonfunctie;winkelfunctie;"
    "overige_gebruiksfunctie;pand_id;woningtype;bouwjaar"
).split(";")
LABEL_HEADER = (
    "Pand_opnamedatum;Pand_opnametype;Pand_status;Pand_berekeningstype;Pand_energieklasse;Pand_gebouwklasse;"
    "Meting_geldig_tot;Pand_registratiedatum;Pand_postcode;Pand_huisnummer;Pand_huisletter;"
    "Pand_huisnummertoevoeging;Pand_bagverblijfsobjectid;Pand_bagligplaatsid;Pand_bagstandplaatsid;Pand_bagpandid;"
    "Pand_gebouwtype;Pand_gebruiksoppervlakte_thermische_zone"
).split(";")
LABELS_WITHOUT_ID = 0.02  # older rows of EP-Online are found by address only


def write_addresses(folder: Path, register: Register, delivered: list[int]) -> None:
    """The register twice: the second time with newly built dwellings, and without those that are gone."""
    for number, day in enumerate(delivered):
        absent = register.gone if number else register.newcomers
        rows = np.setdiff1d(np.arange(len(register)), absent)
        street, thing = register.street[rows], register.thing[rows]
        texts = np.array(register.street_names, dtype=object), np.array(register.postcodes, dtype=object)
        prefix = np.array([f"0363{code}9" for code in reg.OBJECT_CODES], dtype=object)
        numbers = [f"{row + 1:09d}" for row in rows.tolist()]
        use = register.use[rows]
        status = np.where(thing == reg.HOUSE, "Verblijfsobject in gebruik", "Plaats aangewezen")
        write_csv(
            folder / f"adressen_{day_of(day)}.csv",
            ADDRESS_HEADER,
            [
                texts[0][street], register.number[rows], np.array(register.letters,
                dtype=object)[register.letter[rows]],
                np.array(register.additions, dtype=object)[register.addition[rows]],
                texts[1][register.postcode[rows]],
                [f"0363209{n}" for n in numbers], np.array(register.street_places, dtype=object)[street],
                [register.municipality] * len(rows), [register.province] * len(rows),
                np.array(reg.OBJECT_NAMES, dtype=object)[thing], status, register.area[rows],
                [p + n for p, n in zip(prefix[thing].tolist(), numbers, strict=True)],
                register.x[rows].astype(np.int64), register.y[rows].astype(np.int64),
                [f"{v:.6f}" for v in register.lon[rows].tolist()],
                [f"{v:.6f}" for v in register.lat[rows].tolist()],
                (use == reg.DWELLING).astype(np.int64), (use == reg.SHOP).astype(np.int64),
                (use == reg.GARAGE).astype(np.int64),
                [f"0363109{b + 1:09d}" for b in register.building[rows].tolist()],
                np.array(reg.TYPE_NAMES, dtype=object)[register.home[rows]], register.year[rows],
            ],
        )  # fmt: skip


def write_register(folder: Path, city: City, days: list[int]) -> None:
    """Addresses and areas: a given file is handed over unchanged."""
    if city.addresses is not None:
        name = "adressen_{}.csv" + (".zst" if city.addresses.suffix == ".zst" else "")
        write_bytes(folder / name.format(day_of(days[0])), city.addresses.read_bytes())
    else:
        write_addresses(folder, city.register, days)
    if city.areas is not None:
        write_bytes(folder / f"buurten_{day_of(days[0])}.geojson", city.areas.read_bytes())
    if city.above_buurten:
        write_text(folder / "areas.toml", city.above_buurten)
    if city.ground is not None:
        write_areas(folder, city.ground, STADSDELEN, city.wijk_names, days[0])


def write_areas(
    folder: Path, ground: Ground, stadsdelen: dict[str, str], wijken: dict[str, str], day: int
) -> None:
    """Buurten as the city publishes them, and areas.toml with the names of what lies above them."""
    features = []
    for number, buurt in enumerate(ground.buurten, start=1):
        x, y = np.array(ring(ground, buurt)).T
        lon, lat = to_degrees(x, y)
        points = [[round(float(a), 7), round(float(b), 7)] for a, b in zip(lon, lat, strict=True)]
        points.reverse()  # counterclockwise, as RFC 7946 asks
        properties = {
            "identificatie": f"0363998{number:07d}", "naam": buurt.name, "code": buurt.code[6:],
            "cbsCode": buurt.code,
            "beginGeldigheid": "2022-03-24T00:00:00", "eindGeldigheid": None,
            "ligtInWijkId": f"0363997{ord(buurt.wijk[-1]):07d}",
        }  # fmt: skip
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "Polygon", "coordinates": [points]},
                "properties": properties,
            }
        )
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC::CRS84"}}
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    head = f'{{"type":"FeatureCollection","crs":{json.dumps(crs)},"features":[\n'
    write_text(folder / f"buurten_{day_of(day)}.geojson", head + lines + "\n]}\n")
    toml = ['[city]\nname = "Demostad"\n']
    toml += [f'[wijk.{code}]\nname = "{name}"\n' for code, name in wijken.items()]
    for code, name in stadsdelen.items():
        inside = sorted({b.wijk for b in ground.buurten if b.stadsdeel == code})
        toml.append(f'[stadsdeel.{code}]\nname = "{name}"\nwijken = {json.dumps(inside)}\n')
    middle = sorted(ground.buurten, key=lambda b: b.middle())
    for number, (name, part) in enumerate(
        (("Rond het water", middle[: len(middle) // 3]), ("De singels", middle[-len(middle) // 3 :])), 1
    ):
        toml.append(
            f'[gebied.GZ{number:02d}]\nname = "{name}"\n'
            f"buurten = {json.dumps(sorted(b.code for b in part))}\n"
        )
    write_text(folder / "areas.toml", "\n".join(toml))


def write_complexes(folder: Path, register: Register, complexes: Complexes, day: int) -> None:
    """Complexes with the rule of their deed, and their addresses with votes."""
    header = (
        "complex_id;naam;soort;eigenaar;quorum;meerderheid;stemmen_volgens;tweede_vergadering;bron;datum_akte"
    ).split(";")
    rows = []
    for number in range(len(complexes)):
        vve = bool(complexes.is_vve[number])
        rule = complexes.rule[number] if vve else ("", "")
        rows.append(
            [
                complexes.ids[number], complexes.names[number], "vve" if vve else "corporatie",
                complexes.owner[number], *rule,
                ("breukdeel" if complexes.by_share[number] else "appartement") if vve else "",
                ("ja" if complexes.second_meeting[number] else "nee") if vve else "",
                "splitsingsakte" if vve else "opgave corporatie",
                f"{1 + number % 28:02d}-{1 + number % 12:02d}-{complexes.deed_year[number]}" if vve else "",
            ]
        )  # fmt: skip
    write_rows(folder / f"complexen_{day_of(day)}.csv", header, rows)
    inside = np.flatnonzero(register.complex_of >= 0)
    inside = inside[np.argsort(register.complex_of[inside], kind="stable")]
    ids = np.array(complexes.ids, dtype=object)[register.complex_of[inside]]
    votes = [
        str(v) if vve else ""
        for v, vve in zip(complexes.votes[inside], complexes.is_vve[register.complex_of[inside]], strict=True)
    ]
    write_csv(
        folder / f"complexadressen_{day_of(day)}.csv",
        ["complex_id", *key_header(register), "stemmen"],
        [ids, *key_columns(register, inside), votes],
    )


def write_labels(
    rng: np.random.Generator, folder: Path, register: Register, people: Residents, days: list[int]
) -> None:
    """EP-Online's public file (edition v2), twice; some dwellings have a newer label in the second."""
    shown = Days("%Y%m%d")
    without_id = rng.random(len(register)) < LABELS_WITHOUT_ID
    for number, day in enumerate(days):
        rows = np.flatnonzero((people.label >= 0) & (people.label_on < day))
        if not register.has_ids:
            rows = rows[register.wijk[rows] >= 0]
        again = rows[people.renewed[rows]] if number else rows[:0]
        both = np.r_[rows, again]
        label = np.r_[people.label[rows], np.minimum(people.label[again] + 2, len(CLASSES) - 1)]
        on = np.r_[people.label_on[rows], np.full(len(again), days[0] + 40)]
        ids = ["" if not register.has_ids or without_id[r] else register.object_id(r) for r in both.tolist()]
        thing = register.thing[both]
        columns = [
            shown.column(on), ["Basisopname"] * len(both), ["Bestaand"] * len(both), ["NTA 8800"] * len(both),
            np.array(CLASSES, dtype=object)[label], ["W"] * len(both), shown.column(on + 3652),
            shown.column(on + 6),
            np.array(register.postcodes, dtype=object)[register.postcode[both]], register.number[both],
            np.array(register.letters, dtype=object)[register.letter[both]],
            np.array(register.additions, dtype=object)[register.addition[both]],
            [i if t == reg.HOUSE else "" for i, t in zip(ids, thing, strict=True)],
            [i if t == reg.BOAT else "" for i, t in zip(ids, thing, strict=True)],
            [i if t == reg.STAND else "" for i, t in zip(ids, thing, strict=True)],
            [f"0363109{b + 1:09d}" if register.has_ids else "" for b in register.building[both].tolist()],
            np.array(reg.TYPE_NAMES, dtype=object)[register.home[both]],
            [f"{a},00" for a in register.area[both].tolist()],
        ]  # fmt: skip
        before = f"PublicatieDatum;{day_of(day):%d-%m-%Y}\n"
        before += f"LaatstVerwerkteMutatievolgnummer;{4_200_000 + 91_000 * number}\n"
        write_csv(folder / f"energielabels_{day_of(day)}.csv", LABEL_HEADER, columns, before=before)


def write_residents(folder: Path, register: Register, people: Residents, days: list[int]) -> None:
    """Residents per dwelling, every year anew; blank is unknown."""
    for number, day in enumerate(days):
        rows = np.setdiff1d(
            np.flatnonzero(register.homes() & (register.wijk >= 0)),
            register.gone if number == 2 else register.newcomers,
        )
        counted = people.counts[min(number, 2)][rows]
        tenure = np.where(
            people.tenure_known[rows], np.array(TENURE_NAMES, dtype=object)[register.tenure[rows]], ""
        )
        header = [*key_header(register), "aantal_bewoners", "eigendom", "peildatum"]
        counts = ["" if c < 0 else str(c) for c in counted.tolist()]
        counted_on = f"{day_of(day - 30):%d-%m-%Y}"
        columns = [*key_columns(register, rows), counts, tenure, [counted_on] * len(rows)]
        write_csv(folder / f"bewoners_{day_of(day)}.csv", header, columns)


def write_targets(folder: Path, residents: int, stadsdelen: dict[str, float], today: int) -> None:
    """The planned line, in an S to `residents` at the end of next year, and what each party promised."""
    year = day_of(today).year
    ends = [(y, m, d) for y in range(year - 1, year + 2) for m, d in ((3, 31), (6, 30), (9, 30), (12, 31))]
    lines = [
        f"decided_on = {year - 2}-09-26",
        'source = "Besluit van de gemeenteraad van Demostad over Energiekoplopers"',
        f"end_date = {year + 1}-12-31", f"residents = {residents}", "",
    ]  # fmt: skip
    for number, (y, m, d) in enumerate(ends, start=1):
        share = (number / len(ends)) ** 1.35
        lines += ["[[quarter]]", f"end = {y}-{m:02d}-{d:02d}", f"residents = {round(share * residents)}", ""]
    parts = list(stadsdelen.items())
    given = 0
    for number, (code, share) in enumerate(parts, start=1):
        amount = residents - given if number == len(parts) else round(share * residents)
        given += amount
        lines += ["[[stadsdeel]]", f'code = "{code}"', f"residents = {amount}", ""]
    promises = [
        ("municipality", "Subsidieaanvragen beslissen binnen 8 weken"),
        ("consultancy", "Een advies binnen 6 weken na het gesprek"),
        ("community", "In elke wijk een koploper"),
    ]
    for party, what in promises:
        lines += ["[[promise]]", f'party = "{party}"', f'what = "{what}"', f"by = {year}-12-31", ""]
    write_text(folder / "targets.toml", "\n".join(lines))


def quarters(start: int, today: int) -> list[int]:
    """Delivery days: early in each quarter from the start, and the last one before today."""
    first = day_of(start)
    days = []
    for step in range(40):
        month = first.month - 1 + 2 + 3 * step
        day = day_number(first.replace(year=first.year + month // 12, month=month % 12 + 1, day=4))
        if day < today - 40:
            days.append(day)
    return [*days, today - 3]
