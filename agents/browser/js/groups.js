// Forms and collections: what belongs together. Needs dom.js, locate.js.

const FIELD_ROLES = new Set('textbox searchbox combobox listbox spinbutton slider checkbox radio switch'.split(' '));
const NO_FIELD_TYPES = new Set(['submit', 'button', 'reset', 'image', 'hidden']);

function isField(el) {
  if (isStandIn(el)) return false;
  if (tagOf(el) === 'INPUT') return !NO_FIELD_TYPES.has(el.type);
  return ['SELECT', 'TEXTAREA'].includes(tagOf(el)) || el.isContentEditable
    || (!!explicitRole(el) && FIELD_ROLES.has(roleOf(el)) && tagOf(el) !== 'BUTTON');
}

// Fields grouped by their form element, or else by the nearest ancestor that also holds what sends them.
function formsOf(items) {
  const groups = new Map();
  const buttons = items.filter(({ el }) => roleOf(el) === 'button' || el.type === 'image');
  const senders = [...buttons, ...pressables(items)];
  const fields = items.filter(({ el }) => isField(el));
  const loose = fields.map(({ el }) => el).filter((el) => !el.form && !closestOf(el, 'form'));
  for (const item of fields) {
    const owner = item.el.form || closestOf(item.el, 'form') || groupAround(item.el, senders, loose);
    if (owner) push(groups, owner, item);
  }
  for (const { el } of items) {
    const form = el.form || closestOf(el, 'form');
    if (form && !groups.has(form) && roleOf(el) === 'button') groups.set(form, []);
  }
  return [...groups].map(([owner, own]) => formFacts(owner, own, buttons, senders));
}

function isWithin(el, scope) {
  for (let at = el; at; at = parentOf(at)) if (at === scope) return true;
  return false;
}

// A field named `action`, `method` or `id` stands in for the property of its form; the getters are not fooled.
function ofForm(name, form) {
  return Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, name).get.call(form);
}

function formFacts(owner, fields, buttons, senders) {
  const isForm = tagOf(owner) === 'FORM';
  const isOwn = ({ el }) => (isForm ? el.form === owner || isWithin(el, owner) : isWithin(el, owner) && !el.form);
  // A block that scripts made a button of sends where no real button does, and where there is no form to send.
  const own = isForm && buttons.some(isOwn) ? buttons.filter(isOwn) : senders.filter(isOwn).sort((a, b) => a.key - b.key);
  const submits = own.filter(({ el }) => isForm && ['submit', 'image'].includes(el.type));
  const types = handledTypes(owner);
  const scripted = !isForm || types.has('submit') || typeof owner.onsubmit === 'function' || !owner.hasAttribute('action');
  const method = isForm && owner.getAttribute('method') ? ofForm('method', owner) : 'get';
  return {
    name: nameOf(owner) || headingIn(owner), method: scripted && method !== 'dialog' ? 'script' : method,
    declares: isForm && owner.getAttribute('method') ? ofForm('method', owner) : '',
    action: isForm && owner.hasAttribute('action') ? ofForm('action', owner) : null,
    no_validate: isForm && ofForm('noValidate', owner), fields: fieldFacts(fields),
    submits: (submits.length ? submits : own).map((item) => item.key),
    declared: submits.length > 0,
    dialog: !!(closestRole(fields.length ? fields[0].el : owner, ['dialog', 'alertdialog'])),
    text: textOf(owner).slice(0, 300), id: owner.getAttribute('id') || owner.getAttribute('name') || '',
    role: roleOf(owner) || '',
  };
}

function closestRole(el, roles) {
  for (let at = el; at; at = drawnParentOf(at)) if (roles.includes(roleOf(at))) return at;
  return null;
}

// The heading or legend in a group, else the nearest one above it.
function headingIn(owner) {
  const isTitle = (at) => (roleOf(at) === 'heading' || tagOf(at) === 'LEGEND') && isVisible(at) && !!textOf(at);
  const own = first(owner, isTitle);
  return own ? textOf(own) : headingBefore(owner);
}

// The nearest heading above a group: an earlier sibling's, or that of an ancestor.
function headingBefore(owner) {
  const isTitle = (at) => (roleOf(at) === 'heading' || tagOf(at) === 'LEGEND') && isVisible(at) && !!textOf(at);
  for (let at = owner; at && tagOf(at) !== 'BODY'; at = parentOf(at)) {
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      const title = isTitle(before) ? before : isCaption(before) ? first(before, isTitle) : null;
      if (title) return textOf(title);
    }
  }
  return '';
}

// A block above a group that holds its heading, and nothing to act on.
function isCaption(el) {
  return !el.querySelector('a, button, input, select, textarea') && textOf(el).length < 300;
}

function fieldFacts(items) {
  const facts = [];
  const radios = new Map();
  for (const { el, key } of items) {
    const isRadio = roleOf(el) === 'radio';
    const group = isRadio ? el.name || closestRole(el, ['radiogroup', 'group']) || el : null;
    if (isRadio && radios.has(group)) {
      const known = radios.get(group);
      known.options.push(optionLabel(el));
      if (el.checked) known.value = optionLabel(el);
      continue;
    }
    const fact = fieldFact(el, key);
    if (isRadio) {
      const owner = closestRole(el, ['radiogroup', 'group']);
      fact.label = (owner && nameOf(owner)) || fact.label;
      fact.options = [optionLabel(el)];
      fact.value = el.checked ? optionLabel(el) : null;
      radios.set(group, fact);
    }
    facts.push(fact);
  }
  return facts;
}

function optionLabel(el) {
  return labelsOf(el)[0] || nameOf(el) || el.value || '';
}

function fieldFact(el, key) {
  const type = fieldType(el);
  const get = (name) => el.getAttribute(name);
  const labels = labelsOf(el);
  const label = ((labels.length && nameOf(el)) || labels[0] || '').slice(0, 200);
  const length = (value) => (value !== undefined && value >= 0 ? value : null);
  return {
    element: key, name: get('name'), label: label || nameOf(el) || get('placeholder') || textBefore(el), type,
    required: !!el.required || get('aria-required') === 'true' || /\*\s*$/.test(label),
    min: get('min') ?? get('aria-valuemin'), max: get('max') ?? get('aria-valuemax'), step: get('step'),
    min_length: length(el.minLength), max_length: length(el.maxLength), pattern: get('pattern'),
    options: tagOf(el) === 'SELECT' ? [...el.options].filter((option) => !option.disabled).map((option) => normal(option.label)).slice(0, 60) : [],
    value: valueOf(el), autocomplete: get('autocomplete'), placeholder: get('placeholder') || '',
    id: el.id || '', inputmode: get('inputmode') || '', accept: get('accept') || '',
  };
}

function fieldType(el) {
  const tag = tagOf(el);
  if (tag === 'INPUT') return el.type;
  if (tag === 'SELECT' || tag === 'TEXTAREA') return tag.toLowerCase();
  return el.isContentEditable ? 'contenteditable' : roleOf(el) || 'text';
}

function textBefore(el) {
  for (let at = el, up = 0; at && up < 4 && tagOf(at) !== 'FORM' && tagOf(at) !== 'BODY'; at = parentOf(at), up++) {
    const before = at.previousElementSibling;
    const text = before ? textOf(before) : '';
    // What is as long as a paragraph, or holds controls, is no label.
    if (text) return text.length <= 60 && !before.querySelector('a, button, input') ? text : '';
  }
  return '';
}

function valueOf(el) {
  if (tagOf(el) === 'INPUT' && ['password', 'file'].includes(el.type)) return null;
  if (tagOf(el) === 'INPUT' && ['checkbox', 'radio'].includes(el.type)) return null;
  if (tagOf(el) === 'SELECT') return el.selectedOptions.length ? normal(el.selectedOptions[0].label) : null;
  return 'value' in el && typeof el.value === 'string' && tagOf(el) !== 'BUTTON' ? el.value.slice(0, 500) : null;
}

// Collections.

const CHROME = new Set(['navigation', 'banner', 'contentinfo', 'menu', 'menubar', 'tablist', 'toolbar', 'listbox', 'radiogroup']);
const REPEATED_TAGS = new Set(['DIV', 'ARTICLE', 'SECTION', 'A', 'LI', 'FIGURE', 'DL']);

function collectionsOf(index) {
  const found = [];
  const taken = new Set();
  for (const el of index.all) {
    if (taken.has(el) || tagOf(el) === 'THEAD' || !el.children.length) continue;
    const rows = tableRows(el) || listItems(el) || alikeChildren(el);
    if (!rows || rows.items.length < 2 || !isVisible(el) || inChrome(el)) continue;
    if (rows.role === 'list' && (isPlainLinks(rows.items, el) || isRowMenu(rows.items, el))) continue;
    for (const item of rows.items) taken.add(item);
    found.push({ el, ...rows });
  }
  // The rows of a table with heads may hold nothing but numbers.
  return found.filter(({ items, columns }) => items.some((item) => (columns.some((name) => name) ? /[\p{L}\p{N}]/u : /\p{L}/u).test(textOf(item))));
}

function inChrome(el) {
  for (let at = el; at; at = parentOf(at)) if (CHROME.has(roleOf(at))) return true;
  return false;
}

// Links and nothing else, outside the main part: a menu by another name.
function isPlainLinks(items, el) {
  const outside = !closestRole(el, ['main', 'dialog']) || !!closestRole(el, ['complementary']);
  const plain = items.every((item) => item.querySelectorAll('a, button').length === 1
    && textOf(item) === textOf(item.querySelector('a, button')));
  return plain && (outside || items.every((item) => textOf(item).length < 4));
}

// A list of what can be done with the entry of another list.
function isRowMenu(items, el) {
  const around = closestRole(parentOf(el), ['row', 'listitem', 'article', 'main', 'navigation']);
  return !!around && ['row', 'listitem', 'article'].includes(roleOf(around)) && items.every((item) => {
    const controls = item.querySelectorAll('a, button');
    return controls.length === 1 && textOf(item) === textOf(controls[0]);
  });
}

// Whether a press on it orders by a column: it is the head of one, or all of what stands there.
function sortsBy(el) {
  if (el.closest('[aria-sort]')) return true;
  const head = closestRole(el, ['columnheader']);
  return !!head && ['link', 'button'].includes(roleOf(el)) && !el.hasAttribute('aria-haspopup') && !!textOf(el) && textOf(el) === textOf(head);
}

function isSortable(head) {
  return !!(head.matches('[aria-sort]') || head.querySelector('[aria-sort]') || first(head, (at) => sortsBy(at)));
}

// Without a cell that is marked as a head: a first row in bold, over rows that are not.
function boldHead(rows) {
  const isBold = (cell) => !textOf(cell) || (Number(styleOf(cell).fontWeight) >= 600 || !!first(cell, (at) => textOf(at) === textOf(cell) && Number(styleOf(at).fontWeight) >= 600));
  const isHead = (row) => row.children.length > 1 && [...row.children].some(textOf) && !row.querySelector('a[href], button, input, td table') && [...row.children].every(isBold);
  return rows.length > 2 && isHead(rows[0]) && !rows.slice(1).some(isHead) ? rows[0] : null;
}

function tableRows(el) {
  const role = roleOf(el);
  if (!['table', 'grid', 'treegrid'].includes(role)) return null;
  const native = tagOf(el) === 'TABLE';
  const all = native ? [...el.rows] : [...el.querySelectorAll('[role="row"]')];
  const isHeader = (row) => {
    const cells = [...row.children].flatMap((cell) => (roleOf(cell) ? [cell] : [...cell.children]));
    return (row.parentElement && tagOf(row.parentElement) === 'THEAD') || (cells.length > 0 && cells.every((cell) => roleOf(cell) === 'columnheader'));
  };
  const header = all.find(isHeader) || (native ? boldHead(all) : null);
  const items = all.filter((row) => row !== header && !isHeader(row) && tagOf(row.parentElement || row) !== 'TFOOT' && isVisible(row));
  const headers = header ? [...header.querySelectorAll('th, td, [role="columnheader"]')] : [];
  return {
    role: role === 'table' ? 'table' : 'grid', items, columns: headers.map(textOf), sorted: headers.filter(isSortable).map(textOf),
    css: native ? ['tbody tr', 'tr:has(td)', 'tr:not(:first-child)'] : ['[role="row"]:not(:has([role="columnheader"]))', '[role="row"]'], itemRole: 'row',
  };
}

function listItems(el) {
  if (roleOf(el) !== 'list' && roleOf(el) !== 'feed') return null;
  const itemRole = roleOf(el) === 'feed' ? 'article' : 'listitem';
  const items = [...el.children].filter((child) => roleOf(child) === itemRole && isVisible(child));
  return items.length === el.children.length || items.length > 1
    ? { role: roleOf(el), items, columns: [], css: ['> li', '> *'], itemRole } : null;
}

// Siblings of one kind, each with a title and something more: cards.
function alikeChildren(el) {
  if (el.children.length < 2 || ['UL', 'OL', 'TABLE', 'TBODY', 'TR', 'SELECT', 'FORM', 'P', 'SVG'].includes(tagOf(el))) return null;
  const groups = new Map();
  for (const child of el.children) if ((REPEATED_TAGS.has(tagOf(child)) || child.localName.includes('-')) && isVisible(child)) push(groups, kindOf(child), child);
  const [items] = [...groups.values()].sort((a, b) => b.length - a.length);
  if (!items || items.length < 2) return null;
  if (!items.every((item) => isCard(item) || isComponentCard(item)) && !arePlainRows(items)) return null;
  const tag = items[0].nodeName.toLowerCase();
  const classes = [...items[0].classList].filter((name) => !isPassingClass(name));
  const shared = classes.find((name) => items.every((item) => item.classList.contains(name)));
  const plain = tag.includes('-') ? [tag, `> ${tag}`] : [`> ${tag}`];
  const css = shared ? [`${tag}.${CSS.escape(shared)}`, `> ${tag}.${CSS.escape(shared)}`] : plain;
  return { role: 'group', items, columns: [], css, itemRole: roleOf(items[0]) };
}

// A component that stands beside others of its name and holds something to use.
function isComponentCard(el) {
  return el.localName.includes('-') && /\p{L}{2,}/u.test(textOf(el))
    && !!first(el, (at) => ['button', 'link'].includes(roleOf(at)) && isVisible(at)) && !isControlHost(el);
}

// A component that draws a single control, such as a button with its icon.
function isControlHost(el) {
  const inner = first(el, (at) => ['button', 'link'].includes(roleOf(at)));
  return !!inner && textOf(inner) === textOf(el);
}

function kindOf(el) {
  return `${el.nodeName} ${[...el.classList].filter((name) => !isPassingClass(name)).sort().join('.')} ${el.getAttribute('role') || ''}`;
}

function isCard(el) {
  const title = first(el, (at) => ['heading', 'link', 'img'].includes(roleOf(at)) || tagOf(at) === 'IMG');
  return !!(title || tagOf(el) === 'A' || tagOf(el) === 'ARTICLE') && el.children.length > 0 && /\p{L}{2,}/u.test(textOf(el))
    && !['navigation', 'region', 'banner', 'contentinfo', 'main'].includes(roleOf(el));
}

function collectionFacts({ el, role, items, columns, sorted, css, itemRole }, index) {
  const container = locatorsOf(el, index)[0] || null;
  return {
    role, name: nameOf(el) || headingBefore(el), locator: container, items: itemsLocator(el, items, css, itemRole, container, index),
    count: items.length, samples: items.slice(0, 5).map((item) => titleOf(item).slice(0, 120)), columns, sortable: sorted || [],
  };
}

// The first locator that matches exactly the items.
function itemsLocator(el, items, css, itemRole, container, index) {
  const wanted = new Set(items);
  const scoped = css.map((selector) => (selector.startsWith('>') ? `:scope ${selector}` : selector));
  const isGood = container && container.chain.every((part) => part.by !== 'css' && part.nth === undefined && part.name !== undefined);
  const own = container ? [container.chain] : [];
  const bases = [...(isGood && itemRole === 'row' ? own : []), ...listScopes(el, index), [], ...own];
  const role = itemRole && itemRole !== 'row' ? [{ by: 'role', role: itemRole }] : [];
  for (const part of [...role, ...scoped.map((selector) => ({ by: 'css', selector }))]) {
    for (const base of bases) {
      if (!base.length && part.selector && part.selector.startsWith(':scope')) continue;
      const chain = [...base, part];
      const found = queryChain(chain, index);
      if (found.length === items.length && found.every((item) => wanted.has(item))) return { frames: [], chain };
    }
  }
  return null;
}

// How to find a card, which has no role to tell it by: by the title that it alone has.
function cardsOf(collections, listed, index) {
  const cards = new Map();
  collections.forEach(({ items, itemRole }, at) => {
    const chain = listed[at].items && listed[at].items.chain;
    if (!chain || ITEM_ROLES.includes(itemRole)) return;
    for (const item of items) {
      const title = stableTitle(item);
      const own = title && [...chain.slice(0, -1), { ...chain[chain.length - 1], has_text: title }];
      if (own && isUnique(own, item, index)) cards.set(item, own);
    }
  });
  return cards;
}
