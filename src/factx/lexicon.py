"""Where the built-in rule and list files lie, and how a plain list file is read."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def pattern_folder() -> Path:
    """Return the folder of the built-in files: ``factx/patterns`` of a wheel, else ``patterns`` of the checkout.

    An editable install skips the build's file map, so the package has no folder of its own there.
    """
    installed = Path(__file__).parent / "patterns"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "patterns"


@cache
def load_words(name: str) -> tuple[str, ...]:
    """Return the words of the built-in list ``name``.txt: one or more a line, parted by spaces, ``#`` comments."""
    lines = (pattern_folder() / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(dict.fromkeys(word for line in lines for word in line.partition("#")[0].split()))


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the built-in TOML file ``name``.toml as tomllib reads it."""
    return tomllib.loads((pattern_folder() / f"{name}.toml").read_text("utf-8"))
