"""Changes of the catalogue: before they count, old → new and what they do to the figures; and those that count."""

from datetime import date

import streamlit as st

from guoban.access.people import Visitor
from guoban.access.rights import require
from guoban.answers import Answers
from guoban.calendar import quarter_end, quarter_of
from guoban.catalogue.differences import Difference
from guoban.catalogue.words import problem_words, told
from guoban.charts.catalogue_tables import Line, change_fold, waiting_changes
from guoban.charts.numbers import stored_moment
from guoban.errors import GuobanError
from guoban.measures.effect import effect
from guoban.report.effect_words import effect_sentences
from guoban.text import _, language, ngettext
from guoban.warehouse import Warehouse
from guoban.warehouse.catalogue_change import standing_catalogue, tried, undo_change
from guoban.warehouse.catalogue_log import Change, changes
from pages.catalogue_draft import CatalogueDraft, Checked, submit
from pages.failures import explained
from pages.frame import note, today

SHOWN_CHANGES = 12
_DONE, _EFFECT = "catalogue_done", "catalogue_effect"


def review(source: Answers, warehouse: Warehouse, draft: CatalogueDraft, check: Checked, by: Visitor) -> None:
    """What would count, and the way to have it count or to let it go; nothing where nothing was typed."""
    if done := st.session_state.pop(_DONE, ""):
        note(done)
    standing = standing_catalogue(source.reader)
    found = draft.differences()
    if not found and check.error is None:
        return
    texts = draft.texts()
    lines = [_line(each, draft) for each in found]
    overtaken = draft.base.change != standing.change
    refused: list[str] = []
    effects: list[str] = []
    if check.error is not None:
        refused = [problem_words(problem, texts) for problem in check.error.problems]
    elif not overtaken:
        refused, effects = _effect(source, warehouse, draft)
    st.html(waiting_changes(lines, refused, effects))
    if overtaken:
        _settle(warehouse, source, draft)
    _steps(warehouse, draft, len(found), stopped=bool(refused or overtaken), by=by)


def history(source: Answers, warehouse: Warehouse, by: Visitor) -> None:
    """Who changed what in the catalogue, newest first, each to be taken back."""
    st.html(f'<section class="gb-target-history"><h2>{_("Changes of the catalogue")}</h2></section>')
    found = changes(warehouse.folder, source.reader)
    if not found:
        st.html(f'<p class="gb-quiet">{_("It is as it was given at first.")}</p>')
    undone = {each.undoes for each in found}
    for change in found[:SHOWN_CHANGES]:
        with st.container(horizontal=True, vertical_alignment="top", key=f"gb_history_{change.number}"):
            st.html(_fold(change))
            words = _("Undo")
            if st.button(words, key=f"undo_change_{change.number}", type="tertiary", disabled=change.name in undone):
                with explained():
                    require(by.administers)
                    reason = _("Change no. {number} taken back").format(number=change.number)
                    undo_change(warehouse, change.number, by.name, reason)
                st.rerun()


def _line(each: Difference, draft: CatalogueDraft) -> Line:
    words = told(each, draft.base.texts, draft.texts())
    return Line(words.about, words.what, words.old, words.new)


def _fold(change: Change) -> str:
    lines = []
    for each in change.differences:
        words = told(each, change.before, change.after)
        lines.append(Line(words.about, words.what, words.old, words.new))
    places = ngettext("{count} place", "{count} places", len(lines)).format(count=len(lines))
    said = [_("no. {number}").format(number=change.number), stored_moment(change.moment), change.by, places]
    return change_fold(change.reason, said, lines)


def _effect(source: Answers, warehouse: Warehouse, draft: CatalogueDraft) -> tuple[list[str], list[str]]:
    """Why it cannot be, or what it would do; worked out once for what was typed."""
    texts = draft.texts()
    key = (source.reader.version, language(), today(), draft.differences())
    kept = st.session_state.get(_EFFECT)
    if kept is None or kept[0] != key:
        try:
            with st.spinner(_("Working out what it does to the figures …")), tried(warehouse, texts) as reader:
                kept = (key, [], effect_sentences(effect(source.reader, reader, _day(source))))
        except GuobanError as error:
            kept = (key, [f"{error.message} {error.hint}".strip()], [])
        st.session_state[_EFFECT] = kept
    return kept[1], kept[2]


def _day(source: Answers) -> date:
    """The quarter's end of the newest figure."""
    last = source.last_day() or today()
    return quarter_end(last.year, quarter_of(last))


def _steps(warehouse: Warehouse, draft: CatalogueDraft, count: int, *, stopped: bool, by: Visitor) -> None:
    missing_reason = False
    with st.container(horizontal=True, vertical_alignment="bottom", key="gb_revise"):
        reason = st.text_input(
            _("Reason for the change (required)"), key=f"catalogue_reason_{draft.number}", max_chars=200,
            placeholder=_("e.g. decision of the county union's meeting of 3 March"),
        ).strip()  # fmt: skip
        words = ngettext("Put {count} change into force", "Put {count} changes into force", count).format(count=count)
        if st.button(words, type="primary", key="submit_catalogue", disabled=stopped or not count):
            if reason:
                _submit(warehouse, draft, reason, by)
                st.rerun()
            missing_reason = True
        if st.button(_("Discard"), key="discard_catalogue"):
            draft.clear(draft.base)
            st.rerun()
    if missing_reason:
        note(_("Give the reason for the change first; it is kept with it."))


def _submit(warehouse: Warehouse, draft: CatalogueDraft, reason: str, by: Visitor) -> None:
    with explained():
        change = submit(warehouse, draft, reason, by)
        draft.typed, draft.added, draft.removed = {}, {}, set()
        words = _("In force as change no. {number}; it can be undone below.")
        st.session_state[_DONE] = words.format(number=change.number)


def _settle(warehouse: Warehouse, source: Answers, draft: CatalogueDraft) -> None:
    """Somebody else has changed the catalogue meanwhile: what they did, and going on from there."""
    seen = {each.name: each for each in changes(warehouse.folder, source.reader)}
    newer = [each for each in seen.values() if each.number > _number(draft)]
    for each in newer[:3]:
        words = _("{who} has put a change into force since you began: {reason}. What you typed is kept.")
        note(words.format(who=each.by, reason=each.reason))
    if not newer:
        note(_("The catalogue is another one by now. What you typed is kept."))
    if st.button(_("Compare with the newer catalogue"), key="rebase_catalogue"):
        for place in draft.rebase(standing_catalogue(source.reader)):
            words = _("“{name}” was changed there too; it stays as the other has it.")
            st.session_state.setdefault("failures", []).append(words.format(name=place.name))
        st.rerun()


def _number(draft: CatalogueDraft) -> int:
    return int(draft.base.change.partition("-")[0] or 0)
