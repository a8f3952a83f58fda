"""The parts of Overview, each a figure or two and how it is shown; the page is their order."""

from functools import partial

import streamlit as st

from energiekop import figures
from energiekop.palette import SIGNS
from energiekop.privacy import Answer
from energiekop.web import (
    beginnings,
    growth,
    names,
    page,
    sentences,
    so_far,
    steps_shown,
)
from energiekop.web.asked import Asked
from energiekop.web.escaping import as_text


def ask_ahead(asked: Asked) -> None:
    """All that this page asks of the snapshot, at once."""
    page.ahead(
        asked,
        partial(_progress, asked),
        partial(_moved, asked),
        partial(_growth, asked),
        partial(_wishes, asked),
        partial(steps_shown.steps, asked),
        *([partial(growth.occasions, asked)] if growth.has_signs(asked) else []),
        *([partial(_turns, asked)] if asked.viewer.role == "team" else []),
        *([partial(page.answer, asked, "begin_here")] if _begins(asked) else []),
    )


def headline(asked: Asked) -> tuple[str, str]:
    """Where do we stand? The page's sentence and the quiet line under it."""
    return so_far.headline(asked, _progress(asked), _moved(asked), _growth(asked))


def wishes(asked: Asked) -> None:
    """What do residents want? The three wishes asked most, right under the goal."""
    answer = _wishes(asked)
    told = sentences.wishes(asked, answer.rows.head(3))
    page.tile(
        asked,
        answer,
        title=page.say(asked, "What residents want"),
        body=lambda: text(told),
        text=told,
    )


def levels(asked: Asked) -> None:
    """What is the plan for? A number per level with what was added; each resident counts once."""
    moved = _moved(asked)
    if moved.audience == "group":
        return
    items = []
    by_level = so_far.plans(moved.rows)
    total = so_far.level(by_level, "")["residents_now"]
    for name, title in names.levels(asked).items():
        level = so_far.level(by_level, name)
        items.append(
            page.Number(
                title,
                page.number(asked, level["residents_now"]),
                sentences.change(asked, level["residents"], so_far.since(by_level)),
                sentences.share_of(level["residents_now"], total),
            )
        )
    page.tile(
        asked,
        moved,
        title=page.say(asked, "Residents with a plan, by what the plan is for"),
        body=lambda: page.numbers(asked, items),
        text=" ".join(f"{item.title}: {item.value} ({item.change})." for item in items),
    )


def growth_and_beginnings(asked: Asked) -> None:
    """The picture that shows why, and for the team beside it what to do about it in the city."""
    agreed = so_far.so_far(_progress(asked), _moved(asked), _growth(asked))
    if not _begins(asked):
        growth.growth(asked, agreed)
        return
    picture, to_do = st.columns([5, 3])
    with picture:
        growth.growth(asked, agreed)
    with to_do:
        begin_here(asked)


def begin_here(asked: Asked) -> None:
    """What to do about it: at most three, each a link to where it shows."""
    answer = page.answer(asked, "begin_here")
    page.steps_to_take(
        asked, beginnings.beginnings(asked, answer.rows), why=figures.about(answer, asked.language).definition
    )


def turns(asked: Asked) -> None:
    """Whose turn is it? Households that wait for each desk, the municipality's own included. For the team."""
    if asked.viewer.role != "team":
        page.nothing(
            asked,
            page.say(
                asked,
                "Who waits too long and whose turn it is, only the project team sees: "
                "in small groups people could be recognised.",
            ),
        )
        return
    answer = _turns(asked)
    called = names.desks(asked)
    items = [
        page.Number(
            called[row["desk"]],
            page.number(asked, row["waiting"]),
            page.say_many(
                asked,
                "waits · {sign} {too_long} too long",
                "wait · {sign} {too_long} too long",
                int(row["waiting"]),
                sign=SIGNS["too_long"],
                too_long=row["too_long"],
            ),
        )
        for row in answer.rows.to_dict("records")
    ]
    page.tile(
        asked,
        answer,
        title=page.say(asked, "Whose turn is it?"),
        body=lambda: page.numbers(asked, items),
        text=" ".join(f"{item.title}: {item.value} {item.change}." for item in items),
    )


def steps(asked: Asked) -> None:
    """Where do households stand? The steps, and how those wait who have not gone on."""
    answer = steps_shown.steps(asked)
    page.tile(
        asked,
        answer,
        title=page.say(asked, "Where do households stand?"),
        body=lambda: steps_shown.as_bars(asked, answer),
        text=steps_shown.in_words(asked, answer),
    )
    if asked.viewer.role == "team":
        page.link(asked, page.say(asked, "Split the steps, and see who it is about"), "stappen")


def _progress(asked: Asked) -> Answer:
    return page.answer(asked, "progress", place=asked.place)


def _moved(asked: Asked) -> Answer:
    return page.answer(asked, "moved", place=asked.place, chosen={"period": asked.period})


def _growth(asked: Asked) -> Answer:
    return growth.answer(asked)


def _wishes(asked: Asked) -> Answer:
    return page.answer(asked, "wishes", **growth.asked_of(asked))


def _turns(asked: Asked) -> Answer:
    return page.answer(asked, "turns", place=asked.place)


def _begins(asked: Asked) -> bool:
    """What to do first is a question about the whole city, and for the team."""
    return asked.viewer.role == "team" and not asked.place.code


def text(words: str) -> None:
    """A paragraph."""
    st.markdown(as_text(words))
