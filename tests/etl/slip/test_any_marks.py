"""Whatever is marked wherever: the marks are there, and nothing else has changed."""

from dataclasses import replace

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.model import Finding, Severity
from etl.reading.package import address_of
from etl.slip import make_slip
from tests.etl.slip.books import coloured, comments, opened, saved

PLACES = st.tuples(st.integers(0, 11), st.integers(0, 7))
VALUES = st.one_of(
    st.integers(-9999, 9999),
    st.floats(-1e6, 1e6, allow_nan=False),
    st.booleans(),
    st.text("甲乙=+-@<&'\" \n12", min_size=1, max_size=12).filter(str.strip),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.dictionaries(PLACES, VALUES, min_size=1, max_size=25),
    marks=st.dictionaries(PLACES, st.sampled_from(Severity), max_size=12),
    message=st.text(max_size=40).filter(lambda text: "\r" not in text),
)
def test_marks_stand_where_they_were_asked_for_and_values_stay(reader, reads, cells, marks, message):
    book = openpyxl.Workbook()
    book.worksheets[0].title = "O'Neill 表"
    for (row, column), value in cells.items():
        cell = book.worksheets[0].cell(row + 1, column + 1, value)
        if isinstance(value, str):
            cell.data_type = "s"
    content = saved(book)
    findings = tuple(
        Finding(severity, "unreadable-value", message, "hint", "O'Neill 表", address_of(place))
        for place, severity in marks.items()
    )
    slip = opened(make_slip(replace(reads(content), findings=findings), content, reader.catalogue).content)
    expected = {f"O'Neill 表!{address_of(place)}" for place in marks}
    assert coloured(slip) == comments(slip).keys() == expected
    before = {cell.coordinate: cell.value for row in opened(content).worksheets[0].iter_rows() for cell in row}
    after = {cell.coordinate: cell.value for row in slip.worksheets[1].iter_rows() for cell in row}
    assert {place: value for place, value in after.items() if value is not None} == {
        place: value for place, value in before.items() if value is not None
    }
