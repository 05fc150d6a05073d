"""Whose figure it is: the places, organisations and things that open a clause."""

from collections.abc import Iterable
from functools import lru_cache

from factx.kept import compile_kept
from factx.lexicon import table_words
from factx.organisations import LONGEST_NAME, company_end, organisation_end
from factx.places import match_place
from factx.short_companies import announcer, apposed_company, by_deed, by_head, quoted_company, short_name_end
from factx.subject import Subject, characters
from factx.symbols import QUANTITIES, symbol_patterns
from factx.things import behind_dash, match_site, match_thing, quoted_event, works_named_so

_pattern = symbol_patterns("subjects")
_KEPT = 512  # subjects looked for, some sentences' worth
_LONGEST_COUNTRY = 8  # characters, with what says that it owns
_JOINT = compile_kept("[、和与及]")
_PART_OF_REGION = compile_kept("[东南西北中大]部\\Z")
_SO_MANY_PLACES = compile_kept(f"等(?:[{QUANTITIES}]|[二两三四五六七八九十]{{1,2}}(?=个?[省市县区国]))")


def match_subject(text: str, at: int, known: Iterable[str] = (), *, lasting: bool = False) -> Subject | None:
    """Return the subject that begins at ``at`` of a sentence in symbols, or None; ``known`` are the document's own.

    ``lasting`` asks for places alone: what a sentence without figures can hand on.
    """
    return _match_subject(text, at, tuple(known), lasting)


@lru_cache(_KEPT)
def _match_subject(text: str, at: int, known: tuple[str, ...], lasting: bool) -> Subject | None:
    """The same, kept: several steps ask for one place of a sentence."""
    if text.startswith(table_words("subjects", "no_subject"), at):
        return None
    for name in known:
        if text.startswith(name, at):
            end = max(match_place(text, at), at + len(name))
            if full := _pattern("name_goes_on").match(text, end):
                end = full.end()
            if court := _pattern("court").match(text, at + len(name)):
                return Subject(at, court.end(), text[at : court.end()], lasting=False)
            listed = _pattern("listed").match(text, end) is not None
            return _with_partners(text, Subject(at, end, text[at:end], company=listed))
    if (end := company_end(text, at)) > at and not lasting:
        if owned := _pattern("company_of").match(text, end):
            return Subject(*owned.span(1), owned[1], lasting=False, company=True)
        return Subject(at, end, text[at:end], lasting=False, company=True)
    if not lasting and "“" in text[max(at - 1, 0) : at + 1] and (quoted := quoted_company(text, at)):
        return quoted
    if text[at + 1 : at + 2] in ("家", "个") and (house := _pattern("this_house").match(text, at)):
        return Subject(at, house.end(), house[0], company=True)
    place = match_place(text, at)
    if not lasting and (company := by_deed(text, at) or by_head(text, at)):
        return company
    if thing := match_thing(text, at, place):
        return None if _pattern("and_others_like").match(text, thing.end) else thing
    if found := _match_nation(text, at) or _match_own(text, at) or _match_body(text, at):
        return found
    if place > at and _pattern("station").match(text, place):
        return None  # 西安|北至延安站
    if place > at and _pattern("first_firm").match(text, place):
        return None  # 西安|旅游、上海新梅等21家公司
    if place > at and text[place : place + 1] in ("至", "到") and (far := match_place(text, place + 1)) > place + 1:
        far = max(far, match_place(text, far))  # 重庆|万州
        while text[far : far + 1] == "至" and (further := match_place(text, far + 1)) > far + 1:
            far = max(further, match_place(text, further))  # 成都|至达州至万州|高铁
        line = _pattern("line").match(text, far)  # but 重庆|到昆明的行车时间
        return Subject(at, line.end(), text[at : line.end()], thing=True) if line else None
    if inner := _place_of_kind(text, place) if place > at else None:
        return inner
    first, place = place, _place_list(text, at, place)
    if lasting and place == at and "公司" not in text[at : at + LONGEST_NAME]:
        return None
    if organisation := _match_organisation(text, at, place):
        others = _pattern("and_others_like").match(text, organisation.end)
        return None if others else _with_partners(text, organisation)
    alone = place == first and not text.startswith(table_words("subjects", "some_of_several"), place)
    return Subject(at, place, text[at:place], lasting=alone) if place > at else None


def _place_of_kind(text: str, end: int) -> Subject | None:
    """The place behind what it is in the one whose name ends at ``end``: 安徽|水稻主产区|无为市."""
    kind = _pattern("kind_of_place").match(text, end)
    if kind is None:
        return None
    place = match_place(text, kind.end())
    return Subject(kind.end(), place, text[kind.end() : place]) if place > kind.end() else None


def _match_nation(text: str, at: int) -> Subject | None:
    """The nation, or the organisation of it, that begins at ``at``: 全国, 中国|某某协会."""
    nation = _pattern("nation").match(text, at) if text[at : at + 1] in characters("nation_openings") else None
    if nation is None:
        return None
    forces = _pattern("forces").fullmatch(nation[0])  # 俄军|对乌军用机场…: no airport of theirs
    end = nation.end() if forces else organisation_end(text, at, nation.end())
    if end > nation.end():
        return Subject(at, end, text[at:end], lasting=False, company=_is_company(text, end))
    end = nation.end()
    if text[end : end + 1] == "、" and (listed := _place_list(text, at, end)) > end:
        return Subject(at, listed, text[at:listed], lasting=False)  # 中国、日本和新西兰
    return Subject(at, end, nation[0], lasting=_lasts(nation[0]))


def _match_own(text: str, at: int) -> Subject | None:
    """The word for a place or a company named elsewhere that begins at ``at``: 全市, 该公司."""
    head = text[at : at + 1]
    if head in characters("own_openings") and (own := _pattern("own").match(text, at)):
        return Subject(at, own.end(), own[0], stands_for=True)
    if head in characters("own_company_openings") and (own := _pattern("own_company").match(text, at)):
        return Subject(at, own.end(), own[0], stands_for=True, lasting=False, company=True)
    return None


def _match_body(text: str, at: int) -> Subject | None:
    """The body that begins at ``at``, named by what it is, where it does something: 警方|共抓获278人."""
    body = _pattern("body").match(text, at) if text[at : at + 1] in characters("body_openings") else None
    if body is None and text[at + 2 : at + 4] == "口岸":
        body = _pattern("port_of_kind").match(text, at)
    return Subject(at, body.end(), body[0], lasting=False) if body else None


def _match_organisation(text: str, at: int, place: int) -> Subject | None:
    """The organisation that begins at ``at``, by its name or by its announcement; ``place`` is where a place's ends."""
    end = organisation_end(text, at, place)
    if end > place:
        return Subject(at, end, text[at:end], lasting=False, company=_is_company(text, end))
    if told := announcer(text, at):
        stop = told.end(told.lastindex or 0)
        if stop > place + 1:
            return Subject(at, stop, text[at:stop], lasting=False, company=True)
    return None


def _with_partners(text: str, first: Subject) -> Subject:
    """An organisation with those that the list it opens goes on with: 财政部|、农业农村部; so parts of regions.

    What looks like an office may be one: 西北地区东部|、华北、东北等地.
    """
    end, region = first.end, _PART_OF_REGION.search(first.name)
    while joint := _JOINT.match(text, end):
        place = match_place(text, joint.end())
        further = organisation_end(text, joint.end(), place)
        if further == joint.end() and region:
            further = place
        if further == joint.end():
            break
        end = further
    if region and end > first.end and (rest := _pattern("and_so_on").match(text, end)):
        end = rest.end()
    return first._replace(end=end, name=text[first.start : end]) if end > first.end else first


def _is_company(text: str, end: int) -> bool:
    return text[end - 2 : end] in ("公司", "集团", "银行")


def _lasts(nation: str) -> bool:
    """Whether a nation's word holds for what follows; its companies own but what their sentence says."""
    if _pattern("forces").fullmatch(nation):
        return False
    if nation.endswith(table_words("subjects", "acts_once")):
        return False
    return len(nation) <= 3 or not (nation.startswith("中国") or nation.endswith(("电网", "地区")))


def _place_list(text: str, at: int, end: int) -> int:
    """Where the list of places ends whose first one ends at ``end``."""
    if end == at:
        return at
    listed = False
    while (joint := _JOINT.match(text, end)) and (further := match_place(text, joint.end())) > joint.end():
        end, listed = further, True
    if text[end : end + 1] == "、" or (listed and _pattern("from_there").match(text, end)):
        return at  # 若尔盖、|乌梁素海等湖泊: others than places
    counted = _SO_MANY_PLACES.match(text, end)  # 青岛|等8个城市, 江苏|等五省
    if (listed or counted) and (rest := _pattern("and_so_on").match(text, end)):
        end = rest.end()
    return end


def opening_subject(
    text: str, start: int, end: int, known: Iterable[str] = (), *, lasting: bool = False
) -> Subject | None:
    """Return the subject that opens the clause ``text[start:end]``; it may be a mere source: see ``only_reports``."""
    at = start
    if opening := _pattern("openings").match(text, start, end):
        at = opening.end()
    if event := quoted_event(text, at - (text[at - 1 : at] == "“")):
        return event
    if text[at - 1 : at] == "“" and match_place(text, at - 1) > at:
        at -= 1  # “三北”工程区
    if not lasting and (site := _pattern("at_site").match(text, at, end + 1)):
        start = behind_dash(text, *site.span(1))  # 重点工程——|古贤水利枢纽
        return Subject(start, site.end(1), text[start : site.end(1)], thing=True)
    if dashed := works_named_so(text, at, end):
        return dashed
    if seat := _pattern("seat").match(text, at, end + 1):
        place = match_place(text, seat.end())
        if place == end or (place > seat.end() and text[place : place + 1] in tuple(QUANTITIES)):
            return Subject(seat.end(), place, text[seat.end() : place])
    led = _pattern("to_this_house").match(text, at, end) if "家" in text[at:end] or "这个" in text[at:end] else None
    if led and (house := match_subject(text[:end], led.end(), known, lasting=lasting)):
        return house
    zoned = not lasting and text[at : at + 1] in characters("inside_venue_openings")
    if zoned and (zone := _pattern("inside_venue").match(text, at, end + 1)):
        return Subject(*zone.span(1), zone[1], thing=True)
    village = None if lasting else _pattern("inside_village").match(text, at, end + 1)
    if village and match_place(text, village.end(1)) == village.end(1):
        return Subject(*village.span(2), village[2])
    if inside := _pattern("inside").match(text, at, end + 1):
        place = match_place(text, inside.end())
        while (further := match_place(text, place)) > place > inside.end():
            place = further  # 江西|上饶
        if here := match_site(text, inside.end(), place):
            return here
        if text[place : place + 1] in ("至", "到") or _pattern("station").match(text, place):
            return None  # 从|深圳|至中山的时间, 从|廊坊|北站
        first, place = place, _place_list(text, inside.end(), place)
        framed = place > inside.end() and _pattern("framed").match(text, place)
        return Subject(inside.end(), place, text[inside.end() : place], lasting=place == first) if framed else None
    if text[at : at + 1] == "以" and (example := _pattern("example").match(text, at, end + 1)):
        shown = match_subject(text[: example.end(1)], example.start(1), known)
        return shown if shown and shown.end == example.end(1) else None
    if text[at : at + 1] == "经" and (via := _pattern("via").match(text, at, end)):
        return Subject(*via.span(1), via[1], thing=True)
    if told := _pattern("described").match(text, at, end):
        subject = quoted_event(text, told.end()) or match_subject(text[:end], told.end(), known, lasting=lasting)
        return subject if subject and subject.thing else None
    if not lasting and (told := _pattern("introduced").match(text, at, end)):
        subject = match_subject(text[:end], told.end(), known)
        if subject and subject.company:
            return subject
        if (stop := short_name_end(text, told.end(), end)) > told.end():
            return Subject(told.end(), stop, text[told.end() : stop], lasting=False, company=True)
    at = _behind_country(text, at)
    if company := apposed_company(text[:end], at, known):
        return company
    if subject := match_subject(text[:end], at, known, lasting=lasting):
        return subject
    named = None if lasting else _pattern("by_figure").match(text, at, end)
    return Subject(at, named.end(), named[0], lasting=False) if named else None


def _behind_country(text: str, at: int) -> int:
    """Where the name of a company begins whose country stands before it: 日本的|丰田公司."""
    if "的" not in text[at + 2 : at + _LONGEST_COUNTRY]:
        return at
    nation = _pattern("nation").match(text, at) if text[at : at + 1] in characters("nation_openings") else None
    end = nation.end() if nation else match_place(text, at)
    if end == at or text[end : end + 1] != "的":
        return at
    name = end + 1
    named = company_end(text, name) > name or text[: organisation_end(text, name, name)].endswith("公司", name)
    return name if named else at


def only_reports(text: str, subject: Subject, end: int) -> bool:
    """Whether the subject of a clause that ends at ``end`` is the source of its figures, not their owner."""
    if subject.thing and subject.name[0] == "“":
        return False  # “春风行动”|已发布岗位2700万个
    if text[subject.end : subject.end + 1] == "：" and _pattern("source").search(subject.name):
        return True
    if _pattern("speaker").match(text, subject.end):
        return True
    if subject.company and any(_pattern(name).match(text, subject.end, end) for name in ("announces", "own_head")):
        return False
    if _pattern("decides").match(text, subject.end) or (
        subject.lasting and _pattern("place_does").match(text, subject.end, end)
    ):
        return False
    return (
        _pattern("reports").match(text, subject.end, end) is not None
        or _pattern("surveys").match(text, subject.end) is not None
    )


def open_clause(clause: str) -> str:
    """Return a clause without the words that lead up to its subject."""
    opening = _pattern("openings").match(clause)
    return clause[opening.end() :] if opening else clause
