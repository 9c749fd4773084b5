// The navigations of a page: what leads through it, with the levels of its entries and the current one.
// Needs dom.js, locate.js, groups.js.

const NAVIGATING = new Set(['navigation', 'tablist', 'menubar']);
const CALLED = /(^|[\s_-])(breadcrumbs?|pagination|pager|paginator|stepper|steps|wizard-steps)($|[\s_-])/i;
const ACTIVE = /^(is-)?(active|current|selected|sel|on)$|(^|[_-])(active|current|selected)$/i;
const ENTRY_ROLES = new Set(['link', 'tab', 'menuitem']);
const PLACES = new Set(['UL', 'OL', 'DIV', 'TD', 'P', 'ASIDE', 'HEADER', 'SECTION', 'FOOTER', 'SPAN', 'CENTER']);
const WORDS_BESIDE = 0.35;

function navigationsOf(items, collections) {
  const rows = new Set(collections.flatMap((one) => one.items));
  const entries = items.filter(({ el }) => isEntry(el) && isVisible(el));
  const held = new Map();
  for (const item of entries) for (let at = parentOf(item.el); at; at = parentOf(at)) push(held, at, item);
  const known = new Map();
  const around = new Map();
  for (const item of entries) {
    const owner = navigationAround(item.el) || groupOfLinks(item.el, held, known, rows);
    if (owner) push(around, owner, item);
  }
  return [...around].filter(([el, own]) => own.length > 1 || isCalled(el)).map(([el, own]) => navigationFacts(el, own));
}

function isEntry(el) {
  if (ENTRY_ROLES.has(roleOf(el))) return true;
  return roleOf(el) === 'button' && el.hasAttribute('aria-haspopup') && !!closestRole(el, ['navigation', 'menubar']);
}

function isCalled(el) {
  return CALLED.test(`${typeof el.className === 'string' ? el.className : ''} ${el.id}`) && tagOf(el) !== 'BODY';
}

// The innermost thing around a link that says that it navigates. Tabs belong to their list only.
function navigationAround(el) {
  for (let at = parentOf(el); at && tagOf(at) !== 'BODY'; at = parentOf(at)) {
    const role = roleOf(at);
    if (['row', 'grid', 'article', 'tabpanel'].includes(role)) return null;
    if (role === 'tablist') return roleOf(el) === 'tab' ? at : null;
    if (NAVIGATING.has(role) || (role === 'menu' && explicitRole(at))) return outerOf(at);
    if (isCalled(at)) return outerOf(at);
  }
  return null;
}

// A navigation within one is its deeper level, and a list named after what it is belongs to the landmark around it.
function outerOf(el) {
  for (let at = parentOf(el); at && tagOf(at) !== 'BODY'; at = parentOf(at)) if (NAVIGATING.has(roleOf(at))) return at;
  return el;
}

// Nothing says so, yet links stand side by side with hardly a word between them.
function groupOfLinks(el, held, known, rows) {
  if (roleOf(el) !== 'link') return null;
  for (let at = parentOf(el), up = 0; at && tagOf(at) !== 'BODY' && up < 4; at = parentOf(at), up++) {
    if (rows.has(at) || ['row', 'article', 'main', 'dialog', 'form', 'paragraph'].includes(roleOf(at)) && tagOf(at) !== 'TR') return null;
    if (!PLACES.has(tagOf(at)) || held.get(at).length < 2) continue;
    if (!known.has(at)) known.set(at, isGroupOfLinks(at, held.get(at)));
    return known.get(at) ? at : null;
  }
  return null;
}

function isGroupOfLinks(el, own) {
  return isMostlyLinks(el, own) && !closestRole(el, ['main', 'dialog', 'table']) || isSideCell(el, own);
}

// A cell of a table that lays out the page.
function isSideCell(el, own) {
  return tagOf(el) === 'TD' && own.length > 1 && isMostlyLinks(el, own) && !!el.parentElement
    && [...el.parentElement.children].some((cell) => cell !== el && cell.querySelector('table, form, h1, h2, p'));
}

function isMostlyLinks(el, own) {
  const letters = (text) => text.replace(/\s/g, '').length;
  const inside = own.map(({ el: link }) => letters(textOf(link))).reduce((a, b) => a + b, 0);
  const all = letters(textOf(el));
  return inside > 0 && all - inside <= WORDS_BESIDE * all && !el.querySelector('input:not([type=hidden]), h1, h2');
}

function navigationFacts(el, own) {
  const depths = own.map((item) => depthIn(item.el, el));
  const least = Math.min(...depths);
  const marked = own.findIndex((item) => isMarkedCurrent(item.el));
  const here = own.filter((item) => leadsHere(item.el) && !/#/.test(item.el.getAttribute('href') || ''));
  const current = marked >= 0 || here.length !== 1 ? marked : own.indexOf(here[0]);
  const number = first(el, (at) => /^\d{1,4}$/.test(textOf(at)) && !closestOf(at, 'a[href], button') && isVisible(at));
  const step = first(el, (at) => ['step', 'page', 'true', 'location'].includes(at.getAttribute('aria-current')) && isVisible(at));
  return {
    role: roleOf(el) || '', name: NAVIGATING.has(roleOf(el)) ? nameOf(el) : '', landmark: landmarkOf(el), within_main: !!closestRole(el, ['main']),
    hint: [el.id, typeof el.className === 'string' ? el.className : '', tagOf(el)].join(' ').slice(0, 200),
    entries: own.map((item, at) => ({ element: item.key, level: depths[at] - least, current: at === current })),
    here: current >= 0 ? '' : step && !closestOf(step, 'a[href]') ? textOf(step).slice(0, 120) : number ? textOf(number) : '',
    steps: !!el.querySelector('[aria-current="step"]'),
  };
}

// By state, else by the name that style sheets give to the one that is shown.
function isMarkedCurrent(el) {
  for (const at of [el, parentOf(el)]) {
    if (!at) continue;
    const states = ['aria-current', 'aria-selected'].map((name) => at.getAttribute(name));
    if (states.some((value) => value && value !== 'false')) return true;
    if ([...at.classList].some((name) => ACTIVE.test(name) && !/^router-link-active$/.test(name))) return at === el || at.children.length < 3;
  }
  return false;
}

function depthIn(el, scope) {
  let depth = 0;
  for (let at = parentOf(el); at && at !== scope; at = parentOf(at)) {
    if (['UL', 'OL'].includes(tagOf(at)) || ['menu', 'group', 'list'].includes(roleOf(at))) depth++;
  }
  return depth;
}
