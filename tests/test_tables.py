"""Tables in a text: what row and column say of each figure."""

from datetime import date

import pytest

from factx import Document, Fact, extract, find_mentions, load_rules

RULES = load_rules()


def facts(text: str) -> list[Fact]:
    return extract(Document("a.txt", text, date(2024, 7, 15)), RULES)


def told(fact: Fact, *names: str) -> tuple[str, ...]:
    return tuple(str(getattr(fact, name) or "-") for name in names)


PIPES = (
    "某市2019年主要指标\n指标 | 绝对数（亿元） | 比上年增长（%）\n生产总值 | 617.50 | 5.2\n第二产业 | 339.85 | -4.5\n"
)
TABS = "指标\t单位\t1-6月累计\t同比增长（%）\n工业增加值\t亿元\t1203.4\t7.2\n用电量\t亿千瓦时\t180.2\t(3.1)\n"
WIDE = (
    "主要指标\n\n指标　　绝对量　　增长（%）\n\n工业增加值（亿元）　　1203.4　　7.2\n"
    "零售总额（亿元）　　856.1　　-2.5\n"
)
BLANKS = "国家/地区 出口额（亿美元） 占比（%） 同比（%）\n美国 123.4 18.2 5.6\n欧盟 98.7 14.6 -3.2\n"
MARKDOWN = (
    "| 项目 | 2022年 | 2021年 | 增减 |\n| --- | --- | --- | --- |\n| 营业收入（万元） | 12,345.6 | 11,234.5 | 9.9% |\n"
)
PLACES = "附表2：2020年各市常住人口\n单位：万人\n市 | 常住人口 | 比重\n临江市 | 931.5 | 11.2\n合计 | 8477.3 | 100\n"
YEARS = "年份  产量（万吨）  增长（%）\n2019年  120.5  3.2\n2020年  118.0  -2.1\n2021年  —  —\n"
RANKS = "城市 | 排名 | 第一产业增加值（亿元）\n临江市 | 3 | 12.5\n"
SECTORS = "分行业增加值\n行业 | 增加值（亿元） | 下降（%）\n建筑业 | 12.5 | 3.1\n"

UNITS = "品名 单位 产量 增长（%）\n原盐 万吨 47.1 3.4\n"
BARE_YEARS = "年份\t产量（万吨）\t增长（%）\n2019\t12.3\t1.2\n"
ACROSS = "年份 2019 2020\n盐产量（万吨） 12.3 13.5\n"
COUNTS = "甲县教育统计\n单位：万人\n类别 招生数 毕业生数\n研究生 26.9 11.1\n"
LIKE_YEARS = "品名\t产量（吨）\n原盐\t1502\n碘盐\t1987\n"
BY = "指标 | 单位 | 2018年 | 2019年 | 增长\n总收入 | 万元 | 21177 | 21740 | 563.00\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            UNITS,
            [
                ("-", "原盐产量", "level", "471000", "吨", "-", "-"),
                ("-", "原盐产量", "growth", "3.4", "%", "-", "-"),
            ],
        ),
        (
            BARE_YEARS,
            [
                ("-", "产量", "level", "123000", "吨", "-", "2019"),
                ("-", "产量", "growth", "1.2", "%", "-", "2019"),
            ],
        ),
        (
            ACROSS,
            [
                ("-", "盐产量", "level", "123000", "吨", "-", "2019"),
                ("-", "盐产量", "level", "135000", "吨", "-", "2020"),
            ],
        ),
        (
            COUNTS,
            [
                ("-", "研究生招生数", "level", "269000", "人", "-", "-"),
                ("-", "研究生毕业生数", "level", "111000", "人", "-", "-"),
            ],
        ),
        (
            LIKE_YEARS,
            [
                ("-", "原盐产量", "level", "1502", "吨", "-", "-"),
                ("-", "碘盐产量", "level", "1987", "吨", "-", "-"),
            ],
        ),
        (
            BY,
            [
                ("-", "总收入", "level", "211770000", "元", "-", "2018"),
                ("-", "总收入", "level", "217400000", "元", "-", "2019"),
                ("-", "总收入", "change", "5630000", "元", "-", "2019"),
            ],
        ),
        (
            PIPES,
            [
                ("-", "生产总值", "level", "61750000000", "元", "-", "2019"),
                ("-", "生产总值", "growth", "5.2", "%", "比上年", "2019"),
                ("-", "第二产业", "level", "33985000000", "元", "-", "2019"),
                ("-", "第二产业", "growth", "-4.5", "%", "比上年", "2019"),
            ],
        ),
        (
            TABS,
            [
                ("-", "工业增加值", "level", "120340000000", "元", "-", "2024-01/2024-06"),
                ("-", "工业增加值", "growth", "7.2", "%", "同比", "2024-01/2024-06"),
                ("-", "用电量", "level", "18020000000", "千瓦时", "-", "2024-01/2024-06"),
                ("-", "用电量", "growth", "-3.1", "%", "同比", "2024-01/2024-06"),
            ],
        ),
        (
            WIDE,
            [
                ("-", "工业增加值", "level", "120340000000", "元", "-", "-"),
                ("-", "工业增加值", "growth", "7.2", "%", "-", "-"),
                ("-", "零售总额", "level", "85610000000", "元", "-", "-"),
                ("-", "零售总额", "growth", "-2.5", "%", "-", "-"),
            ],
        ),
        (
            BLANKS,
            [
                ("美国", "出口额", "level", "12340000000", "美元", "-", "-"),
                ("美国", "出口额", "share", "18.2", "%", "-", "-"),
                ("美国", "出口额", "growth", "5.6", "%", "同比", "-"),
                ("欧盟", "出口额", "level", "9870000000", "美元", "-", "-"),
                ("欧盟", "出口额", "share", "14.6", "%", "-", "-"),
                ("欧盟", "出口额", "growth", "-3.2", "%", "同比", "-"),
            ],
        ),
        (
            MARKDOWN,
            [
                ("-", "营业收入", "level", "123456000", "元", "-", "2022"),
                ("-", "营业收入", "level", "112345000", "元", "-", "2021"),
                ("-", "营业收入", "growth", "9.9", "%", "-", "2022"),
            ],
        ),
        (
            PLACES,
            [
                ("临江市", "常住人口", "level", "9315000", "人", "-", "2020"),
                ("临江市", "常住人口", "share", "11.2", "%", "-", "2020"),
                ("-", "常住人口", "level", "84773000", "人", "-", "2020"),
                ("-", "常住人口", "share", "100", "%", "-", "2020"),
            ],
        ),
        (
            YEARS,
            [
                ("-", "产量", "level", "1205000", "吨", "-", "2019"),
                ("-", "产量", "growth", "3.2", "%", "-", "2019"),
                ("-", "产量", "level", "1180000", "吨", "-", "2020"),
                ("-", "产量", "growth", "-2.1", "%", "-", "2020"),
            ],
        ),
        (
            RANKS,
            [
                ("临江市", "-", "rank", "3", "-", "-", "-"),
                ("临江市", "第一产业增加值", "level", "1250000000", "元", "-", "-"),
            ],
        ),
        (
            SECTORS,
            [
                ("-", "建筑业增加值", "level", "1250000000", "元", "-", "-"),
                ("-", "建筑业增加值", "growth", "-3.1", "%", "-", "-"),
            ],
        ),
    ],
    ids=[
        "units",
        "bare years",
        "across",
        "counts",
        "like years",
        "by",
        "pipes",
        "tabs",
        "wide",
        "blanks",
        "markdown",
        "places",
        "years",
        "ranks",
        "sectors",
    ],
)
def test_cells(text: str, expected: list[tuple[str, ...]]) -> None:
    found = facts(text)
    names = ("subject", "indicator", "measure", "value", "unit", "reference", "period")
    assert [told(fact, *names) for fact in found] == expected
    assert {fact.rule for fact in found} == {"table.cell"}
    assert all(text[fact.start : fact.end] == fact.text for fact in found)


@pytest.mark.parametrize(
    "text",
    [
        "比分\n甲队 3 2\n乙队 1 0\n",
        "联系电话\n张先生 0535 6601234\n",
        "序号 | 编号\n甲 | 12\n乙 | 13\n",
        "他说：“今年 3 月 5 日来。”\n第 2 天 走了 10 里。\n",
        "甲|乙\n",
    ],
)
def test_no_table(text: str) -> None:
    assert not any(fact.rule == "table.cell" for fact in facts(text))


def test_a_bracketed_figure_is_negative_in_a_table_alone() -> None:
    (cell,) = [
        mention for mention in find_mentions("项目 | 净利润（万元）\n甲公司 | (234.5)\n") if mention.unit == "元"
    ]
    assert (cell.text, str(cell.value)) == ("(234.5)", "-2345000")
    assert [str(fact.value) for fact in facts("净利润（234.5）万元")] in ([], ["234.5"], ["2345000"])


def test_the_prose_behind_a_table_goes_on_by_itself() -> None:
    found = facts(PIPES + "全年社会消费品零售总额120亿元，同比增长3%。")
    assert [told(fact, "indicator", "rule") for fact in found[-2:]] == [
        ("社会消费品零售总额", "level.measured"),
        ("社会消费品零售总额", "growth.up"),
    ]
