// Which elements lie behind an open overlay: visible and enabled, yet no click reaches them. Needs dom.js.

// The outermost element that lies over the whole window on top of all else; null when the page is open.
function veilOf() {
  const modal = [...document.querySelectorAll('dialog')].find((el) => el.matches(':modal'));
  if (modal) return modal;
  const [wide, high] = [innerWidth, innerHeight];
  const points = [[2, 2], [wide - 3, 2], [2, high - 3], [wide - 3, high - 3], [wide / 2, high - 3]];
  const veils = points.map(([x, y]) => veilAt(topmostAt(x, y)));
  // A dialog may stand in a corner, so most of the points are enough.
  const counts = new Map();
  for (const veil of veils) if (veil) counts.set(veil, (counts.get(veil) || 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && most[1] > points.length / 2 ? most[0] : null;
}

function veilAt(el) {
  let veil = null;
  for (let at = el; at; at = drawnParentOf(at)) {
    const box = at.getBoundingClientRect();
    const covers = box.width >= innerWidth * 0.98 && box.height >= innerHeight * 0.98;
    if (covers && styleOf(at).position === 'fixed' && tagOf(at) !== 'BODY') veil = at;
  }
  return veil;
}

// Whether an element lies behind the veil: hit there is the veil or what it holds, not the element.
function isBehind(el, veil) {
  if (!veil || isDrawnWithin(el, veil)) return false;
  const box = el.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return !isInDialog(el);
  const hit = topmostAt(x, y);
  return !!hit && !isDrawnWithin(hit, el) && isDrawnWithin(hit, veil);
}

function isDrawnWithin(el, scope) {
  for (let at = el; at; at = drawnParentOf(at)) if (at === scope) return true;
  return false;
}

function isInDialog(el) {
  for (let at = el; at; at = drawnParentOf(at)) {
    if (['dialog', 'alertdialog'].includes(roleOf(at)) || at.getAttribute('aria-modal') === 'true') return true;
  }
  return false;
}
