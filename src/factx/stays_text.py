"""Which quantities stay text, as part of a name: small counts, ages of a group, what a rate is told by."""

import re
from enum import StrEnum
from functools import cache

from factx.facts import Bound, Kind, Mention
from factx.kept import compile_kept
from factx.lexicon import load_table, table_patterns, table_words
from factx.symbols import SYMBOLS

_pattern = table_patterns("stays_text")


class StaysText(StrEnum):
    """Why a mention becomes no symbol, but stays text, as part of its noun phrase."""

    NO_QUANTITY = "no quantity"
    SMALL_COUNT = "a count up to ten in characters, and nothing beside it makes it the news"
    NAMES = "a numeral that only names: a year, a place on the globe"
    PER = "每 before it or 兑 behind it makes it what another figure is told by"
    AGE_GROUP = "an age that says which people are meant"
    RATE = "a length of time that is part of the name of a rate"
    SIZE = "a number of people that says which towns are meant"


def why_text(plain: str, mention: Mention) -> StaysText | None:
    """Return why a mention stays text, or None where it becomes a symbol."""
    if mention.kind not in SYMBOLS:
        return StaysText.NO_QUANTITY
    if mention.kind is Kind.PERIOD:
        quoted = plain.startswith("“", mention.start - 1) and _pattern("quoted_time").match(plain, mention.end)
        return StaysText.NAMES if quoted and not mention.text[0].isdigit() else None
    if is_small(mention) and not _counts(plain, mention):
        return StaysText.SMALL_COUNT
    if mention.unit in ("度", "摄氏度") and plain.endswith(table_words("stays_text", "coordinates"), 0, mention.start):
        return StaysText.NAMES
    if mention.unit in table_words("chains", "place_units") and _names_region(plain, mention):
        return StaysText.NAMES
    if _only_names(plain, mention):
        return StaysText.PER if mention.kind in (Kind.COUNT, Kind.MONEY) else StaysText.NAMES
    if mention.kind is Kind.DURATION and _pattern("timed_rate").match(plain, mention.end):
        return StaysText.RATE  # 癌症|5年|生存率达到46.6%
    if _is_size(plain, mention):
        return StaysText.SIZE
    return StaysText.AGE_GROUP if _is_age_group(plain, mention) else None


def _is_size(plain: str, mention: Mention) -> bool:
    """Whether a number of people only says how large the towns are that are meant: 20万人|口以上城市."""
    people = mention.unit == "人" and plain.startswith("口", mention.end)
    counted = people or _pattern("counts_people").search(plain, max(0, mention.start - 2), mention.start)
    return bool(counted) and _pattern("sized").match(plain, mention.end) is not None


def _names_region(plain: str, mention: Mention) -> bool:
    """Whether a count of places is part of the name of a region of which a figure is told: 西部|12省市|外贸增速."""
    named = _pattern("named_with_count").search(plain, max(0, mention.start - 5), mention.start)
    return named is not None and _pattern("measured_of_them").match(plain, mention.end) is not None


def _is_age_group(plain: str, mention: Mention) -> bool:
    """Whether an age only says which people are meant: 60岁及以上|人口, 18至35岁|占48.9%."""
    return (
        mention.unit in table_words("stays_text", "ages")
        and mention.bound in (Bound.RANGE, Bound.GE, Bound.LE)
        and (
            plain.startswith("的", mention.end)  # 年龄在18周岁以上的|居民
            or not _pattern("says_age").search(plain[max(0, mention.start - 10) : mention.start])
        )
    )


_WRITTEN_OUT = compile_kept("[0-9０-９点點．]")


def is_small(mention: Mention) -> bool:
    """Whether it is a count up to ten in Chinese characters: it mostly enumerates, and stands inside names."""
    if mention.kind not in (Kind.COUNT, Kind.DURATION, Kind.NUMBER):
        return False
    value = mention.high if mention.value is None else mention.value
    if value is None or value > 10 or (value == 10 and mention.bound is Bound.GT):
        return False  # 十多|家 are more than ten
    return not _WRITTEN_OUT.search(mention.text)


_SCALED = compile_kept("[万亿.点,]|[0-9][wW]")
_YEAR = compile_kept("(?:19|20)[0-9]{2}")


def _only_names(plain: str, mention: Mention) -> bool:
    before = plain[: mention.start].rstrip(" ")[-1:]
    if (mention.kind is Kind.COUNT and before == "每") or _is_told_by(plain, mention):
        return True  # 每|10万人|中拥有大学文化程度的: what a rate is told by
    if mention.kind is Kind.DURATION and _is_short_year(plain, mention):
        return True
    if mention.kind is not Kind.NUMBER or mention.bound is not Bound.EQ:
        return False
    said = plain[mention.start : mention.end]
    if _YEAR.fullmatch(said):
        return True
    if _pattern("of_each_sex").match(plain, mention.end):
        return False
    if _SCALED.search(said) or _pattern("value_before").search(plain[: mention.start].rstrip(" ")[-3:]):
        return False
    return not _pattern("index_then").search(plain, max(0, mention.start - 40), mention.start)


def _is_short_year(plain: str, mention: Mention) -> bool:
    """Whether a length of time is a year in its short form: 比|95年|上涨三成."""
    return (
        _pattern("short_year").fullmatch(mention.text) is not None
        and _pattern("short_year_before").search(plain, max(0, mention.start - 4), mention.start) is not None
        and _pattern("short_year_behind").match(plain, mention.end) is not None
    )


def _is_told_by(plain: str, mention: Mention) -> bool:
    """Whether a round figure is what another is told by: 10股|派1.5元, 1美元|兑7.1元."""
    if mention.unit == "股":
        return mention.value in (1, 10, 100) and bool(_pattern("dealt").match(plain, mention.end))
    if mention.kind is not Kind.MONEY or mention.value not in (1, 100):
        return False
    told = _pattern("exchanged_before").search(plain, max(0, mention.start - 2), mention.start)
    return bool(told or _pattern("exchanged").match(plain, mention.end))


def _counts(plain: str, mention: Mention) -> bool:
    """Whether what stands round a small count makes it the news: 增至九家, 两人死亡, 两名士兵受伤."""
    start = mention.start
    if mention.unit in table_words("stays_text", "heads") and (
        _pattern("befallen").match(plain, mention.end)
        or _pattern("befallen_before").search(plain, max(0, start - 6), start)
    ):
        return True
    if mention.unit == "枚" and mention.text.endswith(table_words("stays_text", "medals")):
        return True  # 再添|一金
    if mention.unit == "枚" and _pattern("medal").match(plain, mention.end):
        return True  # 收获|一枚|银牌
    if mention.unit in table_words("stays_text", "results"):
        closes = _pattern("one_result").search(plain, 0, start) and _pattern("one_closes").match(plain, mention.end)
        if mention.text[0] != "一" or closes:
            return True
    casualties = mention.unit == "人" and mention.text[-1] in "死伤"  # 三死|五伤
    if casualties or _is_measured(plain, mention) or _goes_on(plain, mention):
        return True
    if mention.text[0] == "一" and "半" not in mention.text:
        return mention.kind is Kind.DURATION and plain.endswith(table_words("stays_text", "lasted"), 0, start)
    if mention.kind is Kind.NUMBER:
        return False
    if _pattern("moved").match(plain, mention.end) and _pattern("from").search(plain, max(0, start - 10), start):
        return True  # 由|四小时|缩短为两小时
    before, lasting, after = _small_count_contexts()
    behind = lasting if mention.kind is Kind.DURATION else before
    return bool(behind.search(plain, max(0, start - 4), start) or after.match(plain, mention.end))


def _is_measured(plain: str, mention: Mention) -> bool:
    """Whether a small amount tells a size: 超过|三公斤|冰毒, 桥长|八米."""
    if mention.unit not in table_words("stays_text", "measures") or mention.text[0] == "一":
        return False
    sized = _pattern("sized_by").search(plain, max(0, mention.start - 12), mention.start)
    return mention.bound is not Bound.EQ or sized is not None


def _goes_on(plain: str, mention: Mention) -> bool:
    """Whether a count goes on with a figure of the same kind: 分别为287宗和|四宗."""
    spelling, start = mention.text[1:], mention.start
    if not spelling or plain[start - 1 : start] not in ("和", "及", "、", "与"):
        return False
    before = plain[: start - 1]
    return before.endswith(spelling) and before[: -len(spelling)][-1:].isdigit()


@cache
def _small_count_contexts() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands before a count, before a length of time, and behind either."""
    table = load_table("stays_text")["small_counts"]
    before, lasting, after = ("|".join(table[side]) for side in ("before", "lasting", "after"))
    return compile_kept(f"(?:{before})$"), compile_kept(f"(?:{before}|{lasting})$"), compile_kept(after)
