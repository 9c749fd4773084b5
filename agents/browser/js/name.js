// Accessible names (accname 1.2) and texts, computed as Playwright's getByRole, getByLabel and getByText do.
// Always comes with dom.js.

const NAME_FROM_CONTENT = new Set(('button cell checkbox columnheader gridcell heading link menuitem '
  + 'menuitemcheckbox menuitemradio option radio row rowheader switch tab tooltip treeitem').split(' '));
const NAME_FROM_CONTENT_INSIDE = new Set((' caption code contentinfo definition deletion emphasis insertion list '
  + 'listitem mark none paragraph presentation region row rowgroup section strong subscript superscript table '
  + 'term time').split(' '));
const PLACEHOLDER_TYPES = ['text', 'password', 'number', 'search', 'tel', 'email', 'url'];

function idRefs(el, ids) {
  const root = el.getRootNode();
  const found = [];
  for (const id of (ids || '').split(/\s+/)) {
    const target = id && root.querySelector ? root.querySelector('#' + CSS.escape(id)) : null;
    if (target && !found.includes(target)) found.push(target);
  }
  return found;
}

function labelledBy(el) {
  const refs = el.ariaLabelledByElements || idRefs(el, el.getAttribute('aria-labelledby'));
  return refs && refs.length ? [...refs] : [];
}

function nameOf(el) {
  let name = DOM_CACHE.name.get(el);
  if (name === undefined) {
    name = NAME_PROHIBITED.has(roleOf(el) || '') ? ''
      : normal(alternative(el, { seen: new Set(), target: 'self', label: null, native: null, refs: null }));
    DOM_CACHE.name.set(el, name);
  }
  return name;
}

function inHiddenReference(how) {
  return [how.label, how.native, how.refs].some((through) => through && through.hidden);
}

// accname's text alternative of one node. `how`: what it is computed for (target, label, native, refs).
function alternative(el, how) {
  if (how.seen.has(el)) return '';
  if (isHiddenForAria(el) && (['STYLE', 'SCRIPT', 'NOSCRIPT', 'TEMPLATE'].includes(tagOf(el)) || !inHiddenReference(how))) {
    how.seen.add(el);
    return '';
  }
  const refs = labelledBy(el);
  if (!how.refs) {
    const through = refs.map((ref) => alternative(ref, {
      seen: how.seen, target: null, label: null, native: null, refs: { hidden: isHiddenForAria(ref) },
    })).join(' ');
    if (through.trim()) return through;
  }
  const role = roleOf(el) || '';
  const embedded = !!how.label || !!how.refs || how.target === 'inside';
  if (embedded && ![...(el.labels || [])].includes(el) && !refs.includes(el)) {
    const value = embeddedValue(el, role, how);
    if (value !== null) {
      how.seen.add(el);
      return value;
    }
  }
  const ariaLabel = el.getAttribute('aria-label') || '';
  if (ariaLabel.trim()) {
    how.seen.add(el);
    return ariaLabel;
  }
  const plain = role === 'presentation' || role === 'none';
  if (!plain) {
    const native = nativeAlternative(el, how, refs);
    if (native !== null) return native;
  }
  const fromContent = NAME_FROM_CONTENT.has(role) || (how.target === 'inside' && NAME_FROM_CONTENT_INSIDE.has(role))
    || (tagOf(el) === 'SUMMARY' && !plain) || how.refs || how.label || how.native;
  if (fromContent) {
    how.seen.add(el);
    const text = contentText(el, inside(how));
    if (how.target === 'self' ? text.trim() : text) return text;
  }
  how.seen.add(el);
  const title = el.getAttribute('title') || '';
  return (!plain || tagOf(el) === 'IFRAME') && title.trim() ? title : '';
}

function inside(how) {
  return how.target === 'self' ? { ...how, target: 'inside' } : how;
}

// The value that a control lends to a name it is embedded in; null when it lends none.
function embeddedValue(el, role, how) {
  const tag = tagOf(el);
  if (role === 'textbox' || role === 'searchbox') {
    return tag === 'INPUT' || tag === 'TEXTAREA' ? el.value : el.textContent || '';
  }
  if (role === 'combobox' || role === 'listbox') {
    let chosen = [];
    if (tag === 'SELECT') {
      chosen = [...el.selectedOptions];
      if (!chosen.length && el.options.length) chosen.push(el.options[0]);
    } else {
      const owned = (at, selector) => [...at.querySelectorAll(selector),
        ...idRefs(at, at.getAttribute('aria-owns')).flatMap((other) => [other, ...other.querySelectorAll(selector)])
          .filter((other) => other.matches(selector))];
      const list = role === 'combobox' ? owned(el, '*').find((at) => roleOf(at) === 'listbox') : el;
      chosen = list ? owned(list, '[aria-selected="true" i]').filter((at) => roleOf(at) === 'option') : [];
    }
    if (!chosen.length && tag === 'INPUT') return el.value;
    return chosen.map((option) => alternative(option, inside(how))).join(' ');
  }
  if (['progressbar', 'scrollbar', 'slider', 'spinbutton', 'meter'].includes(role)) {
    return el.getAttribute('aria-valuetext') || el.getAttribute('aria-valuenow') || el.getAttribute('value') || '';
  }
  return role === 'menu' ? '' : null;
}

function labelsText(labels, how) {
  return [...labels].map((label) => alternative(label, {
    seen: how.seen, target: null, label: { hidden: isHiddenForAria(label) }, native: null, refs: null,
  })).filter((text) => !!text).join(' ');
}

function captionText(el, tag, how) {
  for (const child of el.children) {
    if (tagOf(child) === tag) return alternative(child, { ...inside(how), native: { hidden: isHiddenForAria(child) } });
  }
  return null;
}

// The name that HTML itself gives: labels, values, alt texts, captions; null to go on with other sources.
function nativeAlternative(el, how, refs) {
  const tag = tagOf(el);
  const seen = (text) => { how.seen.add(el); return text; };
  const title = el.getAttribute('title') || '';
  const labels = el.labels || [];
  const type = tag === 'INPUT' ? el.type : '';
  if (['button', 'submit', 'reset'].includes(type)) {
    const defaults = { submit: 'Submit', reset: 'Reset', button: title };
    return seen((el.value || '').trim() ? el.value : defaults[type]);
  }
  if (type === 'file' || type === 'image') {
    if (labels.length && !how.refs) return seen(labelsText(labels, { ...how, seen: how.seen.add(el) }));
    if (type === 'file') return seen('Choose File');
    const alt = el.getAttribute('alt') || '';
    return seen(alt.trim() ? alt : title.trim() ? title : 'Submit');
  }
  if (!refs.length && ['BUTTON', 'OUTPUT', 'TEXTAREA', 'SELECT', 'INPUT', 'METER', 'PROGRESS'].includes(tag)) {
    if (labels.length) {
      how.seen.add(el);
      return labelsText(labels, how);
    }
    if (tag === 'BUTTON') return null;
    const usesPlaceholder = tag === 'TEXTAREA' || (tag === 'INPUT' && PLACEHOLDER_TYPES.includes(type));
    return seen(!usesPlaceholder || title ? title : el.getAttribute('placeholder') || '');
  }
  if (!refs.length && (tag === 'FIELDSET' || tag === 'FIGURE')) {
    how.seen.add(el);
    const caption = captionText(el, tag === 'FIELDSET' ? 'LEGEND' : 'FIGCAPTION', how);
    return caption === null ? title : caption;
  }
  if (tag === 'IMG' || tag === 'AREA') {
    const alt = el.getAttribute('alt') || '';
    return seen(alt.trim() ? alt : title);
  }
  if (tag === 'TABLE') {
    how.seen.add(el);
    const caption = captionText(el, 'CAPTION', how);
    return caption === null ? el.getAttribute('summary') || null : caption;
  }
  if (tag === 'SVG' || el.ownerSVGElement) return svgTitle(el, how);
  return null;
}

function svgTitle(el, how) {
  for (const child of el.children) {
    if (tagOf(child) !== 'TITLE' || !child.ownerSVGElement) continue;
    how.seen.add(el);
    return alternative(child, { ...inside(how), refs: { hidden: isHiddenForAria(child) } });
  }
  return null;
}

function contentText(el, how) {
  const tokens = [pseudoText(el, '::before')];
  const visit = (node, skipSlotted) => {
    if (skipSlotted && node.assignedSlot) return;
    if (node.nodeType === 1) {
      const text = alternative(node, how);
      const block = styleOf(node).display !== 'inline' || node.nodeName === 'BR';
      tokens.push(block ? ` ${text} ` : text);
    } else if (node.nodeType === 3 && (inHiddenReference(how) || isRendered(node))) {
      tokens.push(node.textContent || '');
    }
  };
  const assigned = el.nodeName === 'SLOT' ? el.assignedNodes() : [];
  if (assigned.length) {
    for (const child of assigned) visit(child, false);
  } else {
    for (const child of el.childNodes) visit(child, true);
    if (el.shadowRoot) for (const child of el.shadowRoot.childNodes) visit(child, true);
    for (const owned of idRefs(el, el.getAttribute('aria-owns'))) visit(owned, true);
  }
  tokens.push(pseudoText(el, '::after'));
  return tokens.join('');
}

function isRendered(textNode) {
  const parent = textNode.parentElement;
  if (!parent) return true;
  if (parent.shadowRoot && !textNode.assignedSlot) return false;
  return !(tagOf(parent) === 'DETAILS' && !parent.open);
}

// Generated content is part of a name, unless the style sheet gives an alternative text after a slash.
function pseudoText(el, pseudo) {
  const style = getComputedStyle(el, pseudo);
  const content = style.content;
  if (!content || content === 'none' || content === 'normal') return '';
  if (style.display === 'none' || style.visibility === 'hidden') return '';
  const parts = content.match(/"(?:[^"\\]|\\.)*"|\/|attr\([\w-]+\)|[^\s"/]+/g) || [];
  const shown = parts.includes('/') ? parts.slice(parts.indexOf('/') + 1) : parts;
  let text = '';
  for (const part of shown) {
    const attribute = /^attr\(([\w-]+)\)$/.exec(part);
    if (part[0] === '"') text += part.slice(1, -1).replace(/\\(.)/g, '$1');
    else if (attribute) text += el.getAttribute(attribute[1]) || '';
    else return '';
  }
  return style.display === 'inline' ? text : ` ${text} `;
}

// All text of an element, hidden text too, shadow trees included: what getByText and hasText compare with.
function textOf(node) {
  let text = DOM_CACHE.text.get(node);
  if (text === undefined) DOM_CACHE.text.set(node, text = normal(fullText(node)));
  return text;
}

function fullText(node) {
  const known = DOM_CACHE.full.get(node);
  if (known !== undefined) return known;
  let text = '';
  if (node.nodeName === 'INPUT' && ['submit', 'button', 'reset'].includes(node.type)) {
    text = node.value;
  } else if (node.nodeType !== 1 || !isWithoutText(node)) {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) text += child.nodeValue || '';
      else if (child.nodeType === 1) text += fullText(child);
    }
    if (node.shadowRoot) text += fullText(node.shadowRoot);
  }
  DOM_CACHE.full.set(node, text);
  return text;
}

function isWithoutText(el) {
  return ['SCRIPT', 'NOSCRIPT', 'STYLE'].includes(el.nodeName) || !!(document.head && document.head.contains(el));
}

// The text of an element's own text nodes.
function ownText(el) {
  let text = '';
  for (const child of el.childNodes) if (child.nodeType === 3) text += ` ${child.nodeValue || ''}`;
  return normal(text);
}

// What getByLabel compares with: of any element, not only of form controls.
function labelsOf(el) {
  const refs = labelledBy(el);
  if (refs.length) return refs.map(textOf);
  const ariaLabel = el.getAttribute('aria-label');
  if (ariaLabel && ariaLabel.trim()) return [normal(ariaLabel)];
  return el.labels ? [...el.labels].map(textOf) : [];
}
