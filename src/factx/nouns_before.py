"""The noun phrase before a mention."""

import re

from factx.claims import LISTED, Claim, counts_things, is_subject
from factx.facts import Kind, Measure, Mention
from factx.kept import compile_kept
from factx.left_phrases import headless, left_phrase
from factx.lexicon import table_words
from factx.right_phrases import right_phrase
from factx.spans import NOWHERE, Span
from factx.symbols import QUANTITIES, SymbolSentence, symbol_patterns
from factx.thresholds import ends_in_bound, is_class, is_threshold

_pattern = symbol_patterns("chains")
_UNIT_IN_BRACKETS = compile_kept("（[^（）]{1,8}）[ \t：:]*\\Z")
_CLOSES = ("）", "，", "、")
_CLAUSE_MARK = compile_kept("[，。；]")


def noun_before(sentence: SymbolSentence, claim: Claim) -> Span:
    """The noun before the mention, or the clause that stands for one."""
    text, share = sentence.text, claim.measure is Measure.SHARE
    phrase = left_noun(text, claim, sentence.mentions)
    named = _pattern("named_by_verb").match(text, phrase.end)
    if named and _pattern("scope").fullmatch(text, *phrase):
        phrase = Span(*named.span())  # 局地|降温|超12℃
    if _pattern("members").search(text, *phrase):
        phrase = NOWHERE
    listed = text[claim.start] in "、和及"  # 占世界的75%以上|、全国的90%
    classed = sentence.mentions.get(claim.start - 1) if share and not listed else None
    if classed and is_class(classed):
        phrase = Span((left_phrase(text, claim.start - 1) or Span(claim.start - 1, 0)).start, claim.start)
    if counts_things(claim) and text.endswith(table_words("chains", "together"), 0, claim.position):
        phrase = right_phrase(text, claim.position + 1) or phrase  # 26个省份共计75个|试点县
    if not phrase and (left_open := _pattern("of_those").search(text, 0, claim.start)):
        phrase = headless(text, left_open.start(), phrase)  # 上涨|的有56个
    if share and text[claim.start - 1 : claim.start] == "的":
        phrase = headless(text, claim.start - 1, phrase)
    if not phrase and text[claim.start - 1 : claim.start] == "：":
        phrase = left_phrase(text, claim.start - 1)  # 主营业务利润：17亿元，|其他业务利润|：2亿元
        phrase = NOWHERE if _pattern("no_label").search(text, *phrase) else phrase
    return phrase


def left_noun(text: str, claim: Claim, mentions: dict[int, Mention]) -> Span:
    """The noun phrase before the mention; a threshold inside it does not end it: 产值过千亿元|产业."""
    bracketed = text[claim.start - 1 : claim.start] == "（" and text[claim.position + 1 : claim.position + 2] in _CLOSES
    end = claim.start - bracketed  # 内地（升6.5%）, 机电产品（增长5.2%，占六成）
    bracketed = bracketed or text[claim.start : claim.position] == "（"
    if bracketed and _pattern("then_in_brackets").search(text, 0, end):
        return NOWHERE  # 比例（14.1%）较2016届|（13.4%）上升: of what the chain tells of
    if claim.mention.text[-1].isdigit() and (unit := _UNIT_IN_BRACKETS.search(text, 0, end)):
        end = unit.start()  # 工业增加值|（亿元）|1203.4
    if text[end - 1 : end] == "的" and ends_in_bound(mentions.get(end - 2)):
        wider = left_phrase(text, end - 2)
        return Span(wider.start if wider.end == end - 2 else end - 2, end - 1)  # 进出口额|1亿元以上|的7800家
    if (label := _pattern("label").search(text, 0, end)) and not is_subject(text, Span(*label.span(1))):
        return Span(*label.span(1))
    phrase = left_phrase(text, end, floor := _after_brackets(text, end))
    if bracketed and (named := _pattern("is_named").search(text, *phrase)):
        phrase = Span(named.end(), phrase.end)  # 主要商品为|机电产品|（120亿元）
    if bracketed and floor and not phrase and set(QUANTITIES).isdisjoint(text[floor:end]):
        return Span(floor, end)  # 薪酬（65%）、|稳定|（53%）
    before = phrase.start - 1
    of_bound = phrase and text[before] == "的" and before > 0 and ends_in_bound(mentions.get(before - 1))
    if of_bound:
        wider = left_phrase(text, before - 1)
        if wider and _pattern("told_bound").fullmatch(text, wider.end, before - 1):
            return Span(wider.start, phrase.end)  # 月入|3万元以上|的受访者, 资产|在1亿元以上|的企业
        if not wider and is_threshold(mentions[before - 1]):
            return Span(before - 1, phrase.end)  # 100万人次以上|的机场
    if phrase and before >= 0 and text[before] in QUANTITIES and not LISTED.match(text[phrase.start]):
        wider = left_phrase(text, before)
        gap = text[phrase.start : phrase.end]
        told = is_threshold(mentions[before]) or (claim.mention.kind is Kind.PERCENT and is_class(mentions[before]))
        if told and len(gap) <= 10 and not re.search("^[的，（]|、", gap):
            return Span(wider.start if wider and wider.end == before else before, phrase.end)
    return phrase


def _after_brackets(text: str, end: int) -> int:
    """Where the member of a list begins that brackets with figures part from those before: （15.1%）、|广州."""
    close = text.rfind("）", 0, end)
    joined = close > 0 and text[close - 1] in QUANTITIES and text[close + 1] in "、和及与"
    return close + 2 if joined and not _CLAUSE_MARK.search(text, close, end) else 0
