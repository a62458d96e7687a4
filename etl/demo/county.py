"""The roster of the demonstration county: 28 invented units under an invented county union, good ones and weak ones."""

from dataclasses import dataclass

from guoban.catalogue.model import Unit

ROOT = Unit("YX", "云溪县总工会", "县级", None, 0, ("云溪县", "县总工会"))


@dataclass(frozen=True, slots=True)
class Member:
    """A unit of the county and what its figures are drawn from.

    unit: as the catalogue lists it; its first alias is the short name that tables use.
    employees: in its area of duty when the story begins, at the end of 2023.
    strength: share of the year's targets it has reached, by and large, in the middle of 2026.
    """

    unit: Unit
    employees: int
    strength: float

    @property
    def code(self) -> str:
        return self.unit.code

    @property
    def short_name(self) -> str:
        return self.unit.aliases[0]

    @property
    def branch(self) -> str:
        """T township, S system, E enterprise, P industrial park, J county offices."""
        return self.unit.code[0]


_TOWNSHIPS = (
    ("云城街道", 12400, 0.61),
    ("望江镇", 9100, 0.64),
    ("澄湖镇", 6600, 0.70),
    ("柳坪镇", 5800, 0.55),
    ("白鹭镇", 5200, 0.58),
    ("松岭镇", 4600, 0.50),
    ("石渡镇", 4400, 0.46),
    ("桃湾镇", 4100, 0.53),
    ("清河口镇", 3800, 0.60),
    ("大椿镇", 3600, 0.43),
    ("枫铺镇", 3300, 0.36),
    ("南屏乡", 2400, 0.30),
    ("竹岙乡", 2200, 0.51),
    ("云峰乡", 1900, 0.41),
)
_SYSTEMS = (
    ("教育系统", 6400, 0.60),
    ("卫健系统", 4200, 0.63),
    ("交通系统", 2600, 0.46),
    ("农林系统", 1800, 0.57),
    ("工信系统", 3900, 0.65),
    ("商贸系统", 2700, 0.52),
    ("住建系统", 2300, 0.44),
    ("文旅系统", 1400, 0.58),
    ("金融系统", 1700, 0.54),
)
_ENTERPRISES = (
    ("云溪机械厂", 1650, 0.67),
    ("云溪纺织厂", 1240, 0.51),
    ("云岭水泥厂", 920, 0.37),
)


def _members() -> tuple[Member, ...]:
    rows: list[tuple[str, str, str, tuple[str, ...], int, float]] = []
    for number, (place, employees, strength) in enumerate(_TOWNSHIPS, 1):
        kind = "街道" if place.endswith("街道") else "乡镇"
        names = (place, f"{place}工会联合会", f"{place}工会")
        rows.append((f"T{number:02}", f"{place}总工会", kind, names, employees, strength))
    for number, (system, employees, strength) in enumerate(_SYSTEMS, 1):
        rows.append((f"S{number:02}", f"{system}工会", "系统", (system, f"县{system}工会"), employees, strength))
    for number, (works, employees, strength) in enumerate(_ENTERPRISES, 1):
        rows.append((f"E{number:02}", f"{works}工会", "企业", (works,), employees, strength))
    rows.append(("P01", "云溪工业园区工会联合会", "园区", ("工业园区", "园区工会"), 14200, 0.56))
    rows.append(("J01", "县直机关工会", "机关", ("县直机关", "县直机关工会工作委员会"), 3400, 0.55))
    return tuple(
        Member(Unit(code, name, kind, ROOT.code, position, aliases), employees, strength)
        for position, (code, name, kind, aliases, employees, strength) in enumerate(rows, 1)
    )


MEMBERS = _members()
UNITS = (ROOT, *(member.unit for member in MEMBERS))


def members(*codes: str) -> tuple[Member, ...]:
    """Members whose code begins with one of `codes`: "T" gives the townships, "P01", "J01" two units."""
    return tuple(member for member in MEMBERS if member.code.startswith(codes))
