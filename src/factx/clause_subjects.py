"""The subjects that open the clauses of a sentence, by the names that the document gives them."""

import re
from collections.abc import Iterator

from factx.casualties import is_raid
from factx.claims import Claim
from factx.context import Context
from factx.lexicon import load_words, table_words
from factx.origins import How, Origin
from factx.places import fits_level, match_place, provinces, short_name
from factx.segment import clause_spans
from factx.short_companies import may_name_company, without_legal_form
from factx.stand_ins import stands_for
from factx.subject import Subject, characters
from factx.subjects import match_subject, only_reports, opening_subject
from factx.symbols import QUANTITIES, SymbolSentence, symbol_pattern, symbol_patterns
from factx.told_places import place_of_office, surveyed_place
from factx.works import is_named_work
from factx.wrapping import written

_pattern = symbol_patterns("context")
_HANDING_ON = 2  # clauses of a sentence without figures that say what it is about
_KIND = 3  # characters of a word for what kind of event it is: 大运会
_ALIKE = 2  # characters behind the names of places of which the same is told
_SHORT_NAME = 4  # characters of a company's name without its legal form that name nothing else


class ClauseSubjects:
    """The subjects that open the clauses of one sentence.

    ``found`` are owners of figures, in their order; ``source`` is whose the figures are where nothing nearer says so;
    ``counted`` are the places of figures that count those whose first opens a clause: 农业部等|11|部门; ``companies``
    the names of companies so far, each with where it stands.
    """

    def __init__(self, context: Context, symbols: SymbolSentence, claims: list[Claim]) -> None:
        self.context, self.symbols, self.text = context, symbols, symbols.text
        references = [
            claim.reference
            for claim in claims
            if claim.reference and not _pattern("whole").match(self.text, claim.reference.end)
        ]
        # where companies are named, the last one of the sentences before at first
        self.companies = [(-1, context.company)]
        self.found: list[Subject] = []
        # |韩国|统计厅公布, 据对|全国|20个种猪场的监测
        self.source = surveyed_place(self.text) if claims else None
        self.counted: set[int] = set()
        self._hear_company()
        for start, end in clause_spans(self.text) if claims else _first_clauses(self.text):
            opening = opening_subject(self.text, start, end, context.known, lasting=not claims)
            subject = self.place_of_kind(opening) if opening else None
            if opening is None and not claims:
                self._hear_of(start, end)
            if subject is None or any(s <= subject.start < e for s, e in references):
                continue
            if _pattern("toward").search(self.text, max(0, subject.start - 2), subject.start):
                continue
            if start == 0 and _pattern("sent_from").match(self.text, subject.end):
                continue
            if self._is_counted(subject):
                continue
            if start and end == subject.end + 2 and self._is_anothers(subject.end):
                continue
            self._enter(subject, end)
            if not claims and self.found and self.found[-1].lasting and not self._only_where(self.found[-1]):
                break  # all that such a sentence can hand on

    def _counts_places(self, first: Subject, counted: int) -> bool:
        """Whether a figure counts places of which a subject names the first, and others follow of all of them."""
        unit = self.symbols.mentions[counted].unit
        places = unit in table_words("chains", "place_units") and match_place(self.text, first.start) > first.start
        told = re.split("[，；。]", self.text[counted + 1 :].removeprefix("，"), maxsplit=1)[0]
        return places and not set(QUANTITIES).isdisjoint(told)

    def _is_counted(self, subject: Subject) -> bool:
        """Whether a figure right before it counts such houses: 4个|茶叶交易中心|、4座冷库."""
        counted = self.text[subject.start - 1 : subject.start] in tuple(QUANTITIES)
        return counted and not subject.stands_for and match_place(self.text, subject.start) == subject.start

    def place_of_kind(self, subject: Subject) -> Subject | None:
        """The subject, but of houses that a figure counts behind it where they are: |江苏|农业合作社有300家."""
        named = subject.thing or subject.stands_for or subject.name in self.context.known
        behind = None if named else _pattern("counted_kind").match(self.text, subject.end)
        if not behind or self.symbols.mentions[behind.end() - 1].unit not in table_words("context", "house_units"):
            return subject
        place = subject.start + match_place(self.text[subject.start : subject.end], 0)
        if place == subject.end:
            return subject
        for scope in ("nation", "own_scope"):  # 我国, 全市
            told = symbol_pattern("subjects", scope).match(self.text, subject.start)
            place = max(place, told.end() if told else place)
        return Subject(subject.start, place, self.text[subject.start : place]) if place > subject.start else None

    def _is_anothers(self, at: int) -> bool:
        """Whether all that a clause says is another's figure: 高于全省的2.5%，全国|的2.2%|，排名第一."""
        return self.text[at] == "的" and self.text[at + 1 : at + 2] in QUANTITIES

    def _hear_company(self) -> None:
        """Know the company that the text has its news from: 记者从|某某集团|获悉，…。该集团|…."""
        source = _pattern("learned_from").search(self.text)
        heard = match_subject(self.text, source.start(1)) if source else None
        if not source or not heard or not heard.company or heard.stands_for or heard.end != source.end(1):
            return
        self._remember(heard)

    def _hear_of(self, start: int, end: int) -> None:
        """Know the company that opens a clause of a sentence without figures: 精功科技|发布公告。公司…."""
        if may_name_company(self.text[start:end]):
            named = opening_subject(self.text, start, end, self.context.known)
            if named and named.company and not named.stands_for:
                self._remember(named)

    def _remember(self, company: Subject) -> None:
        """Take a company for the one last named, and know it by its short name, too."""
        self.context.company = self._name(company)
        self.companies.append((company.start, self.context.company))
        short = without_legal_form(company.name)
        names_it = len(short) >= _SHORT_NAME and not match_place(short, 0)  # but 三峡|集团, 北京汽车|集团
        if names_it and short != company.name and short not in self.context.known:
            self.context.known = [*self.context.known, short]

    def _enter(self, subject: Subject, end: int) -> None:
        """Take the subject of a clause that ends at ``end`` for an owner, a source, or the first of those counted."""
        subject = self.scope_told(self.told(subject))
        if subject.name in table_words("subjects", "place_bodies") and self.context.subject:
            return
        if counted := self.counted_behind(subject):
            self.counted.add(counted)
            if self._counts_places(subject, counted):  # 长沙、邵阳等|8市|10万人受灾
                whole = self.text[subject.start : counted + 1]
                self.found.append(Subject(subject.start, counted + 1, whole, lasting=False))
            return
        if subject.company and not subject.stands_for:
            self._remember(subject)
        if only_reports(self.text, subject, end):
            self.source = place_of_office(self.text, subject) or self.source
        elif subject.thing and _pattern("storm").search(subject.name):
            self.source = subject  # 台风“海葵”|造成浙江700万人受灾: of whom it strikes, where the text says so
        else:
            self.found.append(subject)

    def named(self, subject: Subject, how: How) -> tuple[str | None, Origin]:
        """The name of a subject, and where it stands."""
        name, context = self._name(subject), self.context
        of = None
        if subject.stands_for and name:
            known = {context.subject: context.subject_origin, context.topic: context.topic_origin}
            of = known.get(name)
        return name, Origin(how, *self.symbols.span(subject.start, subject.end), of)

    def _name(self, subject: Subject) -> str | None:
        """The subject in the document's words; 全市, 该公司 resolve to the name that the document gives."""
        if subject.stands_for and subject.company:
            return subject.name or None
        if subject.stands_for and subject.thing:
            earlier = (one for one in reversed(self.found) if one.thing and one.start < subject.start)
            if (named := next(earlier, None)) and not named.stands_for:
                return self._name(named)  # 第二届电影大会闭幕，|本届大会|…
            told = self.context.subject if self.context.thing else self.context.event
            # 纪录片《寻山》…。|该片|共5集
            titled = told and told[-1] == "》" and subject.name[-1] in characters("titled")
            if self.context.thing or titled or (told and told[-1] == subject.name[-1]):
                return told
            whole = subject.name.removeprefix("本届")
            return whole if subject.name != whole and len(whole) > _KIND else None  # 本届|成都大运会
        if subject.stands_for:
            said = self.text[subject.start : subject.end]
            return stands_for(said, subject.start, self.symbols, self.context) if said == subject.name else subject.name
        return written(self.context.text, *self.symbols.span(subject.start, subject.end))

    def told(self, subject: Subject) -> Subject:
        """公司, 该行 under the name of the company named last before it."""
        if not (subject.company and subject.stands_for):
            return subject
        return subject._replace(name=next(name or "" for at, name in reversed(self.companies) if at < subject.start))

    def scope_told(self, subject: Subject) -> Subject:
        """全市 under the name of the place that opens a clause before it: 在河北邢台，全市完成…."""
        scope = self.is_scope(subject) and not subject.name.startswith(("该", "当"))
        place = self._place_before(subject) if scope else None
        return subject._replace(name=place) if place else subject

    @staticmethod
    def is_scope(subject: Subject) -> bool:
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

    def counted_behind(self, subject: Subject) -> int | None:
        """Where those are counted of whom a subject is but the first: 工业和信息化部等|11部门."""
        counted = None if subject.thing else _pattern("and_so_many").match(self.text, subject.end)
        if counted is None:
            return None
        at = counted.end() - 1
        places = self.symbols.mentions[at].unit in table_words("chains", "place_units")
        return at if places or not subject.lasting else None  # 江苏等|5省

    def carry_on(self) -> None:
        """Leave in the context the subject that the sentences behind go on with."""
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
        if len(lasting) == 1 and self._comes_up(lasting[0]):
            self.context.event = self._name(lasting[0])
            return
        names = {self._name(subject): subject for subject in lasting}
        if len(names) > 1 and not _holds(lasting) and (lasting[0].start > 0 or self._are_alike(lasting)):
            self.context.subject, self.context.thing = None, False  # 分城市看，厦门…；温州…: each had its own
        elif lasting and (name := self._name(lasting[0])):
            _, self.context.subject_origin = self.named(lasting[0], How.CARRIED)
            self.context.subject, self.context.thing = name, lasting[0].thing
            self.context.attacks = is_raid(self.text[lasting[0].end :].partition("，")[0])
            self.context.event = name if lasting[0].thing else self.context.event
        elif (
            self.source
            and self.source.lasting
            and self._is_country(self.source)
            and _pattern("publishes").search(self.text)
        ):
            _, self.context.subject_origin = self.named(self.source, How.CARRIED)
            self.context.subject, self.context.thing = self._name(self.source), False  # |美国|劳工部的报告显示，….

    def _are_alike(self, places: list[Subject]) -> bool:
        """Whether all that is told of several places is told alike: 广州|出口|50亿元，深圳|出口|60亿元."""
        told = {self.text[place.end : place.end + _ALIKE] for place in places}
        return len(told) == 1 and all(len(one) == _ALIKE for one in told)

    def _comes_up(self, works: Subject) -> bool:
        """Whether works are but one thing that a report of a place tells of: 全省…。|渝昆高铁|全面开工。…."""
        of_place = self.context.subject and not self.context.thing and not self.symbols.has_quantity
        told = _pattern("comes_up").match(self.text, works.end) if of_place and works.thing else None
        return told is not None and not works.stands_for

    def _works_at(self, place: Subject, works: Subject) -> bool:
        """Whether a place only says where the works are that the sentence tells of: 在青岭，|云岭大桥|合龙."""
        return self._only_where(place) and works.thing and not place.thing and is_named_work(works.name)

    def _is_country(self, place: Subject) -> bool:
        """Whether the source of figures is a country, of whose office they are."""
        return self.text[place.start : place.end] in load_words("countries")

    def _only_where(self, subject: Subject) -> bool:
        return self.text.endswith("在", 0, subject.start)


def _first_clauses(text: str) -> Iterator[tuple[int, int]]:
    """The clauses that can say what a sentence without figures hands on: the first two, besides those that lead up."""
    read = 0
    for start, end in clause_spans(text):
        yield start, end
        read += _pattern("leads_up").fullmatch(text, start, end) is None
        if read == _HANDING_ON:
            return


def _holds(places: list[Subject]) -> bool:
    """Whether the first of several places is a nation, or a province among its own cities, that goes on to hold."""
    first, *rest = (short_name(place.name) for place in places)
    province = first in provinces() and len(rest) > 1 and provinces().isdisjoint(rest)
    return province or places[0].name in table_words("context", "nations")
