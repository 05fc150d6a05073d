"""Whose figure each is: the subjects that open the clauses of a sentence, or are carried on."""

from itertools import islice

from factx.casualties import attacks, befell, shaken_place
from factx.characters import plain_text
from factx.claims import Claim, joined_names
from factx.context import Context
from factx.facts import Kind, Measure
from factx.lexicon import table_words
from factx.origins import NOTHING, How, Origin
from factx.owner_phrases import part_from, part_holder, part_topic, without_subject
from factx.places import fits_level, match_place, place_ends, provinces, short_name, starts_listed
from factx.segment import clause_spans, clause_start
from factx.spans import Span
from factx.stand_ins import stands_for
from factx.subjects import Subject, match_subject, only_reports, opening_subject, trading_company
from factx.symbols import SYMBOLS, SymbolSentence, symbol_pattern, symbol_patterns
from factx.told_places import foretold_place, place_of_office, struck_places, surveyed_place
from factx.works import described_work, is_named_work, is_of_part, is_of_works, works_told
from factx.wrapping import written

_pattern = symbol_patterns("context")
_LONGEST_PLACE = 10
_SHORT_NAME = 4  # characters of a company's name without its legal form that name nothing else


class Owners:
    """The subjects that open the clauses of one sentence, and which of them a claim belongs to."""

    def __init__(self, context: Context, symbols: SymbolSentence, claims: list[Claim]) -> None:
        self.context, self.symbols, self.text = context, symbols, symbols.text
        references = [
            claim.reference
            for claim in claims
            if claim.reference and not _pattern("whole").match(self.text, claim.reference.end)
        ]
        self.companies = [(-1, context.company)]
        self.found: list[Subject] = []
        # |韩国|统计厅公布, 据对|全国|20个种猪场的监测: whose it is where nothing nearer says so
        self.source = surveyed_place(self.text) if claims else None
        self.struck: Subject | None = None  # 导致|长江中下游地区|1646万人受灾，93人死亡: all that follows is of it
        if source := _pattern("learned_from").search(self.text):
            heard = match_subject(self.text, source.start(1))
            if heard and heard.company and not heard.stands_for and heard.end == source.end(1):
                context.company = self._name(heard)  # 记者从|某某集团|获悉，…。该集团|…
                self.companies.append((heard.start, context.company))
                short = symbol_pattern("subjects", "legal_form").sub("", heard.name)
                names_it = len(short) >= _SHORT_NAME and not match_place(short, 0)  # but 三峡|集团, 北京汽车|集团
                if names_it and short not in context.known:
                    context.known = [*context.known, short]
        self.counted: set[int] = set()  # where those are counted whose first opens a clause
        for start, end in clause_spans(self.text) if claims else islice(clause_spans(self.text), 2):
            subject = opening_subject(self.text, start, end, context.known, lasting=not claims)
            if subject is None or any(s <= subject.start < e for s, e in references):
                continue
            if _pattern("toward").search(self.text, max(0, subject.start - 2), subject.start):
                continue
            subject = self._scope_told(self._told(subject))
            if counted := self._counted(subject):
                self.counted.add(counted)
                continue
            if subject.company and not subject.stands_for:
                context.company = self._name(subject)
                self.companies.append((subject.start, context.company))
            if only_reports(self.text, subject, end):
                self.source = place_of_office(self.text, subject) or self.source
            elif subject.thing and _pattern("storm").search(subject.name):
                self.source = subject  # 台风“海葵”|造成浙江700万人受灾: of whom it strikes, where the text says so
            else:
                self.found.append(subject)
                if subject.lasting and not claims and not self._only_where(subject):
                    break  # all that such a sentence can hand on

    def of(self, claim: Claim) -> tuple[str | None, Origin]:
        """Return whose figure it is, and where that stands; a subject that opens its phrase is cut off."""
        name, origin = self._find(claim)
        if is_of_works(self.text, claim) and (name is None or match_place(plain_text(name), 0) == len(name)):
            works = works_told(self.text, claim)  # 在江苏盐城，枢纽完工。…，|全长162.3千米
            return self._named(works, How.CLAUSE) if works else (None, NOTHING)
        return self._without_branch(name, claim) if name else name, origin

    def _find(self, claim: Claim) -> tuple[str | None, Origin]:
        """Whose figure it is: who its list, its phrase, a clause before it or the sentences before say."""
        if place := part_topic(self.text, claim):
            return self._named(place, How.MEMBER)
        if holder := part_holder(self.text, claim):
            return self._named(holder, How.PHRASE)
        if (claim.pieces or claim.member) and (named := self._by_member(claim)):
            return named
        if work := described_work(self.text, claim, self.context.known):
            return self._named(work, How.PHRASE)
        if claim.measure is Measure.RANK and (ranked := self._ranked(claim)):
            return self._named(ranked, How.CLAUSE)
        inside = self._inside(claim) or foretold_place(self.text, claim.position)
        if claim.position in self.counted or (inside and self._counted(inside)):
            return None, NOTHING
        for subject in reversed(self.found):
            if self._is_shut_in(subject.start, claim.position):
                continue  # 156人死亡（其中|雅安市|141人），5人失踪
            if subject.start < claim.position < subject.end:
                part_from(self.text, claim, subject)
                continue  # 福州、厦门等|4个|城市将建设示范区: those counted
            if subject.start < claim.position and attacks(self.text, subject, claim):
                return None, NOTHING
            if self._is_left_out(subject, claim):
                continue  # 其中|甘肃|115人遇难，另有16人失联
            if inside and subject.start <= inside.start:
                if subject.start < inside.start < subject.end:
                    return self._named(subject, How.CLAUSE)  # 本届|广交会: what stands behind its first word
                break
            if subject.start < claim.position:
                if not (claim.phrase or claim.topic) or (claim.inherited and claim.phrase.end <= subject.start):
                    self._quote(subject, claim)
                part_from(self.text, claim, subject)
                return self._named(subject, How.CLAUSE)
        shaken = None if inside else shaken_place(self.text, claim)
        self.struck = shaken or self.struck
        beside = shaken or (None if inside else struck_places(self.text, claim.position) or self._beside(claim))
        if beside and _pattern("strikes").search(self.text, 0, beside.start):
            self.struck = beside
        if owner := inside or beside or self.struck:
            return self._named(owner, How.PHRASE)
        if self.source and self.source.start < claim.position and not (self.source.thing and claim.mention.unit == "%"):
            return self._named(self.source, How.CLAUSE)
        return self._carried(claim)

    def _ranked(self, claim: Claim) -> Subject | None:
        """Who is named behind a rank: 排名第二的是|惠普公司."""
        behind = table_words("context", "ranked_is")
        return next((one for one in self.found if self.text[claim.position + 1 : one.start] in behind), None)

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
            return self._named(member, How.MEMBER)
        several = bool(member) and len(joined_names(self.text, claim.member)) > 1  # 柳塘县|和东岭区|各1750万元
        if (claim.place or several) and not said.endswith(table_words("context", "rest")):
            said = self.text[claim.member.start : claim.member.end]
            return self._named(Subject(*claim.member, said), How.MEMBER)
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
        if inside is None:
            return None
        if symbol_pattern("subjects", "sold_there").match(self.text, inside.start) and self._company_before(inside):
            return None  # 华为实现|全球|销售额: of the company
        inside = self._scope_told(self._told(inside))
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
        if claim.phrase.start == inside.start:
            claim.phrase = Span(min(behind.start, claim.phrase.end), claim.phrase.end)
        return inside

    def _company_before(self, place: Subject) -> bool:
        """Whether a company, or a name that the text is known by, opens the clause before a place in it."""
        clause = clause_start(self.text, place.start)
        named = (one for one in self.found if clause <= one.start < place.start)
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
        return self._scope_told(subject) if beside or self._is_scope(subject) else None

    def _scope_told(self, subject: Subject) -> Subject:
        """全市 under the name of the place that opens a clause before it: 在河北邢台，全市完成…."""
        scope = self._is_scope(subject) and not subject.name.startswith("该")
        place = self._place_before(subject) if scope else None
        return subject._replace(name=place) if place else subject

    def _with_second(self, first: Subject) -> Subject:
        """The subject with one that 和 joins to it: 首都机场|和大兴机场|航班数量."""
        code = _pattern("stock_code").match(self.text, first.end)
        end = code.end() if code else first.end  # 恒安国际|（01044.HK）|和旺旺
        if self.text[end : end + 1] not in ("和", "及"):
            return first
        second = match_subject(self.text, end + 1, self.context.known)
        if second is None or (second.company, second.thing) != (first.company, first.thing):
            return first  # 网联清算公司|和中国银联
        return first._replace(end=second.end, name=self.text[first.start : second.end])

    def _carried(self, claim: Claim) -> tuple[str | None, Origin]:
        """Whose figure it is where its sentence does not say."""
        context = self.context
        if _pattern("troops").search(context.subject or context.topic or "") and befell(self.text, claim):
            return None, NOTHING
        if not context.thing and is_of_part(self.text, claim):
            return None, NOTHING  # 工程|总投资: of works that are named before, not of the place
        name, origin = (
            (context.subject, context.subject_origin) if context.subject else (context.topic, context.topic_origin)
        )
        if context.owner[0] and self.text.startswith("其中"):
            name, origin = context.owner[0], context.owner[1]._replace(how=How.CARRIED)
        said = claim.topic or "".join(self.text[slice(*piece)] for piece in claim.pieces or [claim.phrase])
        if (
            name
            and _pattern("never_of_places").search(plain_text(said))
            and match_place(plain_text(name), 0) == len(name)
        ):
            return None, NOTHING  # 上海…，|甲公司|每股盈利|1.2元
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

    def _counted(self, subject: Subject) -> int | None:
        """Where those are counted of whom a subject is but the first: 工业和信息化部等|11部门."""
        named = not (subject.lasting or subject.thing)
        counted = _pattern("and_so_many").match(self.text, subject.end) if named else None
        return counted.end() - 1 if counted else None

    def _is_shut_in(self, at: int, end: int) -> bool:
        """Whether what stands at ``at`` is in a bracket that closes before ``end``."""
        opened = self.text.rfind("（", 0, at)
        return opened >= 0 and opened < self.text.find("）", opened) < end and self.text.find("）", opened, at) < 0

    def _is_left_out(self, subject: Subject, claim: Claim) -> bool:
        """Whether what the sentence adds is not of the part that it has told of."""
        if not self.text.endswith("其中", 0, subject.start):
            return False
        listed = _pattern("parts_told").match(self.text, subject.end, claim.position)
        return bool(listed or _pattern("besides").search(self.text, subject.end, claim.position))

    def _named(self, subject: Subject, how: How) -> tuple[str | None, Origin]:
        name, context = self._name(subject), self.context
        of = None
        if subject.stands_for and name:
            known = {context.subject: context.subject_origin, context.topic: context.topic_origin}
            of = known.get(name)
        return name, Origin(how, *self.symbols.span(subject.start, subject.end), of)

    def _told(self, subject: Subject) -> Subject:
        """公司, 该行 under the name of the company named last before it."""
        if not (subject.company and subject.stands_for):
            return subject
        return subject._replace(name=next(name or "" for at, name in reversed(self.companies) if at < subject.start))

    @staticmethod
    def _is_scope(subject: Subject) -> bool:
        """Whether it is 全市, 全省 and the like."""
        return subject.stands_for and not subject.company and not subject.thing

    def _place_before(self, scope: Subject) -> str | None:
        """The place that opens a clause before in the sentence, if ``scope``, 全市, can stand for it."""
        level = scope.name[1:2]
        for subject in reversed(self.found):
            if (
                subject.start > scope.start
                or subject.thing
                or subject.stands_for
                or not match_place(self.text, subject.start) > subject.start
            ):
                continue
            name = self.text[subject.start : subject.end]
            return self._name(subject) if fits_level(name, level) else None
        return None

    def _name(self, subject: Subject) -> str | None:
        """The subject in the document's words; 全市, 该公司 resolve to the name that the document gives."""
        if subject.stands_for and subject.company:
            return subject.name or None
        if subject.stands_for and subject.thing:
            earlier = (one for one in reversed(self.found) if one.thing and one.start < subject.start)
            if (named := next(earlier, None)) and not named.stands_for:
                return self._name(named)  # 第二届电影大会闭幕，|本届大会|…
            told = self.context.subject if self.context.thing else self.context.event
            return told if self.context.thing or (told and told[-1] == subject.name[-1]) else None
        if subject.stands_for:
            said = self.text[subject.start : subject.end]
            return stands_for(said, subject.start, self.symbols, self.context) if said == subject.name else subject.name
        return written(self.context.text, *self.symbols.span(subject.start, subject.end))

    def carry_on(self) -> None:
        among = self.text.find("其中")  # 其中，漓水古镇8.9万人次。: but a part of what goes on
        lasting = [
            subject
            for subject in self.found
            if subject.lasting
            and not 0 <= among < subject.start
            and not _pattern("part_of_whole").match(self.text, subject.end)
        ]
        if len(lasting) == 2 and self._works_at(*lasting):
            lasting = lasting[1:]
        names = {self._name(subject): subject for subject in lasting}
        if len(names) > 1 and lasting[0].start > 0 and not _holds(lasting):
            self.context.subject, self.context.thing = None, False  # 分城市看，厦门…；温州…: each had its own
        elif lasting and (name := self._name(lasting[0])):
            _, self.context.subject_origin = self._named(lasting[0], How.CARRIED)
            self.context.subject, self.context.thing = name, lasting[0].thing
            self.context.event = name if lasting[0].thing else self.context.event

    def _works_at(self, place: Subject, works: Subject) -> bool:
        """Whether a place only says where the works are that the sentence tells of: 在青岭，|云岭大桥|合龙."""
        return self._only_where(place) and works.thing and not place.thing and is_named_work(works.name)

    def _only_where(self, subject: Subject) -> bool:
        return self.text.endswith("在", 0, subject.start)


def _holds(places: list[Subject]) -> bool:
    """Whether the first of several places is a nation, or a province among its own cities, that goes on to hold."""
    first, *rest = (short_name(place.name) for place in places)
    province = first in provinces() and len(rest) > 1 and provinces().isdisjoint(rest)
    return province or places[0].name in table_words("context", "nations")
