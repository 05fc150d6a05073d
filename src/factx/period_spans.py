"""Words of time: where they stand in a plain text, and the parts that their grammar names."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain, compress
from operator import attrgetter

from factx.kept import compile_kept
from factx.lexicon import table_pattern
from factx.spacing import close_up, set_off

_CJK = "〇零○一二三四五六七八九十"
_YEAR = rf"(?:(?:19|20)\d\d|[一二][{_CJK}0]{{3}})"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_SAID_DAY = (
    "(?:(?<=[自于])[一二三四五六七八九十]"
    "|[一二三四五六七八九十](?=日(?:起|[上下]午|晚|凌晨|中午|举行|发表|宣布|抵达|会见|[电讯]))"
    "|二?十[一二三四五六七八九]|二十|三十一?|[廿卅][一二三四五六七八九]?)(?=日)"  # up to ten counts, but for these
)
_DASH = "(?:[-—~]{1,2}|至|到)"
_DAY_PART = "(?:早(?=[高低平开收升跌，])|凌晨|清晨|深夜|早晨|早上|上午|中午|午间|下午|傍晚|晚间?|夜间?|零时)"
# A bare hour up to which figures stand: 截至|下午4时.
_HOUR = f"(?:\\d{{1,2}}|[{_CJK}]{{1,3}})"
_CLOCK = f"(?:北京时间|当地时间)?{_DAY_PART}?{_HOUR}[时点](?:{_HOUR}分|半|整|许)?"
# The second character of any word of time.
_SECOND = (
    f"{_CJK}廿卅QH财学上下第年月日号天周季个多余至到、和与及/~—. 半前星礼今后晚晨早明夜（末底中初去来近期的几数两"
    "跌涨升挫再续在阶元国节运庆假金午旦秋拜止千-"
)
# What a word of time may begin with, by two characters: a quick no, several times as fast as a scan for the words.
_OPENING = rf"""(?=
    (?=[0-9Q{_CJK}廿卅公今去上下后前本当明全年近过未昨截民首同最半目现如头这迄此该周星礼“‘第春暑国寒黄端清元中两眼日]
      [\d{_SECOND}])
    (?:\d(?:(?<=\d\.[12])(?=\d{{3}}年)
      |(?<![\d.].)(?=\d{{0,3}}[QH财学上下第年月日号天周季个多余至到、和与及/~—\ -]|\d{{3}}\.))
    |[{_CJK}廿卅](?=[{_CJK}廿卅\d季个年月日号天周多余至到、~—-])|[“‘](?=[一二三四五六七八九十])|两(?=千[零〇])|昨|Q(?=[1-4])
    |[截迄今](?=[至止今年后日天晚晨早明（个、])|第(?=[一二三四1-4]个?季)
    |[上下当](?=[半年个月季日天前周星礼])|本(?<![成资样基根版课书]本)(?<!(?<![\d一二三四五六七八九十])日本)(?=[半年个月季日天前周星礼])|上(?=一(?:个[{_CJK}\d季]|[年季]))|前(?=[年日天两{_CJK}廿卅\d])|[首头](?=[季两{_CJK}廿卅\d])|年(?=[末底中初])|[去明全同](?=年)|[去前明](?=（\d{{1,4}}）[年日天])|[本上](?=（\d{{1,2}}）月)|[明后](?=[日天晚晨])
    |近(?=[年期日的几数两{_CJK}廿卅\d])|这(?=[的几数两周星礼{_CJK}廿卅\d])|周(?=[一二三四五六日天])|半(?=年)|[过未](?=[去来])|最(?=近)|此(?=前)|该(?=[季月])
    |目(?=前)|日(?=前)(?<![\d{_CJK}作昨今明当即生末节假约]日)|眼(?=下)|现(?=[在阶])|如(?=今)|公(?=元)|民(?=国)|春(?=[节运])|国(?=庆)|暑(?=[期假运])|寒(?=假)|黄(?=金)|端(?=午)|清(?=明)|元(?=[旦月至到—~-])|中(?=秋)|星(?=期)|礼(?=拜))
)"""
# One alternative a family; the look at the first characters is a quick no.
_SEASON = "(?:学年|榨季|冷年|雪季|赛季|制糖期|粮食年度|市场年度|作物年度|种植年度)"
# 2000万元|以上|年纳税企业, 5000元|以上|月收入, 60岁及|以上|年龄人口
_NO_BOUND = "(?<![元岁年月天亩米吨人户个度克里瓦株头只辆件级厘%％]以)(?<![及或含]以)"
_PLACED_YEAR = rf"""(?=\d\d[\d年HQ学]|[一二〇零○][{_CJK}0]|[民六七八九今去前明后上本当同全])(?:
      (?P<year>{_YEAR})\ ?年?\ ?(?:{_DASH})\ ?(?P<year2>{_YEAR})\ ?年(?!代)
    | (?<!/)(?P<fiscal>(?:19|20)\d\d/\d\d(?:\d\d)?(?!/?\d)
      |[一二][{_CJK}]{{3}}/[{_CJK}]{{2}}(?:[{_CJK}]{{2}})?|(?:19|20)\d\d(?=财年)
      |(?:19|20)\d\d年?(?={_SEASON})|(?<![\d.])(?:[89]\d|1[0-2]\d)(?=学年))
      (?:{_SEASON}度?|财?年?度?)
    | (?P<told_year>[今去前明]（(?=\d{{4}}）))?(?P<year1>{_YEAR}
        |(?<![^于在元自从至到是为、（《“，。；：\s—~-])1[0-8]\d\d
         (?=年(?![前来间多余后]|以[来上]|的?历史|之久|[古老]|不变|时间|左右的)))
      (?(told_year)）年度?|(?:\ ?年(?!代)度?|(?=(?:[、和与及/](?:19|20)\d\d){{1,9}}年)
      |(?=\ ?(?:[QH][1-4](?![\dA-Za-z])|[上下]半年|第?[一二三四]季))))
    | (?<![\d第近共达期长历经约满超过每隔逾])(?P<year20>[0-3]\d
        |(?<![百千万])[〇零○][一二三四五六七八九](?=年(?![代来前后多间以])))年
      (?=(?<=[一二三四五六七八九]年)|[上下]半年|[一二三四1-4]季|前[二两三四234]季|[中年财]报|业绩|营收|Q[1-4])
    | (?<![\dA-Za-z.])(?P<letter_year>[0-3]\d)(?=(?:H[12]|Q[1-4])(?![\dA-Za-z]))
    | (?:民国|(?P<told_minguo>[今去前明]（(?=\d{{2,3}}）年))
        |(?<=[于在到了至从由])(?=[六七八九]十[一二三四五六七八九]?年)
        |(?<!\d)(?=1[0-2]\d年(?:第?[1-4一二三四]季|\d{{1,2}}月|[上下]半年|度))
        |(?:(?<=[，。；：、（(自由从在于较比与和及\n])|(?<![\S]))(?=(?:1[01]\d|12[0-5]|一[〇零○一二][{_CJK}])年)
         (?!.{{3,4}}(?:[前来间多余后以历内里不有奋风征老延提增缩]|的?(?:历史|奋斗|发展|风雨|历程)|之久|左右|时间|校庆|华诞|周年|大庆|典))
      )(?P<minguo>\d{{2,3}}|[{_CJK}]{{2,4}})(?(told_minguo)）)年(?!代)度?
    | (?P<relative_year>今年|去年|前年|明年|后年|{_NO_BOUND}上年(?!终)|(?<![线网晚早马身台街路场楼船车库])上一年(?!级)
      |本年度?|当年|同年|全年)度?(?!会|薪|结[余转])
)"""
_PART = rf"""(?:
    (?=[上下半H前头首Q本该当今])(?:
      (?P<half>{_NO_BOUND}上半年|下半年|(?(placed)前半年|(?!))|(?<![去近前后这])半年(?=[末底度]|纯利|净利|业绩)|(?(placed)H[12](?![\dA-Za-z])|(?!)))
    | (?P<quarters>[前头首][二两三四234])个?季度?
    | (?(placed)|(?:(?<![一-鿿A-Za-z\d)）-])|(?<=公司|集团|业务|预计|计划|预估|看好)))
      Q(?P<letter_quarter>[1-4])(?![\dA-Za-z.])
    | Q(?P<named_quarter>[1-4])(?=营收|营业|出货|毛利|净利|财报|业绩|收入|利润|单季|将|有望)
    | (?P<first_quarter>首季度?)
    | (?:前|头|首)(?P<months>{_SMALL}|两)个?月
    | [本上]（(?P<told_month>\d{{1,2}})）月份?
    | (?P<relative_month>{_NO_BOUND}上个?月|今个月|本月|当月|上季度?|[上前]一个?季度?(?![稻作豆节])|本季度?
      |(?<!应)该(?:月(?![球饼季薪嫂子票])|季(?:度|(?![风后军节])))))
  | (?=[\d{_CJK}廿卅第元])(?:
      (?<![\dA-Za-z.])(?P<quarter_letter>[1-4])Q(?=末|[一-鿿])
    | (?:第?(?P<quarter_before>[一二三1-3])(?:、[二三])?
        (?:[至到—-]|[—-]{{2}}|(?<=[一1])[、和及](?=第?[二2])|(?<=[二2])[、和及](?=第?[三3])|(?<=[三3])[、和及](?=第?[四4]))(?=第?[二三四2-4]季度?(?![节军度豆稻青瓜玉麦茶莓竹梅])))?
      (?<!最新)(?<!单)第?(?P<quarter>[一二三四1-4])(?:(?<=第.)个季度|\ ?季度|季(?![节军度豆稻青瓜玉麦茶莓竹梅]))
    | (?=[\d{_CJK}廿卅]{{1,3}}[月\ 至到、~—-]|元)(?:
      (?P<month>{_SMALL})月份?\ ?{_DASH}\ ?(?P<month2>{_SMALL})月份?(?!\d)
    | (?P<month3>{_SMALL}|(?<![\d零一二三四五六七八九十百千万亿多余几美欧日港])元(?=至|到|[-—~]))
      (?:{_DASH}|、)(?P<month4>{_SMALL})月份?(?!\d)
    | (?P<month_a>{_SMALL})月(?P<day_a>{_SMALL})[日号]?
      (?:起|（?除夕）?|[一-鿿]{{0,4}}(?:启动|开始|开幕|实施|举行|举办))?
      \ ?{_DASH}\ ?(?:(?P<month_b>{_SMALL})月)?(?P<day_b>{_SMALL})[日号]
    | (?P<month5>{_SMALL}
        |(?<![\d零一二三四五六七八九十百千万亿多余几美欧日港公单])元(?=月(?![租费票付供薪均刊])))
      月份?(?:(?P<day>{_SMALL})[日号](?!线))?))
)"""
_FREE = rf"""
  (?=[\d{_CJK}廿卅“‘几数两截迄目当如现时眼最近过未今此之这上明后公日连多历往半春国中端清元暑寒黄假昨前本周星礼年])(?:
      (?P<plan>[“‘]?(?P<plan_number>[一二三四五六七八九十]{{1,2}})五[”’]?(?:规划)?(?:期间|时期|以来|末期?|初期?|[头前]?[一二三四]年|(?<=”)(?=完成|累计|新增|共|实现|全[省市县国]|我[国省市])))
    | (?P<span>(?:最近|(?<![期时长达历耗续])近|过去|未来|今后|此前(?!的)|之前|这)
        的?(?:{_SMALL}|几|数|两|十几|几十|(?!(?:19|20)\d\d)\d{{1,4}})多?
        (?:个?年(?:间|来|里)?|个?月(?:来|里)?|周|天|日|个季度)
        (?:以?来|间|内|里|时间|中)?
        | (?:{_SMALL}|几|数|两|十几|几十|\d{{1,4}})(?:多|余)?(?:年|个月|天)(?:以?来|间|前
          (?![往来后进沿期提景列夕一二三四五六七八九十\d]))
        | [上前]一个{_SMALL}年
        | 上(?:周|星期)(?![一二三四五六日天末边])
        | (?<=[比较])前\d{{1,2}}年(?![度终末底会])
        | (?<![第每近达长历共续])(?:{_SMALL}|两)年(?=(?:均|累计|共|略)?(?:[增减](?![至到为加少长幅])|成长|衰退))
        | [今明后]、?(?:[明后]两|两|后几)年|公元前?(?:\d{{1,4}}|[{_CJK}百千]{{1,6}})年(?!代)
        | (?<![\d{_CJK}百千万亿第近约])(?:
            [五六七八九][{_CJK}](?<!五六|六七|七八|八九|.十)年(?![前来间多余半]|以[来上])
          | [五六七八九][{_CJK}]年(?:[{_CJK}]{{1,3}}月(?:[{_CJK}]{{1,3}}[日号])?
            |(?<!五六年|六七年|七八年|八九年)(?=参加|毕业|[入退转][学伍党职休]|出生|考[入上进取]|结婚|调[入到任])))
        | 两千[零〇][一二三四五六七八九]年(?![来前间内多]|以|之|的?历史)(?:[{_CJK}]{{1,3}}月(?:[{_CJK}]{{1,3}}[日号])?)?
        | 近年来?|近期|近日|(?<![\d{_CJK}作昨今明当即生末节假约])日前|连日来|多年来|历年|往年|过去一段时间|半年来)
    | (?=\d)(?:
      (?P<short_year>(?<![\d第])[0-3]\d{_DASH}[0-3]\d年(?=EPS|每股|PE|业绩|盈利|净利|营收|复合)
      |(?<![\d第])[4-9]\d年(?:\d{{1,2}}月(?:\d{{1,2}}[日号])?[底末]?|[底末](?!蕴|子|气)|度(?!过)|(?=GDP|不变价)))
    | (?<![\dA-Za-z.])(?P<window>[12]H|[1-4]Q)(?P<window_year>(?:20)?[0-3]\d)(?![\dA-Za-z.])
    | (?P<iso_date>(?:19|20)\d\d(?P<iso_mark>[-/.])\d{{1,2}}(?P=iso_mark)\d{{1,2}})(?!\d)
    | (?P<iso_month>(?:19|20)\d\d-(?:0[1-9]|1[0-2]))(?![-~/\d.年季财学赛款届]))
    | (?<!提[前早])(?P<day_only>(?<![A-Za-z])(?<!连[升跌涨降挫扬续])(?<!持续|[停逗]留|住院|平均|留宿)
        (?<![头前后])(?:[12]?\d|3[01])
        |(?:(?<![头前后第近共达期长历续经约满超过每休假逾数几零百千万留示限时续一二三四五六七八九十])
          |(?<=[周期拜][一二三四五六])){_SAID_DAY}
        (?!日(?:内|间|游|之|期|以|左|多|里|来|无|假|线上)))[日号]
        (?![之以]?内|均?线|楼|院|洋房|别墅|独立屋|屋|文|馆|门|机|店|台|令|(?<=号)公告|元|本|公路|国道|省道|高速|病|种子|选手|球员|井|炉|泊|仓|桥|船|大街|弄|桌|库|厅|室)
    | (?=[截迄目当如现时眼昨今明后前上本这周星礼年])(?:
      (?P<now>截[至止](?:目前|现在|记者发稿时?|发稿时?)|截止目前|迄今(?:为止)?|目前|当前|如今|现阶段|时下|眼下
      |(?<![出体表实呈发展涌重再])现在)
    | (?P<relative_day>[昨今前明]（\d{{1,2}}）[日天]
      |(?:昨[日天]|今[日天](?!后|头条|说法)|前[日天](?!津))(?:（\d{{1,2}}/\d{{1,2}}）)?|昨(?=[晚夜]|(?:再|又|续|大|急|曾)?[跌涨升挫](?![停板]))|今(?=[晚晨早])|(?<![探证查声光文清黎照])明(?:[日天](?!之后|津|然气)|(?=[晚晨早]))|(?:(?<![一-鿿])|(?<=[在于到至，。]))后天(?!性))
    | (?P<weekday>(?<!逢)(?:上|本|这)?(?:周|星期|礼拜)[一二三四五六日天](?:（\d{{1,2}}/\d{{1,2}}）)?)
        (?![边刊报年岁月个期次均产常岳]|(?<=[一二两三每]周[一二三四五六])天)
    | (?P<same_day>当[日天](?!津|往返|来回))
    | (?P<year_end>年[末底中初])(?!\d))
    | (?P<festival>(?:春节|(?:国庆|中秋|端午|清明)节?|“五一”|五一|十一|元旦|暑期|寒假|春运|暑运|黄金周|假日)
        (?:中秋)?(?:[3-9]天)?(?:(?:假期|假日|小长假|长假|黄金周)(?:[3-9]天(?=[，（]|全国|预计))?)?(?:期间|以来|前后|首日|当日|前\w[日天]|(?<=天假期)|(?<=天长假)|(?<=假期|长假|金周|假日|[3-9]天)(?=[，,]|接待|累计|共|实现|日均|全[国省市区县]|国内|我国|我[省市区县]|各地|[一-鿿]{{2,3}}[省市])|(?(placed)(?!档)[前后]?|(?!))))
)"""
_TAIL = rf"""(?P<tail>\ ?(?:(?=[末底初月年季中上下凌清早午傍晚夜深零同以来期为止第的\d])(?:
      [末底初](?!中|期|步)|(?<=月)第[1-5一二三四五]周|(?<=年)第\d{{1,2}}周|(?:月|年|季|期)?[末底]|上?中旬|中?下旬|上旬
      |{_DAY_PART}(?:\d{{1,2}}[时点](?:\d{{1,2}}分(?:\d{{1,2}}秒)?|半)?)?|同期|以来|(?<=年)来(?=[首最一持逐连累未再不稳每，]|的?[最第])|期间(?!费用)|为止|(?:止的?|(?<=[日底末])的(?=.{{1,2}}个月[，内间期]))(?P<ended>[三六九3]个月|十二个月|(?:财政)?年度|半年度?|中期(?=业绩|报告|财务)|全年(?=业绩|报告|财务))|止
      |(?<=日)\d{{1,2}}(?:时|点(?=\d{{1,2}}分|半?[在，许]))(?:\d{{1,2}}分(?:\d{{1,2}}秒)?)?|(?<=天)\d{{1,2}}[时点](?:\d{{1,2}}分(?:\d{{1,2}}秒)?)?))*)"""
_PERIOD = compile_kept(
    rf"""{_OPENING}(?:(?P<until>截[至止]到?(?:当地时间|北京时间)?)(?=[^，。、]{{0,9}}[年月日天末底半周]|{_CLOCK}))?
         (?P<placed>{_PLACED_YEAR})?
         (?:(?:的?\ ?){_PART}|{_FREE}|(?(until)(?P<clock>{_CLOCK})|(?!))|(?(placed)|(?!))){_TAIL}""",
    re.VERBOSE,
)
_PARTS = tuple(_PERIOD.groupindex)


class PeriodSpan:
    """A word of time: offsets into the plain text, and the parts that its grammar named."""

    def __init__(self, start: int, end: int, said: dict[str, str] | re.Match[str]) -> None:
        self.start, self.end = start, end
        self._said = said

    @cached_property
    def parts(self) -> dict[str, str]:
        """What the grammar named, by its name; ``tail`` is there always. Made when asked for: numbers need none."""
        if not isinstance(self._said, re.Match):
            return self._said
        said = self._said.groups()
        parts = dict(compress(zip(_PARTS, said, strict=True), said))
        parts["tail"] = self._said["tail"]  # empty where nothing follows
        return parts

    def moved(self, start: int, end: int) -> "PeriodSpan":
        return PeriodSpan(start, end, self._said)

    @property
    def is_comparison(self) -> bool:
        """Whether it only names what a figure is compared with: 去年同期."""
        return "同期" in self.parts["tail"]


# Dates that blanks part, and the blanks to leave out: 2011 年 5 月 3 日, 1 - 5 月, 2 0 1 1 年.
_PARTED = compile_kept(  # a quick no
    r"\ (?:(?<=[\d国]\ )\ *[-—~至到年月日\d]|(?<=[-—~至到年月]\ )\ *\d)", re.ASCII
)
_PARTED_DATE = compile_kept(
    r"(?:民国\ +)?(?<![\d.])\d{1,4}(?:\ {1,9}\d){0,7}\ *[年月日](?:[\d年月日份时分\ ]*[年月日时分])?"
    r"|(?<![\d.])\d(?:\ ?\d)?\ *[-—~至到]\ *\d(?:\ ?\d)?\ *[月日]",
    re.ASCII,
)
_DATE_BLANK = compile_kept(r"(?<!\d\d)\ (?=\d(?!\d))|(?<!\d)\ +(?=\d)|\ +(?!\d)", re.ASCII)


# 今|（106）|年: which year of the Republic that is. 截至|今（|28日|）|上午9点: which day.
_ASIDE = compile_kept(
    r"（(?<=[今去前本上明]（)1[0-2]\d）(?=年)|[今昨前]（(?<=[截至到][今昨前]（)(?=\d{1,2}日）)"
    r"|）(?:(?<=[截至到][今昨前]（\d日）)|(?<=[截至到][今昨前]（\d\d日）))",
    re.ASCII,
)


def find_periods(text: str) -> Iterator[PeriodSpan]:
    """Yield the words of time of a plain text, in order, none overlapping another."""
    left_out = set_off(text)
    if _PARTED.search(text):
        left_out |= _date_blanks(text)
    if "）年" in text or "日）" in text:
        left_out |= {at for aside in _ASIDE.finditer(text) for at in range(*aside.span())}
    if left_out:
        closed, places = close_up(text, left_out)
        for span in _find_closed(closed):
            yield span.moved(places[span.start], places[span.end - 1] + 1)
        return
    yield from _find_closed(text)


def _date_blanks(text: str) -> set[int]:
    """The blanks inside dates."""
    return {
        at
        for date_ in _PARTED_DATE.finditer(text)
        for blank in _DATE_BLANK.finditer(text, *date_.span())
        for at in range(*blank.span())
    }


def _find_closed(text: str) -> Iterator[PeriodSpan]:
    """Like `find_periods`, for a text without blanks in its dates."""
    if "民国" in text or _COUNTS_MINGUO.search(text) or _bare_minguo(text):
        yield from _with_minguo_years(text)
        return
    yield from _spelled_out(text)


def _with_minguo_years(text: str) -> Iterator[PeriodSpan]:
    """In a text that counts the years of the Republic, 八十四年底 is one of them."""
    found = [_run_of_years(match) for match in _MINGUO_RUN.finditer(text)]
    taken = bytearray(len(text))
    for span in found:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    for span in _spelled_out(text):
        if not any(taken[span.start : span.end]):
            found.append(span)
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
    named = "|".join(sorted({*_NAMED_MINGUO.findall(text), *_bare_minguo(text)})) or "(?!)"
    again = compile_kept(f"(?<!\\d)({named})年(?!代|来|间|以|多|的(?!\\d))度?([底末])?")  # 民国89年…，|89年|停工
    for match in chain(_MINGUO.finditer(text), again.finditer(text)):
        if not any(taken[slice(*match.span())]):
            found.append(PeriodSpan(match.start(), match.end(), {"minguo": match[1], "tail": match[2] or ""}))
            taken[slice(*match.span())] = b"\1" * len(match[0])
    yield from sorted(found, key=attrgetter("start"))


def _run_of_years(match: re.Match[str]) -> PeriodSpan:
    """98至101年度; of 98、99年度 no one period."""
    if match[1]:
        parts = {"year": str(MINGUO_ERA + int(match[1])), "year2": str(MINGUO_ERA + int(match[2]))}
    else:
        parts = {"span": match[0]}
    return PeriodSpan(match.start(), match.end(), {**parts, "tail": ""})


def _bare_minguo(text: str) -> list[str]:
    """The years that a text from Taiwan names without more: 103年|台铁载客…."""
    found: list[str] = _BARE_MINGUO.findall(text)
    return found if found and table_pattern("numbers", "taiwan").search(text) else []


_BARE_MINGUO = compile_kept(
    rf"(1[0-2]\d|一[〇零○一二][{_CJK}])年(?<![\d.第近达共逾超约满长过前整].{4})(?=[一-鿿])(?![来前后内间以期多余左历刑级徒]|的(?![\d一二三四五六七八九]))",
    re.ASCII | re.DOTALL,
)
_COUNTS_MINGUO = compile_kept(
    r"1[0-2]\d年(?:(?<!\d{4}年)(?:第?[1-4一二三四]季|\d{1,2}月|[上下]半年|度)|(?<=[去前今]年（\d{3}年)）)", re.ASCII
)
MINGUO_ERA = 1911
# 98至101年度, and several that no one period holds: 98、99、100及101年度.
_MINGUO_RUN = compile_kept(
    r"(?<![\d.])(?:(\d{2,3})[至到~-](1[0-2]\d)|\d{2,3}(?:[、及和]\d{2,3}){1,9})年度?(?!代|来|间|前|后|以|多)", re.ASCII
)
_NAMED_MINGUO = compile_kept(r"民国(\d{2,3})年", re.ASCII)
_MINGUO = compile_kept(
    r"(?<![〇零○一二三四五六七八九十百第近每])([六七八九]十[一二三四五六七八九]?|一百零?[一二三四五六七八九十]?[一二三四五]?|(?<!\d)1[0-2]\d"
    r"|(?<=[于自从至])[4-9]\d|(?<!\d)[4-9]\d(?=年\d{1,2}月))年(?!代|来|间|前|后|以|多|的(?!\d)|期)度?([底末])?"
)


_NUMBERED_YEAR = compile_kept(r"(?:(?<=\s)|(?<=[。；：，])|\A)\d{1,2}\.(?=(?:19|20)\d\d年)", re.ASCII)


def _goes_on_from(text: str, start: int) -> bool:
    """Whether what looks like a word of time goes on with what stands before: 第|三季, 3.|12月, not 1.|截至5月."""
    before = text[start - 1]
    if before == "." and text[start].isdigit():
        return not any(_NUMBERED_YEAR.match(text, at) for at in (start - 2, start - 3) if at >= 0)
    return before == "第" or (text[start].isdigit() and before.isdecimal())


_NO_MONTH_BEFORE = frozenset("饼球亮光")


# The mark of an item before a time in figures: 二、|8月; two months of a list are written alike.
_ITEM = compile_kept(r"[一二三四五六七八九十]{1,3}、(?=\d)", re.ASCII)


def _spelled_out(text: str) -> Iterator[PeriodSpan]:
    for match in _PERIOD.finditer(text):
        start, end = match.span()
        if start and _goes_on_from(text, start):
            continue
        if (item := _ITEM.match(text, start)) and (after := _PERIOD.match(text, item.end())):
            yield PeriodSpan(*after.span(), after)  # 二、|8月
            continue
        if text[start - 1 : start] == "连" and match["month5"] and text[end - 1] == "月":
            continue  # 连|三月|破百亿
        if text[start] in "前近" and table_pattern("numbers", "lengthened").search(text, max(0, start - 3), start + 1):
            continue  # 提|前3个月|完工, 缩短|近30天
        moon = text[end - 1] == "月" and text[end : end + 1] in _NO_MONTH_BEFORE  # but 2月1日|亮相
        if moon and match["month5"] and not match["tail"]:
            continue
        yield PeriodSpan(start, end, match)
