"""Many files: each read and extracted in turn, failures reported and counted, the output whole or not at all."""

import datetime
import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TextIO, TypeVar

from factx.audit import Numeral, audit
from factx.errors import FactxError
from factx.explain import ExplainedSentence, explain
from factx.facts import Fact, Mention
from factx.output import report
from factx.pipeline import extract
from factx.quantities import find_mentions, numbers
from factx.read import Document, file_name, read_documents
from factx.rules import Rules
from factx.suggest import Reading, read_sentences

_LINE_END = re.compile(r"\r\n|\r|\n")
_T = TypeVar("_T")


class Batch:
    """A run over files: ``done`` documents, and what ``failed``, each with its line on stderr."""

    def __init__(self) -> None:
        self.done = 0
        self.failed = 0
        self._stopped: set[str] = set()

    def facts(self, paths: Iterable[str], date: datetime.date | None, rules: Rules) -> Iterator[tuple[str, list[Fact]]]:
        """Yield the name and the facts of each document, in the order of ``paths``."""
        documents = (document for path in paths for document in read_documents(path, date))
        return self._each(documents, lambda document: extract(document, rules, self._stop))

    def mentions(self, paths: Iterable[str], *, every: bool = False) -> Iterator[tuple[str, list[list[Mention]]]]:
        """Yield the name and the numbers of each document: a list for each line, offsets within that line.

        ``every`` gives what only looks like a number too.
        """
        documents = (document for path in paths for document in read_documents(path, None, blank=True))
        return self._each(documents, partial(_by_line, read=find_mentions if every else numbers))

    def numerals(
        self, paths: Iterable[str], date: datetime.date | None, rules: Rules
    ) -> Iterator[tuple[str, list[Numeral]]]:
        """Yield the name and the numerals of each document, with what became of them."""
        documents = (document for path in paths for document in read_documents(path, date))
        return self._each(documents, lambda document: audit(document, rules, self._stop))

    def explanations(
        self, documents: Iterable[Document | FactxError], rules: Rules, offset: int | None
    ) -> Iterator[tuple[str, list[ExplainedSentence]]]:
        """Yield the name of each document and what became of its numerals: of the sentence at ``offset``, if given."""
        return self._each(documents, lambda document: explain(document, rules, self._stop, offset))

    def sentences(
        self, paths: Iterable[str], date: datetime.date | None, rules: Rules
    ) -> Iterator[tuple[str, list[Reading]]]:
        """Yield the sentences of each document, in symbols and with their facts."""
        documents = (document for path in paths for document in read_documents(path, date))
        return self._each(documents, lambda document: read_sentences(document, rules, self._stop))

    def write(self, pieces: Iterable[str], path: str | None) -> None:
        """Write ``pieces`` to the file ``path``, or to standard output; a file stays as it was if nothing was read."""
        if path is None:
            sys.stdout.writelines(pieces)
            sys.stdout.flush()
            return
        with replacing(path, lambda: bool(self.done)) as write:
            for piece in pieces:
                write(piece)

    def _each(
        self, documents: Iterable[Document | FactxError], read: Callable[[Document], _T]
    ) -> Iterator[tuple[str, _T]]:
        for document in documents:
            if isinstance(document, FactxError):
                self._fail(document)
                continue
            result = _attempt(read, document)
            if isinstance(result, FactxError):
                self._fail(result)
                continue
            self.done += 1
            yield document.name, result

    def _stop(self, error: FactxError) -> None:
        """Report a rule whose pattern was stopped, the first time."""
        if error.where not in self._stopped:
            self._stopped.add(error.where)
            self._fail(error)

    def _fail(self, error: FactxError) -> None:
        self.failed += 1
        report(error)


def _attempt(read: Callable[[Document], _T], document: Document) -> _T | FactxError:
    """Return what ``read`` makes of a document, or why not: a fault of ours in one costs none of the others."""
    try:
        return read(document)
    except FactxError as error:
        return error
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        return FactxError(document.name, f"unexpected {type(error).__name__}: {error}; please report it with the text")


@contextmanager
def replacing(path: str, wanted: Callable[[], bool] = lambda: True) -> Iterator[Callable[[str], None]]:
    """Give a function that writes text to the file ``path``, which changes only at the end, if all went well.

    The text goes to a file beside it, renamed when it is complete and ``wanted()``. A device or a pipe is written
    itself; a link keeps pointing where it did. FactxError names what cannot be written.
    """
    target = path if _is_special(path) else os.path.realpath(path)  # /dev/stdout may be a pipe, which has no path
    beside = os.path.join(os.path.dirname(target), f".factx-{os.urandom(4).hex()}")
    part = target if _is_special(target) else beside
    with _removed(beside):  # from before it is there: an interrupt may come as soon as it is
        file = _open(path, target, part)

        def write(text: str) -> None:
            with _named(path):
                file.write(text)

        try:
            yield write
            with _named(path):
                file.close()
                if part == beside and wanted():
                    _move(beside, target)
        finally:
            with suppress(OSError):
                file.close()


@contextmanager
def _removed(path: str) -> Iterator[None]:
    """See to it that in the end no file is left at ``path``."""
    try:
        yield
    finally:
        with suppress(OSError):
            os.unlink(path)


def _open(path: str, target: str, part: str) -> TextIO:
    with _named(path):
        if os.path.exists(target) and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))  # renaming would get round it
        return open(part, "w" if part == target else "x", encoding="utf-8", newline="")


@contextmanager
def _named(path: str) -> Iterator[None]:
    """Turn what the system refuses into an error that names ``path``; a closed pipe stays the caller's to end on."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FactxError(file_name(path), f"cannot be written ({error.strerror})") from None


def _is_special(target: str) -> bool:
    return os.path.exists(target) and not os.path.isfile(target)


def _move(part: str, target: str) -> None:
    with suppress(FileNotFoundError):
        os.chmod(part, stat.S_IMODE(os.stat(target).st_mode))
    os.replace(part, target)


def _by_line(document: Document, read: Callable[[str], list[Mention]]) -> list[list[Mention]]:
    lines = _LINE_END.split(document.text)
    if not lines[-1]:
        lines.pop()  # a line end ends a line, it starts none
    return [read(line) for line in lines]
