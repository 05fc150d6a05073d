"""What takes most of a short run and comes out alike each time: compiled patterns and parsed tables, kept between runs.

They lie in the user's cache folder, each under the very text that it is made of: what changes is made anew, and where
nothing can be kept all works as without. Of a pattern the code is kept that `re` made of it; it is taken apart and put
together as Python's own ``re.compile`` does it, since 3.11.
"""

import marshal
import os
import re
import sys
import tomllib
from array import array
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

_T = TypeVar("_T")
_Kept = dict[tuple[str, int | str], bytes]  # by a pattern and its flags, or by what else it is made of and its kind
_MOST = 2_000  # where texts and versions have left more, those of the run that ends are kept alone
_used: _Kept = {}


def compile_kept(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` does, and raise what it raises; that it fails is kept as well."""
    if _compiler() is None:
        return re.compile(source, flags)
    flags = int(flags)
    kept = marshal.loads(_keep((source, flags), lambda: _compile(source, flags)))
    if isinstance(kept, str):
        raise re.error(kept, source)
    code, *rest = kept
    pattern: re.Pattern[str] = _compiler()._sre.compile(source, rest[0], array("I", code).tolist(), *rest[1:])
    return pattern


def parse_kept(text: str) -> dict[str, Any]:
    """Return what ``tomllib.loads`` does for a text without dates."""
    table: dict[str, Any] = marshal.loads(_keep((text, "table"), lambda: tomllib.loads(text)))
    return table


def make_kept(kind: str, text: str, make: Callable[[], _T]) -> _T:
    """Return what ``make`` does, which rests on ``text`` and our own modules alone: texts, numbers, what holds them."""
    made: _T = marshal.loads(_keep((text, f"{kind} {_newest()}"), make))
    return made


@cache
def _newest() -> int:
    """When a module of ours changed last: what they make of a text may be another from then on."""
    return max(module.stat().st_mtime_ns for module in Path(__file__).parent.glob("*.py"))


def save_kept() -> None:
    """Keep what this run had to make for those to come; a folder that takes no file is no fault."""
    if all(key in _kept() for key in _used):
        return
    kept = _kept() | _used
    unfinished: Path | None = None
    try:
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(f"{file.name}.{os.getpid()}")
        unfinished.write_bytes(marshal.dumps(kept if len(kept) <= _MOST else _used))
        unfinished.replace(file)
    except (OSError, RuntimeError):
        if unfinished:
            with suppress(OSError):
                unfinished.unlink()


def _keep(key: tuple[str, int | str], make: Callable[[], Any]) -> bytes:
    if key not in _used:
        _used[key] = _kept().get(key) or marshal.dumps(make())
    return _used[key]


@cache
def _kept() -> _Kept:
    try:
        kept = marshal.loads(_file().read_bytes())
    except (OSError, RuntimeError, ValueError, EOFError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _file() -> Path:
    """The file of this version of Python: another one's code is another. RuntimeError where no home is known."""
    folder = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(folder, "factx", f"kept.{sys.implementation.cache_tag}-{getattr(_compiler(), 'MAGIC', 0)}")


@cache
def _compiler() -> Any:
    """The part of `re` that compiles, None where it is not what it was."""
    try:
        from re import _compiler as found  # type: ignore[attr-defined]
    except ImportError:
        return None
    return found if array("I").itemsize == found._sre.CODESIZE else None


def _compile(source: str, flags: int) -> tuple[Any, ...] | str:
    """The code of a pattern, and what else _sre.compile takes; what `re` finds wrong with what is none."""
    try:
        parsed = _compiler()._parser.parse(source, flags)
    except re.error as error:
        return str(error)
    code = array("I", _compiler()._code(parsed, flags)).tobytes()
    by_name = parsed.state.groupdict
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in by_name.items():
        by_number[number] = name
    return code, flags | parsed.state.flags, parsed.state.groups - 1, dict(by_name), tuple(by_number)
