// "4,000 neighbours: pick": counts before an expansion, then a list to choose from. Also for common neighbours.
import { button, element } from "./tables.js";

export class Picking {
  constructor(dialog, { ask, word, relation, add, say }) {
    Object.assign(this, { dialog, ask, word, relation, add, say });
    this.title = dialog.querySelector("h3");
    this.body = dialog.querySelector("[data-body]");
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  }

  async neighbours(id, name) {
    this.open(this.word("pick_title", { name }));
    const found = await this.ask("buren", { entity: id });
    const list = element("ul", "net-bundles");
    for (const one of found.bundles) {
      const said = this.word(one.outgoing ? "pick_out" : "pick_in", { relation: this.relation(one), count: one.count });
      const item = element("li");
      item.append(button(said, () => this.list("buren", { entity: id, relation: one.relation, outgoing: String(one.outgoing) }), "nl-button nl-button--secondary"));
      list.append(item);
    }
    this.body.replaceChildren(found.bundles.length ? list : element("p", "", this.word(!found.ready ? "pick_later" : found.known ? "pick_none" : "pick_gone")));
    this.body.querySelector("button")?.focus();
  }

  async common(ids, names) {
    this.open(this.word("common_title", { name: names.join(", ") }));
    await this.list("gemeen", { ids: ids.join(" ") });
  }

  open(title) {
    this.title.textContent = title;
    this.body.replaceChildren(element("p", "", this.word("wait")));
    if (!this.dialog.open) this.dialog.showModal();
  }

  async list(where, given, text = "", first = 0) {
    const found = await this.ask(where, { ...given, text, first: String(first) });
    const filter = element("input", "utrecht-textbox utrecht-textbox--html-input");
    filter.value = text;
    filter.id = "net-pick-filter";
    const label = element("label", "utrecht-form-label", this.word("pick_filter"));
    label.htmlFor = filter.id;
    const search = element("form", "net-pickform");
    search.append(label, filter, button(this.word("pick_search"), () => search.requestSubmit(), "nl-button nl-button--secondary"));
    search.addEventListener("submit", (event) => { event.preventDefault(); this.list(where, given, filter.value.trim()); });
    const last = Math.min(found.first + found.rows.length, found.total);
    const count = element("p", "", this.word(found.total ? "pick_count" : "pick_none", { first: found.first + 1, last, total: found.total }));
    count.tabIndex = -1;
    const list = element("ul", "net-picklist");
    for (const one of found.rows) {
      const item = element("li");
      const line = element("label");
      const input = element("input");
      input.type = "checkbox";
      input.value = one.id;
      line.append(input, ` ${one.name || one.short}`, element("span", "desk-quiet", ` ${[this.word(`kind_${one.kind}`), one.area, one.name ? one.short : ""].filter(Boolean).join(" · ")}`));
      item.append(line);
      list.append(item);
    }
    const chosen = () => [...list.querySelectorAll("input:checked")].map((one) => one.value);
    const acts = element("p", "net-acts");
    acts.append(
      button(this.word("pick_every"), () => { for (const one of list.querySelectorAll("input")) one.checked = true; }),
      button(this.word("pick_add"), () => this.chosen(chosen()), "nl-button nl-button--primary"),
    );
    if (found.first > 0) acts.append(button(this.word("pick_before"), () => this.list(where, given, text, Math.max(0, found.first - 200))));
    if (last < found.total) acts.append(button(this.word("pick_after"), () => this.list(where, given, text, last)));
    this.body.replaceChildren(search, count, list, ...(found.total ? [acts] : []));
    count.focus();
  }

  async chosen(ids) {
    if (!ids.length) { this.say(this.word("pick_choose")); return; }
    this.dialog.close();
    await this.add(ids);
  }
}
