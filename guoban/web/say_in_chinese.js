
// Says the framework's English words in Chinese wherever they appear in the page (framework_words.py has the list).
// What stands in `ours` is written by the product in the chosen language already: it is neither read nor changed.
(() => {
  const words = new Map(Object.entries({/* words */}));
  const patterns = [/* patterns */].map(([expression, said]) => [new RegExp(expression), said]);
  const ours = ".stHtml";
  const attributes = ["aria-label", "title", "placeholder", "alt", "data-title"];

  const say = (text) => {
    const english = text.trim();
    if (english.length > 120 || !/[A-Za-z]{2}/.test(english)) return text;
    if (words.has(english)) return text.replace(english, () => words.get(english));
    const pattern = patterns.find(([expression]) => expression.test(english));
    return pattern ? english.replace(...pattern) : text;
  };
  const mendAttribute = (element, name) => {
    const text = element.getAttribute(name);
    if (text && say(text) !== text) element.setAttribute(name, say(text));
  };
  const mend = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const said = say(node.nodeValue);
      if (said !== node.nodeValue) node.nodeValue = said;
    } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(`script, style, textarea, ${ours}`)) {
      attributes.forEach((name) => mendAttribute(node, name));
      node.childNodes.forEach(mend);
    }
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.target.parentElement?.closest(ours) || change.target.matches?.(ours)) continue;
      if (change.type === "childList") change.addedNodes.forEach(mend);
      else if (change.type === "attributes") mendAttribute(change.target, change.attributeName);
      else mend(change.target);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes,
  });
})();
