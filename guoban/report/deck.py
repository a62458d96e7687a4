"""A deck of slides being made: 16:9, one font in both scripts, titles, text, tables and notes."""

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Inches, Pt

from guoban.charts.palette import INK, INK_SOFT, PAPER, TARGET
from guoban.report.slide_chart import rgb
from guoban.text.visible import in_xml

FONT = "微软雅黑"
WIDTH, HEIGHT, MARGIN = Inches(13.333), Inches(7.5), Inches(0.6)
INNER = Emu(WIDTH - 2 * MARGIN)
_TITLE_ONLY = 5
_ROW = Inches(0.38)

Cell = tuple[str, str]
"""Text and colour of a cell of a table."""


class Deck:
    """Slides one after the other; `source` stands small at the foot of each."""

    def __init__(self, source: str) -> None:
        self.presentation = Presentation()
        self.presentation.slide_width, self.presentation.slide_height = WIDTH, HEIGHT
        self._source = source
        self._use_font()

    def slide(self, title: str, notes: Sequence[str]) -> Any:
        """A new slide with its finding as title and the sources of its figures as notes."""
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[_TITLE_ONLY])
        head = slide.shapes.title
        head.left, head.top, head.width, head.height = MARGIN, Inches(0.35), INNER, Inches(0.9)
        head.text_frame.word_wrap, head.text_frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        head.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        self._write(head.text_frame.paragraphs[0], title, 28 if len(title) <= _SHORT else 22, INK, bold=True)
        self.text(slide, [self._source], top=Inches(7.02), size=10, colour=INK_SOFT)
        slide.notes_slide.notes_text_frame.text = in_xml("\n".join(notes))
        return slide

    def text(
        self, slide: Any, lines: Sequence[str], *, top: int, size: float = 16, colour: str = INK, height: int = _ROW
    ) -> None:
        """Lines of text over the whole width."""
        frame = slide.shapes.add_textbox(MARGIN, top, INNER, height).text_frame
        frame.word_wrap = True
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            self._write(paragraph, line, size, colour)

    def bar(self, slide: Any, *, top: int, colour: str) -> None:
        """A short bar that sets off what stands below it."""
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(MARGIN + Inches(0.1)), top, Inches(1.1), Inches(0.07))
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(colour)
        shape.line.fill.background()

    def table(
        self, slide: Any, heads: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float], *, top: int,
        left: int = MARGIN, width: int = INNER, names: int = 2, size: float = 12,
    ) -> None:  # fmt: skip
        """A table; widths: shares of its width. The first columns, `names`, to the left, all else to the right."""
        shape = slide.shapes.add_table(len(rows) + 1, len(heads), left, top, width, _ROW * (len(rows) + 1))
        table = shape.table
        for column, share in zip(table.columns, widths, strict=True):
            column.width = int(width * share / sum(widths))
        for row in table.rows:
            row.height = _ROW
        for column, head in enumerate(heads):
            self._cell(table.cell(0, column), (head, INK), size, fill=TARGET, bold=True, side=PP_ALIGN.CENTER)
        for place, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                side = PP_ALIGN.LEFT if column < names else PP_ALIGN.RIGHT
                self._cell(table.cell(place, column), cell, size, fill=PAPER, bold=False, side=side)

    def saved(self) -> bytes:
        """The deck as a .pptx."""
        written = io.BytesIO()
        self.presentation.save(written)
        return written.getvalue()

    def _cell(self, cell: Any, content: Cell, size: float, *, fill: str, bold: bool, side: PP_ALIGN) -> None:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(fill)
        cell.margin_left = cell.margin_right = Inches(0.06)
        cell.margin_top = cell.margin_bottom = Inches(0.03)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = cell.text_frame.paragraphs[0]
        self._write(paragraph, content[0], size, content[1], bold=bold)
        paragraph.alignment = side

    def _write(self, paragraph: Any, text: str, size: float, colour: str, *, bold: bool = False) -> None:
        run = paragraph.add_run()
        run.text = in_xml(text)
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = rgb(colour)
        _set_font(run)

    def _use_font(self) -> None:
        """The font of the theme, which charts, notes and whatever somebody adds later follow."""
        theme = self.presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme._blob = theme.blob.replace(b'<a:ea typeface=""/>', f'<a:ea typeface="{FONT}"/>'.encode()).replace(
            b'<a:latin typeface="Calibri"/>', f'<a:latin typeface="{FONT}"/>'.encode()
        )


_SHORT = 26
"""A title with more characters is set smaller, to stay on two lines."""


def _set_font(run: Any) -> None:
    """Latin and Chinese: python-pptx sets the Latin font only."""
    run.font.name = FONT
    properties = run._r.get_or_add_rPr()
    east = properties.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}ea", {"typeface": FONT})
    properties.find("{http://schemas.openxmlformats.org/drawingml/2006/main}latin").addnext(east)
