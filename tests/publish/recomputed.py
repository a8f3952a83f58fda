"""Who was helped and when, recomputed from the files: the design's section 2 written a second time, in pandas.

Read it beside `warehouse/models`: the same words, another hand, so that one of the two must be wrong where
they differ. Days are timestamps, no day is NaT.
"""

import json
from fractions import Fraction
from itertools import pairwise

import pandas as pd
import shapely

from tests.publish.handed_in import HandedIn, days, latest, latest_of

MILESTONES = ["reached", "signed_up", "conversation", "advice", "plan", "measure"]
LEVELS = ["huis", "straat", "complex", "buurt"]  # of two plans on one day the most personal counts
LONG_AGO, FAR_AWAY = pd.Timestamp("1900-01-01"), pd.Timestamp("2200-01-01")
# Which day on a list is which step.
OF_A_LIST = {
    "contacten": ("Datum", "reached"),
    "aanmeldingen": ("Tijdstempel", "signed_up"),
    "gesprekken": ("Datum", "conversation"),
    "plannen": ("Datum ja", "plan"),
}
OF_A_CASE = {
    "signed_up_on": "signed_up",
    "conversation_on": "conversation",
    "advised_on": "advice",
    "yes_on": "plan",  # a report without it stays at advice
    "measured_on": "measure",
}


def households(files: HandedIn) -> pd.DataFrame:
    """One row per household: where, its first day of every step, the level of its plan, its residents."""
    homes = dwellings(files)
    happened = events(files)
    lived = periods(files, homes)
    plan = first_plans(chosen_plans(files, homes, happened), lived)
    reached = steps(of_household(happened.assign(said=happened["day"]), lived), plan["day"], lived)
    level = plan["level"].reindex(lived.index).fillna("huis").where(reached["plan"].notna(), "")
    count_day = reached["plan"].fillna(lived["lived_until"])
    return lived.join(reached).assign(level=level, residents=residents(files, homes, lived, count_day))


def dwellings(files: HandedIn) -> pd.DataFrame:
    """One row per dwelling, in the order of their keys: its buurt, its complex, whether the owners' vote binds it."""
    found = files.addresses
    lived_in = (found["woonfunctie"] == "1") | found["typeadresseerbaarobject"].isin(
        ["Ligplaats", "Standplaats"]
    )
    found = found[lived_in].set_index("adresseerbaarobject_id").sort_index()
    members = latest(files.rows("municipal/complexadressen_*", "complex_id"))
    complex_id = members.set_index("adresseerbaarobject_id")["complex_id"].reindex(found.index)
    in_vve = complex_id.map(complexes(files)["soort"]).eq("vve")
    told = files.rows("municipal/bewoners_*", "eigendom").query("eigendom != ''")
    tenure = told.drop_duplicates("adresseerbaarobject_id", keep="last").set_index("adresseerbaarobject_id")
    owned = tenure["eigendom"].reindex(found.index).eq("koop")
    return pd.DataFrame(
        {"buurt": buurt_of(files, found), "complex_id": complex_id, "owner_in_vve": owned & in_vve}
    )


def buurt_of(files: HandedIn, found: pd.DataFrame) -> pd.Series:
    """The code of the buurt in whose polygon a dwelling lies."""
    [path] = files.data.glob("municipal/buurten_*")
    lon, lat = found["lon"].astype(float), found["lat"].astype(float)
    codes = pd.Series("", index=found.index)
    for area in json.loads(path.read_text(encoding="utf-8"))["features"]:
        polygon = shapely.from_geojson(json.dumps(area["geometry"]))
        codes = codes.mask(
            shapely.intersects_xy(polygon, lon, lat) & (codes == ""), area["properties"]["cbsCode"]
        )
    return codes


def complexes(files: HandedIn) -> pd.DataFrame:
    """Kind and rule of each complex, and all the votes in it."""
    members = latest(files.rows("municipal/complexadressen_*", "complex_id"))
    votes = pd.to_numeric(members["stemmen"]).groupby(members["complex_id"]).sum()
    rules = latest(files.rows("municipal/complexen_*", "complex_id")).set_index("complex_id")
    return rules[["soort", "quorum", "meerderheid"]].assign(all_votes=votes.astype(int).astype(str))


def periods(files: HandedIn, homes: pd.DataFrame) -> pd.DataFrame:
    """One row per household, a dwelling and a period of living there: a move ends one and begins the next."""
    moves = files.rows("municipal/verhuizingen_*", "verhuisdatum")
    moves = pd.DataFrame(
        {"dwelling_id": moves["adresseerbaarobject_id"], "lived_from": days(moves["verhuisdatum"])}
    )
    first = pd.DataFrame({"dwelling_id": homes.index, "lived_from": LONG_AGO})
    starts = pd.concat([first, moves[moves["dwelling_id"].isin(homes.index)]]).drop_duplicates()
    starts = starts.sort_values(["dwelling_id", "lived_from"], ignore_index=True)
    until = starts.groupby("dwelling_id")["lived_from"].shift(-1)
    until = until.fillna(starts["dwelling_id"].map(gone_on(files))).fillna(FAR_AWAY)
    return starts.assign(lived_until=until, buurt=starts["dwelling_id"].map(homes["buurt"]))


def gone_on(files: HandedIn) -> pd.Series:
    """Per dwelling the first day on which a delivery of the register no longer had it; missing where it has."""
    rows = files.rows("municipal/adressen_*", "adresseerbaarobject_id")
    delivered = sorted(rows["delivered_on"].unique())
    last = rows.groupby("adresseerbaarobject_id")["delivered_on"].max()
    return last.map(dict(pairwise(delivered)))


def events(files: HandedIn) -> pd.DataFrame:
    """What happened at a dwelling on a day, by step: cases and lists as last told, grants carried out."""
    found = [case_events(mapping, files.accepted(rows)) for mapping, rows in files.firms()]
    for stem, (heading, milestone) in OF_A_LIST.items():
        rows = files.accepted(files.people_s(stem))
        found.append(rows[["dwelling_id"]].assign(milestone=milestone, day=days(rows[heading])))
    grants = latest_of(files.accepted(files.grants()), "aanvraagnummer").query("besluit == 'toegekend'")
    found.append(grants[["dwelling_id"]].assign(milestone="measure", day=days(grants["uitgevoerd_op"])))
    return pd.concat(found, ignore_index=True).dropna(subset="day")


def case_events(mapping: dict, rows: pd.DataFrame) -> pd.DataFrame:
    """The dated steps of a firm's cases; the latest delivery of a case wins, of a full file the last alone holds."""
    headings, order = mapping["columns"], mapping["dates"]["order"]
    cases = latest(rows) if mapping["mode"] == "full" else latest_of(rows, headings["case_id"])
    told = {ours: milestone for ours, milestone in OF_A_CASE.items() if ours in headings}
    return pd.concat(
        cases[["dwelling_id"]].assign(milestone=milestone, day=days(cases[headings[ours]], order))
        for ours, milestone in told.items()
    )


def initiatives(files: HandedIn) -> pd.DataFrame:
    """Each group as last told, with the day its decision holds: an assembly's only by the rule of its deed."""
    groups = latest_of(files.rows("community/*/initiatieven_*", "Initiatief"), "source", "Initiatief")
    groups = groups.merge(complexes(files), left_on="Gebied", right_index=True, how="left")
    holds = [group["soort"] != "vve" or assembly_decided(group) for _, group in groups.iterrows()]
    return pd.DataFrame(
        {
            "source": groups["source"],
            "initiative": groups["Initiatief"],
            "level": groups["Niveau"],
            "complex_id": groups["Gebied"].where(groups["Niveau"] == "complex"),
            "decided": days(groups["Besluit"]).where(holds),
        }
    )


def assembly_decided(group: pd.Series) -> bool:
    """Whether enough votes were cast, and enough of them for it; without votes there is no decision."""
    votes_for, votes_cast = group["Stemmen voor"], group["Stemmen uitgebracht"]
    return meets(votes_cast, group["all_votes"], group["quorum"]) and meets(
        votes_for, votes_cast, group["meerderheid"]
    )


def meets(part: str, whole: str, rule: str) -> bool:
    """Whether `part` of `whole` is as much as a rule asks: `2/3`, `70%` or `meer dan 1/2`."""
    if not part or not whole or Fraction(whole) == 0:
        return False
    number = rule.removeprefix("meer dan ")
    asked = Fraction(number.removesuffix("%")) / (100 if number.endswith("%") else 1)
    reached = Fraction(part) / Fraction(whole)
    return reached > asked if rule.startswith("meer dan") else reached >= asked


def chosen_plans(files: HandedIn, homes: pd.DataFrame, happened: pd.DataFrame) -> pd.DataFrame:
    """Every plan chosen at a dwelling: the day it counts from, the day its people chose, its level."""
    own = happened.query("milestone == 'plan'").assign(level="huis", said=lambda plans: plans["day"])
    groups = initiatives(files)
    members = own_yes(files).merge(groups, on=["source", "initiative"])
    # A street or buurt: the later of the group's decision and the household's own yes.
    shared = members.query("level != 'complex'").dropna(subset="decided")
    shared = shared.assign(day=shared[["said", "decided"]].max(axis=1))
    # A complex binds its owners by the assembly's decision; a tenant only by an own yes.
    in_complex = members.query("level == 'complex'")
    tenants = in_complex[~in_complex["dwelling_id"].map(homes["owner_in_vve"])]
    tenants = tenants.assign(day=tenants["said"])
    owners = homes[homes["owner_in_vve"]].reset_index(names="dwelling_id")
    owners = owners.merge(groups.query("level == 'complex'").dropna(subset="decided"), on="complex_id")
    owners = owners.assign(day=owners["decided"], said=owners["decided"])
    columns = ["dwelling_id", "day", "said", "level"]
    return pd.concat([plans[columns] for plans in (own, shared, tenants, owners)], ignore_index=True)


def own_yes(files: HandedIn) -> pd.DataFrame:
    """The first day a dwelling said yes to the plan of its group."""
    rows = files.accepted(files.people_s("leden")).rename(columns={"Initiatief": "initiative"})
    said = rows.assign(said=days(rows["Ja op"])).dropna(subset="said")
    return said.groupby(["source", "initiative", "dwelling_id"], as_index=False)["said"].min()


def of_household(rows: pd.DataFrame, lived: pd.DataFrame) -> pd.DataFrame:
    """The rows of who lived there both when its people chose (`said`) and on the day it counts from (`day`)."""
    placed = rows.merge(lived.reset_index(names="household"), on="dwelling_id")
    return placed[(placed["lived_from"] <= placed["said"]) & (placed["day"] < placed["lived_until"])]


def first_plans(plans: pd.DataFrame, lived: pd.DataFrame) -> pd.DataFrame:
    """The first plan of each household: it is helped once, whatever the number of its plans."""
    placed = of_household(plans, lived)
    ordered = placed.assign(personal=placed["level"].map(LEVELS.index)).sort_values(["day", "personal"])
    return ordered.drop_duplicates("household").set_index("household")


def steps(happened: pd.DataFrame, planned: pd.Series, lived: pd.DataFrame) -> pd.DataFrame:
    """The first day each household was at each step: a later one implies those before it."""
    first = happened.groupby(["household", "milestone"])["day"].min().unstack()
    reached = first.reindex(lived.index, columns=MILESTONES).assign(plan=planned)
    # Work before the programme met the household is a grant outside it.
    met = reached[["signed_up", "conversation", "advice", "plan"]].min(axis=1)
    work = happened.query("milestone == 'measure'")
    work = work[work["day"] >= work["household"].map(met)]
    reached["measure"] = work.groupby("household")["day"].min()
    for earlier, later in zip(MILESTONES[-2::-1], MILESTONES[:0:-1], strict=True):
        reached[earlier] = reached[[earlier, later]].min(axis=1)
    return reached


def residents(files: HandedIn, homes: pd.DataFrame, lived: pd.DataFrame, count_day: pd.Series) -> pd.Series:
    """Residents of each household by the count nearest before its day, else by the first after."""
    rows = files.rows("municipal/bewoners_*", "aantal_bewoners")
    told = pd.to_numeric(rows["aantal_bewoners"]).groupby(
        [rows["adresseerbaarobject_id"], rows["delivered_on"]]
    )
    known = told.first().unstack().reindex(homes.index)
    counts = known.apply(spread, buurt=homes["buurt"])
    nearest = (counts.columns.searchsorted(count_day, side="right") - 1).clip(min=0)
    row = counts.index.get_indexer(lived["dwelling_id"])
    return pd.Series(counts.to_numpy()[row, nearest], index=lived.index)


def spread(known: pd.Series, buurt: pd.Series) -> pd.Series:
    """Residents of every dwelling in the order of its key: an unknown one gets floor(avg*i) - floor(avg*(i-1))."""
    total, number = (known.groupby(buurt).transform(how) for how in ("sum", "count"))
    total, number = total.where(number > 0, known.sum()), number.where(number > 0, known.count())
    nth = known.isna().groupby(buurt).cumsum()
    estimate = total * nth // number - total * (nth - 1) // number  # whole numbers, so the floor is exact
    return known.fillna(estimate).astype(int)
