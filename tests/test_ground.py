"""The ground holds: what is installed is pinned, and what the documents name exists."""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_locked_python_package_is_pinned_by_hash():
    """Nothing is installed that could be swapped silently."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    ours = [package for package in lock["package"] if package["source"] == {"editable": "."}]
    others = [package for package in lock["package"] if package not in ours]
    files = [file for package in others for file in [*package.get("wheels", []), package.get("sdist")] if file]
    assert len(ours) == 1
    assert all(package.get("wheels") or package.get("sdist") for package in others)
    assert all(file["hash"].startswith("sha256:") for file in files)


def test_the_installer_is_pinned_by_hash():
    """The first thing fetched is pinned like all that follows."""
    pins = (ROOT / ".ci" / "uv.txt").read_text(encoding="utf-8")
    assert re.search(r"^uv==[\d.]+ \\\n    --hash=sha256:[0-9a-f]{64}", pins, re.MULTILINE)


def test_every_locked_npm_package_is_pinned_and_runs_nothing_on_installation():
    """The tests' npm packages are pinned by digest and bring no install hook."""
    lock = json.loads((ROOT / "tests" / "package-lock.json").read_text(encoding="utf-8"))
    others = [package for path, package in lock["packages"].items() if path]
    assert others
    assert all(package["integrity"].startswith("sha512-") for package in others)
    assert not any(package.get("hasInstallScript") for package in others)


def documents() -> list[Path]:
    """The pages a reader may open."""
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def test_links_between_documents_lead_somewhere():
    """A link to a file of the tree names a file that exists."""
    links = [
        (page, target)
        for page in documents()
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    ]
    assert links
    assert not [f"{page.relative_to(ROOT)}: {target}" for page, target in links if not (page.parent / target).exists()]


def test_documents_name_only_targets_that_make_knows():
    """Each ``make`` command of a document exists."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    named = {
        target
        for page in documents()
        for target in re.findall(r"(?:^ *|`)make (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {"demo", "test", "lint"} <= named <= known
