// The network as a list to walk by keyboard: where one stands, and to whom one can go; the mirror of the canvas.
import { button, element } from "./tables.js";

export class Walk {
  constructor(box, state, { word, relation, period, day, source, say, see }) {
    Object.assign(this, { box, state, word, relation, period, day, source, say, see });
    state.addEventListener("changed", () => this.draw());
    this.draw();
  }

  draw() {
    const { state, word } = this;
    const open = new Set(state.shownNodes().map((one) => one.id));
    const id = open.has(state.current) ? state.current : null;
    const focused = this.box.contains(document.activeElement);
    this.box.replaceChildren(...(id ? this.place(id) : this.start(open)));
    if (focused) this.box.querySelector("[data-here]")?.focus();
    if (this.told !== id && id) {
      const near = new Set(state.around(id).flatMap((tie) => [tie.from, tie.to])).size;
      this.say(word("walk_at", { name: state.name(id), kind: word(`kind_${state.nodes.get(id).kind}`), count: Math.max(0, near - 1) }));
    }
    this.told = id;
  }

  start(open) {
    const list = element("ul");
    const names = [...open].sort((a, b) => this.state.name(a).localeCompare(this.state.name(b), "nl")).slice(0, 60);
    for (const id of names) list.append(this.line(this.step(id, this.state.name(id)), this.word(`kind_${this.state.nodes.get(id).kind}`)));
    const lead = element("p", "", this.word("walk_start", { count: open.size }));
    lead.tabIndex = -1;
    lead.dataset.here = "";
    return [lead, list];
  }

  place(id) {
    const { state, word } = this;
    const one = state.nodes.get(id);
    const title = element("h4", "nl-heading nl-heading--level-4", state.name(id));
    title.tabIndex = -1;
    title.dataset.here = "";
    const about = [word(`kind_${one.kind}`), one.area, one.evidence ? word("in_evidence") : word("opened")];
    if (state.groups.has(state.drawnId(id))) about.push(state.groups.get(state.drawnId(id)).name);
    const facts = element("p", "desk-quiet", about.filter(Boolean).join(" · "));
    const list = element("ul");
    for (const tie of state.around(id)) {
      const outward = tie.from === id;
      const other = outward ? tie.to : tie.from;
      const said = `${word(`how_${tie.how}`)}${this.relation(tie)} ${outward ? "→" : "←"} `;
      const item = this.line(said, this.step(other, state.name(other)), ` (${this.period(tie)}) `);
      for (const token of tie.events) item.append(this.source(token), " ");
      list.append(item);
    }
    const back = button(word("walk_all"), () => { state.select([]); state.set({ current: null }, "selection"); });
    return [title, facts, list.children.length ? list : element("p", "", word("walk_none")), back];
  }

  step(id, name) {
    return button(name, () => {
      this.state.select([id]);
      this.see(id);
    }, "net-step");
  }

  line(...parts) {
    const item = element("li");
    parts.forEach((part, index) => item.append(part, index === 0 && parts.length === 2 ? " · " : ""));
    return item;
  }
}
