"""A thousand texts that mean something to a browser, a spreadsheet, a database, a terminal or a formatter.

Each of SEEDS is tried as it is and in forms that filters overlook; which forms is drawn by lot, always the same lot.
"""

import random
from collections.abc import Callable
from html import escape
from urllib.parse import quote

SEEDS = (
    # a browser
    "<script>hostile()</script>", "<img src=x onerror=hostile()>", "<svg/onload=hostile()>",
    "<iframe src=javascript:hostile()>", "\"><script>hostile()</script>", "' onmouseover='hostile()",
    "\" autofocus onfocus=hostile() x=\"", "javascript:hostile()", "<a href=\"javascript:hostile()\">县总工会</a>",
    "</title><script>hostile()</script>", "</style><script>hostile()</script>",
    "</textarea><img src=x onerror=hostile()>", "<!--<img src=x onerror=hostile()>-->",
    "]]><script>hostile()</script>", "<math><mi//xlink:href=\"data:x,hostile()\">", "<b>粗</b><i>斜</i><br><hr>",
    "<style>*{display:none}</style>", "<meta http-equiv=refresh content=0;url=//hostile.example>",
    "<base href=//hostile.example/>", "<form action=//hostile.example><input>",
    "&lt;script&gt;hostile()&lt;/script&gt;", "&#60;img src=x onerror=hostile()&#62;",
    "%3Cscript%3Ehostile()%3C/script%3E", "{{constructor.constructor('hostile()')()}}", "${hostile()}",
    "<a href=https://hostile.example target=x>工会</a>",
    # Markdown, and what the framework adds to it
    "**粗** _斜_ ~~删~~ `码`", "[工会](https://hostile.example)",
    "![](https://hostile.example/x.png)", "# 标题\n- 项\n1. 项",
    ":red[红] :material/delete: :smile:", "$\\frac{1}{2}$ $$\\href{javascript:hostile()}{x}$$",
    "| a | b |\n|---|---|\n| 1 | 2 |", "<https://hostile.example>", "www.hostile.example", "```\nhostile\n```",
    ":blue-background[蓝] :streamlit:", "[^1]: 注",
    # a spreadsheet
    "=1+1", "=HYPERLINK(\"https://hostile.example\",\"工会\")", "+1+1", "-1-1", "@SUM(A1)", "=cmd|'/c calc'!A0",
    "\t=1+1", "\r=1+1", "=IMPORTXML(CONCAT(\"https://hostile.example\"),\"//a\")", "＝1+1", "-2+3+cmd|' /C calc'!D2",
    "\"=1+1\"", ";=1+1", "@", "=",
    # a database
    "'; drop table unit; --", "1 or 1=1", "\" or \"\"=\"", "%' or '1'='1", "$unit", "?; select 1", "县工会'--",
    "\\'; --",
    # a formatter, a template, a shell, a file system
    "{}", "{0}", "{name}", "{unit.__class__}", "%s %d %n", "%(name)s", "{{ 7*7 }}", "{% for x in y %}",
    "`id` $(id) ; id | id", "../../../../etc/passwd", "..\\..\\windows\\win.ini", "C:\\CON", "NUL.xlsx", "/dev/null",
    "file\x00.xlsx", "a/b:c*d?e\"f<g>h|i",
    # signs
    "\u202e回文\u202c", "\u2066abc\u2069\u200f", "零\u200b宽\u200d连\ufeff字", "\x1b[31m红\x1b[0m\x1b]0;hostile\x07",
    "\x9b31m红", "一\r\nSet-Cookie: hostile=1", "一\n二\n三", "\x08\x08\x7f", "\u2028行\u2029段", "é" + "\u0301" * 50,
    "县\ud83d工会", "𝕳𝖔𝖘𝖙 👨‍👩‍👧‍👦 🏳️‍🌈", "\ufffe\uffff", "ｆｕｌｌ　ｗｉｄｔｈ",
    "A" * 1500, "工" * 700, "工会 " * 300, "<b>" * 300, "[" * 500,
)  # fmt: skip

FORMS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.title,
    lambda text: f" {text}",
    lambda text: f"\n{text}",
    lambda text: f"县工会{text}",
    lambda text: f"{text}县工会",
    lambda text: f"'{text}'",
    lambda text: f'"{text}"',
    lambda text: f'">{text}<"',
    lambda text: f"\u202e{text}",
    lambda text: f"\ufeff{text}",
    lambda text: f"{text}\x00",
    lambda text: f"`{text}`",
    lambda text: f"[{text}](x)",
    lambda text: f"{{{text}}}",
    lambda text: f"<!--{text}-->",
    lambda text: f"<![CDATA[{text}]]>",
    lambda text: f"${text}$",
    lambda text: text.replace("<", "<\u200b"),
    lambda text: text.replace("<", "＜").replace(">", "＞"),
    lambda text: text.replace(" ", "\t"),
    lambda text: text.replace(" ", "/**/"),
    lambda text: text.replace("hostile", "hos\x00tile"),
    lambda text: text + text,
    escape,
    lambda text: quote(text.encode("utf-8", "replace")),
)


def hostile(count: int = 1000, seed: int = 20261121) -> list[str]:
    """So many different texts: every seed as it is, then forms of seeds drawn by lot."""
    draw = random.Random(seed)
    found = dict.fromkeys(SEEDS)
    while len(found) < count:
        text = draw.choice(SEEDS)
        for form in draw.sample(FORMS, draw.choice((1, 1, 2))):
            text = form(text)
        found[text[:2000]] = None
    return list(found)
