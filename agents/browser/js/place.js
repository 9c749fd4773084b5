// Where a fact stands: a locator that does not hold what is said of it, as good as there is one.
// Plain functions; needs dom.js and locate.js beside it.

// Whether an element or something around it passes.
function factWithin(el, test) {
  for (let at = el; at; at = parentOf(at)) if (test(at)) return at;
  return null;
}

function factRole(ctx, role) {
  return ctx.index.roles.get(role) || [];
}

// Whether words hold a text as whole words: a "1" is not held by a made name that happens to have one in it.
function factHolds(words, text) {
  const [inside, sought] = [words.toLowerCase(), text.toLowerCase()];
  const isWord = (char) => char !== undefined && /[\p{L}\p{N}]/u.test(char);
  for (let at = inside.indexOf(sought); at >= 0; at = inside.indexOf(sought, at + 1)) {
    if (!isWord(inside[at - 1]) && !isWord(inside[at + sought.length])) return true;
  }
  return false;
}

function factMentions(locator, text) {
  return locator.chain.some((part) => [part.name, part.text, part.has_text]
    .some((words) => typeof words === 'string' && factHolds(words, text)));
}

// Where an element is, by a locator that does not hold the asserted text itself, when there is one.
// `within` says that the text is only a part of what is located.
function factPlace(el, ctx, text) {
  const ranked = locatorsOf(el, ctx.index);
  if (!ranked.length) return null;
  const free = text ? ranked.filter((locator) => !factMentions(locator, text)) : ranked;
  const best = [...free].sort((a, b) => factBad(a) - factBad(b))[0];
  if (best && factBad(best) === 0) return { on: best, circular: false };
  const cell = text ? factCell(el, ctx, text) : null;
  if (cell) return { on: cell, circular: false };
  const item = text ? factItem(el, ctx, text) : null;
  if (item) return { on: item, circular: false, within: true };
  const itself = text && (!best || factBad(best) >= 3) ? factItself(el, ctx, text) : null;
  if (itself) return { on: itself, circular: true };
  // Its own words say more than being the fifth of its kind.
  const worded = text && best && factBad(best) >= 3 ? ranked.find((locator) => factBad(locator) === 0) : null;
  if (worded) return { on: worded, circular: true };
  return best ? { on: best, circular: false } : { on: ranked[0], circular: true };
}

// How little a locator says to a person; 0 is good.
function factBad(locator) {
  const last = locator.chain[locator.chain.length - 1];
  const bare = last.by === 'role' && last.name === undefined && last.has_text === undefined
    && /^(paragraph|button|link|img|listitem|cell|row|group|status)$/.test(last.role);
  const css = locator.chain.some((part) => part.by === 'css');
  return (factWeak(locator) && !css ? 3 : 0) + (bare ? 2 : 0) + (css ? 1 : 0);
}

// The list item or card that is known by its title and holds the text.
function factItem(el, ctx, text) {
  const item = factWithin(el, (at) => /^(listitem|article)$/.test(roleOf(at) || ''));
  if (!item || item === el || text.length < 3) return null;
  const title = stableTitle(item);
  if (!title || factHolds(title, text) || factHolds(text, title)) return null;
  const chain = [{ by: 'role', role: roleOf(item), has_text: title }];
  return isUnique(chain, item, ctx.index) ? { chain } : null;
}

// A list item, card or row that is known by its own words.
function factItself(el, ctx, text) {
  if (!/^(listitem|article|row)$/.test(roleOf(el) || '') || text.length < 3) return null;
  const chain = [{ by: 'role', role: roleOf(el), has_text: text }];
  return isUnique(chain, el, ctx.index) ? { chain } : null;
}

function factWeak(locator) {
  return locator.chain.some((part) => part.by === 'css' || (part.nth !== undefined));
}

// A table cell by its row's own words and its column: the row that names the thing, the n-th cell in it.
function factCell(el, ctx, text) {
  const cell = factWithin(el, (at) => at.nodeName === 'TD' || /^(cell|gridcell)$/.test(at.getAttribute('role') || ''));
  const row = cell && factWithin(cell, (at) => at.nodeName === 'TR' || at.getAttribute('role') === 'row');
  if (!row || textOf(cell) !== text) return null;
  const name = titleOf(row);
  if (!name || factHolds(name, text) || factHolds(text, name)) return null;
  const rows = factRole(ctx, 'row').filter((one) => textOf(one).toLowerCase().includes(name.toLowerCase()));
  if (rows.length !== 1 || rows[0] !== row) return null;
  const cells = factRole(ctx, roleOf(cell)).filter((one) => row.contains(one));
  const at = cells.indexOf(cell);
  return at < 0 ? null : {
    chain: [{ by: 'role', role: 'row', has_text: name }, { by: 'role', role: roleOf(cell), nth: at }],
  };
}

const NEAR_PX = 120;
const NEAR_LEVELS = 4;
const FILLED = 'input:not([type=hidden]):not([type=button]):not([type=submit]):not([type=image]),select,textarea,'
  + '[contenteditable=true],[role=textbox],[role=combobox]';

// Whether a text stands by fields that are filled in: in their form, or close to one of a few blocks around it.
function factBeside(el) {
  if (el.closest('label,legend,th,nav,header,footer') || /^(button|link|heading|tab)$/.test(roleOf(el) || '')) return false;
  for (let at = el.parentElement, up = 0; at && up < NEAR_LEVELS; at = at.parentElement, up += 1) {
    const fields = [...at.querySelectorAll(FILLED)].filter(isVisible);
    if (!fields.length) continue;
    const buttons = [...at.querySelectorAll('button,[role=button],input[type=submit]')]
      .filter((one) => fields.some((field) => factNear(field, one)));
    return at.nodeName === 'FORM' || [...fields, ...buttons].some((one) => factNear(el, one));
  }
  return false;
}

function factNear(one, other) {
  const [mine, yours] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  const gap = (from, to, start, end) => Math.max(0, start - to, from - end);
  return gap(mine.top, mine.bottom, yours.top, yours.bottom) <= NEAR_PX
    && gap(mine.left, mine.right, yours.left, yours.right) <= NEAR_PX;
}
