"""The entry point: streams as they have to be, ``--version`` without loading anything, and how each failure ends."""

import errno
import io
import os
import sys

from factx import __version__

_INTERRUPTED, _PIPE_CLOSED = 130, 141  # 128 + the signal's number, as shells report it


def main() -> int:
    """Run the command line of this process and return its exit code; no failure gets past as a traceback."""
    _settle_streams()
    try:
        code = _run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except BrokenPipeError:
        code = _PIPE_CLOSED
    except OSError as error:
        code = _fail(error.filename or "stdout", error.strerror or str(error))
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        code = _fail(f"unexpected {type(error).__name__}", f"{error}; please report it (python -X dev shows where)")
    _let_go_of_stdout()
    return code


def _run(words: list[str]) -> int:
    if words == ["--version"]:
        print(f"factx {__version__}")
        return 0
    import signal

    from factx.cli import run

    signal.signal(signal.SIGTERM, _end)
    return run(words)


def _end(signal_number: int, frame: object) -> None:
    """End as on an exception, so that a half-written output is cleared away."""
    sys.exit(128 + signal_number)


class _Closed(io.TextIOBase):
    """Stands for a standard output that was closed before we started: None would swallow what is printed."""

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, "is closed")


def _settle_streams() -> None:
    """Let all streams speak UTF-8 in any locale, with line ends as they are written."""
    if sys.stdout is None:
        sys.stdout = _Closed()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


def _fail(where: str, cause: str) -> int:
    from factx.errors import FactxError
    from factx.output import report

    report(FactxError(where, cause))
    return 1


def _let_go_of_stdout() -> None:
    """Point a standard output that takes no more at the null device, or the interpreter complains when it ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
