"""The parts of the data page, each a figure or two and how it is shown; the page is their order."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from energiekop import exports, figures
from energiekop.palette import SIGNS
from energiekop.privacy import Answer
from energiekop.web import links, noting, page, tables
from energiekop.web.asked import Asked
from energiekop.web.books import unsure, words
from energiekop.web.books.parts import PARTS, Chosen, names
from energiekop.web.escaping import as_text, small
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
    late = figures.overdue(fresh.rows, _today(asked))
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
        body=lambda: _rows(asked, ledger, 400),
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


def handed_back(asked: Asked, chosen: Chosen) -> None:
    """The rows that were handed back, of all files or of one."""
    ledger = page.answer(asked, "ledger").rows
    paths = list(ledger["path"][ledger["rejected"] > 0])
    file = chosen.file if chosen.file in paths else None
    st.session_state["bestandkeuze"] = file
    st.selectbox(
        page.say(asked, "Of which file?"),
        paths,
        index=None,
        placeholder=page.say(asked, "All files"),
        key="bestandkeuze",
        on_change=lambda: links.choose(asked, wat="terug", bestand=st.session_state["bestandkeuze"]),
    )
    answer = page.answer(asked, "rejected", chosen={"path": file})
    noting.looked(asked, f"rejected rows of {file or 'all files'}")
    page.tile(
        asked,
        answer,
        title=page.say(asked, "Rows handed back"),
        body=lambda: _handed_back(asked, answer, file),
        text=page.say_many(
            asked, "{n} row was handed back.", "{n} rows were handed back.", len(answer.rows)
        ),
        key="terug",
    )


def contradictions(asked: Asked) -> None:
    """What holds where files say different things of a household, beside the other values."""
    answer = page.answer(asked, "contradictions")
    noting.looked(asked, "contradictions")
    told = page.say_many(
        asked,
        "Of {n} household files say different things. Beside what holds stands what else was said.",
        "Of {n} households files say different things. Beside what holds stands what else was said.",
        answer.rows["household_id"].nunique(),
    )
    if answer.rows.empty:
        told = page.say(asked, "No file contradicts another about a household.")
    page.tile(
        asked,
        answer,
        title=page.say(asked, "Where do files contradict one another?"),
        body=lambda: _contradictions(asked, answer, told),
        text=told,
        key="tegenspraak",
    )


def _contradictions(asked: Asked, answer: Answer, told: str) -> None:
    st.markdown(as_text(told))
    if answer.rows.empty:
        return
    hidden = ["household_id", "dwelling_id", "street_id", "other_values"]
    shown = answer.rows.drop(columns=hidden)
    shown["stands"] = [words.value(asked, text) for text in shown["stands"]]
    shown["others"] = [words.values(asked, text) for text in shown["others"]]
    first = ["address", "field", "stands", "others", "rule"]
    shown = shown[[*first, *(name for name in shown if name not in first)]]
    _rows(asked, replace(answer, rows=shown), 420)


def _overdue(asked: Asked) -> list[page.Step]:
    late = figures.overdue(page.answer(asked, "freshness").rows, _today(asked))
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
    _rows(asked, replace(read, rows=rows), 320)


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
    _rows(asked, replace(fresh, rows=fresh.rows.loc[order]), 400)


def _rows(asked: Asked, answer: Answer, height: int) -> None:
    st.dataframe(
        tables.on_screen(asked, answer),
        hide_index=True,
        height=height,
        alt=figures.about(answer, asked.language).title,
    )


def _found(asked: Asked, party: str, rows: pd.DataFrame) -> page.Number:
    placed = rows.loc[~rows["way"].isin(["ambiguous", "none"]), "rows"].sum() / rows["rows"].sum()
    building = rows.loc[rows["way"] == "building", "rows"].sum()
    change = page.say(
        asked, "of {rows} rows; of {building} only the building", rows=rows["rows"].sum(), building=building
    )
    return page.Number(parties(asked)[party], page.share(asked, placed), change, float(placed))


def _handed_back(asked: Asked, answer: Answer, file: str | None) -> None:
    if answer.rows.empty:
        st.markdown(as_text(page.say(asked, "No row was handed back here.")))
        return
    shown = answer.rows.drop(columns=["what_to_do", "party", "source"])
    for column, said in (("column_name", words.column), ("found", words.found), ("expected", words.expected)):
        shown[column] = [said(asked, text) for text in shown[column]]
    told = tables.on_screen(asked, replace(answer, rows=shown))
    st.dataframe(told, hide_index=True, height="auto", alt=page.say(asked, "Rows handed back"))
    if file is not None:
        _to_correct_at_home(asked, file)


def _to_correct_at_home(asked: Asked, file: str) -> None:
    """The rows as they came, to be corrected and handed in again under the name they get here."""
    back = figures.handed_back(asked.viewer, file, store=asked.store, snapshot=asked.snapshot)
    if back.rows:
        name, content = exports.as_corrections(back, _today(asked))
        st.download_button(
            page.say(asked, "Download these rows to correct them"),
            data=lambda: _noted(asked, file, content),
            file_name=name,
            mime="application/octet-stream",
            on_click="ignore",
            icon=":material/download:",
            key="verbeteren",
        )
        st.markdown(
            small(
                page.say(
                    asked,
                    "Correct them in Excel, keep the name of the file, and hand it in on this page. What "
                    "stands in columns that we do not use is left out.",
                )
            )
        )
    if back.lost:
        st.markdown(
            small(
                page.say_many(
                    asked,
                    "{n} row has more cells than there are headings; correct it in the file itself.",
                    "{n} rows have more cells than there are headings; correct them in the file itself.",
                    len(back.lost),
                )
            )
        )


def _noted(asked: Asked, file: str, content: bytes) -> bytes:
    noting.note(asked, "exported", f"rejected rows of {file}")
    return content


def _unsure_told(asked: Asked, number: int) -> str:
    return page.say_many(
        asked,
        "{n} address may belong to more than one dwelling. Choose which one is meant.",
        "{n} addresses may belong to more than one dwelling. Choose which one is meant.",
        number,
    )


def _source(asked: Asked, source: str) -> str:
    return words.sources(asked).get(source, source)


def _today(asked: Asked) -> date:
    """Whether a file is late is told by the calendar; in the demo city nothing comes in any more."""
    return asked.reference_day if asked.demo else date.today()


def _unless_first(part: str) -> str | None:
    return None if part == PARTS[0] else part
