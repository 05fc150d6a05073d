"""The members of a list that figures go with, one to each: whose or what each is, and what they share."""

from factx.claims import Claim, framed_topic, is_subject
from factx.left_phrases import left_phrase, without_state
from factx.lexicon import table_words
from factx.segment import clause_start
from factx.shared_nouns import measure_at, shared_head, shared_tail
from factx.spans import NOWHERE, Span, members
from factx.subject import Subject
from factx.subjects import match_subject
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("chains")
_LONGEST_PLACE = 4  # characters


def so_many(text: str, span: Span, count: int) -> list[Span]:
    """The members of a list, by the mark that gives ``count`` of them: 汽车|及零件|和|燃料, 东|中|西部."""
    if (compass := _pattern("compass").match(text, *span)) and len(compass[1]) == count:
        at = compass.start()
        return [*(Span(at + one, at + one + 1) for one in range(count - 1)), Span(at + count - 1, span.end)]
    found = members(text, span)
    joints = "、和/" if len(found) > count else "/"
    told = (members(text, span, joint) for joint in joints) if len(found) != count else iter(())
    return next((one for one in told if len(one) == count), found)


def members_before(text: str, at: int, count: int) -> list[Span]:
    """A list of ``count`` members that opens one of the two clauses before ``at``: 甲、乙两市…，分别….

    What counts the list (两市, 8种…) ends its last member.
    """
    end = at
    for _ in range(3):
        start = clause_start(text, end, "，。；：")
        found = members(text, Span(start, end))
        if len(found) >= count:
            found = so_many(text, Span(start, end), count)[:count]  # 教育、卫生、社会保障|和|就业支出，分别…
            if told := _pattern("told").search(text, found[-1].start + 1, found[-1].end):
                found[-1] = Span(found[-1].start, told.start())  # 东盟、欧盟、美国|为前三大贸易伙伴
            found[-1] = without_state(text, found[-1])  # 甲、乙均价|稳步上升，分别…
            last = _pattern("count_of_members").search(text, found[-1].start, found[-1].end)
            tail = Span(found[-1].start, last.start() if last else found[-1].end)
            opened = left_phrase(text, found[0].end, found[0].start)
            if tail and opened and len(so_many(text, Span(opened.start, tail.end), count)) == count:
                return [opened, *found[1:-1], tail]
        if start == 0:
            break
        end = start - 1
    return []


def assign(text: str, run: list[Claim], found: list[Span], inner: Span = NOWHERE) -> None:
    """Give each figure its member, with the tail that all share: the last one's, or what stands behind 分别."""
    found = [*(_without_code(text, member) for member in found[:-1]), found[-1]]
    for claim in run:
        claim.topic, claim.inherited = None, False
    toward = text.find("对", max(0, found[0].start - 1), found[0].end)
    if toward >= 0 and (tail := shared_tail(text, found) or measure_at(text, found[-1]) or inner):
        _assign_partners(text, run, found, Span(toward, toward + 1), tail)
        return
    compass = _pattern("compass").match(text, *found[-1])
    if compass and all(_pattern("compass_point").fullmatch(text, *span) for span in found[:-1]):
        told = [span for span in (Span(compass.end(), found[-1].end), inner) if span]  # 东、中、西部地区|投资
        for claim, member in zip(run, found, strict=True):
            claim.member = Span(member.start, member.start + 1)
            claim.phrase, claim.pieces = (told[0] if told else framed_topic(text)), told
        return
    region = _pattern("region").match(text, *found[-1])
    if region and region[0].endswith("地区") and all(_pattern("region").fullmatch(text, *span) for span in found[:-1]):
        shared = inner or Span(region.end() + text.startswith("的", region.end()), found[-1].end)
        for claim, member in zip(run, found, strict=True):
            claim.member = Span(member.start, min(member.end, region.end()))
            claim.phrase, claim.pieces = shared or framed_topic(text), []
        return
    if owned := _owners(text, found):
        owners, shared = owned
        places = _pattern("places_told").match(text, owners[-1].end) is not None
        doubtful = _doubtful_companies(text, owners)
        for claim, member in zip(run, owners, strict=True):
            claim.member, claim.place = member, claim.place or places or text[slice(*member)] in doubtful
            own = claim.phrase if claim.phrase.start > owners[-1].end else NOWHERE
            claim.phrase = shared or inner or own or _ranked_in(text, owners[0].start) or framed_topic(text)
            claim.inherited = bool(doubtful) and bool(claim.phrase)  # the next step takes it for no member
        return
    if inner:
        for claim, member in zip(run, found, strict=True):
            claim.phrase, claim.pieces, claim.member = member, [member, inner], member
        return
    tail = shared_tail(text, found) or _noun_behind(run[-1])
    if tail and text[found[-1].end : run[0].position].endswith("分别以") and _pattern("won").search(text, *tail):
        for claim, member in zip(run, found, strict=True):  # 甲、乙分别以17%和16%的|份额|位列前二: who has them
            claim.phrase, claim.pieces, claim.member, claim.place, claim.inherited = tail, [], member, True, True
        return
    grouped = _pattern("grouped").search(text, found[-1].start + 1, found[-1].end)
    for claim, member in zip(run, found, strict=True):
        claim.phrase = member
        claim.pieces = [member, tail] if tail and (member is not found[-1] or tail.start >= member.end) else []
        claim.member = member
    head = shared_head(text, found)
    for claim, member in zip(run[1:], found[1:], strict=True):
        claim.pieces = [head, member] if head else claim.pieces
    if grouped:
        own, behind = Span(found[-1].start, grouped.start()), Span(grouped.end(), found[-1].end)
        run[-1].pieces = [own, behind] if behind else [own]
    if tail and (scale := _pattern("above_scale").match(text, found[0].start)):
        for claim, member in zip(run[1:], found[1:], strict=True):  # 规模以上|采矿业、|制造业增加值
            claim.pieces = [Span(*scale.span()), *(claim.pieces or [member])]
    if text.startswith("第", found[0].start):
        for claim, member in zip(run[1:], found[1:], strict=True):
            if _pattern("bare_ordinal").match(text, member.start):  # 第一、|二、三产业
                claim.pieces = [Span(found[0].start, found[0].start + 1), *(claim.pieces or [member])]


def _without_code(text: str, member: Span) -> Span:
    """京东|（9618）: a company without its code."""
    code = _pattern("code").search(text, *member)
    return Span(member.start, code.start()) if code and code.end() == member.end else member


def _assign_partners(text: str, run: list[Claim], found: list[Span], toward: Span, tail: Span) -> None:
    """对|东盟、欧盟|出口: partners are no owners; the indicator is 对东盟出口."""
    partners = [
        Span(max(found[0].start, toward.end), found[0].end),
        *found[1:-1],
        Span(found[-1].start, min(found[-1].end, tail.start)),
    ]
    partners = [Span(span.start + text.startswith("对", span.start), span.end) for span in partners]
    for claim, partner in zip(run, partners, strict=True):
        claim.phrase, claim.pieces = toward, [toward, partner, tail]


def _ranked_in(text: str, start: int) -> Span:
    """In what the members of a list that begins at ``start`` are the first: 浓度|最低的3个城市依次是|甲、乙和丙."""
    ranked = _pattern("ranked").search(text, 0, start)
    return Span(*ranked.span(1)) if ranked else NOWHERE


def _owners(text: str, found: list[Span]) -> tuple[list[Span], Span] | None:
    """The owners that a list names, and the noun that they share behind the last: 成都、绵阳|旅游收入."""
    last = found[-1]
    places = _pattern("places_told").search(text, last.start + 2, last.end)
    if places and all(
        span.end - span.start <= _LONGEST_PLACE for span in (*found[:-1], Span(last.start, places.start()))
    ):
        return [*found[:-1], Span(last.start, places.start())], Span(
            places.end(), last.end
        ) or NOWHERE  # 新田、祁东|两县
    doubtful = _doubtful_companies(text, found)
    if not all(is_subject(text, span) or text[slice(*span)] in doubtful for span in found[:-1]):
        return None
    counted = _pattern("counted").search(text, last.start + 1, last.end)
    if counted and is_subject(text, Span(last.start, counted.start())):
        return [*found[:-1], Span(last.start, counted.start())], Span(counted.end(), last.end) or NOWHERE
    named = next((name for name in doubtful if text.startswith(name, last.start)), "")
    company = Subject(last.start, last.start + len(named), named, company=True) if named else None
    subject = match_subject(text[: last.end], last.start) or company
    if subject is None:
        return None
    end = code.end() if (code := _pattern("code").match(text, subject.end)) else subject.end
    shared = Span(end + text.startswith("的", end), last.end)
    if text.startswith("等", shared.start):  # 东盟、拉美|等新兴市场|出口
        shared = measure_at(text, shared)
    return [*found[:-1], Span(last.start, subject.end)], shared if shared else NOWHERE


def _doubtful_companies(text: str, found: list[Span]) -> tuple[str, ...]:
    """The names that are common words as well, in a list that has another company: 华为和|苹果|出货量."""
    named = (match_subject(text[: one.end], one.start) for one in found)
    beside = any(one is not None and one.company for one in named)
    return table_words("subjects", "doubtful_companies") if beside else ()


def _noun_behind(claim: Claim) -> Span:
    """What stands behind the last figure of a list that its rule reads so: 甲、乙分别以3%、2%的|份额."""
    return claim.phrase if claim.phrase.start > claim.position else NOWHERE
