"""Revisions before they are stored: old → new, what is refused, what others have done meanwhile, and the reason."""

import streamlit as st

from guoban.access.people import Visitor
from guoban.answers import indicator_name
from guoban.charts.numbers import NOTHING, in_measure
from guoban.charts.target_grid import figure, measure_typed
from guoban.charts.target_history import WAYS, Change, changes_to_store
from guoban.measures.target_edit import Revision, Standing, standing_spread
from guoban.measures.target_entry import typed_measure, typed_text
from guoban.text import _, ngettext
from guoban.warehouse import Warehouse
from pages.failures import explained
from pages.frame import note
from pages.target_draft import submit
from pages.target_table import Targets

_DONE = "targets_submitted"


def review(warehouse: Warehouse, targets: Targets, by: Visitor) -> None:
    """What would be stored, and the way to store it or to let it go."""
    if done := st.session_state.pop(_DONE, ""):
        note(done)
    draft = targets.draft
    if not draft.texts:
        return
    revised = list(targets.revised.values())
    changes = [change for each in revised for change in _changes(targets, each)]
    st.html(changes_to_store(changes, [each.sentence for each in targets.refused.values()]))
    if targets.overtaken:
        _settle(targets)
    with st.container(horizontal=True, vertical_alignment="bottom", key="gb_revise"):
        reason = st.text_input(
            _("Reason for the revision (required)"), key=f"target_reason_{draft.year}_{draft.number}", max_chars=200,
            placeholder=_("e.g. decision of the county union's meeting of 3 March"),
        ).strip()  # fmt: skip
        words = ngettext("Submit {count} revision", "Submit {count} revisions", len(changes)).format(count=len(changes))
        stopped = bool(targets.refused or targets.overtaken or not revised)
        if st.button(words, type="primary", key="submit_targets", disabled=stopped):
            if reason:
                _submit(warehouse, targets, revised, reason, by)
                st.rerun()
            missing_reason = True
        else:
            missing_reason = False
        if st.button(_("Discard"), key="discard_targets"):
            draft.clear()
            st.rerun()
    if missing_reason:
        note(_("Give the reason for the revision first; it is kept with every target that is revised."))


def _submit(warehouse: Warehouse, targets: Targets, revised: list[Revision], reason: str, by: Visitor) -> None:
    with explained():
        number = submit(warehouse, revised, targets.year, reason, by)
        targets.draft.clear()
        st.session_state[_DONE] = _("Stored as no. {number}; it can be undone among the revisions below.").format(
            number=number
        )


def _settle(targets: Targets) -> None:
    """Targets that somebody else has revised meanwhile: what stands now, and whose is to count."""
    pairs = sorted(targets.overtaken)
    for unit, code in pairs[:20]:
        indicator, now = targets.catalogue.indicators[code], targets.standing.get((unit, code), Standing())
        seen = targets.draft.seen[unit, code]
        sentence = _("{unit}, {indicator}: it was {seen} when you began and is {now} now (no. {upload}).")
        note(
            sentence.format(
                unit=targets.catalogue.units[unit].name,
                indicator=indicator_name(indicator),
                seen=figure(typed_text(seen.value, indicator)),
                now=figure(typed_text(now.value, indicator)),
                upload=now.split_upload or now.target_upload or NOTHING,
            )
        )
    with st.container(horizontal=True, key="gb_overtaken"):
        if st.button(_("Keep what I typed"), key="insist_targets"):
            targets.draft.insist(pairs, targets.standing)
            st.rerun()
        if st.button(_("Take the newer ones"), key="give_way_targets"):
            targets.draft.give_way(pairs)
            st.rerun()


def _changes(targets: Targets, revised: Revision) -> list[Change]:
    """One revision as it is shown: its value, its spread, or both."""
    indicator = targets.catalogue.indicators[revised.indicator]
    unit, name, measure = (
        targets.catalogue.units[revised.unit].name,
        indicator_name(indicator),
        measure_typed(typed_measure(indicator)[1]),
    )
    old = revised.old
    found = []
    if revised.sets_value:
        before, after = (figure(typed_text(value, indicator)) for value in (old.value, revised.value))
        note = _("the quarters keep their shares") if old.dues and revised.split is None else ""
        found.append(Change(unit, name, in_measure(_("annual target"), measure), before, after, note))
    if revised.split is not None:
        stood = standing_spread(indicator, old, old.value)
        texts = []
        for spread in (stood, revised.split):
            amounts = " / ".join(figure(typed_text(each, indicator)) for each in spread.amounts or ())
            texts.append(" ".join(part for part in (_(WAYS[spread.way]), amounts) if part))
        found.append(Change(unit, name, in_measure(_("over the quarters"), measure), *texts))
    return found
