// Which nodes are labelled and which are unjudged, kept beside the page, never in it: nothing is written to the DOM.
// Declarations only. One unit is one thing a user acts on; `3.0` is the first match of the fourth label.

function marks() {
  const key = Symbol.for('observation-benchmark');
  if (!window[key]) {
    Object.defineProperty(window, key, { value: { units: new Map(), unjudged: new Set(), sets: {}, clashes: [] }, enumerable: false });
  }
  return window[key];
}

// A label and its control are one.
function sameThing(el) {
  const all = [el];
  if (el.nodeName === 'LABEL' && el.control) all.push(el.control);
  if (el.labels) all.push(...el.labels);
  return all;
}

function markUnit(el, unit) {
  const { units, clashes } = marks();
  for (const one of sameThing(el)) {
    const known = units.get(one);
    if (known !== undefined && known !== unit && one === el) clashes.push([known, unit]);
    // What is labelled itself goes before what is only the label of it.
    if (known === undefined || one === el) units.set(one, unit);
  }
}

function markUnits(els, label) {
  els.forEach((el, at) => markUnit(el, `${label}.${at}`));
  return els.map((el) => {
    const box = el.getBoundingClientRect();
    return { visible: box.width > 0 && box.height > 0 && el.checkVisibility({ visibilityProperty: true }),
      box: [box.x, box.y, box.width, box.height], html: outline(el) };
  });
}

function outline(el) {
  const copy = el.cloneNode(false).outerHTML.replace(/\s+/g, ' ');
  return copy.length > 160 ? copy.slice(0, 159) + '…' : copy;
}
