"""What keeps people out who do not see a page or use no mouse: axe-core's findings, and the way of the Tab key."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

GRAVE = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter((each) => ["serious", "critical"].includes(each.impact))
  .flatMap((each) => each.nodes.map((node) => [each.id, node.target.join(" "), node.html.slice(0, 160)]))"""

UNREACHED = """async (controls) => {
  const wrong = [], shown = [...document.querySelectorAll(controls)].filter((each) =>
    each.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !each.disabled
    && !each.closest("[inert], [aria-hidden=true]") && !(each.matches("[role=radio] ~ [role=radio]"))
    && !each.matches(".react-aria-ComboBox button"));
  const look = (each) => {
    const {outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, opacity} = getComputedStyle(each);
    return [outlineStyle === "none" ? "" : outlineStyle + outlineWidth + outlineColor, boxShadow, borderColor,
            opacity].join("|");
  };
  const around = (each) => [each, each.parentElement, each.parentElement.parentElement,
                            each.parentElement.parentElement.parentElement];
  const name = (each) => `${each.tagName} ${each.getAttribute("aria-label") ?? each.textContent.trim()}`.slice(0, 60)
    + ` (${each.className.baseVal ?? each.className})`.slice(0, 80);
  for (const each of shown) {
    document.activeElement.blur();
    const before = around(each).map(look);
    const marked = () => around(each).some((one, place) => look(one) !== before[place]);
    each.focus();
    if (document.activeElement === each && !marked()) await new Promise((drawn) => setTimeout(drawn, 100));
    if (document.activeElement !== each) wrong.push(`cannot be reached: ${name(each)}`);
    else if (!each.matches(":focus-visible")) wrong.push(`is not seen as reached by a key: ${name(each)}`);
    else if (!marked()) wrong.push(`no mark where the keyboard is: ${name(each)}`);
    if (each.tabIndex < 0) wrong.push(`left out by Tab: ${name(each)}`);
  }
  document.activeElement.blur();
  return [shown.length, [...new Set(wrong)]];
}"""

CONTROLS = (
    "[data-testid=stApp] :is(a[href], svg a, button, input:not([type=file]), select, textarea, summary, .gb-scroll)"
)
"""Links, controls, folds and what scrolls.

Of buttons of which one is chosen the first stands for all, the arrow keys go on from it; a list is opened by the arrow
key in its field, the button beside it is for the mouse.
"""


def grave_findings(page: Page) -> list[Any]:
    """What axe calls serious or critical: rule, selector and beginning of each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[Any] = page.evaluate(GRAVE)
    return found


def beyond_the_keyboard(page: Page) -> tuple[int, list[str]]:
    """How many links and controls there are, and which of them Tab does not reach or leaves without a mark."""
    page.keyboard.press("Tab")  # from here on the browser marks what has the focus
    count, wrong = page.evaluate(UNREACHED, CONTROLS)
    return count, wrong
