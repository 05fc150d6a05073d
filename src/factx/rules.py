"""The rules in force: those of factx, of the project and of the command line, in the order in which they are tried."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import concat, itemgetter

from factx.errors import RuleError, raise_all
from factx.lexicon import pattern_folder
from factx.notation import Names
from factx.project import Project
from factx.required import Choice
from factx.rule import Emission, Rule, read_rule
from factx.rule_files import BUILT_IN, RuleFile, read_rule_files

__all__ = ["Emission", "Rule", "Rules", "load_rules"]
_PROJECT, _COMMAND = 1, 2  # the layers above the built-in one
FAMILY = "family"  # the column that a glossary of indicators fills


@dataclass
class Rules:
    """The rules in force, in the order in which they are tried; ``families`` gives the family of an indicator.

    ``names`` are the lists and parts of the ``files`` that were read, by pack, None for what is in no pack.
    """

    rules: list[Rule] = field(default_factory=list)
    families: dict[str, str] = field(default_factory=dict)
    names: dict[str | None, Names] = field(default_factory=dict, repr=False)
    files: Sequence[RuleFile] = ()

    def __post_init__(self) -> None:
        in_order = sorted(self.rules, key=lambda rule: rule.order)
        own = [name for rule in in_order for name in rule.columns] + [FAMILY] * bool(self.families)
        self.columns = tuple(dict.fromkeys(own))  # beside the fields of the contract
        self.constants = {rule.id: rule.constants for rule in self.rules if rule.constants}
        self.raw = [rule for rule in self.rules if rule.raw]
        self._index = _Index()
        # by one of the choices that each rule needs: the rules, each with its place and all that it needs
        self._by_choice: dict[int, list[tuple[int, int, Rule]]] = {}
        for place, rule in enumerate(rule for rule in self.rules if not rule.raw):
            scarcest = min(rule.required, key=_scarcity, default=None)
            needed = self._index.needs(rule)
            key = self._index.bits[scarcest] if scarcest else 0
            self._by_choice.setdefault(key, []).append((place, needed, rule))

    def candidates(self, text: str) -> list[Rule]:
        """Return, in their order, the rules over symbols that a sentence has all for: the others cannot match in it."""
        absent = ~self._index.present(text)
        found = [
            (place, rule)
            for choice, needing in self._by_choice.items()
            if not choice & absent
            for place, needs, rule in needing
            if not needs & absent
        ]
        found.sort(key=itemgetter(0))
        return [rule for _, rule in found]


def _scarcity(choice: Choice) -> tuple[int, int]:
    """How likely a text is to hold one of the words of a choice, the least likely first."""
    return len(choice), -min(map(len, choice))


class _Index:
    """The choices of which rules need one, each a bit, and the words of all by the two characters they begin with."""

    def __init__(self) -> None:
        self.bits: dict[Choice, int] = {}
        self.words: dict[str, dict[str, int]] = {}

    def needs(self, rule: Rule) -> int:
        """Return the bits of what a rule cannot match without."""
        return sum({self._bit(choice) for choice in rule.required})

    def present(self, text: str) -> int:
        """Return the bits of the choices of which a text holds one."""
        found = 0
        for opening in self.words.keys() & {*text, *map(concat, text, text[1:])}:
            for word, bits in self.words[opening].items():
                if word == opening or word in text:
                    found |= bits
        return found

    def _bit(self, choice: Choice) -> int:
        if choice not in self.bits:
            self.bits[choice] = 1 << len(self.bits)
            for word in choice:
                same = self.words.setdefault(word[:2], {})
                same[word] = same.get(word, 0) | self.bits[choice]
        return self.bits[choice]


def load_rules(paths: Sequence[str] = (), *, builtin: bool | None = None, project: Project | None = None) -> Rules:
    """Return the built-in rules with those of the user's files and packs, which replace the ones of their ids.

    ``project`` has rules below those of ``paths``, and says which are left out; ``builtin`` goes before what it says
    of the built-in ones. RuleError for what cannot be used, with all faults at once.
    """
    project = project or Project()
    faults: list[RuleError] = []
    files = [
        *read_rule_files([str(pattern_folder() / "rules")], BUILT_IN, faults),
        *read_rule_files(project.rules, _PROJECT, faults),
        *read_rule_files(paths, _COMMAND, faults),
    ]
    for file in files:
        file.check_tables()
    names = _names(files)
    found = _read_rules(files, names)
    families: dict[str, str] = {}
    for file in files:
        families |= file.families()
    kept = _without_replaced(found)
    faults += [fault for file in files for fault in file.faults]
    if not faults:
        faults += _unknown(project, {rule.id for rule in found})
    raise_all(faults)
    with_builtin = project.builtin if builtin is None else builtin
    kept = [rule for rule in kept if rule.id not in project.disable and (with_builtin or not rule.trusted)]
    return Rules(in_rank(kept), families, names, files)


def in_rank(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules in the order in which they are tried."""
    return sorted(rules, key=lambda rule: (-rule.priority, rule.order))


def _read_rules(files: Sequence[RuleFile], names: dict[str | None, Names]) -> list[Rule]:
    """The rules of all files, replaced ones too; an id that one layer gives twice is a fault."""
    found: dict[tuple[int, str], Rule] = {}
    for file in files:
        for table, line in file.rule_tables():
            rule = read_rule(file, table, line, names[file.pack], len(found))
            if rule is None:
                continue
            other = found.setdefault((rule.layer, rule.id), rule)
            if other is not rule:
                cause = f'rule "{table["id"]}": the id is taken by {other.path}:{other.line}'
                file.faults.append(RuleError(f"{rule.path}:{rule.line}", cause))
    return list(found.values())


def _names(files: Sequence[RuleFile]) -> dict[str | None, Names]:
    """The lists and parts by pack: single files share theirs with all, a pack keeps its own to itself."""
    names: dict[str | None, Names] = {None: Names({}, {})}
    for file in sorted(files, key=lambda file: file.pack is not None):
        shared = names[None]
        scope = names.setdefault(file.pack, Names(dict(shared.lists), dict(shared.parts)))
        scope.lists.update(file.lists())
        scope.parts.update(file.parts())
    return names


def _without_replaced(found: Iterable[Rule]) -> list[Rule]:
    """The rules that none of a higher layer replaces: of the same id, or a pack's of the bare id of a built-in one."""
    highest: dict[str, int] = {}
    for rule in found:
        for replaced in (rule.id, rule.id.rpartition("/")[2]):
            highest[replaced] = max(highest.get(replaced, BUILT_IN), rule.layer)
    own = {rule.id: rule.layer for rule in sorted(found, key=lambda rule: rule.layer)}
    return [rule for rule in found if rule.layer == (highest if rule.trusted else own)[rule.id]]


def _unknown(project: Project, known: set[str]) -> list[RuleError]:
    """What is wrong with the ids that a project leaves out."""
    faults = []
    for rule_id in project.disable:
        if rule_id not in known:
            near = difflib.get_close_matches(rule_id, sorted(known), 1)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            faults.append(RuleError(project.where("disable"), f'"disable": unknown rule "{rule_id}"{hint}'))
    return faults
