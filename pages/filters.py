"""The filters of a page. The address counts: a control shows what stands there and writes back what is chosen.

Values in the address are codes, the same in both languages, and always written out: a link goes on showing the same
year and quarter when the next one has begun. Streamlit's own `bind="query-params"` writes the words shown, which change
with the language, and leaves out the default, which changes with the calendar.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from guoban.calendar import quarter_of, quarter_so_far
from guoban.text import _

YEAR, QUARTER, AREA, UNIT, INDICATOR, KIND, AGAINST, PEERS, COURSES, CUT = (
    "year", "quarter", "area", "unit", "indicator", "kind", "against", "peers", "courses", "cut"
)  # fmt: skip
NO, YES = "no", "yes"
EVERY_AREA, EVERY_KIND, NOW = "", "", ""


@dataclass(frozen=True, slots=True)
class Period:
    """A year and quarter as chosen, and the day up to which figures count: the quarter's end, or today within it."""

    year: int
    quarter: int
    on: date


def asked(name: str) -> str:
    """What the address says for a filter; empty where it says nothing."""
    return str(st.query_params.get(name, ""))


def kept(*names: str) -> dict[str, str]:
    """The filters as they stand in the address, to be carried along in links; the cut always is one of them."""
    return {name: asked(name) for name in (*names, CUT) if asked(name)}


def period(years: Sequence[int], latest: date, today: date) -> Period:
    """Controls for year and quarter.

    years: years with figures or targets, ascending. latest: the quarter end shown when the address says nothing.
    Quarters that have not begun by `today` are not offered.
    """
    offered = [year for year in years if year <= today.year] or [latest.year]
    year = _control(
        YEAR, _("Year"), offered, fallback=latest.year if latest.year in offered else offered[-1], shown=str
    )
    last = quarter_of(today) if year == today.year else 4
    preferred = min(quarter_of(latest) if year == latest.year else 4, last)
    quarter = _control(QUARTER, _("Quarter"), list(range(1, last + 1)), fallback=preferred, shown=str)
    return Period(year, quarter, quarter_so_far(year, quarter, today))


def choice(name: str, label: str, options: Mapping[str, str], fallback: str) -> str:
    """A control for one of several codes. options: code → words. An unknown code in the address counts as none."""
    codes = list(options)
    value = asked(name) if asked(name) in options else fallback
    st.session_state[_key(name)] = value
    st.selectbox(
        label, codes, key=_key(name), format_func=lambda code: options[code], on_change=_write_back, args=(name,)
    )
    return value


def switch(name: str, label: str, *, usual: bool = True) -> bool:
    """A control that is on or off as usual unless the address says otherwise, `yes` or `no`."""
    value = switched_on(name, usual=usual)
    st.session_state[_key(name)] = value
    st.toggle(label, key=_key(name), on_change=_write_switch, args=(name, usual))
    return value


def switched_on(name: str, *, usual: bool = True) -> bool:
    """What a switch says, also before it is drawn."""
    return asked(name) != NO if usual else asked(name) == YES


def _write_switch(name: str, usual: bool) -> None:
    """Put what was switched into the address; what is as usual need not stand there."""
    value = bool(st.session_state.get(_key(name)))
    if value == usual:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = YES if value else NO


def _control(name: str, label: str, options: list[int], *, fallback: int, shown: Callable[[int], str]) -> int:
    written = asked(name)
    value = int(written) if written.isdecimal() and int(written) in options else fallback
    if written != str(value):
        st.query_params[name] = str(value)
    st.session_state[_key(name)] = value
    st.segmented_control(
        label, options, key=_key(name), format_func=shown, required=True, on_change=_write_back, args=(name,)
    )
    return value


def _write_back(name: str) -> None:
    """Put what was chosen into the address; nothing chosen takes the filter out of it."""
    chosen = st.session_state.get(_key(name))
    if chosen in (None, ""):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(chosen)


def _key(name: str) -> str:
    return f"filter_{name}"
