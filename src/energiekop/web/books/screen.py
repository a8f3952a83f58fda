"""The parts of the data page, each a figure or two and how it is shown; the page is their order."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from energiekop import figures
from energiekop.palette import SIGNS
from energiekop.privacy import Answer
from energiekop.web import links, page
from energiekop.web.asked import Asked
from energiekop.web.books import unsure, words
from energiekop.web.books.listed import listed, today
from energiekop.web.books.parts import PARTS, Chosen, names
from energiekop.web.escaping import as_text
from energiekop.web.names import parts as parties


def headline(asked: Asked) -> tuple[str, str]:
    """Where do the books stand? The page's sentence, and the quiet line under it."""
    ledger = page.answer(asked, "ledger").rows
    said = page.say_many(
        asked,
        "**{n}** row of {rows} in {files} files was handed back.",
        "**{n}** rows of {rows} in {files} files were handed back.",
        int(ledger["rejected"].sum()),
        rows=int(ledger["rows"].sum()),
        files=len(ledger),
    )
    if not ledger["rejected"].sum():
        said = page.say(asked, "All {rows} rows were taken in.", rows=int(ledger["rows"].sum()))
    last_day = pd.Timestamp(ledger["delivered_on"].max()).date()
    last = page.say(asked, "The last file is of {day}.", day=last_day)
    nothing_lost = page.say(
        asked, "Each row was taken in, was there already, or was handed back with the reason."
    )
    return said, f"{nothing_lost} {last}"


def begin_here(asked: Asked) -> None:
    """What to do about it: who is overdue, which addresses to choose, what to correct."""
    page.steps_to_take(asked, [*_overdue(asked), *_to_choose(asked), *_to_correct(asked)])


def choose(asked: Asked, chosen: Chosen) -> None:
    """Which part to look at; it stands in the URL."""
    called = names(asked)
    st.session_state["watkeuze"] = chosen.part
    st.segmented_control(
        page.say(asked, "Show"),
        PARTS,
        format_func=called.__getitem__,
        required=True,
        key="watkeuze",
        label_visibility="collapsed",
        wrap=True,
        on_change=lambda: links.choose(asked, wat=_unless_first(st.session_state["watkeuze"])),
    )


def sources(asked: Asked) -> None:
    """How fresh each source is, the overdue ones first, and what became of each file."""
    fresh = page.answer(asked, "freshness")
    late = figures.overdue(fresh.rows, today(asked))
    told = [_late(asked, row) for row in late.to_dict("records")]
    page.tile(
        asked,
        fresh,
        title=page.say(asked, "How fresh are the files?"),
        body=lambda: _fresh(asked, fresh, late, told),
        text=" ".join(told) or _all_in_time(asked),
    )
    ledger = page.answer(asked, "ledger")
    page.tile(
        asked,
        ledger,
        title=page.say(asked, "What became of each file?"),
        body=lambda: listed(asked, ledger, 400),
        text=headline(asked)[0].replace("**", ""),
    )
    read = page.answer(asked, "readings")
    page.tile(
        asked,
        read,
        title=page.say(asked, "How were the files read?"),
        body=lambda: _read(asked, read),
        text=page.say(asked, "What was chosen in reading a file, and how sure that is."),
    )


def addresses(asked: Asked) -> None:
    """How addresses were found, party by party; then those that somebody has to choose."""
    found = page.answer(asked, "matching")
    items = [_found(asked, str(party), rows) for party, rows in found.rows.groupby("party")]
    page.tile(
        asked,
        found,
        title=page.say(asked, "How were the addresses found?"),
        body=lambda: page.numbers(asked, items),
        text=" ".join(f"{item.title}: {item.value} ({item.change})." for item in items),
    )
    answer = page.answer(asked, "unsure")
    page.tile(
        asked,
        answer,
        title=page.say(asked, "Which dwelling is meant?"),
        body=lambda: unsure.choosing(asked, answer.rows),
        text=_unsure_told(asked, len(answer.rows)),
        key="onzeker",
    )


def _overdue(asked: Asked) -> list[page.Step]:
    late = figures.overdue(page.answer(asked, "freshness").rows, today(asked))
    if late.empty:
        return []
    said = page.say_many(
        asked,
        "{n} source of files is overdue.",
        "{n} sources of files are overdue.",
        len(late),
    )
    return [page.Step(SIGNS["too_long"], said, _late(asked, late.iloc[0].to_dict()), "data", {})]


def _to_choose(asked: Asked) -> list[page.Step]:
    rows = page.answer(asked, "unsure").rows
    if rows.empty:
        return []
    quiet = page.say(asked, "Who knows the street, sees it at once.")
    return [page.Step(SIGNS["stopped"], _unsure_told(asked, len(rows)), quiet, "data", {"wat": "adressen"})]


def _to_correct(asked: Asked) -> list[page.Step]:
    ledger = page.answer(asked, "ledger").rows
    back = ledger.groupby("source")["rejected"].sum()  # by name, so that of two equals the first is told
    if not back.sum():
        return []
    said = page.say_many(
        asked,
        "{n} row of {source} was handed back: most of all.",
        "{n} rows of {source} were handed back: most of all.",
        int(back.max()),
        source=_source(asked, str(back.idxmax())),
    )
    quiet = page.say(asked, "Correct them together and hand them in again.")
    return [page.Step(SIGNS["on_time"], said, quiet, "data", {"wat": "terug"})]


def _read(asked: Asked, read: Answer) -> None:
    """The choices that some cell speaks against first: those somebody may want to look at."""
    st.markdown(as_text(page.say(asked, "What was chosen in reading a file, and how sure that is.")))
    rows = read.rows.sort_values("against", ascending=False, kind="stable")
    noticed = rows[["topic", "chosen", "showing"]].itertuples(index=False)
    told = [words.noticed(asked, *one) for one in noticed]
    deciders = words.deciders(asked)
    rows = rows.assign(
        topic=[topic for topic, _ in told],
        chosen=[chosen for _, chosen in told],
        decided_by=[deciders.get(by, by) for by in rows["decided_by"]],
    )
    listed(asked, replace(read, rows=rows), 320)


def _late(asked: Asked, row: dict[Any, Any]) -> str:
    return page.say(
        asked,
        "{kind} ({source}): expected before {day}, {days} days ago.",
        kind=words.kinds(asked).get(str(row["kind"]), str(row["kind"])).capitalize(),
        source=_source(asked, str(row["source"])),
        day=pd.Timestamp(str(row["expected_on"])).date(),
        days=row["days_overdue"],
    )


def _all_in_time(asked: Asked) -> str:
    return page.say(asked, "All files came in time.")


def _fresh(asked: Asked, fresh: Answer, late: pd.DataFrame, told: list[str]) -> None:
    if not told:
        st.markdown(as_text(f"{SIGNS['done']} {_all_in_time(asked)}"))
    for sentence in told[:5]:
        st.markdown(as_text(f"{SIGNS['too_long']} {sentence}"))
    if len(told) > 5:
        st.markdown(as_text(page.say(asked, "And {n} more, on top of the table.", n=len(told) - 5)))
    order = [*late.index, *(index for index in fresh.rows.index if index not in late.index)]
    listed(asked, replace(fresh, rows=fresh.rows.loc[order]), 400)


def _found(asked: Asked, party: str, rows: pd.DataFrame) -> page.Number:
    placed = rows.loc[~rows["way"].isin(["ambiguous", "none"]), "rows"].sum() / rows["rows"].sum()
    building = rows.loc[rows["way"] == "building", "rows"].sum()
    change = page.say(
        asked, "of {rows} rows; of {building} only the building", rows=rows["rows"].sum(), building=building
    )
    return page.Number(parties(asked)[party], page.share(asked, placed), change, float(placed))


def _unsure_told(asked: Asked, number: int) -> str:
    return page.say_many(
        asked,
        "{n} address may belong to more than one dwelling. Choose which one is meant.",
        "{n} addresses may belong to more than one dwelling. Choose which one is meant.",
        number,
    )


def _source(asked: Asked, source: str) -> str:
    return words.sources(asked).get(source, source)


def _unless_first(part: str) -> str | None:
    return None if part == PARTS[0] else part
