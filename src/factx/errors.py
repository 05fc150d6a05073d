"""The one error that a user meets: where it happened, what is wrong, what would help."""


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
    """A rule or list file that cannot be used: nothing is read before it is mended."""
