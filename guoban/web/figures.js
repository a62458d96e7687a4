// What the figures of a page do besides being looked at: .gb-print opens the browser's window for printing, .gb-save
// saves the figure it stands in as a picture, with all that is written around it, twice as large as on the screen.
(() => {
  const scale = 2;
  const looks = [
    "align-items", "background", "border-top", "border-right", "border-bottom", "border-left", "border-radius",
    "bottom", "box-sizing", "clip-path", "color", "column-gap", "display", "flex-wrap", "font-family",
    "font-size", "font-style", "font-variant-numeric", "font-weight", "gap", "height", "inset",
    "justify-content", "left", "letter-spacing", "line-height", "margin", "max-width", "min-width", "padding",
    "position", "right", "table-layout", "text-align", "top", "transform", "vertical-align", "white-space",
    "width", "border-collapse", "border-spacing", "place-items", "visibility", "overflow-wrap", "word-break",
    "text-decoration",
  ];

  const dressed = (element) => {
    const copy = element.cloneNode(false);
    if (element.nodeType !== Node.ELEMENT_NODE) return copy;
    const style = getComputedStyle(element);
    copy.setAttribute("style", looks.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
    for (const child of element.childNodes)
      if (!child.classList?.contains("gb-save") && !child.classList?.contains("gb-hidden")) copy.append(dressed(child));
    return copy;
  };

  const picture = async (figure) => {
    const {width, height} = figure.getBoundingClientRect(), margin = 16;
    const [wide, high] = [Math.ceil(width) + 2 * margin, Math.ceil(height) + 2 * margin];
    const sheet = document.createElement("div");
    sheet.style.cssText = `background:#fff;box-sizing:border-box;padding:${margin}px;width:${wide}px;height:${high}px`;
    sheet.append(dressed(figure));
    const content = new XMLSerializer().serializeToString(sheet);
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}">`
      + `<foreignObject width="100%" height="100%">${content}</foreignObject></svg>`;
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {width: wide * scale, height: high * scale});
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };

  const save = async (figure) => {
    const address = URL.createObjectURL(await picture(figure));
    Object.assign(document.createElement("a"), {href: address, download: `${figure.dataset.picture}.png`}).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };

  addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest(".gb-print")) print();
    const figure = event.target.closest(".gb-save")?.closest("[data-picture]");
    if (figure) save(figure);
  });
})();
