// The structure page come alive: one state, and around it the canvas, the list, the tables, the time, the map.
import { Drawing } from "./drawing.js";
import { Picking } from "./picking.js";
import { State } from "./state.js";
import { button, element, Table } from "./tables.js";
import { Walk } from "./walk.js";

const net = document.getElementById("net");
const find = (id) => document.getElementById(`net-${id}`);
const address = `/signalen/${net.dataset.flag}`;
const csrf = document.querySelector("input[name=csrf]").value;
const language = document.documentElement.lang;

const FEW = 30;
// Marks that a canvas begins with at most; who is alike then stands in one mark.

let words = {};
const word = (key, values = {}) => {
  let text = words[key];
  for (const [name, value] of Object.entries(values)) text = text.replace(`{${name}}`, value);
  return text;
};
const dates = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const day = (iso) => (iso ? dates.format(new Date(`${iso}T00:00:00Z`)) : "");
const period = (tie) => `${day(tie.begin)} – ${tie.end ? day(tie.end) : word("no_end")}`;
const relation = (tie) => `${(words[`r_${tie.relation}`] ?? tie.relation).replaceAll("_", " ")}${tie.share ? ` ${tie.share} %` : ""}`;
const say = (text) => { find("says").textContent = text; };

async function ask(where, given) {
  const answer = await fetch(`${address}/${where}`, {
    method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ csrf, ...given }),
  });
  if (!answer.ok || answer.redirected) {
    say(word("failed"));
    throw new Error(`${where}: ${answer.status}`);
  }
  return answer.json();
}

async function begin() {
  const given = await (await fetch(`${address}/netwerk`)).json();
  words = given.words;
  const state = new State(given);
  state.gather(FEW, (kind) => word("alike", { kind: word(`kind_${kind}`) }));
  const drawing = new Drawing(find("canvas"), state, relation);
  const source = (token) => {
    const event = state.events.get(token);
    const link = element("a", "nl-link", event?.what ? event.what : word("source"));
    link.href = `${address}/bronnen/${token}`;
    return link;
  };
  const see = (id) => drawing.see(id);
  new Walk(find("walk"), state, { word, relation, period, day, source, say, see });
  tables(state, source);
  const take = (found) => {
    if (found.full) { say(word("full", { count: found.full })); return; }
    for (const one of found.nodes) state.hidden.delete(one.id);
    state.take(found);
    state.select(found.nodes.map((one) => one.id));
    say(word("added", { count: found.nodes.length, ties: found.ties.length }));
  };
  const picking = new Picking(find("pick"), {
    ask, word, relation, say, add: async (ids) => take(await ask("erbij", { ids: ids.join(" ") })),
  });
  acting(state, drawing, picking, take);
  filtering(state, drawing);
  timing(state);
  comparing(state);
  mapping(state);
  showing(state, given.hits);
  printing(state, drawing);
  net.querySelectorAll("[data-live]").forEach((one) => { one.hidden = false; });
  net.querySelectorAll("[data-still]").forEach((one) => { one.hidden = true; });
  drawing.draw();
  drawing.place();
  new ResizeObserver(() => drawing.cy.resize()).observe(find("canvas"));
  net.dataset.ready = "true";
  net.desk = { state, drawing };
}

function tables(state, source) {
  const said = (caption) => ({
    caption: words[caption], columns: words.columns, copy: words.copy, all: words.show_all, select: words.select, select_all: words.select_all,
  });
  const copy = async (text, ids, count) => {
    await ask("gekopieerd", { ids: ids.join(" ") });
    await navigator.clipboard.writeText(text);
    say(word("copied", { count }));
  };
  const near = (id) => state.around(id).length;
  new Table(find("nodes"), state, {
    rows: () => state.shownNodes(), ids: (one) => [one.id], words: said("nodes_caption"), copy,
    columns: [
      { key: "name", name: word("col_name"), value: (one) => one.name || one.short },
      { key: "kind", name: word("col_kind"), value: (one) => word(`kind_${one.kind}`) },
      { key: "area", name: word("col_area"), value: (one) => one.area },
      { key: "ties", name: word("col_ties"), value: (one) => near(one.id) },
      { key: "why", name: word("col_why"), value: (one) => word(one.evidence ? "in_evidence" : "opened") },
      { key: "records", name: word("col_records"), value: (one) => one.records.join(", "), extra: true },
      { key: "also", name: word("col_also"), value: (one) => one.spellings.join(", "), extra: true },
      { key: "pinned", name: word("col_pinned"), value: (one) => (state.pinned.has(one.id) ? word("yes") : ""), extra: true },
    ],
  });
  new Table(find("ties"), state, {
    rows: () => state.shownTies(), ids: (one) => [one.from, one.to], words: said("ties_caption"), copy,
    columns: [
      { key: "from", name: word("col_from"), value: (one) => state.name(one.from) },
      { key: "relation", name: word("col_relation"), value: relation },
      { key: "to", name: word("col_to"), value: (one) => state.name(one.to) },
      { key: "begin", name: word("col_begin"), value: (one) => one.begin },
      { key: "end", name: word("col_end"), value: (one) => one.end ?? word("no_end") },
      { key: "how", name: word("col_how"), value: (one) => word(`state_${one.how}`), extra: true, when: () => state.compared },
      { key: "known", name: word("col_known"), value: (one) => one.known, extra: true },
      {
        key: "source", name: word("col_source"),
        value: (one) => one.events.map((token) => state.events.get(token)?.id ?? "").join(", "),
        node: (one) => { const box = element("span"); for (const token of one.events) box.append(source(token), " "); return box; },
      },
    ],
  });
}

function acting(state, drawing, picking, take) {
  const chosen = () => [...state.selection].filter((id) => !state.hidden.has(id));
  const acts = {
    expand: () => picking.neighbours(state.current, state.name(state.current)),
    common: () => picking.common(chosen(), chosen().map((id) => state.name(id))),
    path: async () => {
      const [from, to] = chosen();
      say(word("wait"));
      const found = await ask("pad", { from, to });
      if (found.path) take(found);
      if (found.path) say(word("path_found", { name: found.path.map((id) => state.name(id)).join(" – ") }));
      else if (found.path === null) say(word("path_none"));
    },
    hide: () => { const ids = chosen(); state.hide(ids); say(word("hidden", { count: ids.length })); },
    pin: () => say(word(state.pin(chosen()) ? "pinned" : "unpinned", { count: chosen().length })),
    group: () => { const ids = chosen(); state.group(ids, word("group_name", { number: state.groups.size + 1 })); say(word("grouped", { count: ids.length })); },
    ungroup: () => say(word("ungrouped", { count: state.ungroup(chosen()) })),
    all: () => { state.showAll(); say(word("all_shown", { count: state.nodes.size })); },
    evidence: () => { state.onlyEvidence(); say(word("evidence_shown", { count: state.evidence.size })); },
    in: () => drawing.zoom(1.3),
    out: () => drawing.zoom(1 / 1.3),
    fit: () => drawing.fit(),
    again: () => drawing.place(),
  };
  const needs = {
    expand: () => state.current && !state.hidden.has(state.current),
    common: () => chosen().length > 1,
    path: () => chosen().length === 2,
    hide: () => chosen().length,
    pin: () => chosen().length,
    group: () => chosen().length > 1,
    ungroup: () => chosen().some((id) => state.drawnId(id) !== id),
    all: () => state.hidden.size,
  };
  const buttons = new Map();
  for (const one of net.querySelectorAll("[data-act]")) {
    buttons.set(one.dataset.act, one);
    one.addEventListener("click", () => {
      if (one.getAttribute("aria-disabled") === "true") say(word(`need_${one.dataset.act}`));
      else acts[one.dataset.act]();
    });
  }
  // A button that cannot be used yet stays reachable, and says what it needs.
  const follow = () => {
    for (const [name, need] of Object.entries(needs)) buttons.get(name).setAttribute("aria-disabled", String(!need()));
    find("chosen").textContent = word("chosen", { count: state.selection.size, name: chosen().slice(0, 3).map((id) => state.name(id)).join(", ") });
  };
  state.addEventListener("changed", follow);
  follow();
}

function filtering(state, drawing) {
  find("filter").addEventListener("input", (event) => {
    state.set({ text: event.target.value.trim() });
    say(word("filtered", { count: state.shownNodes().length, all: state.nodes.size }));
  });
  for (const one of net.querySelectorAll("[data-kind]")) {
    one.addEventListener("change", () => {
      if (one.checked) state.kinds.add(one.dataset.kind); else state.kinds.delete(one.dataset.kind);
      state.changed("members");
    });
  }
  const relations = () => {
    const there = new Set([...state.ties.values()].map((tie) => tie.relation));
    const options = [...there].sort().map((one) => {
      const made = element("option", "", relation({ relation: one }));
      made.value = one;
      made.selected = one === state.relation;
      return made;
    });
    const every = element("option", "", word("every_relation"));
    every.value = "";
    find("relation").replaceChildren(every, ...options);
  };
  relations();
  state.addEventListener("changed", ({ detail }) => { if (detail === "members") relations(); });
  find("relation").addEventListener("change", (event) => state.set({ relation: event.target.value }));
  find("layout").addEventListener("change", (event) => drawing.place(event.target.value));
}

const DAY = 86_400_000;
const number = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
const iso = (days) => new Date(days * DAY).toISOString().slice(0, 10);

function timing(state) {
  const [valid, known] = [find("valid"), find("known")];
  const bounds = () => {
    const [first, last] = state.span().map(number);
    for (const one of [valid, known]) {
      one.min = first;
      one.max = last;
      if (!state.moment) one.value = last;
    }
  };
  const follow = () => {
    for (const one of [valid, known]) {
      const text = day(iso(Number(one.value)));
      one.setAttribute("aria-valuetext", text);
      find(`${one.id.slice(4)}-day`).textContent = text;
    }
  };
  const moved = () => {
    follow();
    state.set({ moment: { valid: iso(Number(valid.value)), known: iso(Number(known.value)) }, compared: null });
    find("differences").replaceChildren();
    say(word("at_moment", { day: day(state.moment.valid), known: day(state.moment.known), count: state.shownTies().length }));
  };
  for (const one of [valid, known]) one.addEventListener("input", moved);
  find("alltime").addEventListener("click", () => {
    state.set({ moment: null });
    bounds();
    follow();
    say(word("all_time", { count: state.shownTies().length }));
  });
  bounds();
  follow();
  state.addEventListener("changed", ({ detail }) => { if (detail === "members" && !state.moment) { bounds(); follow(); } });
}

function comparing(state) {
  const [first, second] = [find("first"), find("second")];
  const [begin, end] = state.span();
  first.value = iso(Math.max(number(begin), number(end) - 365));
  second.value = end;
  const list = find("differences");
  find("compare").addEventListener("submit", (event) => {
    event.preventDefault();
    if (!first.value || !second.value) { say(word("need_days")); return; }
    const then = find("then").checked;
    const compared = [first.value, second.value].map((one) => ({ valid: one, known: then ? one : state.today }));
    state.set({ compared, moment: null });
    const changed = state.shownTies().filter((tie) => tie.how !== "same");
    list.replaceChildren(...changed.map((tie) => {
      const item = element("li");
      item.append(`${word(`how_${tie.how}`)}`, button(`${state.name(tie.from)} → ${state.name(tie.to)}`, () => state.select([tie.from, tie.to]), "net-step"), ` ${relation(tie)}, ${period(tie)}`);
      return item;
    }));
    say(word("differ", { count: changed.length, first: day(first.value), second: day(second.value) }));
    find("difference-count").textContent = find("says").textContent;
  });
  find("nocompare").addEventListener("click", () => {
    state.set({ compared: null });
    list.replaceChildren();
    find("difference-count").textContent = "";
    say(word("no_compare"));
  });
}

// Addresses as marks on the map, numbered as in the list beside it.
function mapping(state) {
  const drawn = find("map");
  const list = find("places");
  if (!list) return;
  const svg = "http://www.w3.org/2000/svg";
  const follow = () => {
    const places = state.shownNodes().filter((one) => one.kind === "place");
    list.replaceChildren(...places.map((one) => {
      const item = element("li", state.selection.has(one.id) ? "net-chosen" : "");
      item.append(button(one.name || one.short, () => state.select([one.id]), "net-step"), ` ${one.area || word("no_area")}${one.point && drawn ? "" : ` (${word("no_point")})`}`);
      return item;
    }));
    if (!drawn) return;
    const { west, north, kx, ky } = Object.fromEntries(Object.entries(drawn.dataset).map(([key, value]) => [key, Number(value)]));
    find("marks").replaceChildren(...places.flatMap((one, index) => {
      if (!one.point) return [];
      const mark = document.createElementNS(svg, "g");
      mark.setAttribute("class", state.selection.has(one.id) ? "net-mark net-mark--chosen" : "net-mark");
      mark.setAttribute("transform", `translate(${(one.point[0] - west) * kx} ${(north - one.point[1]) * ky})`);
      const dot = document.createElementNS(svg, "circle");
      dot.setAttribute("r", "9");
      const text = document.createElementNS(svg, "text");
      text.setAttribute("dy", "4");
      text.textContent = String(index + 1);
      mark.append(dot, text);
      mark.addEventListener("click", () => state.select([one.id]));
      return [mark];
    }));
  };
  state.addEventListener("changed", follow);
  follow();
}

// Each sentence can show on the canvas who it speaks of.
function showing(state, hits) {
  document.querySelectorAll("[data-hit]").forEach((one) => {
    one.hidden = false;
    one.addEventListener("click", () => {
      const { nodes } = hits[Number(one.dataset.hit)];
      for (const id of nodes) state.hidden.delete(id);
      state.changed("members");
      state.select(nodes, { current: nodes[0] });
        document.getElementById("netwerk").focus();
      say(word("hit_shown", { count: nodes.length }));
    });
  });
}

// What is on the canvas goes to the page that is printed, with where it stands.
function printing(state, drawing) {
  find("print").addEventListener("submit", () => {
    find("print-places").value = drawing.places().join(" ");
    const { valid = "", known = "" } = state.moment ?? {};
    find("print-valid").value = valid;
    find("print-known").value = known;
  });
}

begin();
