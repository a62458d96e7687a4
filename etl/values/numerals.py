"""Numbers written in Chinese: 九十七万八千, 两百, 三千零五, 壹佰贰拾, 二〇二六, 一点二亿.

Own, because cn2an (0.5.24, tried) stops on 两百 and 一百五 in strict mode and lets 三五, three to five, pass for 35 in
the lenient ones.
"""

from decimal import Decimal

_WRITTEN = ("〇零○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS = {character: value for value, characters in enumerate(_WRITTEN) for character in characters}
SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG_UNITS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
CHARACTERS = "".join(DIGITS) + "".join(SMALL_UNITS) + "".join(BIG_UNITS) + "点廿卅"

_SHORTENED = str.maketrans({"廿": "二十", "卅": "三十"})


def read_numeral(text: str) -> Decimal | None:
    """The number that `text`, Chinese numerals and nothing else, stands for; None where it stands for none.

    Digits in a row (二〇二六) are read by place; two alone (三五) mean "three to five" and are None.
    """
    whole, point, decimals = text.translate(_SHORTENED).partition("点")
    if not whole or (point and not decimals):
        return None
    if point:
        return _with_decimals(whole, decimals)
    if all(character in DIGITS for character in whole):
        return _by_place(whole)
    number = _by_units(whole)
    return None if number is None else Decimal(number)


def _by_place(digits: str) -> Decimal | None:
    if len(digits) == 2 and DIGITS[digits[0]] and DIGITS[digits[1]]:
        return None
    return Decimal("".join(str(DIGITS[digit]) for digit in digits))


def _with_decimals(whole: str, decimals: str) -> Decimal | None:
    """一点二, and with a big unit after it 一点二亿."""
    scale = 1
    while decimals and decimals[-1] in BIG_UNITS:
        scale *= BIG_UNITS[decimals[-1]]
        decimals = decimals[:-1]
    if not decimals or any(character not in DIGITS for character in decimals):
        return None
    number = Decimal(DIGITS[whole]) if len(whole) == 1 and whole in DIGITS else read_numeral(whole)
    if number is None:
        return None
    return (number + Decimal("0." + "".join(str(DIGITS[digit]) for digit in decimals))) * scale


def _by_units(text: str) -> int | None:
    """Numbers with 十 百 千 万 亿: units fall from left to right, and anew within each 万 and 亿."""
    total, section, digit = 0, 0, None  # 亿 and 万 so far; what stands before the next of them; a digit without a unit
    small, big, before = 10**4, 10**12, 0  # the last small and big unit, and the unit just before; 0 after a 零
    for character in text:
        if character in DIGITS:
            if digit is not None and digit > 0:
                return None  # 七八百: seven or eight hundred
            digit = DIGITS[character]
            before = before if digit else 0
            continue
        if character in SMALL_UNITS:
            unit = SMALL_UNITS[character]
            if unit >= small or (digit is None and unit != 10) or (digit == 0 and unit != 10):
                return None
            section, small = section + (digit or 1) * unit, unit
        else:
            unit = BIG_UNITS[character]
            section += digit or 0
            if unit == 10**8 and big == 10**4 and total:
                total, section = (total + section) * unit, 0  # 一万二千亿
            elif unit < big and section:
                total, section = total + section * unit, 0
            else:
                return None
            small, big = 10**4, unit
        digit, before = None, unit
    if digit == 0:
        return None
    if digit and before >= 100:
        return total + section + digit * before // 10  # 三万五 is 35,000; 三万零五 is 30,005
    return total + section + (digit or 0)
