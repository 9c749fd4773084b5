// Locators for any element, most user-facing first, each matching exactly this element by Playwright's rules.
// Needs dom.js (with name.js); comes with stable.js and css.js. JSON in the shape of agents.domain.locator.Locator.

const CONTAINER_ROLES = ('dialog alertdialog navigation region form search banner main contentinfo complementary '
  + 'group tabpanel menu toolbar table grid list listbox tree radiogroup figure').split(' ');
const ITEM_ROLES = ['row', 'listitem', 'article', 'treeitem'];
// Containers of which a page has one, so that they need no name.
const LONE_SCOPES = new Set(['main', 'dialog', 'alertdialog', 'listbox', 'table', 'grid', 'tree', 'search']);
const ROLES_WITHOUT_USE = new Set(['generic', 'presentation', 'none', 'document', 'rowgroup']);
const RANKED = 3;

// Everything that locators need to be counted: elements by role, text, label and attribute, with their places.
function buildIndex(root) {
  const index = { roots: [root], all: [], enter: new Map(), exit: new Map(), roles: new Map(), texts: new Map(),
    labels: new Map(), memo: new Map(), containers: new Map(), items: new Map(), lower: new Map(), starts: new Map() };
  let clock = 0;
  const visit = (node) => {
    for (let el = node.firstElementChild; el; el = el.nextElementSibling) {
      index.enter.set(el, ++clock);
      index.all.push(el);
      if (el.shadowRoot) {
        index.roots.push(el.shadowRoot);
        visit(el.shadowRoot);
      }
      visit(el);
      index.exit.set(el, ++clock);
    }
  };
  visit(root);
  for (const el of index.all) {
    const role = roleOf(el);
    if (role && !ROLES_WITHOUT_USE.has(role) && !isHiddenForAria(el)) push(index.roles, role, el);
    const text = textOf(el);
    if (text && text.length <= NAME_LIMIT && !isWithoutText(el)) push(index.texts, text, el);
    for (const label of new Set(labelsOf(el))) push(index.labels, label, el);
  }
  return index;
}

function push(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function isInside(el, scope, index) {
  return index.enter.get(scope) < index.enter.get(el) && index.exit.get(el) < index.exit.get(scope);
}

// All matches of a chain of locator parts, in document order.
function queryChain(chain, index) {
  let scopes = startOf(chain[0], index);
  for (const part of chain.slice(1)) {
    const found = new Set();
    for (const scope of scopes) for (const el of queryPart(part, scope, index)) found.add(el);
    const list = [...found];
    if (scopes.length > 1) list.sort((a, b) => index.enter.get(a) - index.enter.get(b));
    scopes = narrowed(list, part, index);
  }
  return scopes;
}

// What the first part matches; kept, because containers begin many chains.
function startOf(part, index) {
  let list = index.starts.get(part);
  if (!list) index.starts.set(part, list = narrowed(queryPart(part, null, index), part, index));
  return list;
}

function narrowed(list, part, index) {
  const kept = part.has_text === undefined ? list : list.filter((el) => hasText(el, part.has_text, index));
  return part.nth === undefined ? kept : kept.slice(part.nth, part.nth + 1);
}

function hasText(el, text, index) {
  let lower = index.lower.get(el);
  if (lower === undefined) index.lower.set(el, lower = textOf(el).toLowerCase());
  return lower.includes(text.toLowerCase());
}

function queryPart(part, scope, index) {
  if (part.by === 'css' && part.selector.startsWith(':scope')) {
    return scope ? [...scope.querySelectorAll(part.selector)] : [];
  }
  const key = JSON.stringify({ ...part, has_text: undefined, nth: undefined });
  let all = index.memo.get(key);
  if (!all) index.memo.set(key, all = matchesOf(part, index));
  if (!scope) return all;
  // A text locator also matches the element that it starts from; the others only what is inside.
  return all.filter((el) => isInside(el, scope, index) || (part.by === 'text' && el === scope));
}

function matchesOf(part, index) {
  switch (part.by) {
    case 'role': return (index.roles.get(part.role) || []).filter((el) => matchesName(el, part)
      && (part.level === undefined || headingLevel(el) === part.level));
    case 'label': return index.labels.get(part.text) || [];
    case 'text': return (index.texts.get(part.text) || []).filter((el) => isDeepest(el, part.text));
    case 'testid': return withAttribute('data-testid', part.test_id, index);
    case 'placeholder': case 'alt': case 'title': return withAttribute(part.by, part.text, index);
    default: return queryCss(part.selector, index);
  }
}

function matchesName(el, part) {
  if (part.name === undefined) return true;
  return part.exact === false ? nameOf(el).toLowerCase().includes(part.name.toLowerCase()) : nameOf(el) === part.name;
}

function isDeepest(el, text) {
  for (const child of el.children) if (textOf(child) === text) return false;
  return !(el.shadowRoot && textOf(el.shadowRoot) === text);
}

function withAttribute(name, value, index) {
  const isExact = name === 'data-testid';
  return index.all.filter((el) => {
    const actual = el.getAttribute(name);
    return actual !== null && (isExact ? actual === value : normal(actual) === value);
  });
}

function isUnique(chain, el, index) {
  const found = queryChain(chain, index);
  return found.length === 1 && found[0] === el;
}

// Ranked locators of an element; empty when it cannot be located (inside a closed shadow root).
function locatorsOf(el, index) {
  if (!index.enter.has(el)) return [];
  const found = [];
  for (const rung of LADDER) {
    for (const chain of rung(el, index)) {
      if (isUnique(chain, el, index)) found.push({ frames: [], chain });
      if (found.length >= RANKED) return found;
    }
  }
  return found.length ? found : [{ frames: [], chain: lastResort(el, index) }];
}

const LADDER = [byRole, byStablePart, byContainer, byItem, byLabel, byPlaceholder, byTestId, byOwnText, byAttribute,
  byRoleAlone, byCss, byContainedCss, byRoleNth];

function roleInUse(el) {
  const role = roleOf(el);
  return role && !ROLES_WITHOUT_USE.has(role) && !isHiddenForAria(el) ? role : null;
}

function rolePart(el) {
  const role = roleInUse(el);
  const name = role ? nameOf(el) : '';
  return isUsableName(name) ? { by: 'role', role, name, exact: true } : null;
}

// A part of the name, where the whole of it will not last or is too long.
function partialPart(el) {
  const role = roleInUse(el);
  if (!role || isUsableName(nameOf(el))) return null;
  const name = stablePart(nameOf(el));
  return name ? { by: 'role', role, name, exact: false } : null;
}

function* byRole(el) {
  const part = rolePart(el);
  // The name of a row or an item is all it says: true today, but its title lasts longer.
  if (part && !ITEM_ROLES.includes(part.role)) yield [part];
}

function* byStablePart(el) {
  const part = partialPart(el);
  if (part) yield [part];
}

function* byContainer(el, index) {
  const inner = [rolePart(el), partialPart(el)].filter((part) => part);
  if (!inner.length || ITEM_ROLES.includes(roleOf(el))) return;
  for (const container of namedContainers(el, index)) for (const part of inner) yield [...container, part];
}

// Containers with a role that can be located by it, innermost first.
function namedContainers(el, index) {
  const found = [];
  for (let at = parentOf(el); at; at = parentOf(at)) {
    if (!index.containers.has(at)) index.containers.set(at, containerChain(at, index));
    const chain = index.containers.get(at);
    if (chain) found.push(chain);
  }
  return found;
}

function containerChain(at, index) {
  const role = roleInUse(at);
  if (!CONTAINER_ROLES.includes(role)) return null;
  const name = nameOf(at);
  const choices = isUsableName(name) ? [{ by: 'role', role, name, exact: true }] : [];
  choices.push({ by: 'role', role });
  return choices.map((part) => [part]).find((chain) => isUnique(chain, at, index)) || null;
}

// What tells the items of a list from those of any other: the name of the list, else the part of the page around
// it, innermost first. A name that says what the page is titled goes with the page, so it serves only a last time.
function listScopes(list, index) {
  const titles = (index.roles.get('heading') || []).filter((el) => headingLevel(el) === 1).map(textOf);
  const passes = (part) => titles.some((title) => part.name.includes(title) || title.includes(part.name));
  const chains = [containerChain(list, index), ...namedContainers(list, index)]
    .filter((chain) => chain && (chain[0].name !== undefined || LONE_SCOPES.has(chain[0].role)));
  const isTitled = (chain) => chain[0].name !== undefined && passes(chain[0]);
  return [...chains.filter((chain) => !isTitled(chain)), ...chains.filter(isTitled)];
}

// Within a row, list item or card that is known by its title; the item itself, too.
function* byItem(el, index) {
  const own = itemChain(el, index);
  if (own) yield own;
  const role = roleInUse(el);
  if (!role) return;
  const inner = [rolePart(el), partialPart(el), { by: 'role', role }].filter((part) => part);
  for (const container of itemContainers(el, index)) for (const part of inner) yield [...container, part];
}

function itemContainers(el, index) {
  const found = [];
  for (let at = parentOf(el); at && found.length < 2; at = parentOf(at)) {
    const chain = itemChain(at, index) || (index.cards && index.cards.get(at));
    if (chain) found.push(chain);
  }
  return found;
}

function itemChain(at, index) {
  if (!ITEM_ROLES.includes(roleOf(at))) return null;
  if (!index.items.has(at)) index.items.set(at, findItemChain(at, index));
  return index.items.get(at);
}

function findItemChain(at, index) {
  const role = roleInUse(at);
  const title = role ? stableTitle(at) : '';
  if (!title) return null;
  const part = { by: 'role', role, has_text: title };
  const outer = namedContainers(at, index)[0];
  const named = rolePart(at);
  const chains = [[part], ...(outer ? [[...outer, part]] : []), ...(named ? [[named]] : [])];
  return chains.find((chain) => isUnique(chain, at, index)) || null;
}

// The text by which a person would name an item: its heading, row header, link or first text.
function titleOf(item) {
  const heading = first(item, (at) => roleOf(at) === 'heading' && textOf(at));
  if (heading) return textOf(heading);
  const header = first(item, (at) => roleOf(at) === 'rowheader' && textOf(at));
  if (header) return textOf(header);
  const link = first(item, (at) => roleOf(at) === 'link' && textOf(at));
  if (link) return textOf(link);
  const leaf = first(item, (at) => /\p{L}{2,}/u.test(ownText(at)) && !at.closest('button, select, label') && isVisible(at));
  return leaf ? ownText(leaf) : ownText(item);
}

function stableTitle(item) {
  const title = titleOf(item);
  return isUsableName(title) ? title : stablePart(title);
}

function first(root, accept) {
  let found = null;
  const look = (node) => {
    for (let el = node.firstElementChild; el && !found; el = el.nextElementSibling) {
      if (accept(el)) found = el;
      else {
        if (el.shadowRoot) look(el.shadowRoot);
        if (!found) look(el);
      }
    }
  };
  if (root.shadowRoot) look(root.shadowRoot);
  if (!found) look(root);
  return found;
}

function* byLabel(el, index) {
  for (const text of labelsOf(el)) if (isUsableName(text)) yield* everywhere({ by: 'label', text, exact: true }, el, index);
}

function* byPlaceholder(el, index) {
  const text = normal(el.getAttribute('placeholder') || '');
  if (isUsableName(text)) yield* everywhere({ by: 'placeholder', text, exact: true }, el, index);
}

function* byTestId(el, index) {
  const id = el.getAttribute('data-testid');
  if (id) yield* everywhere({ by: 'testid', test_id: id }, el, index);
}

function* byOwnText(el, index) {
  const text = textOf(el);
  if (!isUsableName(text) || !/\p{L}/u.test(text) || !isDeepest(el, text) || !isOneLine(el)) return;
  yield* everywhere({ by: 'text', text, exact: true }, el, index);
}

// Text of its own and of what stands in line with it; a box full of boxes has no text that a person would quote.
function isOneLine(el) {
  return [...el.children].every((child) => !textOf(child) || (styleOf(child).display.startsWith('inline') && isOneLine(child)));
}

// In the whole page, else within a container.
function* everywhere(part, el, index) {
  yield [part];
  if (queryPart(part, null, index).length < 2) return;
  for (const container of [...itemContainers(el, index), ...namedContainers(el, index)]) yield [...container, part];
}

function* byAttribute(el) {
  const alt = normal(el.getAttribute('alt') || '');
  if (isUsableName(alt)) yield [{ by: 'alt', text: alt, exact: true }];
  const title = normal(el.getAttribute('title') || '');
  if (isUsableName(title)) yield [{ by: 'title', text: title, exact: true }];
}

// The only one of its role: a dialog, an alert, a search box without a name.
function* byRoleAlone(el, index) {
  const role = roleInUse(el);
  if (!role) return;
  yield [{ by: 'role', role }];
  for (const container of namedContainers(el, index)) yield [...container, { by: 'role', role }];
}

function* byCss(el) {
  for (const selector of cssOf(el)) yield [{ by: 'css', selector }];
}

function* byContainedCss(el, index) {
  for (const container of [...itemContainers(el, index), ...namedContainers(el, index)]) {
    for (const selector of cssOf(el)) yield [...container, { by: 'css', selector }];
  }
}

function* byRoleNth(el, index) {
  const part = rolePart(el) || partialPart(el);
  if (part) yield [withNth(part, el, index)];
  const role = roleInUse(el);
  if (role) yield [withNth({ by: 'role', role }, el, index)];
}

function withNth(part, el, index) {
  return { ...part, nth: queryChain([part], index).indexOf(el) };
}

function lastResort(el, index) {
  return [withNth({ by: 'css', selector: tagOf(el).toLowerCase() }, el, index)];
}
