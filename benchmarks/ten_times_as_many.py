"""How the same work grows: ten times the residents may take ten times as long and as much, no more."""

from pathlib import Path

from .measuring import Finding, Use, build, demo, together

QUESTION = "Does ten times as many residents take no more than ten times as much?"


def answer(residents: int, folder: Path) -> list[Finding]:
    once = demo_and_build(residents, folder / "once")
    tenfold = demo_and_build(10 * residents, folder / "tenfold")
    time, work, memory = (many / few for many, few in zip(tenfold, once, strict=True))
    growth = f"{time:.1f} times the seconds ({work:.1f} of work), {memory:.1f} times the memory"
    return [
        Finding(f"{residents} residents", str(once)),
        Finding(f"{10 * residents} residents", str(tenfold)),
        Finding("growth", growth, "at most 10 times", max(time, work, memory) <= 10),
    ]


def demo_and_build(residents: int, folder: Path) -> Use:
    return together(demo(residents, folder), build(folder))
