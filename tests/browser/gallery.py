"""The framework's own widgets, for test_framework_words.py: whatever they say by themselves has to be Chinese."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

st.set_page_config(page_title="过半", layout="wide")
st.title("各种控件")
st.file_uploader("报表", accept_multiple_files=True, type=["xlsx", "xls"], max_upload_size=1)
st.selectbox("选一个", ["甲", "乙"], index=None)
st.multiselect("选几个", ["甲", "乙"])
st.dataframe(pd.DataFrame({"甲": [1, 2]}))
st.data_editor(pd.DataFrame({"乙": [1, 2]}), num_rows="dynamic")
st.plotly_chart(go.Figure(go.Bar(x=[1, 2], y=[2, 1])), theme=None)
st.date_input("日期", date(2026, 6, 30))
st.text_input("文字")
st.number_input("数")
with st.expander("更多"):
    st.write("甲")
st.download_button("下载", b"", "甲.txt")


@st.dialog("对话")
def talk() -> None:
    st.write("甲")


if st.button("打开对话"):
    talk()
if st.button("出错"):
    raise RuntimeError("a defect that nobody may see")
