"""The overview and the page of an indicator in Plotly Dash.

python with_dash.py PORT
"""

import sys
from urllib.parse import parse_qs

import content
from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component

ROW = {"display": "flex", "gap": "16px"}
QUIET = {"staticPlot": True, "displayModeBar": False}


def overview(quarter: int) -> list[Component]:
    """The overview."""
    shown = content.overview(quarter)
    cards = [
        html.Div(
            [html.H4(card.name), html.B(card.value), html.P(card.state), dcc.Graph(figure=card.figure, config=QUIET)]
        )
        for card in shown.cards
    ]
    head = html.Tr([html.Th(), *(html.Th(name) for name in shown.heads)])
    rows = [
        html.Tr(
            [html.Th(unit), *(html.Td(html.A(text, href="unit"), style={"background": fill}) for text, fill in cells)]
        )
        for unit, cells in shown.cells.items()
    ]
    return [
        html.H1(shown.title), html.P(shown.line), html.Div(cards, style=ROW),
        html.Div([dcc.Graph(figure=shown.ranking), html.Table([head, *rows]), _listed(shown.lists)], style=ROW),
    ]  # fmt: skip


def indicator(quarter: int) -> list[Component]:
    """The page of an indicator."""
    shown = content.indicator(quarter)
    facts = [html.Div([html.H4(name), html.B(value)]) for name, value in shown.facts]
    beside = html.Div([dcc.Graph(figure=shown.path), _listed(shown.lists)])
    rows = [html.Tr([html.Td(cell) for cell in row]) for row in shown.table]
    return [
        html.H1(shown.title), html.P(shown.line), html.Div(facts, style=ROW),
        html.Div([dcc.Graph(figure=shown.bars), beside], style=ROW),
        html.Table([html.Tr([html.Th(name) for name in shown.head]), *rows]),
    ]  # fmt: skip


def _listed(lines: list[str]) -> Component:
    return html.Ul([html.Li(line) for line in lines])


app = Dash(__name__)
app.layout = html.Div(
    [dcc.Location(id="address"), dcc.RadioItems([1, 2, 3, 4], 2, id="quarter", inline=True), html.Div(id="page")]
)


@app.callback(Output("page", "children"), Input("quarter", "value"), Input("address", "search"))
def page(quarter: int, search: str) -> list[Component]:
    """The page that the address asks for, at the end of the quarter that was chosen."""
    asked = parse_qs(search.removeprefix("?")).get("page", ["overview"])[0]
    return {"overview": overview, "indicator": indicator}[asked](quarter)


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]), debug=False)
