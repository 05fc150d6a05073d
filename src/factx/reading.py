"""The text as far as it is read: what may still be claimed, and what stands round a numeral: sign, bound, unit."""

from decimal import Decimal
from functools import cache, lru_cache

from factx.bounds import bound_words
from factx.facts import Bound, Kind, Mention
from factx.lexicon import load_table, table_pattern
from factx.units import Unit, currency_signs, dollar, find_unit, last_of_signs

_NO_SIGN_BEHIND = ("-", "/", ")", *"减胜平肩背正不辜抱担身欺")  # 不负|十四亿
_SIGN_BEHIND = tuple("为是比到至达")  # before a minus that a blank parts from its figure
_KINDS = {
    "percent": Kind.PERCENT,
    "point": Kind.POINT,
    "money": Kind.MONEY,
    "time": Kind.DURATION,
    "multiple": Kind.MULTIPLE,
}


@lru_cache(maxsize=4096)  # equal values have one exact form
def exact(value: Decimal) -> Decimal:
    """The value in full, without exponent and without zeros after its last decimal."""
    said = format(value or abs(value), "f")  # 0 has no sign
    return Decimal(said.rstrip("0").rstrip(".") if "." in said else said)


def kind_of(unit: Unit) -> Kind:
    """The kind of a quantity in ``unit``."""
    return _KINDS.get(unit.dimension, Kind.COUNT)


@cache
def value_names() -> tuple[str, ...]:
    """The Latin words whose values stand behind them."""
    return tuple(load_table("names")["value_names"])


class Reading:
    """A text read from left to right: nothing before ``end`` may be claimed again, and nothing from ``limit`` on."""

    def __init__(self, text: str, plain: str) -> None:
        self.text, self.plain = text, plain
        self.limit = len(plain)
        self.end = 0

    def mention(
        self,
        start: int,
        end: int,
        kind: Kind,
        value: Decimal | None = None,
        high: Decimal | None = None,
        unit: str | None = None,
        bound: Bound = Bound.EQ,
    ) -> Mention:
        said = self.text[start:end]
        if high is None:
            return Mention(start, end, said, kind, None if value is None else exact(value), None, None, unit, bound)
        assert value is not None
        return Mention(start, end, said, kind, None, exact(value), exact(high), unit, Bound.RANGE)

    def unit(self, at: int, start: int | None = None) -> tuple[Unit, int] | None:
        """The unit at ``at``, behind a space too; ``start`` is where its numeral begins."""
        if at < self.limit and self.plain[at : at + 1] == " ":
            at += 1
        small = start is not None and at - start == 1 and self.plain[start] not in "0123456789"
        found = find_unit(self.plain, at, start, strict=small)
        return found if found and found[1] <= self.limit else None

    def minus(self, start: int) -> int:
        """How many characters of minus touch the numeral: -3.2亿元, 负3.1%, 零下10度; a dash between signs joins."""
        two = self.plain[start - 2 : start]
        if two == "零下" and start - 2 >= self.end:
            return 2
        if two == "- " and start - 2 >= self.end and self.plain[start - 3 : start - 2] in _SIGN_BEHIND:
            return 2  # 同比- 5.3%
        if two == "负 " and start - 2 >= self.end and self.plain[start - 3 : start - 2] not in _NO_SIGN_BEHIND:
            return 2  # 负 1200万元
        before = self.plain[start - 1 : start]
        if before == "—" and start - 1 >= self.end and self.plain[start - 2 : start - 1] in _SIGN_BEHIND:
            return 1  # 增速为—3.5%
        if before not in ("-", "负") or start - 1 < self.end:
            return 0
        if self.plain.endswith(value_names(), 0, start - 1):
            return 1  # QoQ|-5%
        if self.plain.endswith("正或", 0, start - 1):
            return 0  # 误差为正或负|3%
        further = self.plain[start - 2 : start - 1]
        if further == "/" and "一" <= self.plain[start - 3 : start - 2] <= "鿿":
            return 1  # 收入19亿元/|-22%
        return int(not (further.isalnum() and further.isascii()) and further not in _NO_SIGN_BEHIND)

    def give_back(self, start: int, end: int) -> int:
        """The end of a numeral without what is the first character of its unit: 2000万|千瓦时, 二十|两; 一千|欧元."""
        last = self.plain[end - 1]
        if last == "两" and end - start > 1:
            return end - 1 if self.unit(end - 1, start) else end
        if last == "一" and self.plain[end - 2] in "百千万" and self._is_sold_by_one(start, end):
            return end - 1  # 八万|一平
        if last in "千百兆毫" and (found := find_unit(self.plain, end - 1)):
            behind = find_unit(self.plain, end)
            return end - 1 if found[1] > end and not (behind and behind[1] > found[1]) else end
        return end

    def _is_sold_by_one(self, start: int, end: int) -> bool:
        """Whether the last 一 of a numeral says by what a price is: 房价八万|一平."""
        by = table_pattern("numbers", "sold_by_one").match(self.plain, end)
        return (
            bool(by)
            and table_pattern("numbers", "price_before").search(self.plain, max(0, start - 6), start) is not None
        )

    def bound_before(self, start: int, *, scale_only: bool = False) -> tuple[int, Bound | None]:
        """Where a bound before the numeral begins, and which: 超过|, 约|; ``start`` and None without one."""
        bounds, plain = bound_words(), self.plain
        at = start - 1 if plain[start - 1 : start] == " " else start
        for word, bound in bounds.before.get(plain[at - 1 : at], ()):
            if not plain.endswith(word, self.end, at):
                continue
            first = at - len(word)
            any_amount = scale_only or word not in bounds.before_scale
            if not any_amount and not plain.endswith(bounds.after_nouns.get(word, ()), 0, first):
                continue
            if first and plain[first - 1] in bounds.not_after.get(word, "") and not self._ends_word(first, word[0]):
                continue
            if plain.endswith(bounds.not_after_words.get(word, ()), 0, first):
                continue
            if bound is Bound.GT and table_pattern("numbers", "records").match(plain, first):
                continue  # 9次|破5项亚洲纪录
            return first, bound
        return start, None

    def _ends_word(self, end: int, opening: str) -> bool:
        """Whether what stands before a bound is a word of its own: 损失|约5亿元, 航线60条|约3万公里."""
        return self.plain.endswith(bound_words().after_words.get(opening, ()), 0, end)

    def bound_after(self, end: int) -> tuple[int, Bound | None]:
        """Where a bound behind a quantity ends, and which: |左右, |以上; ``end`` and None without one."""
        bounds, plain = bound_words(), self.plain
        if plain[end : end + 1] not in bounds.first:
            return end, None
        for word, bound in bounds.after:
            if plain.startswith(word, end) and end + len(word) <= self.limit:
                following = plain[end + len(word) : end + len(word) + 1]
                refused = following and following in bounds.not_before.get(word, "")
                if not refused and following in bounds.only_before.get(word, following):
                    return end + len(word), bound
        return end, None

    def finish(
        self,
        opened: int,
        end: int,
        kind: Kind,
        low: Decimal,
        high: Decimal | None,
        unit: str | None,
        bound: Bound | None,
    ) -> Mention:
        """A quantity from ``opened``, with the bound that stands behind it, else ``bound``."""
        end, after = self.bound_after(end)
        if bound and (others := self._opens_comparison(opened, end)):
            opened, bound = others, None
        if after is bound is None and self.plain[end : end + 1] == "内" and end < self.limit and kind is Kind.DURATION:
            within = table_pattern("numbers", "within").search(self.plain, max(self.end, opened - 4), opened)
            end, after = (end + 1, Bound.LE) if within else (end, None)
        return self.mention(opened, end, kind, low, high, unit, after or bound or Bound.EQ)

    def _opens_comparison(self, opened: int, end: int) -> int | None:
        """Where the figure begins before which a word compares, and bounds nothing: 高于|14.3%的历史水平."""
        compares = table_pattern("numbers", "others_bounds").match(self.plain, opened)
        told = compares and table_pattern("numbers", "others_value").match(self.plain, end)
        return compares.end() if compares and told else None

    def bounded(
        self,
        start: int,
        end: int,
        kind: Kind,
        value: Decimal,
        high: Decimal | None = None,
        unit: str | None = None,
        bound: Bound | None = None,
    ) -> Mention:
        """A quantity that begins at ``start``, with the bounds that stand round it."""
        opened, before = self.bound_before(start)
        return self.finish(opened, end, kind, value, high, unit, bound or before)

    def currency_before(self, opened: int) -> tuple[int, str] | None:
        """Where a currency begins that is written before the amount, and its unit: HK$|3.5亿, 港币|2亿元."""
        opened -= self.plain[opened - 1 : opened] == " "
        if self.plain.endswith("同）", 0, opened):
            opened = self.plain.rfind("（", 0, opened)  # 新台币（以下同）26,400元
        if self.plain[opened - 1 : opened] not in last_of_signs():
            return None
        for length in (4, 3, 2, 1):
            begin = opened - length
            if begin >= self.end and (unit := currency_signs().get(self.plain[begin:opened])):
                if table_pattern("numbers", "exchanged").search(self.plain, max(0, begin - 1), begin):
                    return None
                return opened - length, dollar(self.plain) if self.plain[opened - length] == "$" else unit
        return None
