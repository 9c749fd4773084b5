// The composed tree of a document: walking, visibility, roles (HTML-AAM). Names are in name.js.
// Function declarations only: any script can be combined with any other in one evaluation.

const DOM_CACHE = { style: new Map(), hidden: new Map(), role: new Map(), name: new Map(), text: new Map(),
  full: new Map() };

const EXPLICIT_ROLES = new Set(('alert alertdialog application article banner blockquote button caption cell '
  + 'checkbox code columnheader combobox complementary contentinfo definition deletion dialog directory document '
  + 'emphasis feed figure form generic grid gridcell group heading img insertion link list listbox listitem log '
  + 'main mark marquee math meter menu menubar menuitem menuitemcheckbox menuitemradio navigation none note '
  + 'option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader scrollbar search '
  + 'searchbox separator slider spinbutton status strong subscript superscript switch tab table tablist tabpanel '
  + 'term textbox time timer toolbar tooltip tree treegrid treeitem').split(' '));

const FIXED_ROLES = {
  ARTICLE: 'article', ASIDE: 'complementary', BLOCKQUOTE: 'blockquote', BUTTON: 'button', CAPTION: 'caption',
  CODE: 'code', DATALIST: 'listbox', DD: 'definition', DEL: 'deletion', DETAILS: 'group', DFN: 'term',
  DIALOG: 'dialog', DT: 'term', EM: 'emphasis', FIELDSET: 'group', FIGURE: 'figure', H1: 'heading',
  H2: 'heading', H3: 'heading', H4: 'heading', H5: 'heading', H6: 'heading', HR: 'separator', HTML: 'document',
  INS: 'insertion', LI: 'listitem', MAIN: 'main', MARK: 'mark', MATH: 'math', MENU: 'list', METER: 'meter',
  NAV: 'navigation', OL: 'list', OPTGROUP: 'group', OPTION: 'option', OUTPUT: 'status', P: 'paragraph',
  PROGRESS: 'progressbar', SEARCH: 'search', STRONG: 'strong', SUB: 'subscript', SUP: 'superscript', SVG: 'img',
  TABLE: 'table', TBODY: 'rowgroup', TEXTAREA: 'textbox', TFOOT: 'rowgroup', THEAD: 'rowgroup', TIME: 'time',
  TR: 'row', UL: 'list',
};

const INPUT_ROLES = {
  button: 'button', checkbox: 'checkbox', image: 'button', number: 'spinbutton', radio: 'radio',
  range: 'slider', reset: 'button', submit: 'button', file: 'button',
};

const GLOBAL_ARIA = ('aria-atomic aria-busy aria-controls aria-current aria-describedby aria-details '
  + 'aria-dropeffect aria-flowto aria-grabbed aria-hidden aria-keyshortcuts aria-label aria-labelledby '
  + 'aria-live aria-owns aria-relevant aria-roledescription').split(' ');

const NAME_PROHIBITED = new Set(('caption code definition deletion emphasis generic insertion mark paragraph '
  + 'presentation strong subscript suggestion superscript term time').split(' '));

// An explicit presentation role on these parents takes the role of these children away too.
const PRESENTATION_PARENTS = {
  DD: ['DL', 'DIV'], DIV: ['DL'], DT: ['DL', 'DIV'], LI: ['OL', 'UL'], TBODY: ['TABLE'], TD: ['TR'],
  TFOOT: ['TABLE'], TH: ['TR'], THEAD: ['TABLE'], TR: ['THEAD', 'TBODY', 'TFOOT', 'TABLE'],
};

const NO_LANDMARK_INSIDE = 'article:not([role]), aside:not([role]), main:not([role]), nav:not([role]), '
  + 'section:not([role]), [role=article], [role=complementary], [role=main], [role=navigation], [role=region]';

const LANDMARKS = new Set('banner navigation main contentinfo complementary search form region dialog alertdialog'
  .split(' '));

function pageRecord() {
  return window[Symbol.for('page-record')] || null;
}

function tagOf(el) {
  return typeof el.tagName === 'string' ? el.tagName.toUpperCase() : 'FORM';
}

// White space as Playwright and the accessibility tree see it.
function normal(text) {
  return text.replace(/[\u200b\u00ad]/g, '').trim().replace(/\s+/g, ' ');
}

function styleOf(el) {
  let style = DOM_CACHE.style.get(el);
  if (!style) DOM_CACHE.style.set(el, style = getComputedStyle(el));
  return style;
}

// The parent in the composed tree: a shadow root's parent is its host.
function parentOf(el) {
  if (el.parentElement) return el.parentElement;
  const root = el.parentNode;
  return root && root.nodeType === 11 && root.host ? root.host : null;
}

// The parent as it is drawn: what is put into a slot stands where the slot is.
function drawnParentOf(el) {
  return el.assignedSlot || parentOf(el);
}

function closestOf(el, selector) {
  const found = el.closest(selector);
  const host = el.getRootNode().host;
  return found || (host ? closestOf(host, selector) : null);
}

function openRootOf(el) {
  return el.shadowRoot || null;
}

function closedRootOf(el) {
  const record = pageRecord();
  return (record && record.closed.get(el)) || null;
}

// Visits every element below `root` in document order, a host before its shadow tree before its light children.
// `visit(el)` may return false to skip what is inside.
function walk(root, visit) {
  for (let el = root.firstElementChild; el; el = el.nextElementSibling) {
    if (visit(el) === false) continue;
    const shadow = openRootOf(el);
    if (shadow) walk(shadow, visit);
    walk(el, visit);
  }
}

function isVisible(el) {
  const style = styleOf(el);
  if (style.display === 'contents') {
    for (const child of el.childNodes) {
      if (child.nodeType === 1 ? isVisible(child) : child.nodeType === 3 && hasBox(child)) return true;
    }
    return false;
  }
  if (!el.checkVisibility() || style.visibility !== 'visible') return false;
  const box = el.getBoundingClientRect();
  return box.width > 0 && box.height > 0;
}

function hasBox(textNode) {
  const range = document.createRange();
  range.selectNode(textNode);
  const box = range.getBoundingClientRect();
  return box.width > 0 && box.height > 0;
}

// Whether the accessibility tree leaves it out; then no role locator finds it.
function isHiddenForAria(el) {
  if (['STYLE', 'SCRIPT', 'NOSCRIPT', 'TEMPLATE'].includes(tagOf(el))) return true;
  const style = styleOf(el);
  const isSlot = el.nodeName === 'SLOT';
  if (style.display === 'contents' && !isSlot) {
    for (const child of el.childNodes) {
      if (child.nodeType === 1 && !isHiddenForAria(child)) return false;
      if (child.nodeType === 3 && hasBox(child)) return false;
    }
    return true;
  }
  const isOption = el.nodeName === 'OPTION' && !!el.closest('select');
  if (!isOption && !isSlot && (!el.checkVisibility() || style.visibility !== 'visible')) return true;
  return isCutOff(el);
}

function isCutOff(el) {
  const known = DOM_CACHE.hidden.get(el);
  if (known !== undefined) return known;
  const parent = parentOf(el);
  const unslotted = !!(el.parentElement && el.parentElement.shadowRoot && !el.assignedSlot);
  const hidden = unslotted || styleOf(el).display === 'none'
    || (el.getAttribute('aria-hidden') || '').toLowerCase() === 'true' || (!!parent && isCutOff(parent));
  DOM_CACHE.hidden.set(el, hidden);
  return hidden;
}

function isNativelyDisabled(el) {
  if (!['BUTTON', 'INPUT', 'SELECT', 'TEXTAREA', 'OPTION', 'OPTGROUP'].includes(tagOf(el))) return false;
  if (el.hasAttribute('disabled') || el.closest('optgroup[disabled]')) return true;
  const fieldset = el.closest('fieldset[disabled]');
  const legend = fieldset && fieldset.querySelector(':scope > legend');
  return !!fieldset && !(legend && legend.contains(el));
}

function isEnabled(el) {
  if (isNativelyDisabled(el)) return false;
  for (let at = el; at; at = parentOf(at)) {
    const value = at.getAttribute('aria-disabled');
    if (value !== null) return value.toLowerCase() !== 'true';
    if (at.inert) return false;
  }
  return true;
}

// What is hit at a point, inside of shadow roots.
function topmostAt(x, y) {
  let found = document.elementFromPoint(x, y);
  while (found && found.shadowRoot) {
    const inner = found.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === found) break;
    found = inner;
  }
  return found;
}

// A field that scripts keep filled behind a drawn one: left out for readers and never reached by Tab.
function isStandIn(el) {
  return ['INPUT', 'SELECT', 'TEXTAREA'].includes(tagOf(el)) && !['checkbox', 'radio', 'file'].includes(el.type)
    && el.getAttribute('aria-hidden') === 'true' && el.tabIndex < 0;
}

function isFocusable(el) {
  if (isNativelyDisabled(el)) return false;
  const tag = tagOf(el);
  if (['BUTTON', 'DETAILS', 'SELECT', 'TEXTAREA'].includes(tag)) return true;
  if (tag === 'A' || tag === 'AREA') return el.hasAttribute('href') || el.hasAttribute('tabindex');
  if (tag === 'INPUT') return !el.hidden;
  return el.hasAttribute('tabindex') && !Number.isNaN(Number(el.getAttribute('tabindex')));
}

function explicitRole(el) {
  const roles = (el.getAttribute('role') || '').toLowerCase().split(/\s+/);
  return roles.find((role) => EXPLICIT_ROLES.has(role)) || null;
}

function isNamed(el) {
  return el.hasAttribute('aria-label') || el.hasAttribute('aria-labelledby');
}

function inputRole(el) {
  const type = (el.type || 'text').toLowerCase();
  if (type === 'hidden') return null;
  if (!['email', 'search', 'tel', 'text', 'url'].includes(type)) return INPUT_ROLES[type] || 'textbox';
  const list = el.getAttribute('list');
  const target = list && el.getRootNode().querySelector('#' + CSS.escape(list));
  if (target && tagOf(target) === 'DATALIST') return 'combobox';
  return type === 'search' ? 'searchbox' : 'textbox';
}

function headerCellRole(el) {
  const scope = el.getAttribute('scope');
  if (scope === 'col' || scope === 'colgroup') return 'columnheader';
  if (scope === 'row' || scope === 'rowgroup') return 'rowheader';
  const [next, previous] = [el.nextElementSibling, el.previousElementSibling];
  const isHeader = (cell) => !!cell && tagOf(cell) === 'TH';
  const isData = (cell) => !!cell && tagOf(cell) === 'TD' && !!((cell.textContent || '').trim() || cell.children.length);
  if (!next && !previous) {
    const table = el.closest('table');
    return table && table.rows.length <= 1 ? null : 'columnheader';
  }
  if (isHeader(next) && isHeader(previous)) return 'columnheader';
  return isData(next) || isData(previous) ? 'rowheader' : 'columnheader';
}

function tagRole(el) {
  const tag = tagOf(el);
  switch (tag) {
    case 'A': case 'AREA': return el.hasAttribute('href') ? 'link' : null;
    case 'FOOTER': return closestOf(el, NO_LANDMARK_INSIDE) ? null : 'contentinfo';
    case 'HEADER': return closestOf(el, NO_LANDMARK_INSIDE) ? null : 'banner';
    case 'FORM': return isNamed(el) ? 'form' : null;
    case 'SECTION': return isNamed(el) ? 'region' : null;
    case 'IMG': return el.getAttribute('alt') === '' && !el.getAttribute('title')
      && !GLOBAL_ARIA.some((name) => el.hasAttribute(name)) && !el.hasAttribute('tabindex') ? 'presentation' : 'img';
    case 'INPUT': return inputRole(el);
    case 'SELECT': return el.multiple || el.size > 1 ? 'listbox' : 'combobox';
    case 'TD': {
      const table = closestOf(el, 'table');
      return table && ['grid', 'treegrid'].includes(explicitRole(table)) ? 'gridcell' : 'cell';
    }
    case 'TH': return headerCellRole(el);
    default: return FIXED_ROLES[tag] || null;
  }
}

function keepsRole(el, role) {
  const prohibited = NAME_PROHIBITED.has(role || '');
  return isFocusable(el) || GLOBAL_ARIA.some((name) => el.hasAttribute(name)
    && !(prohibited && (name === 'aria-label' || name === 'aria-labelledby'))
    && !(role === 'generic' && name === 'aria-roledescription'));
}

function implicitRole(el) {
  const role = tagRole(el);
  if (!role) return null;
  for (let at = el, parent = parentOf(at); parent; at = parent, parent = parentOf(at)) {
    const parents = PRESENTATION_PARENTS[tagOf(at)];
    if (!parents || !parents.includes(tagOf(parent))) break;
    const taken = explicitRole(parent);
    if ((taken === 'none' || taken === 'presentation') && !keepsRole(parent, taken)) return taken;
  }
  return role;
}

function roleOf(el) {
  const known = DOM_CACHE.role.get(el);
  if (known !== undefined) return known;
  const explicit = explicitRole(el);
  let role = explicit || implicitRole(el);
  if (explicit === 'none' || explicit === 'presentation') {
    const implicit = implicitRole(el);
    role = keepsRole(el, implicit) ? implicit : explicit;
  }
  DOM_CACHE.role.set(el, role);
  return role;
}

function headingLevel(el) {
  const native = /^H([1-6])$/.exec(tagOf(el));
  const level = native ? Number(native[1]) : Number(el.getAttribute('aria-level'));
  return Number.isInteger(level) && level >= 1 ? level : 2;
}

// The nearest landmark; a dialog's own header and footer are parts of the dialog.
function landmarkOf(el) {
  let nearest = null;
  for (let at = drawnParentOf(el); at; at = drawnParentOf(at)) {
    const role = roleOf(at);
    if (role === 'dialog' || role === 'alertdialog') return role;
    if (!nearest && LANDMARKS.has(role)) nearest = role;
  }
  return nearest;
}
