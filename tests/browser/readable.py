"""What the browser itself is asked about a page: is anything cut, does anything run into something else.

Each piece of JavaScript gives a list of what is wrong, in words.
"""

CROWDED = """() => {
  const wrong = [];
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility === "visible" ? box : null;
  };
  const meet = (one, other) =>
    one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 3 && other.top < one.bottom - 3;
  for (const chart of document.querySelectorAll(".gb-bars, .gb-year")) {
    const frame = chart.getBoundingClientRect();
    const boxes = [...chart.querySelectorAll("th a, td.num, th.num, .gb-tick, .gb-figure, .gb-when, .gb-source")]
      .filter((each) => each.textContent.trim() && seen(each)).map((each) => {
        const range = document.createRange();
        range.selectNodeContents(each);
        return [each.textContent, range.getBoundingClientRect()];
      }).sort(([, one], [, other]) => one.top - other.top);
    for (const [text, box] of boxes)
      if (box.left < frame.left - 1 || box.right > frame.right + 1
          || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        wrong.push(`cut: ${text}`);
    boxes.forEach(([text, box], place) => {
      for (const [other, its] of boxes.slice(place + 1)) {
        if (its.top > box.bottom) break;
        if (meet(box, its)) wrong.push(`${text} runs into ${other}`);
      }
    });
    for (const bar of chart.querySelectorAll(".gb-bar")) {
      const drawn = seen(bar);
      if (!drawn) continue;
      for (const [text, box] of boxes) if (meet(drawn, box)) wrong.push(`a bar runs into ${text}`);
    }
  }
  const words = document.createTreeWalker(document.querySelector("[data-testid=stMain]"), NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const node = words.currentNode, parent = node.parentElement;
    const holder = parent.closest(
      "td, th, dt, dd, li p, li h2, .gb-headline h1, .gb-headline p, .gb-badge, .gb-legend span");
    if (!node.nodeValue.trim() || !holder || parent.closest(".gb-hidden, svg, select") || !seen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect(), room = holder.getBoundingClientRect();
    if (box.left < room.left - 1 || box.right > room.right + 1
        || box.top < room.top - 4 || box.bottom > room.bottom + 4)
      wrong.push(`out of its place: ${node.nodeValue.trim()}`);
  }
  for (const scroll of document.querySelectorAll(".gb-scroll:not(.gb-target-grid)"))
    if (scroll.scrollWidth > scroll.clientWidth + 1)
      wrong.push(`wider than the page: ${scroll.getAttribute("aria-label")}`);
  const main = document.querySelector("[data-testid=stMain]");
  if (main.scrollWidth > main.clientWidth + 1) wrong.push("the page scrolls sideways");
  return wrong;
}"""
"""For wide screens. The table that is typed into scrolls within itself; its choices are cut by the browser."""

SIDEWAYS = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .map((each) => each.scrollWidth)"""

BEYOND = """() => {
  const found = [], texts = document.createTreeWalker(
    document.querySelector("[data-testid=stMain]"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement, range = document.createRange();
    if (!texts.currentNode.nodeValue.trim() || !parent.checkVisibility() || parent.closest(".gb-hidden")) continue;
    const scrolls = (each) => each && (["auto", "scroll"].includes(getComputedStyle(each).overflowX)
      && each.dataset.testid !== "stMain" || scrolls(each.parentElement));
    range.selectNodeContents(texts.currentNode);
    const box = range.getBoundingClientRect();
    if (!scrolls(parent) && (box.left < 0 || box.right > innerWidth + 1)) found.push(texts.currentNode.nodeValue);
  }
  return found;
}"""
"""For a phone: texts beyond the edge that cannot be scrolled into sight."""

SMALL = """() => [...document.querySelectorAll(
    "[data-testid=stMain] :is(.stButtonGroup button, .stButton button, .stDownloadButton button, .react-aria-ComboBox),"
    + ".gb-silent a, [data-testid=stExpandSidebarButton]")]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 40)
  .map((each) => `${each.innerText || each.outerHTML.slice(0, 80)}: ${each.getBoundingClientRect().height}`)"""
"""For a phone: what is too small for a finger."""

VISIBLE_WORDS = """() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    const drawn = !parent.closest("script, style, noscript, [data-testid=stIconMaterial]");
    if (drawn) found.push(texts.currentNode.nodeValue.trim());
  }
  for (const name of ["aria-label", "title", "placeholder", "alt", "data-title"])
    document.querySelectorAll(`[${name}]`).forEach((element) => found.push(element.getAttribute(name).trim()));
  return found.filter(Boolean);
}"""
"""Every word of a page, also those that are only told to who does not see it."""

WRITTEN = """() => {
  const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const controls = "button, input, label, [role=combobox], [data-testid=stSidebar] *, [data-testid=stHeader] *";
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement, range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    if (!parent.checkVisibility() || !range.getClientRects().length) continue;
    if (parent.closest(".gb-hidden, style, script, defs, option")) continue;
    if (!texts.currentNode.nodeValue.trim() || getComputedStyle(parent).fontSize === "0px") continue;
    found.push([texts.currentNode.nodeValue, parent.closest(controls) !== null]);
  }
  for (const cell of document.querySelectorAll("[data-cell]"))
    if (cell.checkVisibility()) found.push([cell.selectedOptions?.[0].text ?? cell.value, false]);
  return found.filter(([text]) => text.trim());
}"""
"""Every text that can be seen now, and whether it belongs to a control; what is typed into a table is its text."""
