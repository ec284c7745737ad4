// What is on the canvas and how it is looked at: one state that table, list, map and drawing all read.
// Holds no reference to the page, so that it can be tested by itself.

const ALWAYS = "9999-12-31";

export class State extends EventTarget {
  constructor({ nodes, ties, events, today, most }) {
    super();
    this.today = today;
    this.most = most;
    this.nodes = new Map();
    this.ties = new Map();
    this.events = new Map();
    this.kept = {};
    // What was computed of it since it last changed: table, list, map and drawing ask for the same.
    this.evidence = new Set(nodes.map((one) => one.id));
    this.clear();
    this.take({ nodes, ties, events }, false);
  }

  // Forgets how it is looked at; what is open stays.
  clear() {
    this.hidden = new Set();
    this.pinned = new Set();
    this.groups = new Map();
    this.selection = new Set();
    this.current = null;
    this.text = "";
    this.kinds = new Set(["person", "organisation", "place"]);
    this.relation = "";
    this.moment = null;
    this.compared = null;
  }

  // Puts neighbours of the same kind that stand in the same relations together, so that a large flag begins with few marks.
  gather(most, name) {
    const alike = new Map();
    for (const one of this.nodes.values()) {
      const how = this.around(one.id).map((tie) => (tie.from === one.id ? `>${tie.relation}>${tie.to}` : `<${tie.relation}<${tie.from}`));
      const key = `${one.kind}|${[...new Set(how)].sort().join("|")}`;
      if (how.length) alike.set(key, [...(alike.get(key) ?? []), one.id]);
    }
    let drawn = this.nodes.size;
    for (const ids of [...alike.values()].sort((a, b) => b.length - a.length)) {
      if (drawn <= most || ids.length < 3) break;
      this.groups.set(`group-${this.groups.size}-alike`, { name: name(this.nodes.get(ids[0]).kind), members: new Set(ids) });
      drawn -= ids.length - 1;
    }
  }

  // Takes in what the server gave: nodes, ties, events. Evidence keeps its own ties: they are the flag's.
  take({ nodes = [], ties = [], events = {} }, tell = true) {
    for (const one of nodes) this.nodes.set(one.id, { ...this.nodes.get(one.id), ...one });
    const known = new Set([...this.ties.values()].map(sameTie));
    for (const one of ties) {
      if (!known.has(sameTie(one))) this.ties.set(one.id, one);
    }
    for (const [token, one] of Object.entries(events)) this.events.set(token, one);
    if (tell) this.changed("members");
  }

  changed(what) {
    if (what !== "selection" && what !== "look") this.kept = {};
    this.dispatchEvent(new CustomEvent("changed", { detail: what }));
  }

  name(id) {
    const one = this.nodes.get(id);
    return one ? one.name || one.short : (this.groups.get(id)?.name ?? id);
  }

  // Who is shown: open, not hidden, and fitting the filter.
  shownNodes() {
    const text = this.text.toLowerCase();
    return this.kept.nodes ??= [...this.nodes.values()].filter(
      (one) => !this.hidden.has(one.id) && this.kinds.has(one.kind) && (!text || words(one).includes(text)),
    );
  }

  // Which relations are shown, each with how it stands: "same", or when two moments are compared "added", "ended", "changed".
  shownTies() {
    return this.kept.ties ??= this.tiesNow();
  }

  tiesNow() {
    const shown = new Set(this.shownNodes().map((one) => one.id));
    const found = [];
    for (const one of this.ties.values()) {
      if (!shown.has(one.from) || !shown.has(one.to)) continue;
      if (this.relation && one.relation !== this.relation) continue;
      const how = this.how(one);
      if (how) found.push({ ...one, how });
    }
    if (this.compared) pairChanges(found);
    return found;
  }

  how(tie) {
    if (this.compared) {
      const [first, second] = this.compared.map((moment) => standsAt(tie, moment));
      if (!first && !second) return null;
      if (first && second) return endAt(tie, this.compared[0]) === endAt(tie, this.compared[1]) ? "same" : "changed";
      return second ? "added" : "ended";
    }
    return !this.moment || standsAt(tie, this.moment) ? "same" : null;
  }

  // The ends of a relation as drawn: a collapsed group stands for its members.
  drawnId(id) {
    for (const [group, one] of this.groups) if (one.members.has(id)) return group;
    return id;
  }

  members(id) {
    return this.groups.has(id) ? [...this.groups.get(id).members] : [id];
  }

  span() {
    const days = [...this.ties.values()].flatMap((one) => [one.begin, one.end, one.known]).filter(Boolean);
    for (const one of this.events.values()) if (one.known) days.push(one.known);
    days.push(this.today);
    const past = days.filter((day) => day <= this.today && day > "1900").sort();
    return [past[0] ?? this.today, this.today];
  }

  select(ids, { add = false, current } = {}) {
    this.selection = new Set(add ? [...this.selection, ...ids] : ids);
    this.current = current ?? (ids.length ? ids[ids.length - 1] : this.current);
    this.changed("selection");
  }

  toggle(id) {
    if (this.selection.has(id)) this.selection.delete(id);
    else this.selection.add(id);
    this.current = id;
    this.changed("selection");
  }

  hide(ids) {
    for (const id of ids) for (const one of this.members(id)) this.hidden.add(one);
    this.selection = new Set([...this.selection].filter((id) => !this.hidden.has(id)));
    this.changed("members");
  }

  showAll() {
    this.hidden.clear();
    this.changed("members");
  }

  onlyEvidence() {
    for (const id of this.nodes.keys()) if (!this.evidence.has(id)) this.hidden.add(id);
    for (const id of this.evidence) this.hidden.delete(id);
    this.groups.clear();
    this.changed("members");
  }

  pin(ids) {
    const all = ids.every((id) => this.pinned.has(id));
    for (const id of ids) if (all) this.pinned.delete(id); else this.pinned.add(id);
    this.changed("look");
    return !all;
  }

  group(ids, name) {
    const members = new Set(ids.flatMap((id) => this.members(id)));
    for (const id of ids) this.groups.delete(id);
    const id = `group-${Date.now()}-${this.groups.size}`;
    this.groups.set(id, { name, members });
    this.selection = new Set([...members]);
    this.current = [...members][0];
    this.changed("members");
  }

  ungroup(ids) {
    const wanted = new Set(ids.map((id) => this.drawnId(id)).filter((id) => this.groups.has(id)));
    for (const id of wanted) this.groups.delete(id);
    this.changed("members");
    return wanted.size;
  }

  set(values, what = "members") {
    Object.assign(this, values);
    this.changed(what);
  }

  // The relations shown of one, oldest first.
  around(id) {
    this.kept.around ??= this.byEnd();
    return this.kept.around.get(id) ?? [];
  }

  byEnd() {
    const found = new Map();
    const ties = [...this.shownTies()].sort((a, b) => (a.begin < b.begin ? -1 : a.begin > b.begin ? 1 : a.id < b.id ? -1 : 1));
    for (const tie of ties) {
      for (const end of new Set([tie.from, tie.to])) {
        if (!found.has(end)) found.set(end, []);
        found.get(end).push(tie);
      }
    }
    return found;
  }
}

// Whether a relation held on `valid`, as far as it was known on `known`.
export function standsAt(tie, { valid, known }) {
  return tie.known <= known && tie.begin <= valid && endAt(tie, { known }) >= valid;
}

// The end of a relation as far as it was known on a day.
export function endAt(tie, { known }) {
  if (tie.end === null) return ALWAYS;
  return tie.end_known !== null && tie.end_known > known ? ALWAYS : tie.end;
}

// One that ended and one that began between the same two, in the same relation, is one that changed.
function pairChanges(ties) {
  const ended = new Map(ties.filter((one) => one.how === "ended").map((one) => [pairOf(one), one]));
  for (const one of ties) {
    const before = one.how === "added" ? ended.get(pairOf(one)) : null;
    if (before) {
      one.how = "changed";
      ties.splice(ties.indexOf(before), 1);
      ended.delete(pairOf(one));
    }
  }
}

const pairOf = (tie) => `${tie.from}|${tie.to}|${tie.relation}`;
const sameTie = (tie) => `${pairOf(tie)}|${tie.begin}|${tie.end}`;
const words = (one) => [one.name, one.short, one.area, ...one.spellings, ...one.records].join(" ").toLowerCase();
