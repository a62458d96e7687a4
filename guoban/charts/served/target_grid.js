// What the cells of target_grid.py do: what is typed is told to the page, arrows and Enter walk, a block of cells is
// pasted as a block. The page answers with the table as it then is; a cell somebody is in is left alone.

const mounted = new WeakMap();

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let table = mounted.get(parentElement);
  if (!table) {
    table = mount(parentElement);
    mounted.set(parentElement, table);
  }
  table.tell = () => setStateValue("texts", { ...table.texts });
  table.show(data);
}

function mount(parent) {
  const root = parent.appendChild(document.createElement("div"));
  const table = { texts: {}, shape: null, tell: () => {}, show: (data) => show(root, table, data) };
  root.addEventListener("change", (event) => typed(table, [event.target]));
  root.addEventListener("focusin", (event) => event.target.matches("input[data-cell]") && event.target.select());
  root.addEventListener("keydown", (event) => walk(root, event));
  root.addEventListener("paste", (event) => paste(root, table, event));
  return table;
}

function typed(table, cells) {
  for (const cell of cells) if (cell.dataset.cell) table.texts[cell.dataset.cell] = cell.value;
  table.tell();
}

function show(root, table, data) {
  const next = document.createElement("template");
  next.innerHTML = data.html;
  const names = [...next.content.querySelectorAll("[data-cell]")].map((cell) => cell.dataset.cell);
  const rows = next.content.querySelectorAll("tr").length;
  const shape = `${rows} ${names.join(" ")}`;
  if (table.shape === null) table.texts = { ...data.texts };
  if (shape !== table.shape) {
    const inside = document.activeElement?.dataset?.cell;
    const scrolled = root.firstElementChild;
    const [top, left] = scrolled ? [scrolled.scrollTop, scrolled.scrollLeft] : [0, 0];
    root.replaceChildren(next.content);
    root.firstElementChild.scrollTo(left, top);
    if (inside) root.querySelector(`[data-cell="${CSS.escape(inside)}"]`)?.focus();
    table.shape = shape;
    return;
  }
  const fresh = next.content.querySelectorAll("td, th");
  root.querySelectorAll("td, th").forEach((cell, place) => renew(cell, fresh[place], table, data.texts));
}

function renew(cell, fresh, table, known) {
  const [field, answer] = [cell.querySelector("[data-cell]"), fresh.querySelector("[data-cell]")];
  if (!field) {
    if (cell.innerHTML !== fresh.innerHTML) cell.innerHTML = fresh.innerHTML;
    return;
  }
  const name = field.dataset.cell;
  if (table.texts[name] !== known[name]) return; // typed since the page last heard of it
  cell.className = fresh.className;
  for (const each of ["title", "aria-invalid", "aria-label"])
    answer.hasAttribute(each) ? field.setAttribute(each, answer.getAttribute(each)) : field.removeAttribute(each);
  if (field !== document.activeElement && field.value !== answer.value) field.value = answer.value;
  const [note, said] = [cell.querySelector("small"), fresh.querySelector("small")];
  if (note && said) note.textContent = said.textContent;
}

function grid(root) {
  return [...root.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("td")]);
}

function at(rows, cell) {
  const down = rows.findIndex((row) => row.includes(cell));
  return [down, down < 0 ? -1 : rows[down].indexOf(cell)];
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, Enter: 1 };

function walk(root, event) {
  const step = STEPS[event.key];
  if (!step || !event.target.matches("input[data-cell]")) return;
  event.preventDefault();
  const rows = grid(root);
  const [down, across] = at(rows, event.target.closest("td"));
  for (let row = down + step; row >= 0 && row < rows.length; row += step) {
    const next = rows[row][across]?.querySelector("input[data-cell]");
    if (next) return next.focus();
  }
  event.target.blur();
}

function paste(root, table, event) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const lines = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
  if (!event.target.matches("input[data-cell]") || (lines.length === 1 && lines[0].length === 1)) return;
  event.preventDefault();
  const rows = grid(root);
  const [down, across] = at(rows, event.target.closest("td"));
  const filled = [];
  lines.forEach((line, row) =>
    line.forEach((value, column) => {
      const cell = rows[down + row]?.[across + column]?.querySelector("input[data-cell]");
      if (!cell || !value.trim()) return;
      cell.value = value.trim();
      filled.push(cell);
    }),
  );
  typed(table, filled);
}
