// The two tables: the same selection and filter as the canvas; columns to choose, sort, and copy to a spreadsheet.

const FIRST = 150;
// Rows that are drawn at once; the rest on a button.

export class Table {
  constructor(box, state, { columns, rows, ids, words, copy }) {
    Object.assign(this, { box, state, columns, rows, ids, words, copy });
    this.sort = { key: columns[0].key, down: false };
    this.all = false;
    this.shown = new Set(columns.filter((one) => !one.extra).map((one) => one.key));
    this.body = box.querySelector("tbody");
    this.head = box.querySelector("thead tr");
    this.caption = box.querySelector("caption");
    this.tools();
    this.draw();
    state.addEventListener("changed", ({ detail }) => (detail === "selection" ? this.mark() : this.draw()));
  }

  tools() {
    const tools = element("div", "net-tabletools");
    const menu = element("details", "net-columns");
    menu.append(element("summary", "", this.words.columns));
    for (const one of this.columns) {
      const label = element("label");
      const input = element("input");
      input.type = "checkbox";
      input.checked = this.shown.has(one.key);
      input.addEventListener("change", () => {
        if (input.checked) this.shown.add(one.key); else this.shown.delete(one.key);
        this.draw();
      });
      label.append(input, ` ${one.name}`);
      menu.append(label);
    }
    const copy = button(this.words.copy, () => this.copied());
    tools.append(menu, copy);
    this.box.before(tools);
  }

  visible() {
    return this.columns.filter((one) => this.shown.has(one.key) || one.when?.());
  }

  sorted() {
    const by = this.columns.find((one) => one.key === this.sort.key);
    const rows = this.rows().map((row) => [row, by.value(row)]);
    rows.sort(([, a], [, b]) => (typeof a === "number" ? a - b : String(a).localeCompare(String(b), "nl")) * (this.sort.down ? -1 : 1));
    return rows.map(([row]) => row);
  }

  draw() {
    const columns = this.visible();
    this.head.replaceChildren(this.selectHead(), ...columns.map((one) => this.headCell(one)));
    const rows = this.sorted();
    const some = this.all ? rows : rows.slice(0, FIRST);
    this.body.replaceChildren(...some.map((row) => this.row(row, columns)));
    if (some.length < rows.length) {
      const line = element("tr");
      const cell = element("td", "utrecht-table__cell");
      cell.colSpan = columns.length + 1;
      cell.append(button(this.words.all.replace("{count}", rows.length), () => { this.all = true; this.draw(); }));
      line.append(cell);
      this.body.append(line);
    }
    this.caption.textContent = this.words.caption.replace("{count}", rows.length);
    this.mark();
  }

  selectHead() {
    const cell = element("td", "utrecht-table__header-cell net-check");
    const input = element("input");
    input.type = "checkbox";
    input.setAttribute("aria-label", this.words.select_all);
    input.addEventListener("change", () => this.state.select(input.checked ? [...new Set(this.rows().flatMap(this.ids))] : []));
    cell.append(input);
    return cell;
  }

  headCell(one) {
    const cell = element("th", "utrecht-table__header-cell");
    cell.scope = "col";
    const here = this.sort.key === one.key;
    cell.setAttribute("aria-sort", here ? (this.sort.down ? "descending" : "ascending") : "none");
    const made = button(`${one.name}${here ? (this.sort.down ? " ▼" : " ▲") : ""}`, () => {
      this.sort = { key: one.key, down: here && !this.sort.down };
      this.draw();
      this.head.querySelector(`[data-key="${one.key}"]`).focus();
    }, "net-sort");
    made.dataset.key = one.key;
    cell.append(made);
    return cell;
  }

  row(row, columns) {
    const line = element("tr", "utrecht-table__row");
    line.dataset.ids = this.ids(row).join(" ");
    const cell = element("td", "utrecht-table__cell net-check");
    const input = element("input");
    input.type = "checkbox";
    input.setAttribute("aria-label", this.words.select.replace("{name}", columns[0]?.value(row) ?? ""));
    input.addEventListener("change", () => {
      const ids = this.ids(row);
      if (input.checked) this.state.select(ids, { add: true });
      else this.state.select([...this.state.selection].filter((id) => !ids.includes(id)));
    });
    cell.append(input);
    line.append(cell);
    columns.forEach((one, index) => {
      const made = element(index ? "td" : "th", "utrecht-table__cell");
      if (!index) made.scope = "row";
      made.append(one.node ? one.node(row) : String(one.value(row)));
      line.append(made);
    });
    return line;
  }

  mark() {
    for (const line of this.body.querySelectorAll("tr[data-ids]")) {
      const on = line.dataset.ids.split(" ").every((id) => this.state.selection.has(id));
      line.classList.toggle("net-chosen", on);
      line.querySelector("input").checked = on;
    }
  }

  // Cells as text, tabs between; nothing that a spreadsheet would run as a formula.
  tsv(rows) {
    const columns = this.visible();
    const plain = (value) => {
      const text = String(value ?? "").replace(/[\t\r\n]+/g, " ");
      return /^[=+\-@]/.test(text) ? `'${text}` : text;
    };
    return [columns.map((one) => one.name), ...rows.map((row) => columns.map((one) => plain(one.value(row))))]
      .map((cells) => cells.join("\t"))
      .join("\n");
  }

  async copied() {
    const chosen = this.sorted().filter((row) => this.ids(row).every((id) => this.state.selection.has(id)));
    const rows = chosen.length ? chosen : this.sorted();
    await this.copy(this.tsv(rows), [...new Set(rows.flatMap(this.ids))], rows.length);
  }
}

export function element(tag, classes = "", text = "") {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  if (text) made.textContent = text;
  return made;
}

export function button(text, act, classes = "nl-button nl-button--subtle") {
  const made = element("button", classes, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
