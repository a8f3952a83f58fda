"""From page to page: the pages there are, who has which, and links that keep what was asked.

Streamlit can bind a widget to the URL, but then the URL holds the widget's label, and a link cannot change
what is bound (tried: the parameter stands there twice and the old one wins). So the URL itself is what we
read, once per rerun, and every link carries all of it.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import streamlit as st

from energiekop.web.asked import LOST, PARAMETERS, Asked, Role
from energiekop.web.escaping import as_text
from energiekop.web.words import say

FOLDER = Path(__file__).parents[3] / "pages"
# A link to the page it stands on: the browser keeps its address, so we set it (see `settled`).
_SAME_PAGE = "naar"

# What the shell read for this rerun; the pages of the rerun take it from here.
current: ContextVar[Asked] = ContextVar("asked")


@dataclass(frozen=True)
class Listed:
    """A page: its file, its place in the URL and the roles that have it."""

    name: str
    url_path: str
    roles: tuple[Role, ...]


PAGES = {
    listed.name: listed
    for listed in (
        Listed("overview", "", ("team", "municipality", "champion", "adviser")),
        Listed("stappen", "stappen", ("team", "municipality", "adviser")),
        Listed("kaart", "kaart", ("team", "municipality", "adviser")),
        Listed("straat", "straat", ("team", "municipality", "champion")),
        Listed("data", "data", ("team",)),
        Listed("subsidies", "subsidies", ("grants",)),
    )
}


FIRST = "overview"  # the page of the address alone


def title(asked: Asked, name: str) -> str:
    """What a page is called in the bar and in the browser's tab."""
    return {
        "overview": say(asked, "Overview"),
        "stappen": say(asked, "Steps"),
        "kaart": say(asked, "Map"),
        "data": say(asked, "Data"),
        "subsidies": say(asked, "Grants"),
        "straat": say(asked, "My street") if asked.role == "champion" else say(asked, "Streets"),
    }[name]


def offered(asked: Asked) -> list[str]:
    """Names of the pages this viewer has, in the order of the bar."""
    role = "municipality" if asked.presenting else asked.role
    return [name for name, listed in PAGES.items() if role in listed.roles]


def streamlit_page(asked: Asked, name: str) -> Any:
    """The page as Streamlit knows it: by its place in the URL."""
    listed = PAGES[name]
    return st.Page(
        FOLDER / f"{name}.py",
        title=f"{title(asked, name)} · Energiekoplopers",
        url_path=listed.url_path or None,
        default=not listed.url_path,
    )


def link(asked: Asked, label: str, page_name: str, /, **query: Any) -> None:
    """A link that keeps language, role, place, period and day, but for what `query` says otherwise."""
    _link(asked, f":primary[{as_text(label)}]", page_name, query)


def tab(asked: Asked, page_name: str) -> None:
    """The link to a page in the bar."""
    _link(asked, as_text(title(asked, page_name)), page_name, {})


def go(asked: Asked, page_name: str, /, **query: Any) -> NoReturn:
    """To another page at once, as if such a link was followed."""
    st.switch_page(streamlit_page(asked, page_name), query_params=_with_marker(asked, page_name, query))


def choose(asked: Asked, /, **query: Any) -> None:
    """Another question on this page; for a widget's callback."""
    st.query_params.from_dict(asked.query(**query))


def own() -> dict[str, str]:
    """What the page keeps in the URL for itself: a split, a level of the map. Choices in the bar leave it."""
    shells = (*PARAMETERS, LOST, _SAME_PAGE)
    return {name: value for name, value in st.query_params.items() if name not in shells}


def settled() -> dict[str, str]:
    """The parameters of the URL. Puts those of a link to the same page into the browser's address."""
    parameters = dict(st.query_params)
    if parameters.pop(_SAME_PAGE, None) is not None:
        st.query_params.from_dict(parameters)
    return parameters


def _link(asked: Asked, label: str, page_name: str, query: dict[str, Any]) -> None:
    st.page_link(
        streamlit_page(asked, page_name),
        label=label,
        query_params=_with_marker(asked, page_name, query),
    )


def _with_marker(asked: Asked, page_name: str, query: dict[str, Any]) -> dict[str, str]:
    marker = {_SAME_PAGE: "1"} if page_name == asked.page else {}
    return asked.query(**query) | marker
