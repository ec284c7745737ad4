// Lays a network out away from the page: free (forces), owners above what they own (layers), lanes of time.
/* global importScripts, d3, dagre */
importScripts("../d3-dispatch.min.js", "../d3-quadtree.min.js", "../d3-timer.min.js", "../d3-force.min.js", "../dagre.min.js");

const LAYOUTS = { free, owners, lanes };
const APART = 95;
// Room around a node with its name, in units of the drawing.

const MOST_OF_DAGRE = 300;
// Nodes; with 2,000 it takes minutes.

onmessage = ({ data }) => {
  const { kind, nodes, links, number } = data;
  const begun = performance.now();
  const found = LAYOUTS[kind](nodes, links);
  postMessage({ number, places: found.places, marks: found.marks ?? [], took: performance.now() - begun });
};

function free(nodes, links) {
  const many = nodes.length > 600;
  const moving = nodes.map((one, index) => ({
    id: one.id,
    ...(one.fixed ? { fx: one.x, fy: one.y } : {}),
    x: one.x ?? APART * Math.sqrt(index) * Math.cos(index * 2.4),
    y: one.y ?? APART * Math.sqrt(index) * Math.sin(index * 2.4),
  }));
  const joined = links.map((one) => ({ source: one.from, target: one.to }));
  const simulation = d3
    .forceSimulation(moving)
    .force("link", d3.forceLink(joined).id((one) => one.id).distance(many ? 70 : 150))
    .force("charge", d3.forceManyBody().strength(many ? -120 : -700).distanceMax(1200))
    .force("x", d3.forceX().strength(0.05))
    .force("y", d3.forceY().strength(0.08))
    .force("apart", d3.forceCollide(many ? 22 : APART / 1.6))
    .stop();
  simulation.tick(many ? 160 : 300);
  return { places: Object.fromEntries(moving.map((one) => [one.id, [one.x, one.y]])) };
}

function owners(nodes, links) {
  return nodes.length > MOST_OF_DAGRE ? { places: ranked(nodes, links) } : layered(nodes, links);
}

// Rows by the longest way from whoever nobody owns, each row near the middle of those above it. Rougher, and O(relations).
function ranked(nodes, links) {
  const into = new Map(nodes.map((one) => [one.id, []]));
  const out = new Map(nodes.map((one) => [one.id, []]));
  for (const { from, to } of links) { into.get(to).push(from); out.get(from).push(to); }
  const waiting = new Map(nodes.map((one) => [one.id, into.get(one.id).length]));
  const rank = new Map(nodes.map((one) => [one.id, 0]));
  const ready = nodes.filter((one) => !waiting.get(one.id)).map((one) => one.id);
  const order = [];
  const left = new Set(nodes.map((one) => one.id));
  while (left.size) {
    // In a ring somebody has to come first.
    const id = ready.pop() ?? left.values().next().value;
    if (!left.delete(id)) continue;
    order.push(id);
    for (const other of out.get(id)) {
      if (!left.has(other)) continue;
      rank.set(other, Math.max(rank.get(other), rank.get(id) + 1));
      waiting.set(other, waiting.get(other) - 1);
      if (waiting.get(other) === 0) ready.push(other);
    }
  }
  const rows = [];
  for (const id of order) (rows[rank.get(id)] ??= []).push(id);
  const x = new Map();
  const filled = rows.filter(Boolean);
  filled.forEach((row) => {
    const middle = (id) => {
      const above = into.get(id).filter((one) => x.has(one)).map((one) => x.get(one));
      return above.length ? above.reduce((sum, one) => sum + one, 0) / above.length : 0;
    };
    const wanted = new Map(row.map((id) => [id, middle(id)]));
    row.sort((a, b) => wanted.get(a) - wanted.get(b));
    row.forEach((id, index) => x.set(id, (index - row.length / 2) * 60));
  });
  const places = {};
  filled.forEach((row, depth) => row.forEach((id, index) => {
    places[id] = [x.get(id), depth * Math.max(160, Math.sqrt(nodes.length) * 20) + (index % 4) * 22];
  }));
  return places;
}

function layered(nodes, links) {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 60, ranksep: 110 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const one of nodes) graph.setNode(one.id, { width: 130, height: 50 });
  links.forEach((one, index) => graph.setEdge(one.from, one.to, {}, String(index)));
  dagre.layout(graph);
  return { places: Object.fromEntries(nodes.map((one) => [one.id, [graph.node(one.id).x, graph.node(one.id).y]])) };
}

// One column a year in which somebody first appears; persons above, organisations in the middle, places below.
function lanes(nodes, links) {
  const first = new Map();
  for (const { from, to, begin } of links) {
    for (const id of [from, to]) if (!first.has(id) || begin < first.get(id)) first.set(id, begin);
  }
  const year = (one) => (first.get(one.id) ?? "").slice(0, 4);
  const years = [...new Set(nodes.map(year))].sort((a, b) => (a === "" ? 1 : b === "" ? -1 : a < b ? -1 : 1));
  const rows = ["person", "organisation", "place"];
  const cells = new Map();
  for (const one of nodes) {
    const cell = `${year(one)}|${rows.indexOf(one.kind)}`;
    cells.set(cell, [...(cells.get(cell) ?? []), one]);
  }
  const tallest = rows.map((_, row) => Math.max(1, ...years.map((one) => (cells.get(`${one}|${row}`) ?? []).length)));
  const tops = rows.map((_, row) => tallest.slice(0, row).reduce((sum, many) => sum + many * 80 + 60, 0));
  const places = {};
  years.forEach((one, column) => {
    rows.forEach((_, row) => {
      const some = cells.get(`${one}|${row}`) ?? [];
      some.sort((a, b) => ((first.get(a.id) ?? "") < (first.get(b.id) ?? "") ? -1 : 1));
      some.forEach((node, index) => {
        places[node.id] = [column * 220 + (index % 2) * 70, tops[row] + index * 80];
      });
    });
  });
  return { places, marks: years.map((one, column) => ({ text: one || "?", x: column * 220 + 35, y: -90 })) };
}
