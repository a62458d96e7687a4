"""Catalogue folders as an administrator would write them."""

from pathlib import Path

UNITS = """code,name,kind,parent,order,aliases
C,云岭县总工会,县,,1,
T1,青石镇工会联合会,乡镇,C,2,青石镇|青石
T2,柳河乡工会联合会,乡镇,C,3,柳河乡
E1,宏远机械工会,企业,T1,4,宏远
"""

INDICATORS = """code,name_zh,name_en,area,kind,measure,direction,numerator,denominator,synonyms,headline,weight,schedule,decimals,display_measure
A,新建工会,Unions formed,组织建设,flow,家,higher,,,建会数,1,3,,,
B,应建会单位,Employers due,组织建设,stock,家,higher,,,应建数,,0,,,
C,已建会单位,Employers with a union,组织建设,stock,家,higher,,,已建数,,1,,,
D,工会组建率,Union formation rate,组织建设,ratio,%,higher,C,B,组建率,1,2.5,,1,
E,帮扶资金,Aid disbursed,帮扶救助,money,元,higher,,,慰问金,,,,2,万元
F,送温暖走访,Homes visited,帮扶救助,flow,户,higher,,,慰问,,,70|75|80|100,,
G,重点项目,Key project,自身建设,milestone,节点,higher,,,,,,,,
"""  # noqa: E501

SETTINGS = """name,value
organisation,云岭县总工会
tolerance,8%
stars,96|86|76
score_cap,1.2
due_day,15
"""


def write_folder(
    folder: Path,
    units: str = UNITS,
    indicators: str = INDICATORS,
    settings: str | None = SETTINGS,
    encoding: str = "utf-8",
) -> Path:
    """Write the three files and return the folder."""
    folder.mkdir(exist_ok=True)
    (folder / "units.csv").write_text(units, encoding=encoding)
    (folder / "indicators.csv").write_text(indicators, encoding=encoding)
    if settings is not None:
        (folder / "settings.csv").write_text(settings, encoding=encoding)
    return folder


def replaced(text: str, old: str, new: str) -> str:
    """`text` with one place changed, which has to be there."""
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    return text.replace(old, new)
