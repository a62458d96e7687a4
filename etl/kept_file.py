"""A file as it was sent in and kept, read once more as it was read when it was loaded."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from etl.load import read_file
from etl.model import Answers, Reading
from etl.own_units import keep_own
from guoban.catalogue import Catalogue
from guoban.warehouse import HowRead, Reader, Submission, Warehouse, how_read
from guoban.warehouse.originals import original_path

_UPLOAD = "select file_name, sha256, loaded_at from upload where upload = $upload"
_LEARNT = "select subject, name, code from alias where upload = $upload"


@dataclass(frozen=True)
class KeptFile:
    """The original of an upload, or of a submission. content: None where it is gone, or is not as it was sent in.

    how: None for uploads of which it was not noted how they were read. learnt: the answers that were to be remembered,
    which are known of those too.
    """

    file_name: str
    content: bytes | None
    loaded_at: datetime
    how: HowRead | None
    learnt: Answers

    def read(self, reader: Reader) -> Reading:
        """Read it against a version of the store. The file has to be there."""
        if self.content is None:
            raise ValueError(f"{self.file_name} is lost")
        day = self.how.read_on if self.how else self.loaded_at.replace(tzinfo=UTC).astimezone().date()
        found = read_file(self.content, self.file_name, reader, self._answers(reader.catalogue), today=day)
        own = self.how.own if self.how else ()
        return keep_own(found, own, reader.catalogue) if own else found

    def _answers(self, catalogue: Catalogue) -> Answers | None:
        """What had been settled, as far as the catalogue still has it: a unit may have left it since."""
        how = self.how
        said = self.learnt
        if how is not None:
            said = Answers(dict(how.units), dict(how.indicators), how.span, how.unit, dict(how.shares))
        still = Answers(
            {name: code for name, code in said.units.items() if not code or code in catalogue.units},
            {name: code for name, code in said.indicators.items() if not code or code in catalogue.indicators},
            said.span,
            said.unit if said.unit in catalogue.units else None,
            said.shares,
        )
        return still if still != Answers() else None


def kept_file(warehouse: Warehouse, reader: Reader, upload: int) -> KeptFile:
    """The original of an upload that came from a file. reader: of the store that knows the upload."""
    ((file_name, sha256, loaded_at),) = reader.rows(_UPLOAD, {"upload": upload})
    learnt: dict[str, dict[str, str]] = {"unit": {}, "indicator": {}}
    for subject, name, code in reader.rows(_LEARNT, {"upload": upload}):
        learnt[subject][name] = code
    return KeptFile(
        file_name,
        _content(warehouse, sha256, file_name),
        loaded_at,
        how_read(reader, upload),
        Answers(learnt["unit"], learnt["indicator"]),
    )


def submitted_file(warehouse: Warehouse, reader: Reader, of: Submission) -> KeptFile:
    """The original of a submission. reader: of the store that knows it."""
    how = how_read(reader, of.number, "submission")
    return KeptFile(of.file_name, _content(warehouse, of.sha256, of.file_name), of.submitted_at, how, Answers())


def _content(warehouse: Warehouse, sha256: str, file_name: str) -> bytes | None:
    try:
        content = original_path(warehouse.originals, sha256, file_name).read_bytes()
    except FileNotFoundError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None
