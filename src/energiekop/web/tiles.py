"""The tile: the one way to show a figure. It cannot be made without what the figure says about itself.

Its table and its files are made when somebody opens them, from the very answer that is on the screen.
"""

import re
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from energiekop import figures, sheets
from energiekop.disclosure.words import SCREEN_SENTENCE
from energiekop.exports import FORMATS, MAP_FORMATS, Format, write_table
from energiekop.privacy import Answer
from energiekop.web import noting, tables
from energiekop.web.asked import Asked
from energiekop.web.escaping import as_text, small
from energiekop.web.words import day, say

_MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "gpkg": "application/geopackage+sqlite3",
    "geojson": "application/geo+json",
}


def tile(
    asked: Asked, answer: Answer, *, title: str, body: Callable[[], None], text: str, key: str | None = None
) -> None:
    """A figure in a frame: title, `body` draws it, `text` says in words what it shows; then the footer.

    Two tiles with one title on a page are a mistake, and Streamlit says so. `key`: for a tile that must stay
    the same one while its title changes; without it, what it holds is made anew.
    """
    key = key or _key(title, answer)
    with st.container(border=True, key=f"tegel-{key}"):
        st.header(as_text(title), anchor=False)
        st.html(sheets.said(text))
        body()
        with st.container(key=f"voet-{key}", horizontal=True, vertical_alignment="center", gap="small"):
            explained = _opened(
                f"betekenis-{key}",
                say(asked, "Definition"),
                say(asked, "Close definition"),
                icon=":material/info:",
            )
            st.markdown(small(" · ".join(_provenance(asked, answer))), width="content")
            st.space("stretch")
            tabled = _opened(f"tabel-{key}", say(asked, "Table"), say(asked, "Close table"))
            _download(asked, answer, key)
        if explained:
            _definition(asked, answer)
        if tabled:
            _table(asked, answer)


def _definition(asked: Asked, answer: Answer) -> None:
    about = figures.about(answer, asked.language)
    st.markdown(as_text(f"**{about.title}**"))
    st.markdown(as_text(about.definition))
    st.markdown(as_text(say(asked, "Counted in {unit}.", unit=about.unit)))
    for meaning in dict.fromkeys(about.columns.values()):
        st.markdown(f"- {as_text(meaning)}")
    if answer.is_protected:
        st.markdown(as_text(SCREEN_SENTENCE[asked.language]))


def _provenance(asked: Asked, answer: Answer) -> list[str]:
    """Source, day, and how many residents were estimated where the figure counts residents."""
    if answer.figure.name == "grants":
        return [say(asked, "Source: municipality"), say(asked, "as on {day}", day=day(asked, answer.as_of))]
    files = answer.meta.get("files")
    parties = answer.meta.get("parties")
    if files and parties:
        source = say(
            asked, "Source: {parties} parties, {files} files", parties=int(parties), files=int(files)
        )
    else:
        source = say(asked, "Source: municipality, consultancies and community")
    words = [source, say(asked, "as on {day}", day=day(asked, answer.as_of))]
    estimated = answer.meta.get("estimated_per_100")
    if estimated not in (None, "0") and any(
        measure.unit == "residents" for measure in answer.figure.columns(answer.audience)
    ):
        words.append(say(asked, "residents estimated at {n} of 100 addresses", n=int(estimated)))
    return words


def _opened(key: str, label: str, closing: str, *, icon: str | None = None) -> bool:
    """Whether what the button is about is open; it opens and closes what comes under the footer."""
    opened = f"open-{key}"
    is_open = bool(st.session_state.get(opened))
    st.button(
        closing if is_open else label,
        type="tertiary",
        icon=icon,
        key=key,
        on_click=lambda: st.session_state.update({opened: not is_open}),
    )
    return is_open


def _table(asked: Asked, answer: Answer) -> None:
    rows = tables.on_screen(asked, answer)
    if len(answer.rows) > len(rows):
        st.markdown(small(say(asked, "The first {n} rows. The download holds them all.", n=len(rows))))
    st.dataframe(rows, hide_index=True, alt=figures.about(answer, asked.language).title)


def _download(asked: Asked, answer: Answer, key: str) -> None:
    shown = st.popover(say(asked, "Download"), type="tertiary", key=f"bestand-{key}", on_change="rerun")
    if shown.open:
        with shown:
            for format in formats(answer):
                st.download_button(
                    say(asked, "{format} ({rows} rows)", format=format.upper(), rows=len(answer.rows)),
                    data=partial(file, asked, answer, format),  # made when it is clicked
                    file_name=f"{answer.figure.name}-{answer.by}-{answer.as_of}.{format}",
                    mime=_MIME[format],
                    on_click="ignore",
                    type="tertiary",
                    key=f"bestand-{format}-{key}",
                )


def formats(answer: Answer) -> list[Format]:
    """What the answer can be written as: on a map only what has shapes."""
    return [format for format in FORMATS if format not in MAP_FORMATS or f"geo_{answer.by}" in answer.meta]


def file(asked: Asked, answer: Answer, format: Format) -> bytes:
    """The answer as a file of this format: the same bytes as the command line writes."""
    noting.note(asked, "exported", f"{answer.figure.name} by {answer.by} as {format}, as of {answer.as_of}")
    about = figures.about(answer, asked.language)
    shapes = None
    if format in MAP_FORMATS:
        shapes = figures.shapes(asked.viewer, answer, store=asked.store)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{about.name}.{format}"
        write_table(answer.rows, path, format, about=about, shapes=shapes)
        return path.read_bytes()


def _key(title: str, answer: Answer) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return f"{answer.figure.name}-{answer.by}-{plain}"
