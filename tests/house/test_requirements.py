"""The requirements files: complete, pinned, of one mind, and free of anybody's machine."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path

import pytest

from .places import ROOT, our_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OURS = {"energiekop", "pages", "app", "benchmarks", "tests", "setup", "run", "browser", "audit"}
OURS |= {folder.name for folder in (ROOT / "tests").iterdir()}  # tests share helpers by these names


def pins(name: str) -> dict[str, str]:
    """Package -> version, of every line that pins one."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9][a-z0-9.-]*)==([^\s;\\]+)", text, re.M))


def asked(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~; \[]", line, maxsplit=1)[0].lower().replace("_", "-") for line in requirements}


def imported(folders: tuple[str, ...]) -> dict[str, Path]:
    """Top-level modules from elsewhere that our Python files import, each with a file that does."""
    found = {}
    for path in our_files():
        if path.suffix != ".py" or path.parts[0] not in folders:
            continue
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names = [node.module]
            found |= {name.partition(".")[0]: path for name in names}
    return {name: path for name, path in found.items() if name not in sys.stdlib_module_names | OURS}


@pytest.mark.parametrize(
    ("folders", "extras"),
    [
        (("src", "pages", "app.py"), ()),
        (("tests", "benchmarks", "scripts"), ("dev",)),
    ],
    ids=["what runs", "what tests and measures"],
)
def test_every_import_is_asked_for_in_pyproject(folders: tuple[str, ...], extras: tuple[str, ...]) -> None:
    wanted = asked(PROJECT["project"]["dependencies"])
    for extra in extras:
        wanted |= asked(PROJECT["project"]["optional-dependencies"][extra])
    packages = importlib.metadata.packages_distributions()
    missing = {
        name: str(path)
        for name, path in imported(folders).items()
        if not {dist.lower().replace("_", "-") for dist in packages.get(name, [name])} & wanted
        and name not in {"starlette"}  # Streamlit's own web server, used through Streamlit
    }
    assert missing == {}


def test_what_pyproject_asks_is_pinned() -> None:
    project = PROJECT["project"]
    assert asked(project["dependencies"]) <= set(pins("requirements.txt"))
    assert asked(project["optional-dependencies"]["dev"]) <= set(pins("requirements-dev.txt"))


def test_each_direct_requirement_has_a_ceiling() -> None:
    project = PROJECT["project"]
    for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        assert "==" in line or "<" in line


def test_development_runs_on_the_very_versions_that_serve() -> None:
    development = pins("requirements-dev.txt")
    assert {name: development.get(name) for name in pins("requirements.txt")} == pins("requirements.txt")


def test_every_pin_for_development_has_a_hash() -> None:
    text = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    for pin in re.split(r"\n(?=[a-z0-9])", text)[1:]:
        assert "--hash=sha256:" in pin, pin


def test_what_builds_our_package_is_pinned_in_one_version() -> None:
    (wanted,) = PROJECT["build-system"]["requires"]
    assert PROJECT["project"]["optional-dependencies"]["build"] == [wanted]
    assert pins("requirements.txt")["flit-core"] == wanted.partition("==")[2]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_requirements_name_no_place_to_fetch_from(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"(?:https?|file)://\S+|--(?:extra-)?index-url|--find-links", text) == []
