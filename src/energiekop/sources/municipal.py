"""The municipality's kinds of file: register, complexes, labels, residents, moves, grants, permits.

Headings: BAG extracts as published (with and without ids), the EP-Online public file v2, the layouts of
data/README.md for what the municipality writes itself.
"""

from energiekop.sources.contract import Column, Kind

_STREET = Column("street", ("straat", "straatnaam", "openbareruimtenaam", "openbareruimte"))
_NUMBER = Column("house_number", ("huisnummer", "nr", "nummer"))
_LETTER = Column("house_letter", ("huisletter",))
_ADDITION = Column("addition", ("huisnummertoevoeging", "toevoeging"))
_POSTCODE = Column("postcode", ("postcode",), "postcode")
_PLACE = Column("place", ("woonplaats", "woonplaatsnaam", "plaats"))
_DWELLING = Column(
    "dwelling_no", ("adresseerbaarobjectid", "verblijfsobjectid", "vboid", "bagverblijfsobjectid"), "bag_id"
)
_ADDRESS = (_DWELLING, _STREET, _NUMBER, _LETTER, _ADDITION, _POSTCODE, _PLACE)
_EITHER_ID_OR_ADDRESS = (("dwelling_no", "street"),)

ADDRESSES = Kind(
    "addresses", "municipality", "full", stems=("adressen", "bag"),
    columns=(
        _DWELLING,
        Column("address_no", ("nummeraanduidingid",), "bag_id"),
        Column("street", _STREET.headings, required=True),
        Column("house_number", _NUMBER.headings, "whole", required=True),
        _LETTER, _ADDITION, _POSTCODE,
        Column("place", _PLACE.headings, required=True),
        Column("municipality", ("gemeente", "gemeentenaam")),
        Column("municipality_code", ("gemeentecode",)),
        Column("x", ("x", "xcoordinaat", "rdx"), "amount"),
        Column("y", ("y", "ycoordinaat", "rdy"), "amount"),
        Column("lon", ("lon", "lng", "longitude"), "amount"),
        Column("lat", ("lat", "latitude"), "amount"),
        Column("buurt_code", ("buurtcode", "cbsbuurtcode")),
        Column("area_m2", ("oppadresseerbaarobjectm2", "oppervlakte", "gebruiksoppervlakte"), "amount"),
        Column("built_year", ("bouwjaar", "oorspronkelijkbouwjaar"), "whole"),
        Column("object_type", ("typeadresseerbaarobject",)),
        Column("object_status", ("adresseerbaarobjectstatus",)),
        Column("is_home", ("woonfunctie",), "yes_no"),
        Column("is_shop", ("winkelfunctie",), "yes_no"),
        Column("is_other", ("overigegebruiksfunctie",), "yes_no"),
        Column("home_type", ("woningtype",)),
        Column("building_no", ("pandid",), "bag_id"),
        Column("is_side_address", ("nevenadres",), "yes_no"),
    ),
)  # fmt: skip

COMPLEXES = Kind(
    "complexes", "municipality", "full", stems=("complexen",), key=("complex_id",),
    columns=(
        Column("complex_id", ("complexid",), required=True),
        Column("complex_name", ("naam",), required=True),
        Column("complex_kind", ("soort",), "choice", required=True,
               choices={"vve": "vve", "corporatie": "corporation"}),
        Column("owner", ("eigenaar",)),
        Column("quorum", ("quorum",)),
        Column("majority", ("meerderheid",)),
        Column("votes_by", ("stemmenvolgens",)),
        Column("second_meeting", ("tweedevergadering",), "yes_no"),
        Column("rule_source", ("bron",)),
        Column("deed_on", ("datumakte",), "day"),
    ),
)  # fmt: skip

COMPLEX_ADDRESSES = Kind(
    "complex_addresses", "municipality", "full", stems=("complexadressen",), has_address=True,
    key=("complex_id", "dwelling_id"),
    one_of=_EITHER_ID_OR_ADDRESS,
    columns=(
        Column("complex_id", ("complexid",), required=True),
        *_ADDRESS,
        Column("votes", ("stemmen",), "amount"),
    ),
)  # fmt: skip

# EP-Online edition v2, "Pand_..."; the heading's case differs by edition, folding takes care of that.
LABELS = Kind(
    "labels", "municipality", "full", stems=("energielabels", "labels"), has_address=True,
    key=("dwelling_id", "registered_on"),
    one_of=(("dwelling_no", "postcode"),),
    columns=(
        Column("label", ("pandenergieklasse", "energieklasse"), required=True),
        Column("registered_on", ("pandregistratiedatum", "registratiedatum"), "day"),
        Column("valid_until", ("pandmetinggeldigtot", "metinggeldigtot", "geldigtot"), "day"),
        Column("dwelling_no", ("pandbagverblijfsobjectid", "bagverblijfsobjectid"), "bag_id"),
        Column("street", ("straat",)),
        Column("house_number", ("pandhuisnummer", "huisnummer")),
        Column("house_letter", ("pandhuisletter", "huisletter")),
        Column("addition", ("pandhuisnummertoevoeging", "huisnummertoevoeging", "pandhuisnummertoev")),
        Column("postcode", ("pandpostcode", "postcode"), "postcode"),
        Column("place", ("woonplaats",)),
    ),
)  # fmt: skip

# Every delivery is a count of its own day: an older one is history, not gone (docs/decisions/0009).
RESIDENTS = Kind(
    "residents", "municipality", "adds", stems=("bewoners",), has_address=True,
    key=("dwelling_id", "part_of"),
    one_of=_EITHER_ID_OR_ADDRESS,
    columns=(
        *_ADDRESS,
        Column("residents", ("aantalbewoners",), "whole", heading_required=True),
        Column("tenure", ("eigendom",), "choice", choices={
            "koop": "owner", "huur corporatie": "tenant", "huur particulier": "tenant", "huur": "tenant",
        }),
    ),
)  # fmt: skip

MOVES = Kind(
    "moves", "municipality", "adds", stems=("verhuizingen",), has_address=True, one_of=_EITHER_ID_OR_ADDRESS,
    columns=(*_ADDRESS, Column("moved_on", ("verhuisdatum",), "day", required=True, happened=True)),
)  # fmt: skip

_DECISION = {"toegekend": "granted", "verleend": "granted", "afgewezen": "refused", "geweigerd": "refused"}

GRANTS = Kind(
    "grants", "municipality", "adds", stems=("subsidies",), key=("case_no",), has_address=True,
    one_of=_EITHER_ID_OR_ADDRESS,
    columns=(
        Column("case_no", ("aanvraagnummer",), required=True),
        *_ADDRESS,
        Column("scheme", ("regeling",)),
        Column("measure", ("maatregel",)),
        Column("asked_on", ("aangevraagdop",), "day", required=True, happened=True),
        Column("decided_on", ("beslotenop",), "day", happened=True),
        Column("decision", ("besluit",), "choice", choices=_DECISION),
        Column("carried_out_on", ("uitgevoerdop",), "day", happened=True),
        Column("amount_eur", ("bedrag",), "amount"),
    ),
)  # fmt: skip

PERMITS = Kind(
    "permits", "municipality", "adds", stems=("vergunningen",), key=("case_no",), has_address=True,
    one_of=_EITHER_ID_OR_ADDRESS,
    columns=(
        Column("case_no", ("zaaknummer",), required=True),
        *_ADDRESS,
        Column("permit_kind", ("soort",)),
        Column("asked_on", ("aangevraagdop",), "day", required=True, happened=True),
        Column("decided_on", ("beslotenop",), "day", happened=True),
        Column("decision", ("besluit",), "choice", choices=_DECISION),
    ),
)  # fmt: skip

KINDS = (
    ADDRESSES, COMPLEXES, COMPLEX_ADDRESSES, LABELS, RESIDENTS, MOVES, GRANTS, PERMITS,
)  # fmt: skip
