"""The municipality's kinds of file: register, complexes, labels, residents, moves, grants, permits.

Headings: BAG extracts as published (with and without ids, as CSV and as features), the EP-Online public file
v2, v4 and the edition before v2, the layouts of data/README.md for what the municipality writes itself.
"""

from energiekop.sources.contract import Column, Kind, PassOver

_STREET = Column("street", ("straat", "straatnaam", "openbareruimtenaam", "openbareruimte"))
_NUMBER = Column("house_number", ("huisnummer", "nr", "nummer"))
_LETTER = Column("house_letter", ("huisletter",))
_ADDITION = Column("addition", ("huisnummertoevoeging", "toevoeging"))
_POSTCODE = Column("postcode", ("postcode",), "postcode")
_PLACE = Column("place", ("woonplaats", "woonplaatsnaam", "plaats"))
_DWELLING = Column(
    "dwelling_no",
    (
        "adresseerbaarobjectid", "verblijfsobjectid", "vboid", "bagverblijfsobjectid", "ligplaatsid",
        "standplaatsid", "adresseerbaarobjectidentificatie", "verblijfsobjectidentificatie",
    ),
    "bag_id",
)  # fmt: skip
_ADDRESS = (_DWELLING, _STREET, _NUMBER, _LETTER, _ADDITION, _POSTCODE, _PLACE)
_EITHER_ID_OR_ADDRESS = (("dwelling_no", "street"),)

# RD New in metres, or degrees that stand there; x and y may be swapped, and 0 is unknown: the register looks
# at that. Beyond these a decimal sign was lost.
_METRES = (-7_000, 629_000)
_DEGREES = (0, 54)
# The BAG keeps what once was, and what was never built, beside what is there.
_HISTORIC = PassOver(
    "historic", ("object_status", "address_status", "building_status", "ended_on", "inactive"),
    """(v_ended_on <= delivered_on or coalesce(v_inactive, false)
        or regexp_matches(lower(concat_ws('|', v_object_status, v_address_status, v_building_status)),
            'ingetrokken|gesloopt|niet gerealiseerd|ten onrechte|historisch'))""",
)  # fmt: skip

ADDRESSES = Kind(
    "addresses", "municipality", "full", stems=("adressen", "bag"),
    columns=(
        Column("dwelling_no", (*_DWELLING.headings, "identificatie"), "bag_id"),
        Column(
            "address_no",
            (
                "nummeraanduidingid", "nummeraanduidingidentificatie",
                "nummeraanduidinghoofdadresidentificatie",
            ),
            "bag_id",
        ),
        Column("street", _STREET.headings, required=True),
        Column("house_number", _NUMBER.headings, "whole", required=True, plausible=(1, 99_999)),
        _LETTER, _ADDITION, _POSTCODE,
        Column("place", _PLACE.headings, required=True),
        Column("municipality", ("gemeente", "gemeentenaam")),
        Column("municipality_code", ("gemeentecode",)),
        Column("x", ("x", "xcoordinaat", "rdx"), "amount", plausible=_METRES),
        Column("y", ("y", "ycoordinaat", "rdy"), "amount", plausible=_METRES),
        Column("lon", ("lon", "lng", "longitude"), "amount", plausible=_DEGREES),
        Column("lat", ("lat", "latitude"), "amount", plausible=_DEGREES),
        Column("buurt_code", ("buurtcode", "cbsbuurtcode")),
        Column("area_m2", ("oppadresseerbaarobjectm2", "oppervlakte", "gebruiksoppervlakte"), "amount",
               plausible=(0, 999_999)),
        # 1005 and 9999 are the BAG's own words for a year that nobody knows.
        Column("built_year", ("bouwjaar", "oorspronkelijkbouwjaar"), "whole", plausible=(0, 9_999)),
        Column("object_type", ("typeadresseerbaarobject",)),
        Column("object_status", ("adresseerbaarobjectstatus", "verblijfsobjectstatus", "status")),
        Column("address_status", ("nummeraanduidingstatus",)),
        Column("building_status", ("pandstatus",)),
        Column("ended_on", ("eindgeldigheid", "einddatumgeldigheid", "eindgeldigheidobject"), "day"),
        Column("inactive", ("aanduidingrecordinactief", "inactief"), "yes_no"),
        Column("purposes", ("gebruiksdoel", "gebruiksdoelen", "gebruiksdoelverblijfsobject")),
        Column("is_home", ("woonfunctie",), "yes_no"),
        Column("is_shop", ("winkelfunctie",), "yes_no"),
        Column("is_other", ("overigegebruiksfunctie",), "yes_no"),
        Column("home_type", ("woningtype",)),
        Column("building_no", ("pandid", "pandidentificatie", "pandidentificaties", "bagpandid"), "bag_ids"),
        Column("is_side_address", ("nevenadres",), "yes_no"),
    ),
    passes_over=(_HISTORIC,),
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
        Column("votes", ("stemmen",), "amount", plausible=(0, 1_000_000)),
    ),
)  # fmt: skip

_CLASSES = ("a+++++", "a++++", "a+++", "a++", "a+", "a", "b", "c", "d", "e", "f", "g")
# A national file: of the five or six million rows those that touch the register's ids or postcodes are used.
_ELSEWHERE = PassOver(
    "elsewhere", ("postcode",),
    """(v_postcode not in (select postcode from staged_addresses where postcode is not null)
        and exists (select 1 from staged_addresses where postcode is not null)
        and (v_dwelling_no is null or v_dwelling_no not in (
            select dwelling_no from staged_addresses where dwelling_no is not null)))""",
)  # fmt: skip

# EP-Online: v2 and the edition before it write "Pand_...", v4 does not; the case differs by edition, folding
# takes care of that. A house boat and a caravan have an id of their own kind.
LABELS = Kind(
    "labels", "municipality", "full", stems=("energielabels", "labels"), has_address=True,
    key=("dwelling_id", "registered_on"),
    one_of=(("dwelling_no", "postcode"),),
    columns=(
        Column("label", ("pandenergieklasse", "energieklasse"), "choice", required=True,
               choices={name: name.upper() for name in _CLASSES}),
        Column("registered_on", ("pandregistratiedatum", "registratiedatum"), "day"),
        Column(
            "valid_until", ("pandmetinggeldigtot", "metinggeldigtot", "pandgeldigtot", "geldigtot"), "day"
        ),
        Column(
            "dwelling_no",
            (
                "pandbagverblijfsobjectid", "bagverblijfsobjectid", "pandbagligplaatsid", "bagligplaatsid",
                "pandbagstandplaatsid", "bagstandplaatsid",
            ),
            "bag_id",
        ),
        Column("street", ("straat",)),
        Column("house_number", ("pandhuisnummer", "huisnummer")),
        Column("house_letter", ("pandhuisletter", "huisletter")),
        Column("addition", ("pandhuisnummertoevoeging", "huisnummertoevoeging", "pandhuisnummertoev")),
        Column("postcode", ("pandpostcode", "postcode"), "postcode"),
        Column("place", ("woonplaats",)),
    ),
    passes_over=(_ELSEWHERE,),
)  # fmt: skip

# Every delivery is a count of its own day: an older one is history, not gone (docs/decisions/0009).
RESIDENTS = Kind(
    "residents", "municipality", "adds", stems=("bewoners",), has_address=True,
    key=("dwelling_id", "part_of"),
    one_of=_EITHER_ID_OR_ADDRESS,
    columns=(
        *_ADDRESS,
        # A prison or a home for the old is one address; more than this is a sum or a lost sign.
        Column("residents", ("aantalbewoners",), "whole", heading_required=True, plausible=(0, 2_000)),
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
        Column("amount_eur", ("bedrag",), "amount", plausible=(0, 10_000_000)),
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
