// Which elements a user can act on: evidence, then pruning, so that each thing is listed once.
// Needs dom.js, locate.js and evidence.js.

const STRONG = new Set(['native', 'role', 'editable', 'listener', 'framework', 'inline', 'delegated', 'attribute']);
const SEMANTIC = new Set(['native', 'role', 'editable']);
// What they hold is used, not they themselves.
const COMPOSITES = new Set('menu menubar list listbox tree grid table tablist toolbar radiogroup'.split(' '));
const ROOTS = new Set(['HTML', 'BODY', 'HEAD', 'IFRAME', 'FRAME', 'OPTION', 'OPTGROUP', 'LABEL', 'FORM', 'SOURCE', 'TRACK']);

// [{ el, found, label }] in document order. `label`: the visible label that stands for a hidden input.
function detect(index) {
  const facts = { delegated: delegatedElements(index.all), hover: hoverTriggers(index.roots) };
  const candidates = new Map();
  for (const el of index.all) {
    // A slot has no box: what it handles, what is put into it shows.
    if (tagOf(el) === 'SLOT' || isStandIn(el) || (ROOTS.has(tagOf(el)) && !hasPress(el))) continue;
    if (el.ownerSVGElement && !el.hasAttribute('role') && !hasPress(el) && tagOf(el) !== 'A') continue;
    const found = evidenceOf(el, facts);
    if (found.length) candidates.set(el, found);
  }
  const inner = innerMap(candidates);
  passHoverDown(candidates, inner);
  const kept = [];
  for (const [el, found] of candidates) {
    const label = visibleLabel(el);
    if (!isRepeated(el, found, candidates, inner, label)) kept.push({ el, found, label });
  }
  return kept;
}

// A container that opens on hover is reached by its first visible control, which has a name.
function passHoverDown(candidates, inner) {
  for (const [el, found] of candidates) {
    if (!found.includes('hover') || found.some((kind) => SEMANTIC.has(kind))) continue;
    const control = (inner.get(el) || []).find((other) => isVisible(other) && candidates.get(other).some((kind) => SEMANTIC.has(kind)));
    if (control && !candidates.get(control).includes('hover')) candidates.get(control).push('hover');
  }
}

function hasPress(el) {
  return tagOf(el) !== 'HTML' && tagOf(el) !== 'BODY' && [...handledTypes(el).keys()].some((type) => POINTING.has(type))
    && !['FORM', 'LABEL', 'OPTION'].includes(tagOf(el));
}

// For each candidate the candidates inside it.
function innerMap(candidates) {
  const inner = new Map();
  for (const el of candidates.keys()) {
    for (let at = drawnParentOf(el); at; at = drawnParentOf(at)) if (candidates.has(at)) push(inner, at, el);
  }
  return inner;
}

// A checkbox, radio or file input is often hidden, and its label is what a user clicks.
function visibleLabel(el) {
  if (tagOf(el) !== 'INPUT' || !['checkbox', 'radio', 'file'].includes(el.type) || isTouchable(el)) return null;
  return [...(el.labels || [])].find(isVisible) || null;
}

// Visible, big enough to be pressed, and opaque or laid over what is drawn in its place.
function isTouchable(el) {
  if (!isVisible(el)) return false;
  const box = el.getBoundingClientRect();
  if (box.width <= 2 || box.height <= 2 || styleOf(el).clip === 'rect(0px, 0px, 0px, 0px)') return false;
  return Number(styleOf(el).opacity) > 0 || topmostAt(box.x + box.width / 2, box.y + box.height / 2) === el;
}

function isRepeated(el, found, candidates, inner, label) {
  if (found.some((kind) => SEMANTIC.has(kind))) return isShell(el, found, candidates, inner, label);
  const within = (inner.get(el) || []).filter((other) => candidates.get(other).some((kind) => STRONG.has(kind)));
  const strong = found.some((kind) => STRONG.has(kind));
  // A part of a control: its icon, its text.
  if (isPartOfControl(el, candidates)) return true;
  if (within.length && COMPOSITES.has(roleOf(el))) return true;
  // The host of a single control, such as a field with its label.
  const drawn = within.filter((other) => other.getRootNode() === el.shadowRoot && candidates.get(other).some((kind) => SEMANTIC.has(kind)));
  if (drawn.length === 1 && within.length === 1) return true;
  if (found.length === 1 && ['tabindex', 'draggable'].includes(found[0])) return found[0] === 'tabindex' || within.length > 0;
  // A wrapper around one control that says nothing of its own.
  if (within.length && !saysMore(el, within)) return !found.includes('hover') || within.length > 1;
  if (found.includes('hover')) return false;
  // A container that handles for what is inside, unless it shows itself that it can be pressed.
  if (within.length > 1 && !found.includes('cursor')) return true;
  if (!strong) return within.length > 0 || !isVisible(el) || isHuge(el);
  return !found.includes('cursor') && (isHuge(el) || !isPressable(el));
}

// Native or with a role, yet the same thing as another: a host of a shadow control, a focus trap, a field's shell.
function isShell(el, found, candidates, inner, label) {
  const within = inner.get(el) || [];
  if (openRootOf(el) && !found.includes('native')) {
    return within.some((other) => other.getRootNode() === el.shadowRoot && candidates.get(other).some((kind) => SEMANTIC.has(kind)));
  }
  if (tagOf(el) === 'INPUT' && !isVisible(el) && !label && isAliased(el)) return true;
  const role = roleOf(el);
  if (!isNative(el) && (role === 'combobox' || role === 'option' || role === 'menuitem')) {
    return within.some((other) => isNative(other) && (roleOf(other) === role || other.tagName === 'A' || other.tagName === 'BUTTON'));
  }
  return false;
}

// A hidden native input beside a drawn control: the drawn one is what people use.
function isAliased(el) {
  const parent = parentOf(el);
  return !!parent && ['checkbox', 'radio', 'switch', 'slider', 'combobox'].includes(roleOf(parent)) && !!explicitRole(parent);
}

function isPartOfControl(el, candidates) {
  for (let at = parentOf(el); at; at = parentOf(at)) {
    const found = candidates.get(at);
    if (tagOf(at) === 'LABEL' && at.control && !candidates.get(el).some((kind) => STRONG.has(kind))) return true;
    if (!found || !found.some((kind) => SEMANTIC.has(kind))) continue;
    const role = roleOf(at);
    if (['button', 'link', 'checkbox', 'radio', 'switch', 'menuitem', 'option', 'tab'].includes(role)) return !isOwnControl(el);
  }
  return false;
}

// A cross in a chip or a tab: small, with its own handler and its own name.
function isOwnControl(el) {
  return el.hasAttribute('aria-label') || el.hasAttribute('title') || el.hasAttribute('tabindex');
}

function saysMore(el, within) {
  const inside = within.map(textOf).join('').replace(/\s/g, '').length;
  return textOf(el).replace(/\s/g, '').length > inside;
}

function isHuge(el) {
  const box = el.getBoundingClientRect();
  return box.width * box.height > 0.5 * innerWidth * innerHeight;
}

// With a handler for presses, or something to type into.
function isPressable(el) {
  const types = [...handledTypes(el).keys()];
  return types.some((type) => POINTING.has(type) || type.startsWith('key')) || !types.length;
}
