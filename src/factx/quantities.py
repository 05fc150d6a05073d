"""One pass over a text: every numeral with its unit, bounds and class, and every word of time."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from operator import attrgetter

from factx.amounts import BARE_SCALE, SPACED_MORE, Figure, is_vague, read_amount, read_more
from factx.broken_numerals import find_gaps
from factx.characters import plain_text
from factx.class_lists import share_classes
from factx.clock import find_spoken_clock, is_midnight
from factx.codes import find_code, find_said_code, whole_codes
from factx.denominators import join_denominators, share_denominators
from factx.facts import Kind, Mention
from factx.fractions import FRACTION, MEASURES, ended, read_fraction
from factx.kept import compile_kept
from factx.lexicon import table_pattern
from factx.look_alikes import find_reign_year
from factx.measured import read_measured, tells_medals
from factx.names import find_name
from factx.number_words import find_doublings, find_halves, find_number_words
from factx.numeral_spans import NUMERAL, end_over_spaces
from factx.numerals import CHINESE_DIGITS, CHINESE_NUMERALS, in_full, parse_numeral
from factx.period_spans import PeriodSpan, find_periods
from factx.rank_lists import share_places
from factx.ranks import read_leading_rank, read_ordinal, read_strong_rank
from factx.reading import Reading, exact
from factx.spacing import close_up
from factx.tables import Table, find_tables, with_cells
from factx.unit_lists import share_units
from factx.units import find_unit

_WHOLE_FRACTION = compile_kept(r"(.+?)[分份]之(.+)|(\d+)/(\d+)", re.ASCII)
_FIGURES, _FORMAL_DIGITS, _FORMAL_SCALES = "0123456789", "壹贰叁肆伍陆柒捌玖", "拾佰仟"
_SIGNED = frozenset(_FIGURES + CHINESE_DIGITS + "十")  # what 零下 is the sign of
_ZERO_LED = compile_kept(f"[零〇](?!点)[{CHINESE_DIGITS}]+\\Z")
_IN_ORDER = compile_kept("[一二三四五六七八九日]{2,}")  # 星期一|二三四五
_BEHIND_PERCENT = compile_kept(f"百分之[{CHINESE_NUMERALS}点、]+[、和与及]\\Z")  # 百分之四和|五
_MOBILE, _MOBILE_IN_WORDS = 11, compile_kept("[一幺][三五七八九][零〇一二三四五六七八九]{9}\\Z")
_BEFORE_ITEM = ("", "\n", "\r", "。", "；")
_ITEM = compile_kept(f"(?:、|\\.\\ ?)(?=[一-鿿“《])(?![{CHINESE_NUMERALS}几数])")
_FORMAL_TEN = compile_kept("(?<![收捡重俯])拾(?:个月|[日天元圆份]内?(?![一-鿿]{0,1}[遗得]))")
_BEHIND_NEGATIVE = frozenset("，。；、）的是而和与")  # 评分为负三|，
_MISMATCHED = compile_kept(f"[{_FORMAL_DIGITS}](?:$|[一二三四五六七八九])")  # 极地|陆|—海—空, 内|陆七|大流域


@in_full
def find_mentions(text: str) -> list[Mention]:
    """Return all mentions of ``text`` in order: quantities, words of time, and what only looks like a number."""
    plain = plain_text(text)
    spans = list(find_periods(plain))
    return read_mentions(text, plain, spans, find_tables(plain, spans))


def numbers(text: str) -> list[Mention]:
    """Return the numbers of ``text`` in order, normalised: quantities, ordinals and ranks.

    Dates, codes, names and idioms that hold numerals are none; `find_mentions` gives them too, with their class.
    """
    return [mention for mention in find_mentions(text) if mention.is_quantity]


@in_full
def parse_number(text: str) -> Decimal:
    """Return the exact value of a numeral that stands alone: 1亿2000万, 负三点五, 1.2e5, 四分之三.

    ValueError for what is no numeral, for a fraction whose decimal does not end (三分之一), and for what has a unit.
    """
    plain = plain_text(text).strip()
    sign = -1 if plain[:1] in ("-", "负") else 1
    said = plain.lstrip("+-负") if plain[:1] in ("-", "负", "+") else plain
    value = parse_numeral(said) if said and plain.count("-") + plain.count("负") <= 1 else None
    if value is None and (fraction := _WHOLE_FRACTION.fullmatch(said)):
        over, part = (parse_numeral(name) for name in (fraction[1] or fraction[4], fraction[2] or fraction[3]))
        value = ended(part, over) if over and part is not None else None
    if value is None:
        raise ValueError(f"no exact number: {text!r}")
    return exact(sign * value)


def read_mentions(text: str, plain: str, spans: list[PeriodSpan], tables: Sequence[Table] = ()) -> list[Mention]:
    """Like `find_mentions`, for a text whose plain form (same length), words of time and tables are at hand."""
    periods = [(span.start, span.end) for span in spans if not plain.startswith("大年初", span.start - 1)]
    codes = whole_codes(plain)
    if codes:  # a date in an address is part of it
        periods = [(at, to) for at, to in periods if not any(at < end and start < to for start, end in codes)]
    found = [Mention(start, end, text[start:end], Kind.PERIOD) for start, end in periods]
    found += [Mention(start, end, text[start:end], Kind.CODE) for start, end in codes]
    masked = periods + codes
    if gaps := find_gaps(plain):
        found += _close_up(text, plain, sorted(masked), gaps)
    else:
        found += _scan(text, plain, sorted(masked))
    mentions = share_classes(plain, _without_overlap(found))
    return with_cells(text, mentions, tables) if tables else mentions


def _without_overlap(mentions: list[Mention]) -> list[Mention]:
    """The mentions in order; where two overlap, the one that begins first and is longer."""
    kept: list[Mention] = []
    end = 0
    for mention in sorted(mentions, key=attrgetter("start")):
        if mention.start >= end:
            kept.append(mention)
        elif mention.start == kept[-1].start and mention.end > end:
            kept[-1] = mention
        else:
            continue
        end = mention.end
    return kept


def _close_up(text: str, plain: str, masked: list[tuple[int, int]], gaps: list[tuple[int, int]]) -> list[Mention]:
    """The mentions of a text some of whose numerals are broken, read without their gaps."""
    left_out = {at for start, end in gaps for at in range(start, end)}
    closed, places = close_up(plain, left_out)
    inside = [
        (bisect_left(places, start), bisect_left(places, end - 1) + 1)
        for start, end in masked
        if start not in left_out and end - 1 not in left_out
    ]
    read = _scan(close_up(text, left_out)[0], closed, inside)
    found = []
    for mention in read:
        start, end = places[mention.start], places[mention.end - 1] + 1
        found.append(mention._replace(start=start, end=end, text=text[start:end]))
    return found


def _scan(text: str, plain: str, masked: list[tuple[int, int]]) -> list[Mention]:
    """The mentions outside the masked spans, in order."""
    reading = Reading(text, plain)
    found: list[Mention] = []
    masks = iter((*masked, (len(plain) + 1,) * 2))
    mask = next(masks)
    for match in NUMERAL.finditer(plain):
        start, end = match.span()
        while mask[1] <= start:
            if mask[1] > reading.end:
                reading.end = mask[1]
            mask = next(masks)
        if end > mask[0]:
            if start < mask[0]:
                end = mask[0]
            elif end > mask[1] and plain[start] in CHINESE_NUMERALS and not _IN_ORDER.fullmatch(plain, mask[1], end):
                start = reading.end = mask[1]  # 星期六|二百万辆次
                mask = next(masks)
            else:
                continue
        if start < reading.end:
            start = reading.end
            if start >= end or plain[start] not in _FIGURES + CHINESE_NUMERALS:
                continue
        reading.limit = mask[0]
        following = plain[end : end + 1]
        if following == " " or (following == "点" and plain.startswith("点 ", end)):
            end = end_over_spaces(plain, start, end, reading.limit)
        while start < end:
            named = _find_named(reading, start, end)
            mention = named or _read_numeral(reading, start, end)
            if mention is None:
                break
            found.append(mention)
            if mention.end > reading.end:
                reading.end = mention.end
            if named is None:
                break
            start = named.end  # 三一重工|五千万元: a numeral behind the name that it begins with
    reading.end, reading.limit = 0, len(plain)
    words = [word for find in (find_number_words, find_doublings, find_halves) for word in find(reading)]
    if words:
        found = _without_overlap(found + words)
    found = share_places(reading, join_denominators(reading, found))
    return share_denominators(reading, share_units(reading, found))


def _find_named(reading: Reading, start: int, end: int) -> Mention | None:
    """The name or the time that a numeral begins, and that makes no quantity of it."""
    plain = reading.plain
    following, named = plain[end : end + 1], None
    if following in ("点", "时") or "点" in plain[start:end]:
        named = find_spoken_clock(reading, start, end)
    elif following == "年":
        named = find_reign_year(reading, start, end)
    if following != "强" or read_strong_rank(reading, start, end) is None:
        named = named or find_name(reading, start, end)
    return None if named and named.end <= end and _opens_fraction(reading, end) else named


def _opens_fraction(reading: Reading, end: int) -> bool:
    return reading.plain.startswith(("分之", "份之"), end)


def _read_numeral(reading: Reading, start: int, end: int) -> Mention | None:
    plain = reading.plain
    if plain[start - 1 : start] in _BEFORE_ITEM and _ITEM.match(plain, end):
        return reading.mention(start, end, Kind.ORDINAL, parse_numeral(plain[start:end]))  # 1. , 一、
    if plain[end : end + 1] == "强" and (rank := read_strong_rank(reading, start, end)):
        return rank
    if plain[start] in _FIGURES:
        if code := find_code(reading, start, end):
            return code
    elif plain.startswith("零下", start) and plain[end + 1 : end + 2] in _SIGNED:
        return None  # a sign: 零下|40摄氏度
    elif _ZERO_LED.match(plain, start, end):
        return reading.mention(start, end, Kind.CODE)  # 〇八|年
    elif end - start == _MOBILE and _MOBILE_IN_WORDS.match(plain, start, end):
        return reading.mention(start, end, Kind.PHONE)
    elif said := find_said_code(reading, start, end):
        return said
    elif is_midnight(reading, start, end):
        return reading.mention(start, end + 1, Kind.TIME)
    elif end - start == 1 and not _opens_quantity(reading, start, end):
        return None
    if plain[start] in _FORMAL_DIGITS and _is_mismatched(reading, start, end):
        return None
    if plain[start - 1 : start] == "第":
        return read_ordinal(reading, start, end)
    if plain[start - 1 : start] in ("前", "首", "头") and (rank := read_leading_rank(reading, start, end)):
        return rank
    return _read_quantity(reading, start, end)


def _is_mismatched(reading: Reading, start: int, end: int) -> bool:
    """Whether a formal digit is part of a word: 极地|陆|—海—空."""
    mismatched = _MISMATCHED.match(reading.plain, start, end) and reading.plain[end : end + 1] not in ("又", "成")
    return bool(mismatched) and reading.unit(end, start) is None


def _opens_quantity(reading: Reading, start: int, end: int) -> bool:
    """Whether a lone Chinese digit may begin a quantity; spares the common 一 the full reading."""
    plain = reading.plain
    following = plain[end : end + 1]
    if plain[start] in _FORMAL_SCALES:
        return _opens_fraction(reading, end) or _FORMAL_TEN.match(plain, start) is not None
    if plain[start] == "零" and find_unit(plain, end, start) is None:
        return plain[start - 1 : start] in ("为", "至", "到", "是") and following in ("", *"，。；、）！”")
    return (
        following in ("", *"成折分半余多点%‰‱又、至到~-—死伤")
        or (plain[start - 1] in "、和与及" and bool(_BEHIND_PERCENT.search(plain, max(0, start - 12), start)))
        or (following == "来" and plain[start] in "十百千万亿")
        or (following in "金银铜" and tells_medals(reading, start, end))
        or find_unit(plain, end, start) is not None
        or (start > 0 and plain[start - 1] in "第前近约超过逾上")
        or (plain[start - 1 : start] == "破" and plain[start] in "百千万亿")
        or (
            plain[start - 1] == "负"
            and plain[start - 2] not in CHINESE_NUMERALS
            and following in _BEHIND_NEGATIVE
            and reading.minus(start) > 0
        )
        or (following in "这那不而却，" and plain[start - 1 : start] == "是")
        or (following == " " and bool(FRACTION.match(plain, end) or SPACED_MORE.match(plain, end)))
        or (following == " " and _is_measured(reading, start, end))
    )


def _is_measured(reading: Reading, start: int, end: int) -> bool:
    """Whether a unit of measure follows a blank: 一 秒, 五 天; not of a count, which a text in parts may break off."""
    unit = reading.unit(end, start)
    return unit is not None and unit[0].dimension in MEASURES


def _read_quantity(reading: Reading, start: int, end: int) -> Mention | None:
    """The quantity whose numeral begins at ``start``, with all that belongs to it."""
    plain = reading.plain
    if special := read_fraction(reading, start, end):
        return _signed(reading, special, start)
    end = reading.give_back(start, end)
    if end <= start:
        return None
    sign = reading.minus(start)
    bare_scale = plain[start] in "百千万亿" and BARE_SCALE.fullmatch(plain, start, end) is not None
    tenths = plain[end : end + 1] == "成" and table_pattern("numbers", "tenths").match(plain, end) is not None
    opened, bound = reading.bound_before(start - sign, scale_only=bare_scale or tenths)
    if bound and not sign and plain.endswith("零下", reading.end, opened):
        opened -= 2  # 零下|近|30摄氏度
        sign = start - opened
    amount = read_amount(reading, start, end, -1 if sign else 1)
    if amount is None:
        return None
    end, more = amount.end, None
    if is_vague(reading, start, end):
        return reading.mention(opened - (opened > 0 and plain[start - 1] in "数几"), end, Kind.VAGUE)
    if plain[end : end + 1] == " " and SPACED_MORE.match(plain, end):
        end += 1
    more_follows = plain[end : end + 1] in ("多", "余", "来", "几") and not plain.startswith("多方", end)
    if more_follows or (plain[end : end + 1] == "+" and reading.unit(end + 1)):
        amount, end, more = read_more(reading, amount, start, end)
        if plain[end - 1] == "几":
            return reading.mention(opened, end, Kind.VAGUE)
    alone = bare_scale and bound is None and more is None and BARE_SCALE.fullmatch(plain, start, amount.end)
    if alone and not table_pattern("numbers", "scale_bounded").match(plain, amount.end):
        if plain[start - 1 : start] == "每":
            return None  # 每百公里|5.6升 may take it for its denominator
        return reading.mention(start, amount.end, Kind.VAGUE)  # 百家, 万人: a scale alone counts nothing
    if sign:
        opened = min(opened, start - sign)
    return read_measured(reading, Figure(opened, start, end, amount.low, amount.high, more or bound))


def _signed(reading: Reading, fraction: Mention, start: int) -> Mention:
    """A fraction with the minus that stands before it."""
    sign = reading.minus(start)
    if not sign or not fraction.value or fraction.start != start:
        return fraction
    opened = start - sign
    return fraction._replace(start=opened, text=reading.text[opened : fraction.end], value=-fraction.value)
