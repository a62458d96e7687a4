// Lets charts be printed whole: what Plotly draws has a fixed size in pixels; with a view box it follows print.css.
// Besides: whatever bears the class gb-print opens the browser's window for printing.
(() => {
  const charts = () => document.querySelectorAll(".js-plotly-plot .main-svg");
  addEventListener("beforeprint", () => {
    for (const chart of charts()) {
      const width = chart.getAttribute("width"), height = chart.getAttribute("height");
      chart.setAttribute("viewBox", `0 0 ${width} ${height}`);
      chart.setAttribute("preserveAspectRatio", "xMinYMin");
      chart.style.setProperty("--drawn-width", `${width}px`);
    }
  });
  addEventListener("afterprint", () => {
    for (const chart of charts()) {
      chart.removeAttribute("viewBox");
      chart.removeAttribute("preserveAspectRatio");
      chart.style.removeProperty("--drawn-width");
      if (!chart.getAttribute("style")) chart.removeAttribute("style");
    }
  });
  addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest(".gb-print")) print();
  });
})();
