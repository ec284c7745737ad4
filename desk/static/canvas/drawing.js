// The canvas: draws the state with Cytoscape.js; placing is done by a worker, so that the page never waits for it.
/* global cytoscape */

const INK = "#1b1f24";
const FILL = { person: "#cfe0f2", organisation: "#f4e3b5", place: "#d7ead2", group: "#e3e5e8" };
const SHAPE = { person: "ellipse", organisation: "round-rectangle", place: "diamond", group: "round-octagon" };
const SIGN = { same: "", added: "+ ", ended: "− ", changed: "± " };
const MANY = 400;
// Nodes from which on moving is drawn from a picture, without lines and names.

const AFAR = 0.2;
// Zoom at which no names are drawn.

const STYLE = [
  {
    selector: "node",
    style: {
      label: "data(label)", shape: "data(shape)", "background-color": "data(fill)", "border-color": INK,
      "border-width": 1, "border-style": "dashed", width: 30, height: 30, color: INK, "font-family": "Noto Sans, sans-serif",
      "font-size": 12, "text-valign": "bottom", "text-margin-y": 4, "text-wrap": "wrap", "text-max-width": 130,
      "text-background-color": "#fbfcfd", "text-background-opacity": 0.85, "min-zoomed-font-size": 7,
    },
  },
  { selector: "node.evidence", style: { "border-width": 3, "border-style": "solid" } },
  { selector: "node.pinned", style: { "border-style": "double", "border-width": 5 } },
  { selector: "node.quiet", style: { opacity: 0.45 } },
  { selector: "node.group", style: { width: 44, height: 44 } },
  {
    selector: "edge",
    style: {
      label: "data(label)", width: 1.5, "line-color": "#6b7480", "target-arrow-color": "#6b7480",
      "target-arrow-shape": "triangle", "curve-style": "bezier", "font-size": 11, color: "#4d5661",
      "font-family": "Noto Sans, sans-serif", "text-background-color": "#fbfcfd", "text-background-opacity": 0.85,
      "min-zoomed-font-size": 9, "text-wrap": "wrap", "text-max-width": 120,
    },
  },
  { selector: "edge.added", style: { width: 4, "line-color": "#1d4f82", "target-arrow-color": "#1d4f82", color: INK } },
  { selector: "edge.ended", style: { "line-style": "dotted", width: 3, "target-arrow-shape": "tee", color: INK } },
  { selector: "edge.changed", style: { "line-style": "dashed", width: 4, "line-color": "#6a4a00", "target-arrow-color": "#6a4a00", color: INK } },
  { selector: "node.many", style: { "min-zoomed-font-size": 11, "text-background-opacity": 0 } },
  { selector: "edge.many", style: { "min-zoomed-font-size": 14, "curve-style": "straight", "text-background-opacity": 0 } },
  { selector: "node.chosen", style: { "overlay-color": "#1d4f82", "overlay-opacity": 0.28, "overlay-padding": 7 } },
  { selector: "node.current", style: { "underlay-color": INK, "underlay-opacity": 0.85, "underlay-padding": 5 } },
  { selector: "node.mark", style: { shape: "rectangle", "background-opacity": 0, "border-width": 0, "font-size": 16, "font-weight": 700, events: "no" } },
];

export class Drawing {
  constructor(box, state, relation) {
    this.state = state;
    this.relation = relation;
    this.kind = "free";
    this.number = 0;
    this.added = 0;
    this.cy = cytoscape({
      container: box, style: STYLE, layout: { name: "preset" }, selectionType: "additive", boxSelectionEnabled: true,
      minZoom: 0.05, maxZoom: 3, textureOnViewport: false, hideEdgesOnViewport: false, pixelRatio: "auto",
    });
    this.worker = new Worker("/static/canvas/layout-worker.js");
    this.worker.onmessage = ({ data }) => this.placed(data);
    this.cy.on("tap", "node", ({ target, originalEvent }) => {
      if (target.hasClass("mark")) return;
      const ids = state.members(target.id());
      const many = originalEvent.ctrlKey || originalEvent.shiftKey || originalEvent.metaKey;
      if (many && ids.length === 1) state.toggle(ids[0]);
      else state.select(ids, { add: many });
    });
    this.cy.on("tap", ({ target }) => { if (target === this.cy) state.select([]); });
    this.cy.on("boxend", () => queueMicrotask(() => {
      const ids = this.cy.nodes(":selected").not(".mark").flatMap((one) => state.members(one.id()));
      this.cy.elements().unselect();
      if (ids.length) state.select([...ids], { add: true });
    }));
    this.cy.on("dragfree", "node", ({ target }) => {
      for (const id of state.members(target.id())) state.pinned.add(id);
      state.changed("look");
    });
    state.addEventListener("changed", ({ detail }) => this.follow(detail));
  }

  follow(what) {
    if (what === "selection" || what === "look") this.look();
    else if (this.draw()) this.place();
  }

  // Brings the drawing up to the state; tells whether somebody is new in it.
  draw() {
    const { state, cy } = this;
    const nodes = new Map();
    for (const one of state.shownNodes()) {
      const id = state.drawnId(one.id);
      if (id === one.id) nodes.set(id, this.dot(one.id, one.kind, one.name || one.short));
    }
    for (const [id, one] of state.groups) {
      if ([...one.members].some((member) => !state.hidden.has(member))) {
        nodes.set(id, this.dot(id, "group", `${one.name} (${one.members.size})`));
      }
    }
    const edges = this.lines(nodes);
    let fresh = false;
    const many = nodes.size > MANY;
    // From afar no names are drawn: until all is placed they would only lie on each other.
    if (many && cy.zoom() > AFAR) cy.zoom(AFAR);
    cy.batch(() => {
      cy.elements().not(".mark").filter((one) => !(one.isNode() ? nodes : edges).has(one.id())).remove();
      for (const [id, data] of nodes) {
        const there = cy.getElementById(id);
        if (there.empty()) {
          cy.add({ group: "nodes", data, position: this.beside(id) });
          fresh = true;
        } else there.data(data);
      }
      for (const [id, { data, classes }] of edges) {
        const there = cy.getElementById(id);
        if (there.empty()) cy.add({ group: "edges", data, classes });
        else { there.data(data); there.classes(classes); }
      }
      cy.elements().not(".mark").toggleClass("many", many);
    });
    cy.renderer().textureOnViewport = many;
    cy.renderer().hideEdgesOnViewport = many;
    this.look();
    return fresh;
  }

  dot(id, kind, label) {
    return { id, kind, label: label.length > 44 ? `${label.slice(0, 43)}…` : label, shape: SHAPE[kind], fill: FILL[kind] };
  }

  // Relations between the same two in the same state are one line.
  lines(nodes) {
    const found = new Map();
    for (const tie of this.state.shownTies()) {
      const [source, target] = [this.state.drawnId(tie.from), this.state.drawnId(tie.to)];
      if (source === target || !nodes.has(source) || !nodes.has(target)) continue;
      const id = `${source}>${target}:${tie.how}`;
      const words = this.relation(tie);
      const there = found.get(id);
      if (!there) found.set(id, { data: { id, source, target, labels: [words] }, classes: tie.how });
      else if (!there.data.labels.includes(words)) there.data.labels.push(words);
    }
    for (const { data, classes } of found.values()) {
      data.label = SIGN[classes] + (data.labels.length > 3 ? `${data.labels.length}×` : data.labels.join(", "));
    }
    return found;
  }

  beside(id) {
    const near = this.state.around(id).map((tie) => (tie.from === id ? tie.to : tie.from));
    const there = near.map((one) => this.cy.getElementById(this.state.drawnId(one))).find((one) => one.nonempty());
    const { x, y } = there ? there.position() : { x: 0, y: 0 };
    const turn = (this.added += 1) * 2.4;
    return { x: x + 60 * Math.cos(turn), y: y + 60 * Math.sin(turn) };
  }

  look() {
    const { state, cy } = this;
    const busy = new Set();
    if (state.moment || state.compared) for (const tie of state.shownTies()) busy.add(tie.from).add(tie.to);
    cy.batch(() => {
      cy.nodes().not(".mark").forEach((node) => {
        const ids = state.members(node.id());
        node.toggleClass("evidence", ids.some((id) => state.evidence.has(id)));
        node.toggleClass("pinned", ids.every((id) => state.pinned.has(id)));
        node.toggleClass("chosen", ids.some((id) => state.selection.has(id)));
        node.toggleClass("current", ids.includes(state.current));
        node.toggleClass("group", state.groups.has(node.id()));
        node.toggleClass("quiet", Boolean(state.moment || state.compared) && !ids.some((id) => busy.has(id)));
      });
    });
  }

  // Asks the worker for places; who is pinned stays.
  place(kind = this.kind) {
    this.kind = kind;
    this.number += 1;
    const nodes = this.cy.nodes().not(".mark").map((node) => ({
      id: node.id(), ...node.position(), kind: this.state.nodes.get(node.id())?.kind ?? "organisation",
      fixed: this.state.members(node.id()).every((id) => this.state.pinned.has(id)),
    }));
    const begins = new Map();
    for (const tie of this.state.shownTies()) {
      const pair = `${this.state.drawnId(tie.from)}>${this.state.drawnId(tie.to)}`;
      if (!begins.has(pair) || tie.begin < begins.get(pair)) begins.set(pair, tie.begin);
    }
    const links = this.cy.edges().map((edge) => {
      const [from, to] = [edge.data("source"), edge.data("target")];
      return { from, to, begin: begins.get(`${from}>${to}`) ?? "" };
    });
    this.worker.postMessage({ kind, nodes, links, number: this.number });
  }

  placed({ number, places, marks, took }) {
    if (number !== this.number) return;
    this.took = took;
    const { cy, state } = this;
    cy.batch(() => {
      cy.elements(".mark").remove();
      for (const [id, [x, y]] of Object.entries(places)) {
        const node = cy.getElementById(id);
        if (node.nonempty() && !state.members(id).every((one) => state.pinned.has(one))) node.position({ x, y });
      }
      marks.forEach(({ text, x, y }) => cy.add({
        group: "nodes", data: { id: `mark-${text}`, label: text, shape: "rectangle", fill: "#fff" }, position: { x, y },
        classes: "mark", selectable: false, grabbable: false,
      }));
    });
    this.fit();
    this.cy.container().dataset.placed = String(number);
  }

  fit() {
    this.cy.resize();
    if (this.cy.nodes().nonempty()) this.cy.fit(undefined, 40);
    if (this.cy.zoom() > 1.2) { this.cy.zoom(1.2); this.cy.center(); }
  }

  zoom(by) {
    const { cy } = this;
    cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  }

  see(id) {
    const node = this.cy.getElementById(this.state.drawnId(id));
    if (node.empty()) return;
    const { x, y } = node.renderedPosition();
    if (x < 20 || y < 20 || x > this.cy.width() - 20 || y > this.cy.height() - 20) this.cy.center(node);
  }

  places() {
    return this.cy.nodes().not(".mark").filter((node) => !this.state.groups.has(node.id())).map((node) => {
      const { x, y } = node.position();
      return `${node.id()}:${Math.round(x)}:${Math.round(y)}`;
    });
  }
}
