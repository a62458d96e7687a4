"""How figures look: one function a chart, one palette, one set of number formats.

A chart takes a data frame with the columns of `guoban.measures` and a `View` (whose figures, which day, how many have
reported) and returns a piece of HTML with its own title and source line. None asks the store.
"""
