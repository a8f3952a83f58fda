"""The grammar of the pages: what every page is made of.

    from energiekop.web import page

    asked = page.open("stappen")
    page.sentence(asked, page.say(asked, "{n} households wait", n=38))
    answer = page.answer(asked, "funnel", by="buurt")
    page.tile(asked, answer, title=..., body=lambda: page.chart(asked, charts.steps(answer.rows)), text=...)
    page.link(asked, page.say(asked, "See the map"), "kaart", plaats=asked.place)

Every text goes through `say`; every text is shown as text. All it shows comes from one question: `asked`.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import streamlit as st

from energiekop.privacy import OutOfScope
from energiekop.web import links, noting
from energiekop.web.answers import ahead, answer, ask
from energiekop.web.asked import Asked, on_page
from energiekop.web.escaping import as_text, small, with_accent
from energiekop.web.escaping import quiet as in_quiet
from energiekop.web.links import choose, go, link
from energiekop.web.places import Place
from energiekop.web.refusals import kind_words
from energiekop.web.tiles import tile
from energiekop.web.words import day, month, number, quarter, say, say_many, share

__all__ = [
    "Asked", "Number", "Place", "Step", "ahead", "answer", "ask", "chart", "choose", "day", "go",
    "heading", "link", "month", "nothing", "number", "numbers", "open", "quarter", "refused", "say",
    "say_many", "sentence", "share", "steps_to_take", "tile",
]  # fmt: skip


class Step(NamedTuple):
    """One thing to do: a sign, the sentence that is the link, a quiet line, and where the link leads."""

    sign: str
    sentence: str
    quiet: str
    page: str
    query: dict[str, Any]


class Number(NamedTuple):
    """A number with its name, what changed (with its period), and the share of the whole if there is one."""

    title: str
    value: str
    change: str = ""
    share: float | None = None


def open(name: str) -> Asked:
    """What this page is asked, the first line of every page; ends a page that this viewer does not have."""
    asked = on_page(links.current.get(), name)
    if name not in links.offered(asked):
        noting.refused(asked, name)
        nothing(asked, say(asked, "This page is not part of what you see. Choose another one above."))
        st.stop()
    return asked


def sentence(asked: Asked, text: str, quiet: str = "") -> None:
    """The answer itself: the one heading of the page. What stands between `**` stands out."""
    st.title(with_accent(text), anchor=False)
    if quiet:
        st.markdown(in_quiet(quiet))


def heading(asked: Asked, text: str) -> None:
    """The name of a part of the page."""
    st.header(as_text(text), anchor=False)


def numbers(asked: Asked, items: Sequence[tuple[Any, ...]]) -> None:
    """A row of numbers: four on a desk, two on a tablet, one on a phone; each a Number or its parts."""
    with st.grid(4, min_column_width=220):
        for item in items:
            one = Number(*item)
            if one.share is None:
                _number(one, border=True)
                continue
            with st.container(border=True, gap="xsmall", height="stretch"):
                _number(one, border=False)
                st.progress(min(max(one.share, 0.0), 1.0))


def _number(one: Number, *, border: bool) -> None:
    # The change brings its own sign: a rise is not always good news, and colour is not for telling so.
    st.metric(
        as_text(one.title),
        one.value,
        as_text(one.change),
        delta_color="off",
        delta_arrow="off",
        border=border,
        height="stretch" if border else "content",
    )


def steps_to_take(asked: Asked, items: Sequence[Step], why: str = "") -> None:
    """'Begin here': at most three things to do, each a link to where it shows; `why` tells why these."""
    with st.container(border=True, key="begin"):
        st.header(as_text(say(asked, "Begin here")), anchor=False)
        for step in items[:3]:
            with st.container(gap=None):
                link(asked, f"{step.sign} {step.sentence}", step.page, **step.query)
                if step.quiet:
                    st.markdown(small(step.quiet))
        if not items:
            st.markdown(as_text(say(asked, "Nothing waits for you now.")))
        if why:
            with st.popover(say(asked, "Why these?"), type="tertiary"):
                st.markdown(as_text(why))


def chart(asked: Asked, figure: Any, *, key: str | None = None) -> None:
    """A Plotly figure as it is: its own theme, without a toolbar."""
    st.plotly_chart(figure, key=key, theme=None, config={"displayModeBar": False, "responsive": True})


def nothing(asked: Asked, text: str) -> None:
    """Nothing to show yet: what would stand here, and how it comes there."""
    with st.container(border=True):
        st.markdown(as_text(text))


def refused(asked: Asked, error: OutOfScope) -> None:
    """Why this is not shown, in kind words."""
    nothing(asked, kind_words(asked, error))
