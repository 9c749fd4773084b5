// Why an element may be interactive: each kind of evidence by its own rule. Needs dom.js.
// Names of evidence: native, role, editable, listener, framework, inline, delegated, attribute (handlers and
// semantics), cursor, hover, tabindex, draggable (affordances).

const ACTIVE_ROLES = new Set(('button link checkbox radio switch tab menuitem menuitemcheckbox menuitemradio option '
  + 'combobox textbox searchbox slider spinbutton treeitem scrollbar').split(' '));
const ACTING = new Set(('click dblclick auxclick contextmenu mousedown mouseup pointerdown pointerup touchstart touchend '
  + 'keydown keyup keypress change input drop dragstart').split(' '));
const POINTING = new Set(['click', 'dblclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'contextmenu']);
const HOVERING = new Set(['mouseenter', 'mouseover', 'pointerenter', 'pointerover']);
const PRESSING_ATTRIBUTES = ['data-bs-toggle', 'data-toggle', 'data-bs-dismiss', 'data-dismiss', 'hx-get', 'hx-post',
  'hx-put', 'hx-patch', 'hx-delete', 'data-hx-get', 'data-hx-post', 'wire:click', 'x-on:click', '@click', 'v-on:click',
  'ng-click', 'data-ng-click', '(click)', 'data-action', 'data-turbo-method', 'up-follow', 'jsaction', 'on:click',
  'popovertarget', 'commandfor'];

function isNative(el) {
  const tag = tagOf(el);
  if (tag === 'A' || tag === 'AREA') return el.hasAttribute('href');
  if (tag === 'INPUT') return el.type !== 'hidden';
  if (tag === 'AUDIO' || tag === 'VIDEO') return el.controls;
  if (tag === 'SUMMARY') return !!el.parentElement && tagOf(el.parentElement) === 'DETAILS';
  return tag === 'BUTTON' || tag === 'SELECT' || tag === 'TEXTAREA';
}

function isEditableHost(el) {
  return el.isContentEditable && !(el.parentElement && el.parentElement.isContentEditable);
}

// Event types that an element itself handles, and by whom they were found.
function handledTypes(el) {
  const types = new Map();
  const record = pageRecord();
  const recorded = record && record.listeners.get(el);
  if (recorded) for (const type of recorded.keys()) types.set(type, 'listener');
  for (const type of frameworkTypes(el)) if (!types.has(type)) types.set(type, 'framework');
  for (const type of POINTING) {
    if (typeof el['on' + type] === 'function' && !isNoop(el['on' + type])) types.set(type, 'inline');
  }
  return types;
}

// React puts an empty function on elements that its own handlers serve.
function isNoop(handler) {
  return /^(function\s*\w*\s*\(\)\s*\{\s*\}|\(\)\s*=>\s*\{\s*\})$/.test(String(handler).trim());
}

function* frameworkTypes(el) {
  for (const key of Object.keys(el)) {
    if (key.startsWith('__reactProps$') || key.startsWith('__reactEventHandlers$')) yield* propTypes(el[key]);
    if (key.startsWith('$$') && typeof el[key] === 'function') yield key.slice(2).toLowerCase();
    if (key.startsWith('__') && ACTING.has(key.slice(2)) && el[key]) yield key.slice(2);
  }
  if (el._vei) yield* propTypes(el._vei);
  for (const jq of [window.jQuery, window.$]) {
    const events = jq && typeof jq._data === 'function' ? jq._data(el, 'events') : null;
    for (const type of Object.keys(events || {})) {
      if ([...events[type]].some((entry) => !entry.selector)) yield type;
    }
  }
}

function* propTypes(props) {
  for (const name of Object.keys(props || {})) {
    if (/^on[A-Z]/.test(name) && props[name]) yield name.slice(2).toLowerCase().replace(/capture$|once$|passive$/g, '');
  }
}

// Selectors that delegating handlers look for: `event.target.closest('.row')`, jQuery's `.on('click', '.row')`.
function delegations(all) {
  const found = [];
  const add = (owner, selector) => {
    try {
      document.createDocumentFragment().querySelector(selector);
      found.push({ owner, selector });
    } catch { /* not a selector */ }
  };
  const record = pageRecord();
  for (const owner of [document, ...all]) {
    const types = record && record.listeners.get(owner);
    for (const [type, handlers] of types || []) {
      if (!ACTING.has(type)) continue;
      for (const handler of handlers) {
        if (typeof handler !== 'function') continue;
        const text = String(handler);
        if (text.length > 20000) continue;
        for (const match of text.matchAll(/\.(?:closest|matches)\(\s*(['"`])([^'"`]+)\1/g)) add(owner, match[2]);
        for (const match of text.matchAll(/classList\.contains\(\s*(['"`])([\w-]+)\1/g)) add(owner, `.${match[2]}`);
        for (const match of text.matchAll(/\.dataset\.(\w+)/g)) {
          add(owner, `[data-${match[1].replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase())}]`);
        }
      }
    }
    for (const jq of [window.jQuery]) {
      const events = jq && typeof jq._data === 'function' ? jq._data(owner, 'events') : null;
      for (const type of Object.keys(events || {})) {
        for (const entry of events[type]) if (ACTING.has(type) && entry.selector) add(owner, entry.selector);
      }
    }
  }
  return found;
}

function delegatedElements(all) {
  const found = new Set();
  for (const { owner, selector } of delegations(all)) {
    const root = owner.shadowRoot || owner;
    for (const el of root.querySelectorAll(selector)) if (el !== owner) found.add(el);
  }
  return found;
}

// Elements whose :hover style reveals something that is hidden now.
function hoverTriggers(roots) {
  const found = new Set();
  for (const root of roots) {
    const sheets = [...(root.styleSheets || []), ...(root.adoptedStyleSheets || [])];
    for (const sheet of sheets) for (const rule of rulesOf(sheet)) addTriggers(rule, root, found);
  }
  return found;
}

function* rulesOf(sheet) {
  let rules = [];
  try { rules = sheet.cssRules || []; } catch { return; }  // A style sheet of another origin cannot be read.
  for (const rule of rules) {
    if (rule.selectorText) yield rule;
    if (rule.cssRules && rule.cssRules.length && (!rule.media || matchMedia(rule.media.mediaText).matches)) yield* rulesOf(rule);
  }
}

function addTriggers(rule, root, found) {
  if (!rule.selectorText.includes(':hover')) return;
  const shows = ['display', 'visibility', 'opacity', 'transform', 'height', 'max-height', 'clip-path', 'pointer-events']
    .some((name) => rule.style.getPropertyValue(name));
  if (!shows) return;
  for (const selector of rule.selectorText.split(',')) {
    const at = selector.indexOf(':hover');
    const rest = at < 0 ? '' : selector.slice(at + 6).replace(/^(:focus-within|:focus)/, '').trim();
    if (!rest || rest.startsWith('::')) continue;
    const before = selector.slice(0, at).trim();
    try {
      for (const el of root.querySelectorAll(before || '*')) {
        const target = /^[>+~]/.test(rest) ? revealedBy(el, rest, root) : el.querySelector(rest);
        if (target && isConcealed(target)) found.add(el);
      }
    } catch { /* a selector that only holds while hovering */ }
  }
}

function revealedBy(el, rest, root) {
  if (rest[0] === '>') return el.querySelector(`:scope ${rest}`);
  const next = [...root.querySelectorAll(rest.slice(1).trim())];
  return next.find((other) => other.previousElementSibling === el || (rest[0] === '~' && other.parentElement === el.parentElement));
}

function isConcealed(el) {
  const style = styleOf(el);
  if (!isVisible(el)) return true;
  return Number(style.opacity) === 0 || style.pointerEvents === 'none';
}

// All evidence for one element. `facts`: { delegated, hover } sets of the document.
function evidenceOf(el, facts) {
  const found = [];
  if (isNative(el)) found.push('native');
  const role = explicitRole(el);
  if (role && ACTIVE_ROLES.has(role)) found.push('role');
  if (isEditableHost(el)) found.push('editable');
  const types = handledTypes(el);
  for (const kind of ['listener', 'framework', 'inline']) {
    if ([...types].some(([type, by]) => by === kind && isActing(type, types))) found.push(kind);
  }
  if (facts.delegated.has(el)) found.push('delegated');
  if (PRESSING_ATTRIBUTES.some((name) => el.hasAttribute(name)) && !isTooltip(el)) found.push('attribute');
  if (facts.hover.has(el) || ([...types.keys()].some((type) => HOVERING.has(type)) && !isTooltipSet(types) && el.hasAttribute('aria-haspopup'))) found.push('hover');
  if (styleOf(el).cursor === 'pointer' && !(parentOf(el) && styleOf(parentOf(el)).cursor === 'pointer')) found.push('cursor');
  if (el.hasAttribute('tabindex') && el.tabIndex >= 0 && !isNative(el)) found.push('tabindex');
  if (el.getAttribute('draggable') === 'true') found.push('draggable');
  return found;
}

function isTooltip(el) {
  return /^(tooltip|popover-hover)$/.test(el.getAttribute('data-bs-toggle') || el.getAttribute('data-toggle') || '');
}

// Touch and focus belong to a tooltip's set as well: they count only beside a press.
function isActing(type, types) {
  if (!ACTING.has(type)) return false;
  return POINTING.has(type) || type.startsWith('key') || type === 'change' || type === 'input' || type.startsWith('dr')
    || !isTooltipSet(types);
}

// Enter, leave, focus, blur and touch, without a press: what tooltips listen to.
function isTooltipSet(types) {
  return ![...types.keys()].some((type) => POINTING.has(type) || type.startsWith('key'));
}
