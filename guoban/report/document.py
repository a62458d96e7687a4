"""The document to take away: a work summary in official layout, filled into a template that an office may replace."""

import io
import zipfile
from dataclasses import asdict
from pathlib import Path

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import LxmlError

from guoban.errors import InputError
from guoban.report.figures import ReportFigures
from guoban.report.making import own_template
from guoban.report.sealing import sealed
from guoban.report.sentences import summary
from guoban.report.stamp import moment_of
from guoban.report.unit_sentences import unit_summary
from guoban.text import _

TEMPLATE = Path(__file__).parent / "templates" / "summary.docx"
UNIT_TEMPLATE = TEMPLATE.with_name("unit.docx")

_LONGEST_PROPERTY = 255


def make_document(figures: ReportFigures, template: bytes | None = None) -> bytes:
    """A .docx: the summary of a unit's work, filled into `template` or our own; of a unit alone it is one page.

    The same figures, taken at the same moment, give the same bytes. Raises InputError for a template that cannot be
    filled in.
    """
    found = unit_summary(figures) if figures.is_alone else summary(figures)
    ours = UNIT_TEMPLATE if figures.is_alone else TEMPLATE
    try:
        document = DocxTemplate(io.BytesIO(template or ours.read_bytes()))
        document.render(asdict(found), jinja_env=SandboxedEnvironment(), autoescape=True)
    except (TemplateError, LxmlError, PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(
            _("The template of the summary cannot be filled in: {reason}").format(reason=" ".join(str(error).split())),
            _("Mend {file} in the data folder, or take it away.").format(file=own_template(figures).as_posix()),
        ) from error
    document.core_properties.title = found.title[:_LONGEST_PROPERTY]
    document.core_properties.author = figures.view.organisation[:_LONGEST_PROPERTY]
    document.core_properties.comments = "\n".join(found.stamp)[:_LONGEST_PROPERTY]
    written = io.BytesIO()
    document.save(written)
    return sealed(written.getvalue(), moment_of(figures))
