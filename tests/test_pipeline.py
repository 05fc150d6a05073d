"""From a text to its facts: what clauses, lists and paragraphs hand on."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factx.facts import Fact
from factx.output import plain
from factx.pipeline import extract
from factx.read import Document
from factx.rules import load_rules

CASES = Path(__file__).parent / "cases" / "extract.tsv"
TODAY = date(2024, 7, 15)
RULES = load_rules()
COLUMNS = ("measure", "value", "unit", "bound", "indicator")


def facts(text: str, today: date | None = TODAY) -> list[Fact]:
    return extract(Document("a.txt", text, today), RULES)


def told(fact: Fact, name: str) -> str:
    """A field as the tables write it."""
    if name == "value":
        return "..".join(plain(number) for number in (fact.value, fact.low, fact.high) if number is not None)
    return str(getattr(fact, name) or "-")


def rows() -> list[list[str]]:
    lines = CASES.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def case(row: list[str]) -> object:
    expected = dict(zip(COLUMNS, row[1:6], strict=True))
    if len(row) > 6:
        expected |= dict(said.split("=") for said in row[6].split())
    return pytest.param(row[0], expected, id=row[0], marks=pytest.mark.xfail(reason=row[7]) if len(row) > 7 else ())


@pytest.mark.parametrize(("passage", "expected"), [case(row) for row in rows() if len(row) > 1])
def test_fact(passage: str, expected: dict[str, str]) -> None:
    start, end = passage.index("⟦"), passage.index("⟧") - 1
    found = {(fact.start, fact.end): fact for fact in facts(re.sub("[⟦⟧]", "", passage))}
    assert (start, end) in found, [fact.text for fact in found.values()]
    assert {name: told(found[start, end], name) for name in expected} == expected


@pytest.mark.parametrize("text", [row[0] for row in rows() if len(row) == 1])
def test_no_fact(text: str) -> None:
    assert facts(text) == []


def field(name: str, text: str, today: date | None = TODAY) -> list[str]:
    return [told(fact, name) for fact in facts(text, today)]


# ---- what a paragraph hands on


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("上半年，出口增长3%。进口增长4%。", ["2024-H1", "2024-H1"]),
        ("上半年，出口增长3%。6月，进口增长4%。", ["2024-H1", "2024-06"]),
        ("上半年，出口增长3%。\n进口增长4%。", ["2024-H1", "2024-H1"]),
        ("2023年，出口增长3%。5月，进口增长4%。", ["2023", "2023-05"]),
        ("上半年，出口30亿元，去年同期为28亿元。", ["2024-H1", "2023-H1"]),
        ("2022年产量5万吨，2023年产量6万吨。", ["2022", "2023"]),
        ("城乡建设亮点纷呈\n2022年工作要点提出，新建公园15个。", ["-"]),
        ("城乡建设亮点纷呈\n据《2022年统计年鉴》，共有桥梁15座。", ["-"]),
        ("7月10日从发布会获悉，共有桥梁15座。", ["-"]),
        ("7月10日，记者从发布会获悉，共有桥梁15座。", ["-"]),
        ("近年来，建成桥梁15座。", ["-"]),
        ("截至目前，建成桥梁15座。", ["-"]),
        ("自2018年以来，建成桥梁15座。", ["-"]),
    ],
)
def test_a_period_governs_until_another_takes_over(text: str, periods: list[str]) -> None:
    assert field("period", text) == periods


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("烟台出口增长3%。进口增长4%。", ["烟台", "烟台"]),
        ("烟台出口增长3%，威海进口增长4%。", ["烟台", "威海"]),
        ("烟台出口增长3%。\n威海进口增长4%。", ["烟台", "威海"]),
        ("云岭精密仪器股份有限公司营业收入12亿元，净利润1.3亿元。", ["云岭精密仪器股份有限公司"] * 2),
        ("出口增长3%。", ["-"]),
        ("全市党员突破41万名\n全市有党员413548名。\n全市有党组织2.1万个。\n女党员10万名。", ["全市"] * 4),
        ("全市有党员41万名。\n全市有党组织2.1万个。\n女党员10万名。", ["全市", "全市", "-"]),
        (
            "云岭市党员41万名\n全市有党员41万名。\n全市有党组织2万个。\n全市有党委3百个。\n女党员10万名。",
            ["云岭市"] * 5,
        ),
        ("出口增长3%，居全省第2位。", ["-", "-"]),
        ("据市统计局发布，出口增长3%。", ["-"]),
        ("烤烟种植完成\n云岭县人民政府网讯 全县种植烤烟3万亩。我县收购烟叶3吨。", ["云岭县"] * 2),
        ("烤烟种植完成\n云岭县融媒体中心讯 全县种植烤烟3万亩。我县收购烟叶3吨。", ["云岭县"] * 2),
        ("云岭县政府工作报告\n各位代表：现在报告工作。\n生产总值增长8%。", ["云岭县"]),
        ("云岭县2014年统计公报\n生产总值增长8%。", ["云岭县"]),
        ("股市收评\n今日股指上涨2%。\n盘面活跃。\n晨曦网络（600917）上涨3%。\n成交额5亿元。", ["-", "晨曦网络", "-"]),
        ("晨曦网络（600917）营收3亿元。\n净利润1亿元。", ["晨曦网络"] * 2),
        ("烟台优良天数320天。\n威海市：\n浓度为29微克/立方米。\n优良天数300天。", ["烟台", "威海市", "威海市"]),
    ],
)
def test_a_subject_is_the_one_that_opens_the_clause_or_governs_it(text: str, subjects: list[str]) -> None:
    assert field("subject", text) == subjects


def test_the_title_of_short_news_says_what_its_item_is_about() -> None:
    text = """国内联播快讯
青川省多个投资项目签约落地
今天（7月15日），139个投资合作项目签约，总签约额超过1000亿元。
蓝港高速公路今天建成通车
今天（7月15日），桥隧比高的路段顺利通车，全程收费站共12座。
多地迎来降雨
降雨量为32毫米。
"""
    assert field("subject", text) == ["青川省", "青川省", "蓝港高速公路", "-"]


def test_a_text_is_of_the_company_that_it_sets_out_with() -> None:
    text = (
        "晨曦网络总经理张明昨日表示，晨曦网络将扩大投资。\n首季度，游戏收益4000万元。\n"
        "晨曦网络目前有用户2200万人。\n晨曦网络收购两家公司。"
    )
    assert field("subject", text) == ["晨曦网络"] * 2
    assert field("subject", text.replace("晨曦网络目前", "云岭市目前").replace("晨曦网络收购", "海门市收购"))[0] == "-"
    text = (
        "暑运过半\n国铁集团最新数据显示，暑运过半。\n"
        "来自国铁集团的数据显示，发送旅客4亿人次。\n国铁集团统计显示，加开列车3000列。"
    )
    assert field("subject", text)[-2:] == ["-", "-"]  # it only gives the data


def test_a_company_in_latin_letters_is_whom_this_company_stands_for() -> None:
    text = (
        "某国鞋业巨头Hanson&Sons公司周四公布财报。数据显示，该公司净利润下降30%。\n"
        "该公司本季度的销售额增长2%。分析师此前预期本季度的销售额为2亿元。\n该公司表示，成本上升。"
    )
    assert field("subject", text) == ["Hanson&Sons公司"] * 3


def test_what_a_source_leads_up_to_goes_on() -> None:
    text = "某协会今天发布的数据显示，今年上半年，我国汽车工业保持增长。其中，汽车产量完成492.9万辆。"
    assert field("subject", text) == ["我国"]


def test_a_text_that_stays_in_one_place_is_of_it() -> None:
    text = (
        "织进面料里的创新\n江苏苏州盛泽镇是面料生产基地，企业众多。\n盛泽镇出口增长3%。\n盛泽镇外贸活跃。\n"
        "参展企业达到650家。这座小镇拥有企业263家。"
    )
    assert field("subject", text) == ["盛泽镇"] * 3
    assert field("subject", text.replace("这座小镇", "现"))[1:] == ["-", "-"]


def test_a_text_calls_its_own_province_by_the_headline() -> None:
    text = (
        "湖北市民春节网购忙 智利车厘子受热捧\n全省销售额274亿元。我省餐饮收入增长10%。\n"
        "武汉销售额21亿元。武汉零售额3亿元。\n据市电子商务协会统计，全市零售额9.8亿元。"
    )
    assert field("subject", text) == ["湖北", "湖北", "武汉", "武汉", "全市"]


def test_a_text_of_hong_kong_calls_it_its_own() -> None:
    text = "港經濟再遇逆風\n本港上週公佈GDP，按年升5.4%。\n出口按年升21%。\n本港零售銷量跌3%。"
    assert field("subject", text) == ["本港", "本港", "本港"]


def test_works_behind_a_dash_go_on() -> None:
    text = "日前，我国单机容量最大抽水蓄能电站——天台抽水蓄能电站全面投产发电。电站总装机容量170万千瓦。"
    assert field("subject", text) == ["天台抽水蓄能电站"]


def test_whom_an_attack_killed_are_not_of_who_attacked() -> None:
    assert field("subject", "据报道，7月8日，以色列空袭黎巴嫩，叙利亚谴责。造成30人死亡。") == ["-"]


def test_a_campaign_owns_what_it_did_and_no_statistics() -> None:
    assert field("subject", "“安全生产月”活动启动。事故起数下降20%。") == ["-"]
    assert field("subject", "由某博物馆举办的“山海：古代文明大展”今天开幕。展品788件。") == ["“山海：古代文明大展”"]


def test_the_place_where_it_is_told_is_the_last_one_named() -> None:
    assert field("subject", "绥芬河洪峰安全通过黑龙江东宁市，当地转移1.8万人。") == ["黑龙江东宁市"]


def test_this_company_is_no_topic() -> None:
    text = "行业观察\n这家公司去年营收3亿元。\n这家公司有员工300人。\n这家公司投资3亿元。\n原料价格上涨5%。"
    assert field("subject", text) == ["这家公司"] * 3 + ["-"]


def test_companies_that_are_common_words_are_told_by_what_only_companies_have() -> None:
    text = "小米价格上涨\n小米每斤5元。\n小米产量300万吨。"
    assert field("subject", text) == ["-", "-"]
    text = "小米公司发布新机\n小米出货量300万台。\n小米市值3000亿元。"
    assert field("subject", text) == ["小米", "小米"]


def test_the_day_is_the_one_told_of_before() -> None:
    text = "股市大跌\n12日两市走低。\n当日成交600亿元。"
    assert field("period", text) == ["2024-07-12"]


def test_a_bulletin_is_of_its_whole_day() -> None:
    text = "7月12日0—24时，全省新增病例40例。\n新增出院9例。"
    assert field("period", text) == ["2024-07-12", "2024-07-12"]


def test_a_date_in_brackets_behind_a_day_is_of_its_year() -> None:
    text = "2023年考古成果公布\n今天（7月15日），研究院公布了16项“2023年考古成果”。"
    assert field("period", text) == ["2024-07-15"]


def test_the_number_of_an_edition_is_no_year() -> None:
    assert field("period", "清河2023年第1号洪水形成，当地转移1.8万人。") == ["-"]
    assert field("period", "云岭论坛2023年年会开幕\n来自60个国家的代表参会。") == ["-"]
    assert field("period", "关于2023年度预算的报告\n收入3亿元。") == ["2023"]


def test_no_text_is_of_a_year_to_come_or_of_its_founding() -> None:
    assert field("period", "规划\n2030年，建桥3座。\n2030年，建路4条。\n现有公园15个。")[-1] == "-"
    assert field("period", "东川学院1958年开办本科教育，是一所省属学院。学院现有教师2000人。") == ["-"]


def test_a_word_that_stands_for_the_place_gets_its_name() -> None:
    text = "烟台上半年外贸向好\n上半年，烟台出口增长3%。烟台进口增长4%。全市新增外贸企业120家。"
    assert field("subject", text) == ["烟台", "烟台", "烟台"]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("山西晋中苹果丰收\n在晋中市，果园增产2%。平遥县农业局介绍，全县苹果增产3%。", ["晋中市", "平遥县"]),
        ("记者走进曲靖师宗县。全县小麦增产3%。", ["曲靖师宗县"]),
        ("石门县遭遇暴雨。\n暴雨造成石门县停电，全县97%以上区域已恢复供电。", ["石门县"]),
    ],
)
def test_all_of_a_county_is_the_county_named_before_it(text: str, subjects: list[str]) -> None:
    assert field("subject", text) == subjects


def test_a_date_in_the_text_places_relative_times() -> None:
    text = "云岭市统计局\n2023年10月20日\n上半年，出口增长3%。"
    assert field("period", text, None) == ["2023-H1"]


def test_the_documents_date_goes_before_that_in_the_text() -> None:
    assert field("period", "2022年10月20日\n今年，出口增长3%。") == ["2024"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("政府工作报告\n——2024年1月15日在云岭市第十五届人民代表大会上\n去年，生产总值增长5%。", "2023"),
        ("来源：云岭网-2024年7月5日\n今年，出口增长5%。", "2024"),
        ("截至2023年6月30日止六个月业绩\n去年，出口增长5%。", "-"),
        ("自2021年5月1日起施行\n去年，出口增长5%。", "-"),
        ("2021年5月1日-2021年5月5日\n去年，出口增长5%。", "-"),
    ],
)
def test_a_day_up_to_or_since_which_something_is_dates_no_text(text: str, period: str) -> None:
    assert field("period", text, None) == [period]


def test_without_any_date_a_relative_time_stays_empty() -> None:
    assert field("period", "今年，出口增长3%。", None) == ["-"]


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("预计产值5亿元、利润1亿元。", ["expected", "expected"]),
        ("产值5亿元，预计明年达到6亿元。", ["actual", "expected"]),
        ("将新建桥梁15座、隧道3座。", ["expected", "expected"]),
        ("有望突破6亿元。", ["expected"]),
        ("确保完成投资6亿元。", ["target"]),
        ("要求全年培训不少于40课时。", ["target"]),
        ("拟投资6亿元。", ["target"]),
        ("噪声不能超过70分贝。", ["actual"]),
        ("将军镇产值6亿元。", ["actual"]),
        ("将由12家增至20家。", ["actual", "expected"]),
    ],
)
def test_modality(text: str, modalities: list[str]) -> None:
    assert field("modality", text) == modalities


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("其中，出口额12亿元，增长3%。", ["出口额", "出口额"]),
        ("出口额12亿元。其中，机电产品7亿元，增长5%。", ["出口额", "机电产品", "机电产品"]),
        ("“两高”案件办结率达95%，提高2个百分点。", ["“两高”案件办结率"] * 2),
        ("新建厂房3万平方米（其中标准厂房2万平方米）。", ["新建厂房", "标准厂房"]),
    ],
)
def test_what_a_figure_is_of(text: str, indicators: list[str]) -> None:
    assert field("indicator", text) == indicators


# ---- what holds for any text

LINES = [re.sub("[⟦⟧]", "", row[0]) for row in rows()]


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=5))
def test_a_fact_stands_where_it_says(lines: list[str]) -> None:
    text = "。\n".join(lines)
    end = 0
    for fact in facts(text):
        assert end <= fact.start < fact.end
        assert text[fact.start : fact.end] == fact.text
        assert fact.text in fact.sentence
        assert (fact.value is None) == (fact.bound == "range")
        end = fact.end


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=4))
def test_windows_line_ends_change_nothing_but_offsets(lines: list[str]) -> None:
    unix, windows = (facts(f"。{ending}".join(lines)) for ending in ("\n", "\r\n"))
    assert [replace(fact, start=0, end=0) for fact in unix] == [replace(fact, start=0, end=0) for fact in windows]


@given(
    st.text(
        st.one_of(
            st.characters(),
            st.sampled_from(
                "上半年占比增长下降由至增其中分别达到为同比较居全省首位预计将"
                "，。、；（）“”0123456789.%万亿元家个倍成百分点\n"
            ),
        ),
        max_size=60,
    )
)
def test_any_text_gives_facts_or_none(text: str) -> None:
    for fact in facts(text):
        assert text[fact.start : fact.end] == fact.text


def test_the_same_text_gives_the_same_facts() -> None:
    text = "。".join(LINES)
    assert facts(text) == facts(text)
