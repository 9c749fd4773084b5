// What has no semantics: blocks that scripts made buttons of, and lists whose items have no role and no title.
// Needs dom.js, locate.js, evidence.js and detect.js; comes with groups.js.

const PRESSING = new Set(['listener', 'framework', 'inline', 'delegated', 'attribute', 'cursor']);
const NO_BUTTONS = new Set(['LABEL', 'SUMMARY', 'SELECT', 'OPTION', 'TR', 'TD', 'LI', 'IMG', 'SVG', 'HEADER', 'NAV']);
const BUTTON_WORDS = 40;
const MANY_ALIKE = 3;

// Blocks without a role that are pressed like a button: few words, nothing else inside, not one of a row of its kind.
function pressables(items) {
  const found = items.filter((item) => isPressBlock(item));
  const alike = (one) => found.filter(({ el }) => el.parentElement === one.el.parentElement && kindOfBlock(el) === kindOfBlock(one.el));
  return found.filter((one) => alike(one).length < MANY_ALIKE);
}

function isPressBlock({ el, found }) {
  const href = el.getAttribute('href');
  const isDead = tagOf(el) === 'A' && (href === null || /^(#?|javascript:.*)$/i.test(href.trim()));
  const plain = !roleOf(el) || ['generic', 'paragraph'].includes(roleOf(el));
  if (!(plain || isDead) || isField(el) || NO_BUTTONS.has(tagOf(el)) || !found.some((kind) => PRESSING.has(kind))) return false;
  const text = textOf(el);
  return isVisible(el) && /\p{L}{2}/u.test(text) && text.length <= BUTTON_WORDS
    && !closestRole(el, ['navigation', 'banner', 'contentinfo', 'listitem', 'row', 'article'])
    && !el.querySelector('input, select, textarea, button, a[href], h1, h2, h3, h4, h5, h6, ul, ol, table');
}

function kindOfBlock(el) {
  return `${el.nodeName} ${[...el.classList].filter((name) => !isPassingClass(name)).join('.')}`;
}

// The nearest ancestor of a field that holds something to send it by as well.
function groupAround(el, senders, fields) {
  for (let at = parentOf(el); at; at = parentOf(at)) {
    const holds = senders.some(({ el: sender }) => !sender.form && isWithin(sender, at));
    const isDialog = ['dialog', 'alertdialog', 'form'].includes(roleOf(at));
    if (isDialog || (holds && !isEyed(el, at, senders, fields))) return at;
    if (['MAIN', 'BODY', 'NAV', 'TABLE'].includes(tagOf(at)) || ['row', 'grid'].includes(roleOf(at))) break;
  }
  return el.type === 'password' ? besideOthers(el, fields) : null;
}

// Whether all that an ancestor of a password holds is the password and the eye that shows it, while what sends
// it stands further out, with the name that belongs to it.
function isEyed(el, scope, senders, fields) {
  if (el.type !== 'password' || fields.some((other) => other !== el && isWithin(other, scope))) return false;
  const box = el.getBoundingClientRect();
  const inside = senders.filter(({ el: sender }) => isWithin(sender, scope));
  const onLine = inside.every(({ el: sender }) => {
    const at = sender.getBoundingClientRect();
    return (at.y + at.height / 2) >= box.y && (at.y + at.height / 2) <= box.bottom;
  });
  const outer = besideOthers(el, fields);
  return onLine && !!outer && senders.some(({ el: sender }) => isWithin(sender, outer) && !isWithin(sender, scope));
}

// A password that nothing sends but the Enter key belongs to the fields that stand around it.
function besideOthers(el, fields) {
  for (let at = parentOf(el); at; at = parentOf(at)) {
    if (fields.some((other) => other !== el && isWithin(other, at))) return at;
    if (tagOf(at) === 'BODY') return null;
  }
  return null;
}

const TYPED = 'input:not([type=checkbox]):not([type=radio]):not([type=hidden]), textarea, select';
const MOSTLY = 0.6;

// Blocks of one kind side by side, each with words of its own and something to use: the entries of a list.
function arePlainRows(items) {
  if (items[0].closest('[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], [role=log]')) return false;
  const share = (accept) => items.filter(accept).length / items.length;
  const shapes = items.map(shapeOf);
  const shape = shapes.find((one) => shapes.filter((other) => other === one).length >= items.length * MOSTLY);
  // What holds fields is a row of a form, but for an entry that is just being changed.
  return share((item) => !item.querySelector(TYPED)) >= MOSTLY && shape !== undefined
    && new Set(items.map(textOf)).size >= items.length * MOSTLY && items.every((item) => item.children.length && !roleOf(item))
    && items.every((item) => !!item.querySelector(TYPED) || (hasOwnWords(item) && holdsControl(item)));
}

function shapeOf(item) {
  return [...item.children].map((child) => `${child.nodeName} ${roleOf(child) || ''}`).join(',');
}

function hasOwnWords(item) {
  const tells = (at) => /\p{L}{2,}/u.test(ownText(at)) && isVisible(at) && !isControl(at) && !at.closest('button, select, [role=button]');
  return tells(item) || !!first(item, tells);
}

function isControl(el) {
  return ['button', 'link', 'checkbox', 'switch', 'radio'].includes(roleOf(el)) || (tagOf(el) !== 'LABEL' && hasPress(el));
}

function holdsControl(item) {
  return !!first(item, (at) => isControl(at) && isVisible(at)) || hasPress(item);
}
