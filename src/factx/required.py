"""What a text must hold for a pattern to match: one without it need not be tried."""

from collections.abc import Callable, Iterator

import regex

# A choice of words, symbols and marks: one of them at least stands in whatever the pattern matches.
Choice = frozenset[str]

# Looked for as they stand. Latin letters are not: a pattern may take them in either case.
_LITERAL = r"[\p{Han}，。；：、（）“”《》％]"
_MAY_LACK = r"[?*]|\{(?:0|,|[a-z])"  # a repetition that may be none, or fuzzy matching
_STEP = regex.compile(
    rf"""\((?:\?:|\?P?<\w+>)?(?<words>{_LITERAL}+(?:\|{_LITERAL}+)*)\)(?!{_MAY_LACK})
      | (?<literal>{_LITERAL}+)(?!{_MAY_LACK})
      | \{{(?<name>\p{{Han}}+)(?::\p{{Han}}+)?\}}(?!{_MAY_LACK})
      | (?<group>\((?:\?(?::|>|<?=|P?<\w+>))?(?!\?))
      | (?<other>\()
      | (?<branch>\|)
      | (?<close>\))
      | \[\^?\]?(?:\\.|[^\]\\])*\] | \\(?:[pPN]\{{[^}}]*\}}|[gkL]<\w+>|.) | \{{[^}}]*\}} | .""",
    regex.VERBOSE | regex.DOTALL,
)
_OPTIONAL = regex.compile(_MAY_LACK)
_FLAGS = regex.compile(r"\(\?[a-zA-Z0-9-]+[:)]")  # they change what a pattern's words mean


def required_choices(pattern: str, meaning: Callable[[str], Choice]) -> tuple[Choice, ...]:
    """Return what a text must hold for ``pattern`` to match; nothing where that is hard to say.

    ``meaning`` gives what a name in braces stands for, an empty choice for what stands for anything.

    >>> required_choices("(?:高(?:于|过)|超)了?标准", lambda name: frozenset()) == ({"高", "超"}, {"标准"})
    True
    """
    if _FLAGS.search(pattern):
        return ()
    return tuple(_choices(pattern, _STEP.finditer(pattern), meaning))


def _choices(pattern: str, steps: "Iterator[regex.Match[str]]", meaning: Callable[[str], Choice]) -> list[Choice]:
    """What a group asks for, whose ``steps`` these are up to the bracket that closes it."""
    branches: list[list[Choice]] = [[]]
    for step in steps:
        match step.lastgroup:
            case "words" | "literal" as kind:
                branches[-1].append(frozenset(step[kind].split("|")))
            case "name":
                branches[-1] += filter(None, [meaning(step["name"])])
            case "group":
                branches[-1] += _choices(pattern, steps, meaning)
            case "other":
                _choices(pattern, steps, meaning)  # what must not stand there, and the like
            case "branch":
                branches.append([])
            case "close":
                return [] if _OPTIONAL.match(pattern, step.end()) else _of_any(branches)
    return _of_any(branches)


def _of_any(branches: list[list[Choice]]) -> list[Choice]:
    """What all branches of a group ask for: the narrowest choice of each, taken together."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    return [frozenset().union(*(min(branch, key=len) for branch in branches))]
