"""The documentation against the program."""

import doctest
import importlib
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_group

import factx
from factx.cli import app
from factx.output import FIELDS

DOCS = Path(__file__).parents[1] / "docs"
MODULES = [module.name for module in pkgutil.iter_modules(factx.__path__) if module.name != "__main__"]
RULE_COMMANDS = ["rules list", "rules show", "rules check", "rules test", "rules suggest"]


@pytest.mark.parametrize("command", ["", *get_group(app).commands, *RULE_COMMANDS])
def test_cli_page_has_every_help(command: str) -> None:
    words = [sys.executable, "-m", "factx", *command.split(), "--help"]
    env = os.environ | {"COLUMNS": "100"}
    shown = subprocess.run(words, env=env, capture_output=True, encoding="utf-8", check=True)
    heading = f"## factx {command}".rstrip()
    assert f"{heading}\n\n```text\n{shown.stdout}```\n" in (DOCS / "cli.md").read_text("utf-8")


def test_records_page_explains_every_field_in_order() -> None:
    table = (DOCS / "records.md").read_text("utf-8").partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    assert re.findall(r"`(\w+)`", " ".join(rows)) == list(FIELDS)


def test_examples_of_the_numbers_page_are_true() -> None:
    assert doctest.testfile(str(DOCS / "numbers.md"), module_relative=False, encoding="utf-8").failed == 0


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_are_true(module: str) -> None:
    assert doctest.testmod(importlib.import_module(f"factx.{module}")).failed == 0


def test_names_of_the_package_are_there() -> None:
    assert [name for name in factx.__all__ if not hasattr(factx, name)] == []
    with pytest.raises(AttributeError):
        factx.nothing  # noqa: B018
