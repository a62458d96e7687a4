"""The least a page of Streamlit can be: a choice and a line."""

import streamlit as st

quarter = st.radio("季度", [1, 2, 3, 4], index=1, horizontal=True)
st.write(f"第 {quarter} 季度")
