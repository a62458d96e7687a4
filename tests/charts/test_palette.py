"""Colours: readable, apart in grey, never the only sign."""

from itertools import combinations

import pytest

from guoban.charts.palette import (
    ACCENT,
    ACCENT_WASH,
    INK,
    INK_SOFT,
    LOOKS,
    MAIN_STATUSES,
    PAPER,
    PAPER_WARM,
    css_variables,
)

TEXT_CONTRAST = 4.5
"""WCAG AA for text."""


def linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lightness(colour: str) -> float:
    return 116 * luminance(colour) ** (1 / 3) - 16


def test_the_measure_of_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("status", LOOKS)
def test_text_on_the_fill_of_a_status_is_readable(status: str) -> None:
    assert contrast(LOOKS[status].on_fill, LOOKS[status].fill) >= TEXT_CONTRAST


@pytest.mark.parametrize("status", LOOKS)
@pytest.mark.parametrize("paper", [PAPER, PAPER_WARM, ACCENT_WASH])
def test_the_word_of_a_status_is_readable_on_every_paper(status: str, paper: str) -> None:
    assert contrast(LOOKS[status].text, paper) >= TEXT_CONTRAST


@pytest.mark.parametrize("ink", [INK, INK_SOFT, ACCENT])
@pytest.mark.parametrize("paper", [PAPER, PAPER_WARM, ACCENT_WASH])
def test_inks_are_readable_on_every_paper(ink: str, paper: str) -> None:
    assert contrast(ink, paper) >= TEXT_CONTRAST


@pytest.mark.parametrize("pair", list(combinations(MAIN_STATUSES, 2)), ids="-".join)
def test_statuses_stay_apart_on_a_grey_photocopy(pair: tuple[str, str]) -> None:
    one, other = (lightness(LOOKS[status].fill) for status in pair)
    assert abs(one - other) >= 12


@pytest.mark.parametrize("status", ["done", "on_schedule", "slightly_behind", "behind"])
def test_a_bar_stands_out_from_white_by_its_edge(status: str) -> None:
    assert contrast(LOOKS[status].edge, PAPER) >= 3


def test_every_status_has_a_sign_and_a_word_of_its_own() -> None:
    assert len({look.sign for look in LOOKS.values()}) == len(LOOKS)
    assert len({look.name for look in LOOKS.values()}) == len(LOOKS)


def test_the_signs_are_those_of_the_house() -> None:
    assert [LOOKS[status].sign for status in MAIN_STATUSES] == ["●", "▲", "◆", "▼", "○"]


def test_the_style_sheet_gets_every_fill_from_here() -> None:
    variables = css_variables()
    assert all(f"--{status.replace('_', '-')}-fill:{look.fill}" in variables for status, look in LOOKS.items())
