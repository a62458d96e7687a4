"""Text files: comma, semicolon or tab between cells, in whatever encoding the sender's program wrote."""

import csv
import io
import re

from etl.reading.grid import Grid, Value, rectangle
from etl.reading.limits import Limits
from etl.reading.refusal import Refused

SHEET_NAME = "Sheet1"
"""What a file without sheets calls its only one, as Excel does."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LIKELY = ["gb18030", "big5", "cp1252", "shift_jis", "euc_kr", "cp1251"]
_DELIMITERS = ("\t", ",", ";", "|", "，")


def read_delimited(content: bytes, limits: Limits) -> list[Grid]:
    """One sheet of texts; what is a number is for `etl.values` to say."""
    text = decode(content)
    if "\0" in text:
        raise Refused("not-a-workbook")
    csv.field_size_limit(limits.file_bytes)
    sample = text[:20000]
    delimiter = delimiter_of(sample if len(sample) == len(text) else sample.rpartition("\n")[0] or sample)
    rows: list[list[Value]] = []
    width = 0
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        rows.append(list(row))
        width = max(width, len(row))
        if len(rows) * width > limits.cells:
            raise Refused("too-large", what="cells", size=f"{len(rows) * width:,}", limit=f"{limits.cells:,}")
    return [Grid(SHEET_NAME, rectangle(rows))]


def decode(content: bytes) -> str:
    """The text of a file: by its mark, as UTF-8, as UTF-16 without a mark, as GB18030, else by its statistics."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if b"\0" in content[:4096]:
        return content.decode(
            "utf-16-le" if content[1:4096:2].count(0) >= content[:4096:2].count(0) else "utf-16-be", "replace"
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_by_statistics(content)


def _decode_by_statistics(content: bytes) -> str:
    """A Chinese office's old programs write GB18030; other encodings have to look better than that."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if text and _share_of_common_chinese(content) > 0.8:
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(content, cp_isolation=_LIKELY).best()
    if best is not None:
        return str(best)
    return text or content.decode("gb18030", "replace")


_PAIRS = re.compile(
    rb"[\x00-\x7f]+|([\x81-\xfe][\x40-\x7e\x80-\xfe])|[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]", re.DOTALL
)


def _share_of_common_chinese(content: bytes) -> float:
    """Of the two-byte characters, how many are Chinese punctuation or among the 3,755 commonest of GB 2312."""
    pairs = [pair for pair in _PAIRS.findall(content[:65536]) if pair]
    common = sum(1 for pair in pairs if (0xB0 <= pair[0] <= 0xD7 or 0xA1 <= pair[0] <= 0xA3) and pair[1] >= 0xA1)
    return common / len(pairs) if pairs else 0.0


def delimiter_of(sample: str) -> str:
    """The delimiter that cuts the most lines into the same number of cells, and into more than one; else a comma."""
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row]
        wide = [width for width in widths if width > 1]
        if wide:
            commonest = max(set(wide), key=lambda width: (wide.count(width), width))
            score = wide.count(commonest) / len(widths) + min(commonest, 20) / 1000
            if score > best_score + 1e-9:
                best, best_score = delimiter, score
    return best
