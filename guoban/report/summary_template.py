"""Makes templates/summary.docx, the official layout of a work summary (GB/T 9704), for docxtpl to fill in.

    python -m guoban.report.summary_template

Offices may put their own in the data folder as templates/summary.docx, and as templates/unit.docx for one unit. The
fonts are those of office computers.
"""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from guoban.report.sealing import sealed

TEMPLATE = Path(__file__).parent / "templates" / "summary.docx"

BODY, TITLE, FIRST, SECOND = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
LINE = Pt(28.95)
"""22 lines on 225 mm of paper."""

_PARAGRAPHS = (
    ("Title", "{{ title }}"),
    ("Normal", "{%p for paragraph in opening %}"),
    ("Normal", "{{ paragraph }}"),
    ("Normal", "{%p endfor %}"),
    ("Heading 1", "{{ areas_heading }}"),
    ("Normal", "{%p for area in areas %}"),
    ("Heading 2", "{{ area.heading }}"),
    ("Normal", "{%p for paragraph in area.paragraphs %}"),
    ("Normal", "{{ paragraph }}"),
    ("Normal", "{%p endfor %}"),
    ("Normal", "{%p endfor %}"),
    ("Heading 1", "{{ problems.heading }}"),
    ("Normal", "{%p for paragraph in problems.paragraphs %}"),
    ("Normal", "{{ paragraph }}"),
    ("Normal", "{%p endfor %}"),
    ("Heading 1", "{{ steps.heading }}"),
    ("Normal", "{%p for paragraph in steps.paragraphs %}"),
    ("Normal", "{{ paragraph }}"),
    ("Normal", "{%p endfor %}"),
    ("Signature", "{%p for line in signed %}"),
    ("Signature", "{{ line }}"),
    ("Signature", "{%p endfor %}"),
    ("Caption", "{%p for line in stamp %}"),
    ("Caption", "{{ line }}"),
    ("Caption", "{%p endfor %}"),
)
"""Style and text of each paragraph; {%p … %} stands for a step of docxtpl and leaves no paragraph behind."""

UNIT_TEMPLATE = TEMPLATE.with_name("unit.docx")
"""The same for one unit on one page: no heading an area, smaller letters, lines closer together."""
_UNIT_LINE, _SMALL_LINE = Pt(24), Pt(14)


def summary_template(*, of_unit: bool = False) -> bytes:
    """The template as a .docx, always the same bytes. of_unit: the one for one unit on one page."""
    document = Document()
    _paper(document)
    _styles(document)
    if of_unit:
        _closer(document)
    for style, text in _PARAGRAPHS:
        if not (of_unit and style == "Heading 2"):
            document.add_paragraph(text, style=style)
    document.core_properties.author, document.core_properties.title = "", ""
    written = io.BytesIO()
    document.save(written)
    return sealed(written.getvalue(), datetime(2026, 1, 1, tzinfo=UTC))


def _paper(document: Any) -> None:
    """A4 with the margins and the grid of lines of the standard; page numbers at the outer foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(int(LINE.pt * 20)))
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(paragraph: Any, side: WD_ALIGN_PARAGRAPH) -> None:
    paragraph.alignment = side
    paragraph.paragraph_format.first_line_indent = Pt(0)
    for text, field in (("— ", ""), ("", "PAGE"), (" —", "")):
        run = paragraph.add_run(text)
        _font(run, "宋体", 14)
        for part in ("begin", "", "end") if field else ():
            element = OxmlElement("w:fldChar" if part else "w:instrText")
            if part:
                element.set(qn("w:fldCharType"), part)
            else:
                element.text = field
            run._r.append(element)


def _styles(document: Any) -> None:
    _style(document, "Normal", BODY, 16, side=WD_ALIGN_PARAGRAPH.JUSTIFY, characters=2)
    _style(document, "Title", TITLE, 22, side=WD_ALIGN_PARAGRAPH.CENTER, after=LINE)
    _style(document, "Heading 1", FIRST, 16, characters=2)
    _style(document, "Heading 2", SECOND, 16, characters=2)
    _style(document, "Caption", BODY, 10.5, characters=2)
    signature = document.styles.add_style("Signature", 1)
    signature.base_style = document.styles["Normal"]
    _style(document, "Signature", BODY, 16, side=WD_ALIGN_PARAGRAPH.RIGHT)


def _closer(document: Any) -> None:
    """Body in 四号 instead of 三号, small print in lines of its own height, and no grid that spreads either."""
    paper = document.sections[0]._sectPr
    paper.remove(paper.find(qn("w:docGrid")))
    for name in ("Normal", "Heading 1", "Signature"):
        style = document.styles[name]
        style.font.size, style.paragraph_format.line_spacing = Pt(14), _UNIT_LINE
        if name != "Signature":
            style.paragraph_format.first_line_indent = Pt(28)
    document.styles["Title"].paragraph_format.space_after = _SMALL_LINE
    small = document.styles["Caption"]
    small.font.size, small.paragraph_format.line_spacing = Pt(9), _SMALL_LINE
    small.paragraph_format.first_line_indent = Pt(18)


def _style(
    document: Any,
    name: str,
    font: str,
    size: float,
    *,
    side: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    characters: int = 0,
    after: int = 0,
) -> None:
    """Set a style: its font in both scripts, lines of a fixed height, and an indent counted in characters."""
    style = document.styles[name]
    _font(style, font, size)
    style.font.bold = style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    paragraph = style.paragraph_format
    paragraph.alignment, paragraph.space_before, paragraph.space_after = side, Pt(0), after
    paragraph.line_spacing_rule, paragraph.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    paragraph.first_line_indent = Pt(size * characters)
    indent = style.element.pPr.find(qn("w:ind"))
    indent.set(qn("w:firstLineChars"), str(100 * characters))
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _font(holder: Any, name: str, size: float) -> None:
    """A font for Latin and Chinese characters alike, free of the theme's own."""
    holder.font.name, holder.font.size = name, Pt(size)
    fonts = holder.element.rPr.rFonts if hasattr(holder.element, "rPr") else holder._r.rPr.rFonts
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), name)


if __name__ == "__main__":
    TEMPLATE.write_bytes(summary_template())
    UNIT_TEMPLATE.write_bytes(summary_template(of_unit=True))
