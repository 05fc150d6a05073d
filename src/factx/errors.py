"""The one error that a user meets: where it happened, what is wrong, what would help."""

from collections.abc import Sequence


class FactxError(Exception):
    """A failure that the user can mend.

    ``str(error)`` is one line, ``where: cause``; ``where`` is a path, or a path and line (``rules.toml:14``), as the
    user wrote it.
    """

    def __init__(self, where: str, cause: str) -> None:
        super().__init__(f"{where}: {cause}")
        self.where = where
        self.cause = cause


class RuleError(FactxError):
    """A rule, list, pack or project file that cannot be used: nothing is read before it is mended."""


class RuleErrors(RuleError):  # noqa: N818 (several of them)
    """Several faults of such files, found at once; ``str`` has a line for each."""

    def __init__(self, errors: Sequence[RuleError]) -> None:
        super().__init__(errors[0].where, errors[0].cause)
        self.errors = tuple(errors)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


def raise_all(errors: Sequence[RuleError]) -> None:
    """Raise what was found wrong: nothing, one error, or `RuleErrors`."""
    if errors:
        raise errors[0] if len(errors) == 1 else RuleErrors(errors)
