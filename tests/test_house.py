"""The house holds: who may import whom, and the rules of style that a machine can check.

Each import contract and each rule is also seen to break, so that none of them can pass by being empty.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bots", "intake", "triage", "storage")
WINGS_AND_CELLAR = ("intake", "triage", "storage")


# Imports


def lint_imports(tree: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the packages of a tree, with the contracts of its pyproject.toml."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
            *options,
        ],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(tree)},
    )


def contracts() -> list[str]:
    """The ids of all import contracts."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["id"] for contract in project["tool"]["importlinter"]["contracts"]]


# A contract, and what somebody might write one day that it must not let pass.
BREACHES = [
    ("house", {"storage/ids.py": "import bots"}),
    ("house", {"triage/__init__.py": "import bots.config"}),
    ("wings", {"intake/__init__.py": "import triage"}),
    ("wings", {"triage/__init__.py": "import storage.detour", "storage/detour.py": "import intake"}),
    ("channels", {"bots/staff/__init__.py": "import bots.public.terminal"}),
    ("public", {"bots/public/__init__.py": "import telegram"}),
    ("public", {"bots/public/__init__.py": "import triage"}),
    ("public", {"bots/public/__init__.py": "import bots.detour", "bots/detour.py": "import storage.keys.group"}),
    ("public", {"intake/__init__.py": "def later():\n    import storage.keys.group"}),
    ("staff", {"bots/staff/__init__.py": "import bots.detour", "bots/detour.py": "import aiogram"}),
    ("traffic", {"bots/traffic/bell.py": "import aiogram"}),
    ("traffic", {"bots/telegram/text.py": "import telegram"}),
    ("traffic", {"bots/telegram/api.py": "import bots.detour", "bots/detour.py": "import storage.keys.group"}),
    ("signal", {"bots/signal/frames.py": "import intake"}),
    ("signal", {"bots/signal/api.py": "import bots.detour", "bots/detour.py": "import storage.keys.group"}),
    ("paging", {"bots/paging/line.py": "import triage"}),
    ("apprise", {"bots/public/watchdog.py": "import apprise"}),
    ("frameworks", {"intake/__init__.py": "import aiogram"}),
    ("frameworks", {"storage/ids.py": "import apscheduler"}),
    ("database", {"bots/config.py": "import sqlalchemy"}),
    ("database", {"triage/__init__.py": "import sqlite3"}),
    ("cryptography", {"storage/manifest.py": "import cryptography"}),
    ("migrations", {"storage/cases.py": "import alembic"}),
    ("sealing", {"storage/envelopes.py": "import sqlalchemy"}),
    ("cellar", {"storage/sealed/__init__.py": "import storage.documents"}),
    ("cellar", {"storage/unplaced.py": ""}),
]


def test_import_contracts_are_kept():
    """Every import contract of the house is kept."""
    run = lint_imports(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(("contract", "breach"), BREACHES)
def test_import_contract_notices_a_breach(contract, breach, tmp_path):
    """A forbidden import breaks its contract."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name, line in breach.items():
        with (tmp_path / name).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    run = lint_imports(tmp_path, "--contract", contract)
    assert "0 kept, 1 broken" in run.stdout, run.stdout + run.stderr


def test_every_import_contract_has_been_seen_to_break():
    """No contract stands without a breach that it notices."""
    assert {contract for contract, _ in BREACHES} == set(contracts())


# Style


Finder = Callable[[ast.Module], Iterator[ast.AST]]
"""Yields the nodes of a module that break a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of style.

    Attributes:
        says: the rule in words.
        folders: where it holds.
        breach: source text that breaks it.
        except_in: files and folders (with a slash at the end) whose business it is.
    """

    says: str
    folders: tuple[str, ...]
    find: Finder
    breach: str
    except_in: tuple[str, ...] = ()


def dotted(node: ast.AST) -> str:
    """The name a node spells, such as ``datetime.now``; empty if it is no plain name."""
    return ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""


def calls(*names: str) -> Finder:
    """Find calls of these functions, however the module that has them was reached."""

    def find(tree: ast.Module) -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = dotted(node.func)
                if any(called == name or called.endswith(f".{name}") for name in names):
                    yield node

    return find


def imports(*names: str) -> Finder:
    """Find imports of these modules, or of these names out of a module."""

    def find(tree: ast.Module) -> Iterator[ast.AST]:
        for node in ast.walk(tree):
            match node:
                case ast.Import():
                    imported = {alias.name for alias in node.names}
                case ast.ImportFrom():
                    imported = {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
                case _:
                    continue
            if imported & set(names):
                yield node

    return find


def names(*wanted: str) -> Finder:
    """Find uses and imports of these dotted names."""

    def find(tree: ast.Module) -> Iterator[ast.AST]:
        yield from imports(*wanted)(tree)
        yield from (node for node in ast.walk(tree) if dotted(node) in wanted)

    return find


def both(*finders: Finder) -> Finder:
    """Find what any of these finds."""

    def find(tree: ast.Module) -> Iterator[ast.AST]:
        for finder in finders:
            yield from finder(tree)

    return find


def loose_dataclasses(tree: ast.Module) -> Iterator[ast.AST]:
    """Find public dataclasses that are not frozen, keyword-only, and slotted unless they work something out once."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for decorator in node.decorator_list:
                call = decorator if isinstance(decorator, ast.Call) else ast.Call(decorator, [], [])
                if dotted(call.func).split(".")[-1] == "dataclass":
                    on = {k.arg for k in call.keywords if isinstance(k.value, ast.Constant) and k.value.value is True}
                    if not {"frozen", "kw_only"} <= on or ("slots" not in on and not works_out_once(node)):
                        yield node


def works_out_once(value: ast.ClassDef) -> bool:
    """Tell whether a class has a cached property, for which slots leave no room."""
    decorators = (d for part in value.body if isinstance(part, ast.FunctionDef) for d in part.decorator_list)
    return any(dotted(decorator) == "cached_property" for decorator in decorators)


def public_dicts(tree: ast.Module) -> Iterator[ast.AST]:
    """Find public functions and methods whose signature holds a dict."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            annotations = [node.returns, *(argument.annotation for argument in arguments)]
            parts = (part for annotation in annotations if annotation for part in ast.walk(annotation))
            if any(isinstance(part, ast.Name) and part.id == "dict" for part in parts):
                yield node


def foreign_sentences(tree: ast.Module) -> Iterator[ast.AST]:
    """Find string literals of several words, some with letters outside ASCII; a docstring may quote them."""
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in remarks else None
        several_words = isinstance(text, str) and re.search(r"[^\W\d_]{2} [^\W\d_]{2}", text)
        if several_words and any(letter.isalpha() and not letter.isascii() for letter in text):
            yield node


def silent_tests(tree: ast.Module) -> Iterator[ast.AST]:
    """Find test functions without a docstring of one paragraph."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            said = ast.get_docstring(node)
            if not said or "\n\n" in said:
                yield node


def sleeps(tree: ast.Module) -> Iterator[ast.AST]:
    """Find calls that wait for the clock; ``asyncio.sleep(0)`` only lets others run."""
    for node in calls("sleep")(tree):
        match node:
            case ast.Call(args=[ast.Constant(value=0)]):
                continue
        yield node


RULES = [
    Rule(
        says="time arrives as an aware now",
        folders=WINGS_AND_CELLAR,
        find=calls("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time_ns"),
        breach="import datetime\nnow = datetime.datetime.now(datetime.UTC)",
    ),
    Rule(
        says="randomness is passed in",
        folders=WINGS_AND_CELLAR,
        find=both(imports("random", "secrets", "uuid"), names("os.urandom")),
        breach="from secrets import token_bytes",
    ),
    Rule(
        says="only bots speaks to a terminal",
        folders=WINGS_AND_CELLAR,
        find=both(calls("print", "input"), names("sys.stdout", "sys.stderr", "sys.stdin")),
        breach="print('hello')",
    ),
    Rule(
        says="configuration is read in one place",
        folders=PACKAGES,
        find=imports("tomllib"),
        breach="import tomllib",
        except_in=("bots/config.py", "intake/questionnaire.py"),  # the latter reads questionnaires
    ),
    Rule(
        says="tasks start in a TaskGroup, but for the database's one writer",
        folders=PACKAGES,
        find=both(calls("asyncio.create_task", "loop.create_task", "ensure_future"), names("asyncio.create_task")),
        breach="from asyncio import create_task",
        except_in=("storage/database/",),
    ),
    Rule(
        says="values are frozen, slotted, keyword-only dataclasses",
        folders=PACKAGES,
        find=loose_dataclasses,
        breach="@dataclass(frozen=True, slots=True)\nclass Value:\n    x: int",
    ),
    Rule(
        says="no dict crosses a module boundary",
        folders=WINGS_AND_CELLAR,
        find=public_dicts,
        breach="def answers(case: CaseId) -> list[dict[str, str]]: ...",
        except_in=("storage/database/migrations/",),
    ),
    Rule(
        says="nobody writes a sentence for users in Python",
        folders=WINGS_AND_CELLAR,
        find=foreign_sentences,
        breach="GREETING = 'Добрий день'",
    ),
    Rule(
        says="a test says in a docstring what must be so",
        folders=("tests",),
        find=silent_tests,
        breach="def test_it():\n    assert True",
    ),
    Rule(
        says="no test sleeps",
        folders=("tests",),
        find=sleeps,
        breach="async def test_it():\n    await asyncio.sleep(0.1)",
        except_in=("tests/bots/traffic/",),  # where time is simulated, and a sleep takes none
    ),
]


def sources(*folders: str) -> list[Path]:
    """Every Python file under these folders that is ours."""
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if "node_modules" not in path.parts]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.says)
def test_rule_of_style_is_kept(rule):
    """The tree keeps the rule."""
    broken = [
        f"{name}:{node.lineno}"
        for path in sources(*rule.folders)
        if not (name := path.relative_to(ROOT).as_posix()).startswith(rule.except_in or ("/",))
        for node in rule.find(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not broken, f"{rule.says}: {', '.join(broken)}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.says)
def test_rule_of_style_notices_a_breach(rule):
    """A line that breaks the rule is found."""
    assert list(rule.find(ast.parse(rule.breach)))


def test_no_module_is_longer_than_400_lines():
    """A module past 400 lines is asked why; so far none has an answer."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources(*PACKAGES)}
    assert not {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > 400}


def test_no_module_is_a_drawer_for_everything():
    """A module is named for the thing it holds."""
    drawers = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc", "core"}
    assert not [path for path in sources(*PACKAGES) if drawers & {path.stem, path.parent.name}]


@pytest.mark.parametrize("package", PACKAGES)
def test_package_has_one_root_error(package):
    """All errors of a package have one root, so that a caller can tell whose they are."""
    roots = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in sources(package)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and {dotted(parent) for parent in node.bases} & {"Exception", "ValueError", "RuntimeError", "OSError"}
    ]
    assert len(roots) <= 1, roots
