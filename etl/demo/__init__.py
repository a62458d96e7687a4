"""The demonstration county: an invented county, its workbooks, and its way into a store.

`python -m etl.demo` writes the workbooks anew; `python -m etl init --demo` loads them like everybody else's.
"""
