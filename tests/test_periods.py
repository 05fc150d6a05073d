"""Words of time: where they stand, and the period that each names on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factx.characters import plain_text
from factx.period_spans import find_periods
from factx.periods import names_year, resolve_period, year_of

TODAY = date(2024, 7, 15)


def period(
    words: str, today: date | None = TODAY, running: str | None = None, year: int | None = None, *, future: bool = False
) -> str | None:
    """The period of the one word of time that a text holds."""
    (span,) = find_periods(plain_text(words))
    return resolve_period(span.parts, today, running, year, future=future)


def gap(*case: object, reason: str) -> object:
    return pytest.param(*case, marks=pytest.mark.xfail(reason=reason))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # years
        ("2023年", "2023"),
        ("２０２３年", "2023"),
        ("二〇二三年", "2023"),
        ("二零二三年", "2023"),
        ("2023年度", "2023"),
        ("2023 年", "2023"),
        ("2 0 2 3 年", "2023"),
        ("十一月廿八日", "2023-11-28"),
        ("十二日", "2024-07-12"),
        ("2023 年 5 月 3 日", "2023-05-03"),
        ("2023 年 5 月", "2023-05"),
        ("1 - 5 月份", "2024-01/2024-05"),
        ("民國 112 年 5 月 3 日", "2023-05-03"),
        ("1998年", "1998"),
        ("民国九十年", "2001"),
        ("今(2017)年", "2017"),
        ("去(112)年1月", "2023-01"),
        ("本(6)月", "2024-06"),
        ("零八年十一月", "2008-11"),
        ("今(14)日", "2024-07-14"),
        ("明(1)日", "2024-07-01"),
        ("周三（7/10）", "2024-07-10"),
        ("昨日（12/31）", "2023-12-31"),
        ("周三（13/40）", None),
        ("2018年至2022年", "2018/2022"),
        ("2018—2022年", "2018/2022"),
        ("2018-2022年", "2018/2022"),
        ("“十四五”期间", "2021/2025"),
        ("“十三五”时期", "2016/2020"),
        ("“十四五”以来", "2021/2025"),
        # parts of a year
        ("2023年上半年", "2023-H1"),
        ("2023年下半年", "2023-H2"),
        ("2023年一季度", "2023-Q1"),
        ("2023年第三季度", "2023-Q3"),
        ("2023年第3季度", "2023-Q3"),
        ("2023年首季", "2023-Q1"),
        ("2023年前三季度", "2023-Q1/2023-Q3"),
        ("2023年前8个月", "2023-01/2023-08"),
        ("2023年前两月", "2023-01/2023-02"),
        ("2023年头两个月", "2023-01/2023-02"),
        ("前两个月", "2024-01/2024-02"),
        ("2023年1—8月", "2023-01/2023-08"),
        ("2023年1至8月份", "2023-01/2023-08"),
        ("2023年1-2月", "2023-01/2023-02"),
        ("2023年8月", "2023-08"),
        ("2023年8月份", "2023-08"),
        ("二〇二三年八月", "2023-08"),
        ("2023年十二月", "2023-12"),
        ("2023年8月9日", "2023-08-09"),
        ("2023年8月9日至12日", "2023-08-09/2023-08-12"),
        ("2023年4月29日至5月3日", "2023-04-29/2023-05-03"),
        ("8月9—12日", "2023-08-09/2023-08-12"),
        # as of
        ("截至2023年8月末", "2023-08-31"),
        ("截至2023年2月底", "2023-02-28"),
        ("截至2024年2月底", "2024-02-29"),
        ("2023年末", "2023-12-31"),
        ("2023年底", "2023-12-31"),
        ("2023年年底", "2023-12-31"),
        ("截至2023年12月31日", "2023-12-31"),
        ("2023年一季度末", "2023-03-31"),
        ("2023年6月底", "2023-06-30"),
        # relative to the document's day
        ("今年", "2024"),
        ("今年以来", "2024"),
        ("本年度", "2024"),
        ("去年", "2023"),
        ("上年", "2023"),
        ("前年", "2022"),
        ("明年", "2025"),
        ("去年末", "2023-12-31"),
        ("去年底", "2023-12-31"),
        ("今年上半年", "2024-H1"),
        ("去年下半年", "2023-H2"),
        ("去年8月", "2023-08"),
        ("今年前五个月", "2024-01/2024-05"),
        ("截至今年5月", "2024-05"),
        ("截至今年6月底", "2024-06-30"),
        ("上半年", "2024-H1"),
        ("二季度", "2024-Q2"),
        ("1—6月", "2024-01/2024-06"),
        ("6月份", "2024-06"),
        ("6月", "2024-06"),
        ("7月", "2024-07"),
        ("8月", "2023-08"),
        ("12月", "2023-12"),
        ("7月10日", "2024-07-10"),
        ("上月", "2024-06"),
        ("上个月", "2024-06"),
        ("本月", "2024-07"),
        ("昨日", "2024-07-14"),
        ("昨天", "2024-07-14"),
        ("今天", "2024-07-15"),
        ("10日", "2024-07-10"),
        ("20日", "2024-06-20"),
        ("截至6月末", "2024-06-30"),
        # what the text does not settle
        ("目前", None),
        ("截至目前", None),
        ("近年来", None),
        ("近五年", None),
        ("过去三年", None),
        ("未来五年", None),
        ("春节期间", None),
        ("国庆假期期间", None),
        ("近日", None),
        ("当日", None),
        ("2018年以来", None),
        ("2018年6月以来", None),
        ("2016/17年度", None),
        ("8月中旬", None),
        ("2023年初", None),
        ("当年", None),
        ("同年", None),
        ("年初", None),
        ("本季度", None),
        ("上季度", None),
        ("“十四五”末", "2025-12-31"),
        ("十二五末期", "2015-12-31"),
        ("“十二五”以来", None),
        ("2023年2月30日", None),
        ("2023年13月", None),
        ("2022年至2018年", None),
    ],
)
def test_period(words: str, expected: str | None) -> None:
    assert period(words) == expected


@pytest.mark.parametrize(
    "words", ["今年", "去年", "上半年", "6月", "6月10日", "昨日", "上月", "10日", "年底", "明年前三季度"]
)
def test_without_a_date_a_relative_time_says_nothing(words: str) -> None:
    assert period(words, None) is None


@pytest.mark.parametrize(("words", "expected"), [("2023年上半年", "2023-H1"), ("2023年8月9日", "2023-08-09")])
def test_without_a_date_a_full_time_is_itself(words: str, expected: str) -> None:
    assert period(words, None) == expected


@pytest.mark.parametrize(
    ("words", "running", "expected"),
    [
        ("去年同期", "2024-H1", "2023-H1"),
        ("上年同期", "2024-01/2024-05", "2023-01/2023-05"),
        ("2019年同期", "2024-Q1", "2019-Q1"),
        ("去年同期", None, None),
        ("同年", "2019-05", "2019"),
        ("当年", "2021", "2021"),
        ("当日", "2024-05-01", "2024-05-01"),
        ("当日", "2024-05", None),
        ("当月", "2024-05", "2024-05"),
        ("年末", "2022", "2022-12-31"),
        ("年底", "2021/2025", None),
        ("5日", "2024-05-01", "2024-05-05"),
        ("全年", "2023", "2023"),
    ],
)
def test_the_period_in_force_settles_what_leans_on_it(words: str, running: str | None, expected: str | None) -> None:
    assert period(words, running=running) == expected


@pytest.mark.parametrize(
    ("words", "year", "future", "expected"),
    [
        ("5月", 2019, False, "2019-05"),
        ("一季度", 2021, False, "2021-Q1"),
        ("年底", 2022, False, "2022-12-31"),
        ("9月", None, True, "2024-09"),
        ("四季度", None, True, "2024-Q4"),
        ("年底", None, True, "2024-12-31"),
        ("20日", None, True, "2024-07-20"),
    ],
)
def test_a_year_said_before_or_a_look_ahead_settles_a_bare_month(
    words: str, year: int | None, future: bool, expected: str
) -> None:
    assert period(words, year=year, future=future) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("据统计，2023年1—8月，全市出口增长", ["2023年1—8月"]),
        ("2022年和2023年的产量", ["2022年", "2023年"]),
        ("2023年上半年比2022年同期高", ["2023年上半年", "2022年同期"]),
        ("截至2023年8月末，存款余额", ["截至2023年8月末"]),
        ("9月1日上午，开学典礼", ["9月1日上午"]),
        ("产值12023年", []),
        ("第2022年鉴", []),
        ("3个月内完成", []),
        ("月饼和月球", []),
        ("80年代末", []),
        ("会展中心3号馆", []),
        ("10号线开通", []),
        ("2.5月", []),
        ("连续5日上涨", []),
        ("首演前五日", []),
        ("（600519）15日公告", ["15日"]),
        ("财政部15号公告", []),
    ],
)
def test_words_of_time_in_a_text(text: str, words: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_periods(plain_text(text))] == words


@pytest.mark.parametrize(
    ("words", "today", "expected"),
    [
        ("上半年", date(2024, 6, 30), "2024-H1"),
        ("上半年", date(2024, 12, 1), "2024-H1"),
        ("下半年", date(2024, 3, 1), "2023-H2"),
        ("四季度", date(2024, 1, 20), "2023-Q4"),
        ("12月", date(2024, 1, 20), "2023-12"),
        ("1—2月", date(2024, 3, 18), "2024-01/2024-02"),
        ("1—12月", date(2024, 1, 20), "2023-01/2023-12"),
        ("1—11月", date(2024, 1, 5), "2023-01/2023-11"),
        ("前三季度", date(2024, 2, 1), "2023-Q1/2023-Q3"),
        ("前11个月", date(2024, 1, 5), "2023-01/2023-11"),
    ],
)
def test_a_part_of_a_year_is_the_latest_that_is_over_or_under_way(words: str, today: date, expected: str) -> None:
    assert period(words, today) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("上周五", "2024-07-12"),
        ("上周一", "2024-07-08"),
        ("上周日", "2024-07-14"),
        ("周五", "2024-07-12"),
        ("星期三", "2024-07-17"),
        ("周一", "2024-07-15"),
        ("本周五", "2024-07-19"),
        ("这周一", "2024-07-15"),
    ],
)
def test_a_day_of_the_week_counts_weeks_from_their_monday(words: str, expected: str) -> None:
    assert period(words, date(2024, 7, 17)) == expected  # a Wednesday


@pytest.mark.parametrize(
    ("period_said", "year"),
    [(None, None), ("2022", 2022), ("2022-01/2022-05", 2022), ("2021/2025", None), ("2022-07-29", 2022)],
)
def test_year_of(period_said: str | None, year: int | None) -> None:
    assert year_of(period_said) == year


def test_names_year() -> None:
    said = {words: names_year(next(find_periods(words)).parts) for words in ("2023年5月", "去年5月", "5月", "上半年")}
    assert said == {"2023年5月": True, "去年5月": True, "5月": False, "上半年": False}


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_date_written_out_comes_back(day: date) -> None:
    assert period(f"{day.year}年{day.month}月{day.day}日", None) == day.isoformat()
    assert period(f"{day.year}年{day.month}月", None) == day.isoformat()[:7]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.integers(1, 12))
def test_a_bare_month_has_begun(today: date, month: int) -> None:
    said = period(f"{month}月", today)
    assert said is not None
    assert said <= today.isoformat()[:7]
    assert (today.year - int(said[:4])) <= 1


@given(
    st.text(
        "今去上下本前明后年半季度月日号末底初旬以来同期截至到第一二三四十0123456789〇零-—至、/“”五期间 ", max_size=25
    ),
    st.sampled_from([None, TODAY]),
    st.sampled_from([None, "2022", "2022-H1", "2022-05", "2022-05-03", "2021/2025"]),
)
def test_any_words_resolve_to_a_period_or_none(text: str, today: date | None, running: str | None) -> None:
    end = 0
    for span in find_periods(plain_text(text)):
        assert end <= span.start < span.end
        end = span.end
        said = resolve_period(span.parts, today, running)
        assert said is None or said[:4].isdigit()
