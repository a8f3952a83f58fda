"""How the same work grows: ten times the residents may take ten times as long and as much, no more."""

from pathlib import Path

from .measuring import Finding, Use, build, demo, together

QUESTION = "Does ten times as many residents take no more than ten times as much?"


def answer(residents: int, folder: Path) -> list[Finding]:
    once = demo_and_build(residents, folder / "once")
    tenfold = demo_and_build(10 * residents, folder / "tenfold")
    growth = Use(*(many / few for many, few in zip(tenfold, once, strict=True)))
    return [
        Finding(f"{residents} residents", *once),
        Finding(f"{10 * residents} residents", *tenfold),
        Finding("growth, times", *growth, "at most 10 times", max(growth) <= 10),
    ]


def demo_and_build(residents: int, folder: Path) -> Use:
    return together(demo(residents, folder), build(folder))
