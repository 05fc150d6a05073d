"""Whose figure each is: of a subject that its clauses name, or of one that is carried on."""

from bisect import insort
from operator import attrgetter

from factx.casualties import attacks, befell, raided_place, shaken_place
from factx.characters import plain_text
from factx.claims import Claim, joined_names, said_behind, topic_words
from factx.clause_subjects import ClauseSubjects
from factx.context import Context
from factx.facts import Bound, Kind, Measure
from factx.lexicon import table_words
from factx.origins import NOTHING, How, Origin
from factx.owner_phrases import holder_before, part_from, part_holder, part_topic, without_subject
from factx.places import match_place, place_ends, starts_listed
from factx.raw import position_in
from factx.segment import clause_start, is_shut_in
from factx.short_companies import trading_company
from factx.spans import NOWHERE, Span, members
from factx.subject import Subject
from factx.subjects import match_subject
from factx.symbols import PERIOD, SYMBOLS, SymbolSentence, symbol_pattern, symbol_patterns
from factx.told_places import foretold_place, struck_places
from factx.works import described_work, is_of_part, is_of_works, works_told

_pattern = symbol_patterns("context")
_LONGEST_PLACE = 10


class Owners:
    """Which of the subjects of a sentence each of its claims belongs to."""

    def __init__(self, context: Context, symbols: SymbolSentence, subjects: ClauseSubjects) -> None:
        self.context, self.symbols, self.text, self.subjects = context, symbols, symbols.text, subjects
        self.said: Subject | None = None  # by the rule of a figure: 江苏队|孟达|贡献14分9篮板
        self.last: tuple[int, tuple[str | None, Origin]] | None = None  # the figure before, and whose it was
        self.struck: Subject | None = None  # 导致|长江中下游地区|1646万人受灾，93人死亡: all that follows is of it

    def of(self, claim: Claim) -> tuple[str | None, Origin]:
        """Return whose figure it is, and where that stands; a subject that opens its phrase is cut off."""
        name, origin = self._find(claim)
        if name is None and self.last and self.last[0] == claim.position - 1 and self.last[1][1].how is How.PHRASE:
            people = claim.mention.unit in topic_words().people
            name, origin = self.last[1] if people else (name, origin)  # 全村231户|602人
        self.last = claim.position, (name, origin)
        if is_of_works(self.text, claim) and (name is None or match_place(plain_text(name), 0) == len(name)):
            works = works_told(self.text, claim)  # 在江苏盐城，枢纽完工。…，|全长162.3千米
            return self.subjects.named(works, How.CLAUSE) if works else (None, NOTHING)
        return self._without_branch(name, claim) if name else name, origin

    def _find(self, claim: Claim) -> tuple[str | None, Origin]:
        """Whose figure it is: who its list, its phrase, a clause before it or the sentences before say."""
        if place := part_topic(self.text, claim):
            return self.subjects.named(place, How.MEMBER)
        if behind := self._behind(claim):
            return self.subjects.named(behind, How.PHRASE)
        if works := self._works_of_kind(claim):
            return self.subjects.named(works, How.PHRASE)
        if holder := part_holder(self.text, claim) or holder_before(self.text, claim):
            return self.subjects.named(holder, How.PHRASE)
        if (claim.pieces or claim.member) and (named := self._by_member(claim)):
            return named
        if work := described_work(self.text, claim, self.context.known):
            return self.subjects.named(work, How.PHRASE)
        if claim.measure is Measure.RANK and (ranked := self._ranked(claim) or self._ranked_names(claim)):
            return self.subjects.named(ranked, How.CLAUSE)
        inside = self._inside(claim) or foretold_place(self.text, claim.position)
        if (said := self._said_by_rule(claim)) and not inside:
            return self.subjects.named(said, How.CLAUSE)
        if claim.position in self.subjects.counted or (inside and self.subjects.counted_behind(inside)):
            return None, NOTHING
        for subject in reversed(self.subjects.found):
            if is_shut_in(self.text, subject.start, claim.position):
                continue  # 156人死亡（其中|雅安市|141人），5人失踪
            if subject.start < claim.position < subject.end:
                part_from(self.text, claim, subject)
                continue  # 福州、厦门等|4个|城市将建设示范区: those counted
            if subject.start < claim.position and attacks(self.text, subject, claim):
                raided = raided_place(self.text, subject, claim)
                return self.subjects.named(raided, How.CLAUSE) if raided else (None, NOTHING)
            if self._is_left_out(subject, claim):
                continue  # 其中|甘肃|115人遇难，另有16人失联
            if inside and subject.start <= inside.start:
                if subject.start < inside.start < subject.end:
                    return self.subjects.named(subject, How.CLAUSE)  # 本届|广交会: what stands behind its first word
                break
            if self._governs(subject, claim):
                continue  # 中央财政安排100亿元，|供种保障率|由70%提高到78%
            if subject.start < claim.position and not self._is_of_all_trade(subject, claim):
                if not (claim.phrase or claim.topic) or (claim.inherited and claim.phrase.end <= subject.start):
                    self._quote(subject, claim)
                part_from(self.text, claim, subject)
                return self.subjects.named(subject, How.CLAUSE)
        shaken = None if inside else shaken_place(self.text, claim)
        self.struck = shaken or self.struck
        beside = shaken or (None if inside else struck_places(self.text, claim.position) or self._beside(claim))
        if beside and _pattern("strikes").search(self.text, 0, beside.start):
            self.struck = beside
        if owner := inside or beside or self.struck:
            return self.subjects.named(owner, How.PHRASE)
        if (
            self.subjects.source
            and self.subjects.source.start < claim.position
            and not (self.subjects.source.thing and claim.mention.unit == "%")
        ):
            return self.subjects.named(self.subjects.source, How.CLAUSE)
        return self._carried(claim)

    def _said_by_rule(self, claim: Claim) -> Subject | None:
        """Whom the rule of a figure before in the clause names: 孟达贡献14分|9篮板."""
        if claim.label and (span := claim.label.said.get("subject")):
            start, end = (position_in(self.symbols, at) for at in (span[0], span[1] - 1))
            self.said = Subject(start, end + 1, self.text[start : end + 1])
        if self.said is None or clause_start(self.text, claim.position) > self.said.end:
            return None
        return self.said

    def _behind(self, claim: Claim) -> Subject | None:
        """Who opens what is said of a figure behind it: 114万亿元，这是|中国|去年的国内生产总值."""
        said = said_behind(self.text, claim)
        start = said.start + (self.text[said.start : said.start + 1] == PERIOD)
        subject = match_subject(self.text[: said.end], start, self.context.known) if said else None
        if subject and subject.start == claim.phrase.start and subject.end < claim.phrase.end:
            claim.phrase = without_subject(self.text, claim.phrase, subject)
        return subject if subject and subject.end <= claim.phrase.start else None

    def _works_of_kind(self, claim: Claim) -> Subject | None:
        """The works told of before, by what they are: 白鹤滩水电站开工。|电站|装机容量1600万千瓦."""
        told = self.context.subject if self.context.thing else self.context.event
        kind = _pattern("kind_of_works").match(self.text, *claim.phrase) if told and not claim.pieces else None
        if not told or kind is None or claim.phrase.end > claim.position or not told.endswith(kind[0]):
            return None
        works = Subject(*kind.span(), kind[0], stands_for=True, thing=True)
        claim.phrase = Span(kind.end(), claim.phrase.end)
        insort(self.subjects.found, works, key=attrgetter("start"))  # what follows in the sentence is of them, too
        return works

    def _ranked(self, claim: Claim) -> Subject | None:
        """Who is named behind a rank: 排名第二的是|惠普公司, 居前三位的区县为|甲区、乙区和丙县."""
        behind = _pattern("ranked_is").match(self.text, claim.position + 1)
        if behind is None:
            return None
        if claim.mention.bound is not Bound.LE:
            return next((one for one in self.subjects.found if one.start == behind.end()), None)
        listed = _pattern("ranked_list").match(self.text, behind.end()) if behind["whom"] else None
        if listed is None:
            return None
        whole = Subject(*listed.span(), listed[0], lasting=False)
        found = self.subjects.found
        found[:] = [one for one in found if not whole.start <= one.start < whole.end]
        insort(found, whole, key=attrgetter("start"))  # what follows in the sentence is of all of them
        return whole

    def _ranked_names(self, claim: Claim) -> Subject | None:
        """The works, or as many names as there are places, before a rank: 《甲》《乙》分列前两位, 甲、乙、丙|居前三."""
        start = clause_start(self.text, claim.start)
        named = _pattern("ranked_works").search(self.text, start, claim.start)
        if named is None and claim.phrase and claim.phrase.end <= claim.start:
            listed = _pattern("ranked_names").fullmatch(self.text, *claim.phrase)
            names = members(self.text, claim.phrase) if listed else []
            several = len(names) > 2 and claim.mention.bound is Bound.LE and claim.mention.value == len(names)
            known = several and any(match_subject(self.text, name.start, self.context.known) for name in names)
            named = listed if known else None
        if named is None:
            return None
        claim.phrase, claim.pieces, claim.topic = NOWHERE, [], None
        return Subject(named.start(), named.end(1), self.text[named.start() : named.end(1)], thing=True)

    def _by_member(self, claim: Claim) -> tuple[str | None, Origin] | None:
        """Whose figure a member of a list says that it is: 福田|45宗."""
        if claim.inherited and not claim.pieces and (first := match_subject(self.text, claim.phrase.start)):
            claim.phrase = (
                without_subject(self.text, claim.phrase, first) or claim.phrase
            )  # 亚太区|收入占45%，欧洲占30%
        if (part := self._part_named(claim)) is not None:
            return part
        said = self.text[: claim.member.end]
        member = match_subject(said, claim.member.start, self.context.known) if claim.member else None
        if member and member.end >= claim.member.end:
            return self.subjects.named(member, How.MEMBER)
        several = bool(member) and len(joined_names(self.text, claim.member)) > 1  # 柳塘县|和东岭区|各1750万元
        if (claim.place or several) and not said.endswith(table_words("context", "rest")):
            said = self.text[claim.member.start : claim.member.end]
            return self.subjects.named(Subject(*claim.member, said), How.MEMBER)
        return None

    def _part_named(self, claim: Claim) -> tuple[str, Origin] | None:
        """The part of a country whose name ends with that of the last member: 东、中、西|部地区|投资."""
        part = _pattern("part_of_country").match(self.text, claim.member.start)
        if part is None or claim.member.end - claim.member.start != 1:
            return None
        return self.text[slice(*claim.member)] + part[1], Origin(How.MEMBER, *self.symbols.span(*claim.member))

    def _inside(self, claim: Claim) -> Subject | None:
        """The subject that opens the phrase of a claim; what stands behind it is left."""
        opens = min(claim.pieces) if claim.pieces and not claim.member else claim.phrase
        at = opens.start if opens else claim.start
        counted = claim.inherited and at and self.text[at - 1] in SYMBOLS[Kind.COUNT]  # 16家|公司|增收，占比六成
        inside = match_subject(self.text, at, self.context.known) if at < claim.position and not counted else None
        if inside is None and self.context.company and not counted:
            inside = trading_company(self.text, at)  # 金杯汽车…。|中华汽车|国内销量
        inside = self.subjects.place_of_kind(inside) if inside else None
        if inside is None:
            return None
        if symbol_pattern("subjects", "sold_there").match(self.text, inside.start) and self._company_before(inside):
            return None  # 华为实现|全球|销售额: of the company
        watched = None if inside.lasting else _pattern("watches").match(self.text, inside.end)
        if watched:
            floor = watched.end()  # 商务部|重点监测|餐饮企业销售额
            claim.phrase = Span(floor, max(claim.phrase.end, floor))
            claim.pieces = [Span(max(piece.start, floor), max(piece.end, floor)) for piece in claim.pieces]
            return None
        inside = self.subjects.scope_told(self.subjects.told(inside))
        if _pattern("toward").search(self.text, 0, at):
            claim.phrase = without_subject(self.text, claim.phrase, inside)  # 每年可向|安徽|输送电量
            return None
        if partner := _pattern("partner").search(self.text, 0, at):
            claim.phrase = Span(partner.start(1), max(claim.phrase.end, at))  # 对|美国|出口
            return None
        inside = self._with_second(inside)
        if inside.end > max(opens.end, at) or _pattern("first_of_several").match(self.text, inside.end):
            return None
        behind = without_subject(self.text, opens, inside)
        if not behind and self._quote(inside, claim):
            return inside
        claim.pieces = [
            Span(behind.start, max(piece.end, behind.start)) if piece.start == inside.start else piece
            for piece in claim.pieces
        ]
        if claim.phrase.start <= inside.start < claim.phrase.end:
            claim.phrase = Span(min(behind.start, claim.phrase.end), claim.phrase.end)
        return inside

    def _company_before(self, place: Subject) -> bool:
        """Whether a company, or a name that the text is known by, opens the clause before a place in it."""
        clause = clause_start(self.text, place.start)
        named = (one for one in self.subjects.found if clause <= one.start < place.start)
        return any(one.company or one.name in self.context.known for one in named)

    def _quote(self, subject: Subject, claim: Claim) -> bool:
        """Whether a figure quotes the share of a company, which it then is of: 中移动|（00941.HK）报|85元，跌1元."""
        company = subject.company or subject.name.startswith(tuple(self.context.known))
        quoted = company and _pattern("quoted").search(self.text, subject.end, claim.position) is not None
        if quoted:
            claim.phrase, claim.pieces, claim.topic = Span(subject.start, subject.end), [], None
        return quoted

    def _beside(self, claim: Claim) -> Subject | None:
        """The place that stands before a figure whose noun stands behind it: 台风波及|海南|18个市县."""
        end = claim.position
        if claim.phrase.start < end or claim.measure not in (Measure.LEVEL, Measure.SHARE):
            return None
        if self.text[end - 1 : end] not in place_ends():
            return None
        said, at, subject = self.text[:end], max(0, end - _LONGEST_PLACE), None
        if strikes := _pattern("strikes_place").search(said, max(0, at - 2)):
            at = strikes.end()
        while at < end:
            subject = match_subject(said, at)
            at = subject.end if subject else at + 1
        if subject is None or _pattern("apart").search(self.text, 0, subject.start):
            return None
        struck = strikes is not None and strikes.end() == subject.start  # 导致|平江县|34万人受灾
        sure = struck or starts_listed(self.text, subject.start)
        beside = sure and match_place(self.text, subject.start) == end
        scope = self.subjects.is_scope(subject) or (struck and subject.name == "全国")
        return self.subjects.scope_told(subject) if beside or scope else None

    def _with_second(self, first: Subject) -> Subject:
        """The subject with one that 和 joins to it: 首都机场|和大兴机场|航班数量."""
        code = _pattern("stock_code").match(self.text, first.end)
        end = code.end() if code else first.end  # 恒安国际|（01044.HK）|和旺旺
        if self.text[end : end + 1] not in ("和", "及", "与"):
            return first
        if self.text[end] == "与" and not first.company:
            return first  # 我国|与中亚五国|进出口
        second = match_subject(self.text, end + 1, self.context.known)
        if second is None or (second.company, second.thing) != (first.company, first.thing):
            return first  # 网联清算公司|和中国银联
        return first._replace(end=second.end, name=self.text[first.start : second.end])

    def _carried(self, claim: Claim) -> tuple[str | None, Origin]:
        """Whose figure it is where its sentence does not say."""
        context = self.context
        attackers = context.attacks or _pattern("troops").search(context.subject or context.topic or "")
        if attackers and befell(self.text, claim):
            return None, NOTHING
        if not context.thing and is_of_part(self.text, claim):
            return None, NOTHING  # 工程|总投资: of works that are named before, not of the place
        name, origin = (
            (context.subject, context.subject_origin) if context.subject else (context.topic, context.topic_origin)
        )
        if context.owner[0] and self.text.startswith("其中"):
            name, origin = context.owner[0], context.owner[1]._replace(how=How.CARRIED)
        said = claim.topic or "".join(self.text[slice(*piece)] for piece in claim.pieces or [claim.phrase])
        told = context.owner[0] == context.company and _pattern("of_companies").match(plain_text(said))
        if context.owner[0] and told:
            return context.owner[0], context.owner[1]._replace(how=How.CARRIED)  # 甲公司营收9亿元。|净亏损|2亿元
        if (
            name
            and _pattern("never_of_places").search(plain_text(said))
            and match_place(plain_text(name), 0) == len(name)
        ):
            return None, NOTHING  # 上海…，|甲公司|每股盈利|1.2元
        if _pattern("market_index").fullmatch(plain_text(said)):
            return None, NOTHING
        if name and context.reporter and name == context.topic and _pattern("of_all_trade").search(plain_text(said)):
            return None, NOTHING  # 某集团发布财报。…，|行业整体收入|5000亿元
        return name, origin

    def _without_branch(self, name: str, claim: Claim) -> str:
        """全国 for 全国铁路 in a clause of another branch: 全国铁路发送旅客1亿人次，|公路|2亿人次."""
        own = _pattern("branch_of_nation").fullmatch(name)
        if own is None:
            return name
        opened = clause_start(self.text, claim.position, "，。；、")
        branch = _pattern("branch").match(self.text, opened)
        return own[1] if branch and branch[1] != own[2] else name

    def _is_of_all_trade(self, subject: Subject, claim: Claim) -> bool:
        """Whether the head of a company tells of more than it: 某公司总经理表示，|行业整体收入|增长5%."""
        headed = subject.company and symbol_pattern("subjects", "own_head").match(self.text, subject.end)
        said = self.text[slice(*claim.phrase)]
        return bool(headed) and _pattern("of_all_trade").search(said) is not None

    def _governs(self, subject: Subject, claim: Claim) -> bool:
        """Whether an authority only sees to what a later clause measures."""
        if clause_start(self.text, claim.position) <= subject.end or not _pattern("authority").search(subject.name):
            return False
        if _pattern("other_payer").match(self.text, clause_start(self.text, claim.position)):
            return True
        said = self.text[slice(*claim.phrase)]
        return _pattern("of_the_country").search(said) is not None

    def _is_left_out(self, subject: Subject, claim: Claim) -> bool:
        """Whether what the sentence adds is not of the part that it has told of."""
        if not self.text.endswith("其中", 0, subject.start):
            return False
        listed = _pattern("parts_told").match(self.text, subject.end, claim.position)
        return bool(listed or _pattern("besides").search(self.text, subject.end, claim.position))
