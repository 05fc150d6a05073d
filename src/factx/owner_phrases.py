"""A figure's phrase without the name of whom it is of."""

from factx.claims import Claim
from factx.facts import Measure
from factx.lexicon import table_words
from factx.places import match_place
from factx.spans import Span
from factx.subject import Subject
from factx.symbols import symbol_pattern, symbol_patterns

_pattern = symbol_patterns("context")


def part_from(text: str, claim: Claim, subject: Subject) -> None:
    """Part a phrase from the subject that ends inside it: 甲、乙等|11个省份|高铁覆盖率达到100%."""
    opens = subject.thing and claim.phrase.start == subject.start  # 位于江苏的|青山博物馆|馆藏文物
    if (subject.company or opens) and not subject.stands_for:  # 手机厂商|传音控股|出货量, 制造商|英特尔|第一季度营收
        others = text.startswith(("等", "和", "与"), subject.end)  # 工商银行|等多家银行|贷款新增
        if claim.phrase.start <= subject.start < subject.end < claim.phrase.end and not others:
            claim.phrase = without_subject(text, claim.phrase, subject)
        claim.pieces = [piece for piece in claim.pieces if not piece.start < subject.start < subject.end == piece.end]
    ranked = symbol_pattern("subjects", "ranked_country").match(text, *claim.phrase)
    if ranked and ranked.end() == subject.start and subject.end < claim.phrase.end:
        claim.phrase = without_subject(text, claim.phrase, subject)  # 世界第一人口大国|印度|出口
    if not subject.start < claim.phrase.start < subject.end < claim.phrase.end:
        return
    said = Span(claim.phrase.start, subject.end)
    rest = Span(subject.end + text.startswith("的", subject.end), claim.phrase.end)
    if min(said.end - said.start, rest.end - rest.start) >= 2:
        claim.phrase = said if said.start > claim.position else rest


def part_topic(text: str, claim: Claim) -> Subject | None:
    """Part a phrase from the place behind its topic, and return that place: 确诊病例|中|东城区|13例、西城区53例."""
    topic = _pattern("among").match(text, *claim.phrase)
    if topic is None or match_place(text, topic.end()) != claim.phrase.end or claim.phrase.end == topic.end():
        return None
    place = Subject(topic.end(), claim.phrase.end, text[topic.end() : claim.phrase.end])
    claim.phrase = Span(*topic.span(1))
    return None if claim.inherited else place


def part_holder(text: str, claim: Claim) -> Subject | None:
    """Part a phrase from the person who holds a stake, and return that one: 王刚|持股|10%."""
    holder = _pattern("holder").match(text, *claim.phrase) if claim.measure is Measure.SHARE else None
    if holder is None or match_place(text, holder.start()) > holder.start():
        return None
    claim.phrase = Span(*holder.span(2))
    return Subject(*holder.span(1), holder[1], lasting=False)


def holder_before(text: str, claim: Claim) -> Subject | None:
    """The works that a figure in the middle of its clause is of: 建设内容包括|东山灌区|的9条干渠."""
    if text[claim.position - 1 : claim.position] != "的":
        return None
    holder = _pattern("holds_of").search(text, max(0, claim.position - 12), claim.position)
    return Subject(*holder.span(1), holder[1], thing=True) if holder else None


def without_subject(text: str, phrase: Span, subject: Subject) -> Span:
    """The indicator behind the subject that it begins with: 烟台|地区生产总值, 贵州全省|公路通车里程."""
    start = subject.end
    start += 2 * text.startswith(table_words("context", "all_of_it"), start)
    if code := _pattern("stock_code").match(text, start, phrase.end):
        start = code.end()  # 建设银行|（00939.HK）|净利
    if aside := _pattern("aside").match(text, start, phrase.end):
        start = aside.end()  # 春节档|（2月4日至10日）|全国电影总票房
    if others := _pattern("and_others").match(text, start, phrase.end):
        start = others.end()  # 海南|等地的|旅游收入
    while joint := _pattern("of_it").match(text, start, phrase.end):
        start = joint.end()
    if duration := symbol_pattern("phrases", "before_name").match(text, start, phrase.end):
        start = duration.end()  # 某公司|连续五年|销量
    if adverb := _pattern("adverb").match(text, start, phrase.end):
        start = adverb.end()  # 北京|再|新建绿道
    return Span(min(start, phrase.end), phrase.end)
