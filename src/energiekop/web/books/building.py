"""A build from the page: `energiekop build` itself, in a process of its own; who looks can go on looking."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import Any

import streamlit as st

from energiekop.publish import Refused
from energiekop.publish.inbox import Inbox
from energiekop.sources.refusals import from_json, said
from energiekop.web import page, turns
from energiekop.web.asked import Asked
from energiekop.web.escaping import as_text

OnStep = Callable[[str, int, int], None]


def build(inbox: Inbox, on_step: OnStep) -> dict[str, Any]:
    """What `energiekop build --json` says. Raises Refused with its sentences, one on a line."""
    command = [
        sys.executable, "-m", "energiekop.cli", "build", "--json", "--steps", "--data", str(inbox.data),
        "--store", str(inbox.store), "--private", str(inbox.private),
    ]  # fmt: skip
    # What it answers goes to a file: a full pipe would make it wait for us while we wait for its steps.
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as answer,
        subprocess.Popen(command, stdout=answer, stderr=subprocess.PIPE, text=True, encoding="utf-8") as work,
    ):
        assert work.stderr is not None
        said_there = []
        for line in work.stderr:
            done, _, rest = line.rstrip("\n").partition("\t")
            of, _, name = rest.partition("\t")
            if done.isdigit() and of.isdigit():
                on_step(name, int(done), int(of))
            else:
                said_there.append(line.strip())
        if work.wait():
            answer.seek(0)
            raise _refusal(answer.read(), said_there)
        answer.seek(0)
        told: dict[str, Any] = json.load(answer)
    return told


def _refusal(answer: str, said_there: list[str]) -> Refused:
    """What the build answered; one that broke off has no answer, only its last words."""
    if answer.strip():
        return from_json(json.loads(answer)["refused"])
    return Refused("\n".join(said_there) or said("energiekop build stopped and did not say why."))


def with_progress(asked: Asked, into: Inbox) -> dict[str, Any]:
    """Builds, with a bar that says what is being done. Raises Refused."""
    bar = st.progress(0.0, text=as_text(page.say(asked, "Reading the files")))
    steps = _steps(asked)

    def on_step(name: str, done: int, of: int) -> None:
        # Reading the files is the first half; the steps that follow have the other.
        if name in steps:
            bar.progress(0.5 + 0.5 * done / max(of, 1), text=as_text(steps[name]))
        else:
            bar.progress(0.5 * done / max(of, 1), text=as_text(page.say(asked, "Reading the files")))

    try:
        with turns.let_others():
            return build(into, on_step)
    finally:
        bar.empty()


def _steps(asked: Asked) -> dict[str, str]:
    return {
        "register": page.say(asked, "Making the address register"),
        "addresses": page.say(asked, "Finding the addresses"),
        "records": page.say(asked, "Putting the rows together"),
        "models": page.say(asked, "Following the households"),
        "figures": page.say(asked, "Counting"),
        "publishing": page.say(asked, "Publishing"),
    }
