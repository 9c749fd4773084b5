// Harmless changes of a live page, such as the next release of an application brings, each with its undo.
// Needs marks.js and relate.js. Deterministic by a seed. What our elements are is in marks().sets.ours.

const GENERATED = /\d{2,}|:|_r_|[0-9a-f]{6,}|radix|headlessui|react-aria|mui-|-v-|uid|\d$/i;
const ITEM = 'li, tr, [role=listitem], [role=row], article, [role=article], [role=option], [role=treeitem]';
const SAID = 'h1, h2, h3, h4, h5, h6, [role=heading], legend, label, caption, th, [role=columnheader], figcaption, summary, title';

function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function allRoots() {
  const found = [document];
  for (let at = 0; at < found.length; at++) {
    for (const el of found[at].querySelectorAll('*')) if (el.shadowRoot) found.push(el.shadowRoot);
  }
  return found;
}

function allNodes() {
  return allRoots().flatMap((root) => [...root.querySelectorAll('*')]).filter((el) => !['SCRIPT', 'STYLE', 'LINK', 'META', 'HEAD', 'TITLE', 'HTML'].includes(el.nodeName));
}

function word(random) {
  return Array.from({ length: 6 }, () => 'abcdefghijklmnopqrstuvwxyz'[Math.floor(random() * 26)]).join('');
}

// All class names become hashes, in the style sheets as well, so that the page looks as before.
function renameClasses(random, undo) {
  const names = new Map();
  const fresh = (name) => names.get(name) || (names.set(name, `c${word(random)}${Math.floor(random() * 1e4)}`), names.get(name));
  for (const el of allNodes()) {
    const before = el.getAttribute('class');
    if (!before) continue;
    el.setAttribute('class', before.split(/\s+/).filter(Boolean).map(fresh).join(' '));
    undo.push(() => el.setAttribute('class', before));
  }
  for (const sheet of allRoots().flatMap((root) => [...root.styleSheets, ...(root.adoptedStyleSheets || [])])) renameRules(sheet, names, undo);
}

function renameRules(sheet, names, undo) {
  let rules;
  try {
    rules = sheet.cssRules;
  } catch {
    return;
  }
  for (const rule of rules || []) {
    if (rule.styleSheet) renameRules(rule.styleSheet, names, undo);
    if (rule.selectorText) {
      const before = rule.selectorText;
      const after = before.replace(/\.((?:\\.|[\w-]|[^\x00-\x7f])+)/g, (whole, name) => {
        const known = names.get(name.replace(/\\(.)/g, '$1'));
        return known ? '.' + known : whole;
      });
      if (after !== before) {
        rule.selectorText = after;
        undo.push(() => { rule.selectorText = before; });
      }
    }
    if (rule.cssRules) renameRules(rule, names, undo);
  }
}

// Ids that look made by a program are made anew, with all that refers to them.
function renewIds(random, undo) {
  const names = new Map();
  for (const el of allNodes()) {
    const id = el.id;
    if (!id || typeof id !== 'string' || !GENERATED.test(id)) continue;
    names.set(id, `${id.replace(/[0-9a-f:_]+/gi, '')}${Math.floor(random() * 1e6)}${word(random)}`);
    el.id = names.get(id);
    undo.push(() => { el.id = id; });
  }
  const refers = ['for', 'form', 'list', 'headers', 'popovertarget', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'aria-activedescendant'];
  for (const el of allNodes()) {
    for (const name of refers) {
      const before = el.getAttribute(name);
      if (!before) continue;
      const after = before.split(/\s+/).map((one) => names.get(one) || one).join(' ');
      if (after === before) continue;
      el.setAttribute(name, after);
      undo.push(() => el.setAttribute(name, before));
    }
  }
}

// Alike siblings change places: items, cards, rows.
function reorder(random, undo) {
  for (const parent of allRoots().flatMap((root) => [...root.querySelectorAll('*')])) {
    const children = [...parent.children];
    const alike = children.filter((el) => el.nodeName === children[0].nodeName && el.className === children[0].className);
    if (alike.length < 3 || alike.length < children.length - 1 || ['OPTION', 'TD', 'TH', 'STYLE', 'SCRIPT', 'COL'].includes(children[0].nodeName)) continue;
    if (parent.closest('svg, head, [contenteditable], tr, [role=row]') || parent.querySelector('iframe, video, object')) continue;
    shuffle(parent, alike, random, undo);
  }
}

function shuffle(parent, alike, random, undo) {
  const before = [...parent.childNodes];
  const order = [...alike];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
  const spots = alike.map((el) => {
    const spot = document.createComment('');
    parent.replaceChild(spot, el);
    return spot;
  });
  spots.forEach((spot, at) => parent.replaceChild(order[at], spot));
  undo.push(() => before.forEach((node) => parent.appendChild(node)));
}

// Blocks get a `<div>` around them, where that does not move anything.
function wrap(random, undo) {
  for (const el of allNodes()) {
    const parent = el.parentElement;
    if (!parent || !['DIV', 'SECTION', 'MAIN', 'FORM', 'ARTICLE', 'BODY'].includes(parent.nodeName) || el.querySelector('iframe, video, object') || ['IFRAME', 'DIALOG'].includes(el.nodeName)) continue;
    const style = getComputedStyle(el);
    if (style.display !== 'block' || style.position !== 'static' || getComputedStyle(parent).display !== 'block' || el.assignedSlot || random() > 0.4) continue;
    const box = document.createElement('div');
    parent.insertBefore(box, el);
    box.appendChild(el);
    undo.push(() => { parent.insertBefore(el, box); box.remove(); });
  }
}

// One more row or item of a kind, with words of its own; its buttons are called as those of the others.
function addRows(random, undo) {
  for (const parent of allRoots().flatMap((root) => [...root.querySelectorAll('tbody, ul, ol, [role=rowgroup], [role=list]')])) {
    const rows = [...parent.children].filter((el) => el.matches(ITEM));
    const last = rows[rows.length - 1];
    if (rows.length < 2 || !last.textContent.trim() || last.querySelector('iframe, video, object')) continue;
    const added = last.cloneNode(true);
    for (const el of [added, ...added.querySelectorAll('*')]) ['id', 'for', 'name'].forEach((name) => el.removeAttribute(name));
    const texts = document.createTreeWalker(added, NodeFilter.SHOW_TEXT);
    const words = new Map();
    const all = [];
    while (texts.nextNode()) if (texts.currentNode.nodeValue.trim()) all.push(texts.currentNode);
    // Where a button is all there is, such as in a menu, another entry is called differently.
    const own = all.filter((at) => !at.parentElement.closest('button, [role=button], select, option'));
    for (const at of own.length ? own : all) {
      words.set(at.nodeValue.trim(), `${word(random)} ${word(random)}`);
      at.nodeValue = words.get(at.nodeValue.trim());
    }
    renameInside(added, words);
    last.after(added);
    undo.push(() => added.remove());
  }
}

// "Select Heron" is called by its row, so it is called by the new one as well.
function renameInside(added, words) {
  for (const el of added.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'alt', 'value', 'href']) {
      const before = el.getAttribute(name);
      for (const [old, fresh] of words) if (before && old.length > 2 && before.includes(old)) el.setAttribute(name, before.replace(old, fresh));
    }
  }
}

// Nodes whose text our elements are or are called by.
function spoken() {
  const found = new Set();
  for (const el of marks().sets.ours || []) {
    const ids = `${el.getAttribute('aria-labelledby') || ''} ${el.getAttribute('aria-describedby') || ''}`.split(/\s+/).filter(Boolean);
    for (const one of [...sameThing(el), ...ids.map((id) => el.getRootNode().getElementById && el.getRootNode().getElementById(id))]) if (one) found.add(one);
  }
  return found;
}

function changeTexts(accepts, change, undo) {
  const kept = spoken();
  for (const root of allRoots()) {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const parent = node.parentElement;
      if (!parent || !node.nodeValue.trim() || parent.closest(`script, style, noscript, textarea, [contenteditable], ${SAID}`) || !accepts(parent)) continue;
      let at = parent;
      while (at && !kept.has(at)) at = above(at);
      if (at) continue;
      const before = node.nodeValue;
      node.nodeValue = change(before);
      undo.push(() => { node.nodeValue = before; });
    }
  }
}

const MUTATIONS = {
  classes: renameClasses, ids: renewIds, order: reorder, wrappers: wrap, rows: addRows,
  prose: (random, undo) => changeTexts((el) => !el.closest(ITEM), (text) => text.replace(/\p{L}{2,}/gu, () => word(random)), undo),
  numbers: (random, undo) => changeTexts(() => true, (text) => text.replace(/\d/g, () => String(Math.floor(random() * 10))), undo),
};

// Does the named ones, and says how many single changes that were.
function mutate(names, seed) {
  const random = randomOf(seed);
  const undo = [];
  for (const name of names) MUTATIONS[name](random, undo);
  marks().undo = undo;
  return undo.length;
}

function undoAll() {
  const undo = marks().undo || [];
  for (const one of undo.reverse()) one();
  marks().undo = [];
}

// For each of our nodes whether it is still there to be acted on.
function alive() {
  return (marks().sets.ours || []).map((el) => {
    const box = el.getBoundingClientRect();
    return el.isConnected && box.width > 0 && box.height > 0 && el.checkVisibility({ visibilityProperty: true });
  });
}
