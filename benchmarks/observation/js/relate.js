// How detected nodes stand to the labelled ones. Needs marks.js. Nodes are compared, never boxes.

function above(el) {
  if (el.assignedSlot) return el.assignedSlot;
  if (el.parentElement) return el.parentElement;
  const root = el.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

// The units below each node.
function holders() {
  const found = new Map();
  for (const [el, unit] of marks().units) {
    for (let at = above(el); at; at = above(at)) {
      if (!found.has(at)) found.set(at, new Set());
      found.get(at).add(unit);
    }
  }
  return found;
}

// The nearest mark at or above a node: a unit, or the edge of what is unjudged.
function nearest(el) {
  const { units, unjudged } = marks();
  for (let at = el, steps = 0; at; at = above(at), steps++) {
    if (units.has(at)) return { unit: units.get(at), steps };
    if (unjudged.has(at)) return { barred: true };
  }
  return {};
}

function relationOf(el, inside) {
  const all = sameThing(el);
  const up = all.map(nearest);
  const hit = up.find((one) => one.unit !== undefined);
  const below = new Set(all.flatMap((one) => [...(inside.get(one) || [])]));
  return {
    up: hit ? hit.unit : null, steps: hit ? hit.steps : 0, barred: !!up[0].barred,
    below: [...below].slice(0, 2), where: whereOf(el), html: outline(el),
    text: (el.textContent || '').replace(/\s+/g, ' ').trim().slice(0, 80),
  };
}

function relations(name) {
  const inside = holders();
  return (marks().sets[name] || []).map((el) => relationOf(el, inside));
}

function whereOf(el) {
  const parts = [];
  for (let at = el; at && parts.length < 4; at = above(at)) {
    const id = at.id ? '#' + at.id : '';
    const names = [...at.classList].slice(0, 2).map((one) => '.' + one).join('');
    parts.unshift(at.nodeName.toLowerCase() + id + names);
    if (id) break;
  }
  return parts.join(' > ').slice(0, 200);
}

// The node itself, its label or control, or a part of it that is no control of its own: what a locator of an element may hit.
function standsFor(hit, el) {
  if (hit === el) return 'itself';
  if (sameThing(el).includes(hit)) return 'label';
  const others = new Set(marks().sets.ours || []);
  for (let at = hit; at && (at === el || !others.has(at)); at = above(at)) if (at === el) return 'part';
  return 'other';
}

function countNodes() {
  let count = 0;
  const visit = (root) => {
    for (const el of root.querySelectorAll('*')) {
      count++;
      if (el.shadowRoot) visit(el.shadowRoot);
    }
  };
  visit(document);
  return count;
}
