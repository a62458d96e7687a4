"""The table of targets on the screen: the script that makes its cells typed into, and what it tells.

The page's security policy runs scripts of this server alone. The framework turns a script that is handed over as text
into a blob, which the policy refuses; one that lies in a folder named to the framework it serves itself.
"""

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from guoban.place import ROOT

_NAME = "guoban.target_grid"
_FOLDER = ROOT / "guoban" / "charts" / "served"
_MANIFEST = ComponentManifest("guoban", "1", [ComponentConfig("target_grid", _FOLDER.name)])


def typed_table(key: str, html: str, texts: Mapping[str, str], hear: Callable[[Mapping[str, str]], None]) -> None:
    """Draw the table; `hear` is told all that was typed, by name of the cell, before the page is drawn again.

    html: as `charts.target_grid` makes it. texts: what is known to have been typed.
    """
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(_NAME) is None:
        manager.register_from_manifest(_MANIFEST, _FOLDER.parent)
    component = st.components.v2.component(_NAME, js="target_grid.js", isolate_styles=False)

    def tell() -> None:
        hear(st.session_state[key].get("texts") or {})

    component(key=key, data={"html": html, "texts": dict(texts)}, on_texts_change=tell)
