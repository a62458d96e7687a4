"""The overview and the page of an indicator in plain Streamlit and Plotly."""

import content
import streamlit as st

st.set_page_config(layout="wide")
page = st.query_params.get("page", "overview")
chosen = st.segmented_control("季度", [1, 2, 3, 4], default=2, required=True)

if page == "overview":
    shown = content.overview(chosen)
    st.title(shown.title)
    st.caption(shown.line)
    for column, card in zip(st.columns(6), shown.cards, strict=True):
        with column:
            st.metric(card.name, card.value, card.state, delta_color="off", border=True)
            st.plotly_chart(card.figure, key=card.name, config={"staticPlot": True})
    left, middle, right = st.columns([27, 48, 25])
    with left:
        st.plotly_chart(shown.ranking)
    with middle:
        heads = "".join(f"<th>{head}</th>" for head in shown.heads)
        rows = ""
        for unit, cells in shown.cells.items():
            drawn = "".join(f'<td style="background:{fill}"><a href="unit">{text}</a></td>' for text, fill in cells)
            rows += f"<tr><th>{unit}</th>{drawn}</tr>"
        st.html(f"<table><tr><th></th>{heads}</tr>{rows}</table>")
    with right:
        for line in shown.lists:
            st.markdown(line)
else:
    found = content.indicator(chosen)
    st.title(found.title)
    st.caption(found.line)
    for column, (name, value) in zip(st.columns(6), found.facts, strict=True):
        column.metric(name, value, border=True)
    left, right = st.columns([58, 42])
    with left:
        st.plotly_chart(found.bars)
    with right:
        st.plotly_chart(found.path)
        for line in found.lists:
            st.markdown(line)
    st.table([dict(zip(found.head, row, strict=True)) for row in found.table])
