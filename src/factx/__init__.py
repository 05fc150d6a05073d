"""factx reads Chinese press releases and gives every figure in them as a record.

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

TYPE_CHECKING = False  # as type checkers know it; to import typing takes as long as to start Python

if TYPE_CHECKING:
    from factx.errors import FactxError, RuleError
    from factx.facts import Fact, Mention
    from factx.pipeline import extract
    from factx.quantities import find_mentions, numbers, parse_number
    from factx.read import Document, read_documents
    from factx.rules import load_rules

__version__ = "0.1.0"
__all__ = [
    "Document",
    "Fact",
    "FactxError",
    "Mention",
    "RuleError",
    "extract",
    "find_mentions",
    "load_rules",
    "numbers",
    "parse_number",
    "read_documents",
]

_HOMES = {
    "Document": "read",
    "Fact": "facts",
    "FactxError": "errors",
    "Mention": "facts",
    "RuleError": "errors",
    "extract": "pipeline",
    "find_mentions": "quantities",
    "load_rules": "rules",
    "numbers": "quantities",
    "parse_number": "quantities",
    "read_documents": "read",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _HOMES:
        return getattr(import_module(f"factx.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'factx' has no attribute {name!r}")
