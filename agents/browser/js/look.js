// What a document shows, as a list of facts: { kind, on, value, ... } in the shape of agents.browser.snapshot.Fact.
// Plain functions; needs dom.js, locate.js, place.js and own.js beside it.
const FACT_LEAVES = 500;
const FACT_LENGTH = 160;
const FACT_ITEM_LEAVES = 8;
const FACT_INLINE = new Set(('A ABBR B BDI CITE CODE DATA DEL EM I INS KBD LABEL MARK Q S SMALL SPAN STRONG SUB SUP'
  + ' TIME U VAR').split(' '));
const FACT_SKIP = new Set('SCRIPT STYLE NOSCRIPT TEMPLATE OPTION SELECT TEXTAREA HEAD TITLE SVG IFRAME'.split(' '));
const FACT_ERROR = /(^|[-_\s])(error|errors|invalid|danger|fehler|erreur|has-error|feedback-error)($|[-_\s])/i;

function factContext() {
  const index = buildIndex(document);
  return { index, all: index.all, facts: [], covered: new Set(), itemOf: new Map(), at: [] };
}

// Whether a script put it in after the document was read.
function factLate(el) {
  const record = window[Symbol.for('page-record')];
  return !!record && !!factWithin(el, (at) => record.late.has(at));
}

// Whether a script filled a field after the document was read.
function factFilled(el) {
  const record = window[Symbol.for('page-record')];
  return !!record && record.filled.has(el);
}

function factAdd(ctx, kind, el, place, more) {
  if (!place) return;
  ctx.facts.push({
    kind, on: place.on, circular: place.circular, within: !!place.within, region: landmarkOf(el) || null,
    role: roleOf(el) || null, late: factLate(el), entry: !!factEntry(ctx, el), other: factOther(ctx, el), ...more,
  });
  ctx.at.push(el);
}

// The entry of a list or the row of a table in which an element stands; what holds the title of the page is no entry.
function factEntry(ctx, el) {
  const entry = factWithin(el, (at) => ctx.itemOf.has(at) || /^(listitem|article|row)$/.test(roleOf(at) || ''));
  return entry && !entry.querySelector('h1') ? entry : null;
}

// Whether an element stands in an entry that leads to another page like this one: that entry's, not this page's.
function factOther(ctx, el) {
  const entry = factEntry(ctx, el);
  if (!entry) return false;
  return [...entry.querySelectorAll('a[href]')].some(factIsSibling);
}

function factIsSibling(link) {
  if (link.origin !== location.origin) return false;
  const [here, there] = [location.pathname.split('/'), link.pathname.split('/')];
  if (link.pathname === location.pathname) return !!link.search && link.search !== location.search;
  return here.length === there.length && here.slice(0, -1).join('/') === there.slice(0, -1).join('/');
}

function factHeadings(ctx) {
  const headings = factRole(ctx, 'heading').filter((el) => isVisible(el) && textOf(el));
  for (const el of headings) {
    const level = headingLevel(el);
    const text = textOf(el);
    if (text.length > FACT_LENGTH) continue;
    const alone = factRole(ctx, 'heading').filter((one) => headingLevel(one) === level).length === 1;
    const place = alone ? { on: { chain: [{ by: 'role', role: 'heading', level }] }, circular: false }
      : factPlace(el, ctx, text);
    factAdd(ctx, 'heading', el, place, { value: text, level });
  }
}

function factOverlays(ctx) {
  for (const role of ['dialog', 'alertdialog', 'menu', 'listbox', 'tooltip']) {
    for (const el of factRole(ctx, role).filter((one) => isVisible(one) && one.nodeName !== 'SELECT')) {
      const name = normal(nameOf(el));
      const place = factRole(ctx, role).length === 1 && !name
        ? { on: { chain: [{ by: 'role', role }] }, circular: false } : factPlace(el, ctx, '');
      factAdd(ctx, 'dialog', el, place, { value: name });
    }
  }
}

function factControlOf(el) {
  const id = el.id;
  const root = el.getRootNode();
  if (id) {
    const described = [...root.querySelectorAll('[aria-describedby],[aria-errormessage]')].find((one) =>
      `${one.getAttribute('aria-describedby') || ''} ${one.getAttribute('aria-errormessage') || ''}`
        .split(/\s+/).includes(id));
    if (described) return described;
  }
  for (let at = el.parentElement, up = 0; at && up < 3 && at.nodeName !== 'FORM'; at = at.parentElement, up += 1) {
    const controls = at.querySelectorAll('input:not([type=hidden]),select,textarea');
    if (controls.length === 1) return controls[0];
    if (controls.length > 1) return null;
  }
  return null;
}

function factDescribes(el, control) {
  return !!el.id && (control.getAttribute('aria-describedby') || '').split(/\s+/).includes(el.id);
}

// What assistive technology says of a control beside its name.
function factDescription(control) {
  const root = control.getRootNode();
  const parts = (control.getAttribute('aria-describedby') || '').split(/\s+/).map((id) => id && root.getElementById(id));
  return normal(parts.filter((part) => part).map(textOf).join(' '));
}

function factReddish(el) {
  const [red, green, blue] = (getComputedStyle(el).color.match(/[\d.]+/g) || []).map(Number);
  return red > 140 && green < 90 && blue < 90;
}

function factErrorLike(el) {
  const words = `${el.getAttribute('class') || ''} ${el.id || ''}`;
  return FACT_ERROR.test(words) || /(error|invalid|danger)/i.test(el.getAttribute('part') || '');
}

// What a message says, without the words of the buttons in it.
function factWords(el) {
  if (!el.querySelector('button,[role=button]')) return textOf(el);
  let longest = '';
  const look = (at) => {
    if (factIsActor(at)) return;
    if (!at.querySelector('button,[role=button]')) {
      if (textOf(at).length > longest.length) longest = textOf(at);
      return;
    }
    if (normal(ownText(at)).length > longest.length) longest = normal(ownText(at));
    [...at.children].forEach(look);
  };
  look(el);
  return longest;
}

function factMessages(ctx) {
  for (const el of ctx.all) {
    const role = roleOf(el);
    const live = el.getAttribute('aria-live');
    const isLive = /^(alert|status|log)$/.test(role || '') || (live && live !== 'off');
    const isError = !isLive && factErrorLike(el) && !el.querySelector('input,select,textarea,form');
    // A region that holds a list or an article is content that is loaded late, not a message.
    if (!(isLive || isError) || !isVisible(el) || el.querySelector('li,article,table,h1,h2,h3,h4')) continue;
    const text = factWords(el);
    if (!/\p{L}{2}/u.test(text) || text.length > 240 || factWithin(parentOf(el), (at) => ctx.covered.has(at))) continue;
    ctx.covered.add(el);
    const alone = /^(alert|status)$/.test(role || '') && factRole(ctx, role).length === 1;
    const place = alone ? { on: { chain: [{ by: 'role', role }] }, circular: false } : factPlace(el, ctx, text);
    const control = factControlOf(el);
    const field = control ? locatorsOf(control, ctx.index)[0] || null : null;
    const bad = isError || factErrorLike(el) || factReddish(el);
    const tone = bad || role === 'alert' ? 'error' : 'neutral';
    const within = text !== textOf(el);
    const described = field && factDescribes(el, control) ? factDescription(control) : null;
    factAdd(ctx, 'message', el, place && within ? { ...place, within } : place, { value: text, tone, urgent: !bad && role === 'alert', field, described });
  }
}

function factFocused() {
  let el = document.activeElement;
  while (el && el.shadowRoot && el.shadowRoot.activeElement) el = el.shadowRoot.activeElement;
  return el && el !== document.body && el !== document.documentElement && el.nodeName !== 'IFRAME' ? el : null;
}

// Whether the browser's own check refuses what a field holds.
function factIsRefused(el) {
  return /^(INPUT|SELECT|TEXTAREA)$/.test(el.nodeName) && el.willValidate && !!el.form && !el.form.noValidate && !el.validity.valid;
}

// What a control holds, in the form in which it can be asserted.
function factControl(el, add) {
  const type = (el.getAttribute('type') || 'text').toLowerCase();
  const native = /^(INPUT|SELECT|TEXTAREA)$/.test(el.nodeName);
  const plain = native && !/^(password|checkbox|radio|file|hidden|submit|button|image|reset)$/.test(type);
  if (plain) {
    const chosen = el.nodeName === 'SELECT' ? [...el.selectedOptions].map((one) => normal(one.label)) : [];
    add('value', { value: el.value, items: chosen, filled: factFilled(el) });
  }
  const checked = el.nodeName === 'INPUT' && /^(checkbox|radio)$/.test(type)
    ? String(el.checked) : el.getAttribute('aria-checked');
  if (checked === 'true' || checked === 'false') add('checked', { value: checked });
  const attributes = { expanded: ['aria-expanded'], selected: ['aria-selected', 'aria-current', 'aria-pressed'] };
  for (const [kind, names] of Object.entries(attributes)) {
    const name = names.find((one) => el.hasAttribute(one));
    if (name) add(kind, { value: el.getAttribute(name), attribute: name });
  }
  const disabled = el.matches(':disabled') || el.getAttribute('aria-disabled') === 'true';
  if (native || el.nodeName === 'BUTTON') add('disabled', { value: String(disabled) });
  if (el.hasAttribute('aria-invalid')) add('invalid', { value: el.getAttribute('aria-invalid') });
}

const FACT_CONTROLS = 'input:not([type=hidden]),select,textarea,button,[aria-checked],[aria-expanded],[aria-selected],'
  + '[aria-current],[aria-pressed],[aria-invalid]';

function factControls(ctx) {
  const focused = factFocused();
  for (const el of ctx.all.filter((one) => one.matches(FACT_CONTROLS))) {
    const shown = isVisible(el) || (el.labels && [...el.labels].some(isVisible));
    const place = shown ? factPlace(el, ctx, '') : null;
    if (!place) continue;
    factControl(el, (kind, more) => factAdd(ctx, kind, el, place, more));
    if (factIsRefused(el)) factAdd(ctx, 'refused', el, place, { value: 'true', field: place.on });
    if (el === focused) factAdd(ctx, 'focus', el, place, {});
  }
}

function factItemGroups(ctx) {
  const groups = [];
  const lists = { UL: 'LI', OL: 'LI', TBODY: 'TR' };
  const roles = { list: 'listitem', feed: 'article', listbox: 'option', rowgroup: 'row', grid: 'row', tree: 'treeitem' };
  for (const el of ctx.all) {
    if (/^(banner|navigation|contentinfo|menu)$/.test(landmarkOf(el) || '') || !isVisible(el)) continue;
    const children = [...(el.shadowRoot || el).children].filter((one) => isVisible(one) && textOf(one));
    const tag = lists[el.nodeName];
    const role = roles[el.getAttribute('role') || ''];
    const alike = tag ? children.filter((one) => one.nodeName === tag)
      : role ? children.filter((one) => roleOf(one) === role)
        : factAlike(children);
    // Messages that stand one below the other come and go: no list of what there is.
    const said = alike.some((one) => !roleOf(one) && (factWithin(one, (at) => ctx.covered.has(at)) || factLive(one)));
    if (alike.length && !said) groups.push({ container: el, items: alike });
  }
  return groups;
}

// Repeated siblings without a role: the same tag and first class, with some inner structure.
function factAlike(children) {
  const articles = children.filter((one) => roleOf(one) === 'article');
  if (articles.length) return articles;
  const signature = (one) => `${one.nodeName}.${one.classList[0] || ''}`;
  const kinds = new Map();
  for (const one of children.filter((child) => child.classList[0] && child.children.length)) push(kinds, signature(one), one);
  const [most] = [...kinds.values()].sort((a, b) => b.length - a.length);
  if (!most) return [];
  // What is used, such as the entries of a list, tells itself from blocks of text when there are but two.
  return (most.length > 2 && most.length === children.length) || (most.length > 1 && factUsed(most)) ? most : [];
}

function factLive(el) {
  const isLive = (at) => /^(alert|status|log)$/.test(roleOf(at) || '') || /^(polite|assertive)$/.test(at.getAttribute('aria-live') || '');
  return !!factWithin(el, isLive);
}

function factUsed(items) {
  return items.every((one) => one.querySelector('button,[role=button],a[href]') && !one.querySelector('select,textarea'));
}

// A locator that matches all items of a group and nothing else.
function factItemsLocator(group, ctx) {
  const { container, items } = group;
  const role = roleOf(items[0]);
  const rows = container.nodeName === 'TBODY' ? { by: 'css', selector: 'tbody tr' } : null;
  const part = rows || { by: 'role', role };
  const outer = rows ? container.closest('table') : container;
  const place = rows && locatorsOf(outer, ctx.index).find((locator) => !factWeak(locator));
  const id = items[0].getAttribute('data-testid');
  const word = [...items[0].classList].find((one) => /^[a-z][a-z_-]+$/i.test(one));
  const chains = [
    id ? [{ by: 'testid', test_id: id }] : null,
    place ? [...place.chain, part] : null,
    ...(role || rows ? listScopes(outer, ctx.index).map((scope) => [...scope, part]) : []),
    role || rows ? [part] : null,
    word ? [{ by: 'css', selector: `${items[0].nodeName.toLowerCase()}.${word}` }] : null,
  ];
  const fits = (chain) => {
    const found = chain ? queryChain(chain, ctx.index) : [];
    return found.length === items.length && found.every((el, at) => el === items[at]);
  };
  const chain = chains.find(fits);
  return chain ? { chain } : null;
}

function factItems(ctx) {
  for (const group of factItemGroups(ctx)) {
    const titles = group.items.map(titleOf);
    group.items.forEach((item, at) => ctx.itemOf.set(item, at));
    const on = factItemsLocator(group, ctx);
    if (!on || !titles.every((title) => title && title.length <= 100)) continue;
    const place = { on, circular: false };
    const late = factLate(group.items[0]);
    const other = group.items.every((item) => factOther(ctx, item));
    factAdd(ctx, 'count', group.container, place, { value: String(group.items.length), late, other });
    const bodies = group.items.map((item) => textOf(item).slice(0, 300));
    factAdd(ctx, 'items', group.container, place, { items: titles, bodies, late, other });
  }
}

function factLeaves(ctx) {
  let left = FACT_LEAVES;
  const seen = new Set();
  for (const el of ctx.all) {
    if (left <= 0) return;
    let leaf = factLeafOf(el, ctx);
    if (leaf && leaf !== el && !factIsActor(leaf) && factTells(el, leaf, ctx)) leaf = el;
    if (!leaf || seen.has(leaf)) continue;
    seen.add(leaf);
    const mixed = !factIsActor(leaf) && leaf.querySelector('a,button,input,select,textarea,[role=button],[role=link]');
    const text = mixed ? normal(ownText(leaf)) : factIsActor(leaf) ? factLabel(leaf) : textOf(leaf);
    if (!text || text.length > FACT_LENGTH || !/[\p{L}\p{N}]/u.test(text)) continue;
    const place = factIsActor(leaf) ? factActor(leaf, ctx, text) : factPlace(leaf, ctx, text);
    if (!place || !place.on) continue;
    const named = factIsActor(leaf) && place.on.chain[place.on.chain.length - 1].exact === false && normal(nameOf(leaf)) === text;
    const more = { value: text, named, ...factSpoken(leaf, ctx) };
    factAdd(ctx, 'text', leaf, mixed ? { ...place, within: true } : place, more);
    left -= 1;
  }
}

// How a plain text would speak as a message: whether it stands by fields, about which, and in which tone.
function factSpoken(leaf, ctx) {
  if (factWithin(leaf, (at) => ctx.itemOf.has(at)) || !factBeside(leaf)) return {};
  const control = factControlOf(leaf);
  const field = control ? locatorsOf(control, ctx.index)[0] || null : null;
  return { beside: true, tone: factReddish(leaf) ? 'error' : 'neutral', field };
}

// Whether the inner element with the figure is better known than the sentence around it.
function factTells(inner, outer, ctx) {
  const badness = (el) => Math.min(...locatorsOf(el, ctx.index)
    .filter((locator) => !factMentions(locator, textOf(el))).map(factBad));
  return /\d/.test(textOf(inner)) && badness(inner) < 2 && badness(outer) >= 2;
}

// A link or button is known by its words: what is asserted of it is that it is there, unless it shows a figure
// that its locator leaves out, such as how many things are in the cart.
function factActor(el, ctx, text) {
  const on = locatorsOf(el, ctx.index)[0];
  return on && { on, circular: !/\d/.test(text) || factMentions(on, text) };
}

// The words of a link or button; a figure that is hidden, such as a zero, is none of them.
function factLabel(el) {
  const [text, shown] = [textOf(el), normal(el.innerText || '')];
  return /\d/.test(text) && !/\d/.test(shown) ? shown : text;
}

function factIsActor(el) {
  return /^(A|BUTTON|SUMMARY)$/.test(el.nodeName) || /^(button|link|tab|menuitem)$/.test(roleOf(el) || '');
}

function factLeafOf(el, ctx) {
  if (FACT_SKIP.has(el.nodeName.toUpperCase()) || el.closest('label, legend') || !normal(ownText(el)) || !isVisible(el)) return null;
  if (factWithin(el, (at) => ctx.covered.has(at) || roleOf(at) === 'heading')) return null;
  const item = factWithin(el, (at) => ctx.itemOf.has(at));
  if (item && ctx.itemOf.get(item) >= FACT_ITEM_LEAVES) return null;
  const actor = factWithin(el, factIsActor);
  if (actor) return actor;
  let leaf = el;
  while (FACT_INLINE.has(leaf.nodeName) && leaf.parentElement && normal(ownText(leaf.parentElement))) {
    leaf = leaf.parentElement;
  }
  return leaf;
}

function factSaid() {
  const said = window[Symbol.for('page-said')];
  if (!said) return [];
  const entries = [...said].map(([text, entry]) => ({ text, role: entry.role, lived_ms: entry.last - entry.first }));
  said.clear();
  return entries;
}

// `made`: the texts that this run has made.
function factsOf(made) {
  const ctx = factContext();
  factHeadings(ctx);
  factOverlays(ctx);
  factMessages(ctx);
  factItems(ctx);
  factControls(ctx);
  factLeaves(ctx);
  const own = ownEntries(ctx, made);
  ctx.facts.forEach((fact, at) => { fact.own = !!factWithin(ctx.at[at], (el) => own.has(el)); });
  const passwords = ctx.all.filter((el) => el.nodeName === 'INPUT' && el.type === 'password' && isVisible(el));
  return JSON.stringify({
    title: document.title, loaded: String(performance.timeOrigin), password_fields: passwords.length, facts: ctx.facts, said: factSaid(),
  });
}

// The elements of a watched locator.
function factsAt(elements) {
  const focused = factFocused();
  return JSON.stringify(elements.map((el) => {
    const facts = [];
    factControl(el, (kind, more) => facts.push({ kind, ...more }));
    if (factIsRefused(el)) facts.push({ kind: 'refused', value: 'true' });
    if (el === focused) facts.push({ kind: 'focus' });
    const [title, body] = [titleOf(el).slice(0, 100), textOf(el).slice(0, 300)];
    return { visible: isVisible(el), title, body, late: factLate(el), facts };
  }));
}
