// Short, stable CSS selectors. Comes with locate.js.

function queryCss(selector, index) {
  const found = [];
  // Playwright's CSS pierces open shadow roots; a compound selector here never crosses one.
  for (const root of index.roots) found.push(...root.querySelectorAll(selector));
  const inside = found.filter((el) => index.enter.has(el));
  return index.roots.length > 1 ? inside.sort((a, b) => index.enter.get(a) - index.enter.get(b)) : inside;
}

function attributeCss(tag, name, value) {
  return value && value.length <= 60 && !/["\\\n]/.test(value) ? `${tag}[${name}="${value}"]` : null;
}

// Selectors for one element, best first. None of them is checked for uniqueness.
function cssOf(el) {
  const tag = el.nodeName.toLowerCase().replace(/[^\w-]/g, '') || '*';
  const found = [];
  if (el.id && !isGeneratedId(el.id)) found.push(`#${CSS.escape(el.id)}`);
  const name = el.getAttribute('name');
  if (name && !isGeneratedId(name.replace(/[[\]:]/g, ''))) found.push(attributeCss(tag, 'name', name));
  if (name && ['radio', 'checkbox'].includes(el.type)) {
    found.push(attributeCss(`${tag}[name="${name.replace(/["\\]/g, '')}"]`, 'value', el.getAttribute('value') || ''));
  }
  for (const attribute of ['data-test', 'data-qa', 'data-cy', 'data-action', 'aria-label', 'data-id', 'slot', 'for']) {
    const value = el.getAttribute(attribute);
    if (value && !isVolatileText(value) && !isGeneratedId(value.replace(/[\s:>#-]/g, ''))) {
      found.push(attributeCss(tag, attribute, value));
    }
  }
  if (tag === 'a') found.push(attributeCss('a', 'href', (el.getAttribute('href') || '').split('#')[0]));
  if (tag.includes('-')) found.push(tag);
  const classes = [...el.classList].filter((value) => !isPassingClass(value));
  for (const value of classes.slice(0, 3)) found.push(`${tag}.${CSS.escape(value)}`);
  if (classes.length > 1) found.push(`${tag}.${classes.slice(0, 2).map((value) => CSS.escape(value)).join('.')}`);
  const type = el.getAttribute('type');
  if (type && tag === 'input') found.push(attributeCss(tag, 'type', type));
  const parent = el.parentElement;
  if (parent) found.push(...childCss(el, parent, tag));
  return found.filter((selector) => selector);
}

// Below a parent with a stable id or class, by position among its kind.
function childCss(el, parent, tag) {
  const anchor = parent.id && !isGeneratedId(parent.id) ? `#${CSS.escape(parent.id)}`
    : [...parent.classList].filter((value) => !isPassingClass(value)).slice(0, 1)
      .map((value) => `${parent.nodeName.toLowerCase()}.${CSS.escape(value)}`)[0];
  if (!anchor) return [];
  const alike = [...parent.children].filter((other) => other.nodeName === el.nodeName);
  return alike.length === 1 ? [`${anchor} > ${tag}`] : [`${anchor} > ${tag}:nth-of-type(${alike.indexOf(el) + 1})`];
}

// A short selector for reports: not promised to be unique.
function shortCss(el) {
  return cssOf(el)[0] || el.nodeName.toLowerCase();
}
