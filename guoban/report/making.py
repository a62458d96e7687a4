"""What can be taken away, and how each is made: the same for the pages and the command line."""

from pathlib import Path

from guoban.report.figures import ReportFigures

ENDINGS = {"slides": ".pptx", "document": ".docx", "workbook": ".xlsx"}
"""What can be taken away → how the name of its file ends."""
_TEMPLATES = Path("templates")


def own_template(figures: ReportFigures) -> Path:
    """Where in the data folder an office keeps a template of its own for a document; another for a unit alone."""
    return _TEMPLATES / ("unit.docx" if figures.is_alone else "summary.docx")


def made(what: str, figures: ReportFigures, data: Path) -> bytes:
    """The file's bytes; data: the data folder. Only the libraries of the one kind asked for are loaded.

    Raises InputError for a template of the office that cannot be filled in.
    """
    if what == "slides":
        from guoban.report.slides import make_slides

        return make_slides(figures)
    if what == "document":
        from guoban.report.document import make_document

        own = data / own_template(figures)
        return make_document(figures, own.read_bytes() if own.is_file() else None)
    from guoban.report.workbook import make_workbook

    return make_workbook(figures)
