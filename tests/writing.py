"""A writer of numerals that shares nothing with the parser: spells a number as a clerk would, or as people say it."""

SMALL = "零一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
SMALL_PLACES = ("", "十", "百", "千")
FORMAL_PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")
LARGEST = 10**16 - 1


def write(number: int, digits: str = SMALL, places: tuple[str, ...] = SMALL_PLACES) -> str:
    """A whole number below 10**16 in Chinese: 10203 → 一万零二百零三, 15 → 一十五."""
    if number == 0:
        return digits[0]
    groups = [number // 10**12, number // 10**8 % 10**4, number // 10**4 % 10**4, number % 10**4]
    if groups[0]:
        # 万亿 is said once: 三万二千亿, never 三万亿二千亿.
        head = write(groups[0] * 10**4 + groups[1], digits, places) + "亿"
        groups = [0, 0, *groups[2:]]
    else:
        head = ""
    said = head
    for power, group in zip((3, 2, 1, 0), groups, strict=True):
        if group:
            gap = bool(said) and (group < 1000 or skipped(number, power))
            said += (digits[0] if gap else "") + write_group(group, digits, places) + GROUPS[power]
    return said


def skipped(number: int, power: int) -> bool:
    """Whether the group above ``power`` is empty, so that a 零 stands for it: 一亿零三千."""
    return number // 10 ** (4 * (power + 1)) % 10**4 == 0


def write_group(group: int, digits: str, places: tuple[str, ...]) -> str:
    said, gap = "", False
    for power in (3, 2, 1, 0):
        digit = group // 10**power % 10
        if digit == 0:
            gap = bool(said)
            continue
        said += (digits[0] if gap else "") + digits[digit] + places[power]
        gap = False
    return said


def write_mixed(number: int) -> str:
    """A whole number in figures with its scales: 120000500 → 1亿2000万500; 1万0005, since 1万5 may be 15000."""
    groups = [(number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")]
    said = ""
    for group, scale in groups:
        if group:
            said += f"{group:04}" if said and not scale else f"{group}{scale}"
    return said or "0"


def with_thousands(number: int) -> str:
    """1234567 → 1,234,567."""
    return f"{number:,}"


def colloquial(said: str) -> str:
    """As people say it: 十五 for 一十五, 两百 for 二百, 两万 for 二万."""
    said = said.removeprefix("一") if said.startswith("一十") else said
    for scale in "百千万亿":
        said = said.replace(f"二{scale}", f"两{scale}")
    return said
