"""What the program writes down while it runs: a line per event on stderr, and nothing about anybody.

On a terminal a line to read, elsewhere one JSON object. Our own lines hold only what `Named` lists. Libraries
log too: of theirs stay their words without what was filled in, and of an exception its kind and where it was,
never its message, since a message may hold what a resident typed (docs/decisions/0019).

A command speaks to a person in sentences; only a program that called `begin` writes a log.
"""

import logging
import sys
import threading
import traceback
import warnings
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor

Level = Literal["info", "warning", "error"]
# Their loggers give a template and what goes in it apart, so that the template is theirs alone.
_TEMPLATES = ("streamlit", "uvicorn", "websockets")
_STEPS = 6  # places of an exception, the innermost first

_state = {"on": False}


class Named(TypedDict, total=False):
    """What may stand in a line besides the event: nothing that a viewer or a resident typed or is called."""

    snapshot: str  # an id
    role: str
    book: int  # number of the line in the audit book that says who
    what: str  # of an address was not understood: its kind, not its words
    route: str  # its first part, never the rest
    method: str
    status: int
    error: str  # kind of an exception
    where: str  # places in code
    file: str  # of our own settings
    do: str  # what to do about it
    sign_in: bool
    version: str
    unchanged: bool
    seconds: float
    files: int
    rows: int
    rejected: int
    set_aside: int
    reasons: int
    lines: int  # of the audit book


def begin() -> None:
    """From now on this program writes a log, and no library writes down what it was doing it with."""
    _state["on"] = True
    logging.setLogRecordFactory(_bare)
    for name in ("uvicorn", "uvicorn.error"):
        for handler in logging.getLogger(name).handlers:
            handler.setFormatter(logging.Formatter("%(message)s"))
    sys.excepthook = lambda kind, error, trace: failed("program_failed", error)
    threading.excepthook = lambda args: failed("thread_failed", args.exc_value or args.exc_type())
    warnings.showwarning = _warned


def log(event: str, level: Level = "info", **named: Unpack[Named]) -> None:
    """Writes one line; nothing in a program that did not say `begin`. `event` is a word of our own code."""
    if _state["on"]:
        write(event, level, **named)


def write(event: str, level: Level = "info", **named: Unpack[Named]) -> None:
    """Writes one line whatever this program is: for a command that nobody watches."""
    import structlog  # loads Rich, which no command needs that only speaks

    structlog.wrap_logger(
        structlog.WriteLogger(sys.stderr),
        processors=[_at, structlog.processors.add_log_level, _renderer(sys.stderr.isatty())],
    ).log(getattr(logging, level.upper()), event, **named)


def failed(event: str, error: BaseException) -> None:
    """Writes that something ended with this exception: its kind and its places in the code."""
    log(event, "error", error=type(error).__name__, where=_places(error.__traceback__))


def _bare(
    name: str, level: int, file: str, line: int, words: object, args: object, error: Any, *_: Any, **__: Any
) -> logging.LogRecord:
    """A library's record as one line of ours, so that no handler can print what came with it."""
    told = {"event": "library", "level": logging.getLevelName(level).lower(), "logger": name,
            "where": f"{_short(file)}:{line}"}  # fmt: skip
    if name.startswith(_TEMPLATES):
        told["words"] = str(words).strip()
    if isinstance(error, tuple) and error[0] is not None:
        told |= {"error": error[0].__name__, "raised_at": _places(error[2])}
    rendered = _renderer(sys.stderr.isatty())(None, "", _at(None, "", told))
    return logging.LogRecord(name, level, file, line, str(rendered), (), None)


def _warned(
    message: Warning | str, category: type[Warning], filename: str, lineno: int,
    file: object = None, line: str | None = None,
) -> None:  # fmt: skip
    log("warned", "warning", error=category.__name__, where=f"{_short(filename)}:{lineno}")


def _at(_: object, __: str, told: "EventDict") -> "EventDict":
    import structlog

    return structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")(None, "", told)


def _renderer(for_a_reader: bool) -> "Processor":
    import structlog

    if for_a_reader:
        return structlog.dev.ConsoleRenderer(timestamp_key="at")
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _places(trace: TracebackType | None) -> str:
    steps = traceback.extract_tb(trace)[-_STEPS:]
    return " < ".join(f"{_short(step.filename)}:{step.lineno}" for step in reversed(steps))


def _short(file: str) -> str:
    """The file with its folder: a whole path may name whose machine it is."""
    return "/".join(Path(file).parts[-2:])
