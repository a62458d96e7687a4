"""A package → the same one with every finding marked, and the list of them as its first sheet."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from etl.model import Severity
from etl.slip.cells import SheetCells
from etl.slip.comments import comment
from etl.slip.entry import Cell, Entry
from etl.slip.list_sheet import Slips, list_sheet
from etl.slip.package import Element, Package, UnsoundPackageError, relation_types
from etl.slip.styles import Styles
from guoban.sheet_names import sheet_name
from guoban.text import _

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_ORDER = (Severity.ERROR, Severity.QUESTION, Severity.WARNING, Severity.NOTE)
_SELECTABLE = ("worksheet", "chartsheet", "dialogsheet")


@dataclass(frozen=True, slots=True)
class _Listed:
    """One sheet as the workbook lists it."""

    name: str
    path: str
    kind: str
    element: Element


def annotate(package: Package, slip: Slips) -> bytes:
    """Colour and comment the cells of the findings, and put the list in front. Raises UnsoundPackageError, InputError.

    Changed are: the marked cells, their comments, the list of sheets, the formats that are added. A second slip takes
    the marks of the first one away and puts its list in the place of the old one.
    """
    workbook = package.tree(package.workbook)
    space = workbook.tag.rpartition("}")[0] + "}"
    styles_path = package.related(package.workbook, "styles")
    if styles_path is None:
        raise UnsoundPackageError("styles")
    styles = Styles(package.tree(styles_path))
    listed = list(_listed(package, workbook, space))
    entries = _by_sheet(slip.entries, {sheet.name for sheet in listed})
    untinted = styles.untinted()
    for sheet in listed:
        if sheet.name not in slip.earlier and sheet.kind in _SELECTABLE:
            _mark(package, sheet, entries[sheet.name], styles, untinted)
    _put_in_front(package, workbook, space, listed, slip, styles)
    return package.saved()


def _listed(package: Package, workbook: Element, space: str) -> Iterator[_Listed]:
    relations = {id_: (kind, path) for id_, kind, path in package.relations(package.workbook)}
    sheets = workbook.find(f"{space}sheets")
    if sheets is None:
        raise UnsoundPackageError("sheets")
    for element in sheets:
        relation = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
        kind, path = relations.get(relation, ("", ""))
        if path not in package:
            raise UnsoundPackageError(path)
        yield _Listed(element.get("name", ""), path, kind, element)


def _by_sheet(entries: tuple[Entry, ...], names: set[str]) -> dict[str, list[Entry]]:
    """The findings that are about a cell, by sheet."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.sheet is not None and entry.at is not None:
            if entry.sheet not in names:
                raise UnsoundPackageError(entry.sheet)
            found[entry.sheet].append(entry)
    return found


def _mark(package: Package, sheet: _Listed, entries: list[Entry], styles: Styles, untinted: dict[int, int]) -> None:
    if sheet.kind != "worksheet":
        _deselect(package, sheet)
        return
    if not entries and not untinted and package.related(sheet.path, "comments") is None:
        _deselect(package, sheet)
        return
    cells = SheetCells(package.tree(sheet.path))
    cells.deselect()
    cells.clear(untinted)
    severities: dict[Cell, Severity] = {}
    texts: dict[Cell, list[str]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: _ORDER.index(entry.severity)):
        if entry.at is not None:
            severities.setdefault(entry.at, entry.severity)
            texts[entry.at].append(_said(entry))
    cells.tint(severities, styles)
    comment(package, sheet.path, cells, {place: "\n".join(said) for place, said in texts.items()})


def _deselect(package: Package, sheet: _Listed) -> None:
    """Leave a sheet alone but for its being selected: of two selected sheets, typing would go into both."""
    views = package.read(sheet.path).iter("{*}sheetView")
    if any(view.get("tabSelected") in ("1", "true") for view in views):
        for view in package.tree(sheet.path).iter("{*}sheetView"):
            view.attrib.pop("tabSelected", None)


def _said(entry: Entry) -> str:
    if not entry.advice:
        return entry.message
    return _("{message}\nWhat to do: {advice}").format(message=entry.message, advice=entry.advice)


def _put_in_front(
    package: Package, workbook: Element, space: str, listed: list[_Listed], slip: Slips, styles: Styles
) -> None:
    """The list as the first sheet, and the one that is open; in place of an earlier list where there is one."""
    earlier = next((sheet for sheet in listed if sheet.name in slip.earlier and sheet.kind == "worksheet"), None)
    root = list_sheet(slip, space, styles)
    if earlier is not None:
        package.grow(earlier.path, root, _SHEET_TYPE)
        _open(workbook, space, listed.index(earlier))
        return
    path = package.free_path("xl/worksheets/sheet{}.xml")
    package.grow(path, root, _SHEET_TYPE)
    types = relation_types(space)
    relation = package.relate(package.workbook, f"{types}/worksheet", path)
    sheets = workbook.find(f"{space}sheets")
    number = max((int(element.get("sheetId", "0")) for element in sheets), default=0) + 1
    name = sheet_name(_("Returned"), [sheet.name for sheet in listed])
    attributes = {"name": name, "sheetId": str(number), f"{{{types}}}id": relation}
    sheets.insert(0, workbook.makeelement(f"{space}sheet", attributes))
    for defined in workbook.iter(f"{space}definedName"):
        if defined.get("localSheetId"):
            defined.set("localSheetId", str(int(defined.get("localSheetId")) + 1))
    _open(workbook, space, 0)


def _open(workbook: Element, space: str, place: int) -> None:
    for view in workbook.iter(f"{space}workbookView"):
        view.set("activeTab", str(place))
        view.set("firstSheet", "0")
