// The entries of what this run has made: what else stands in them, such as their controls, stands in every other
// entry as well, and nothing but the made text tells them apart.
// Plain functions; needs dom.js, place.js and look.js beside it.
const OWN_ENTRY = /^(listitem|row|article|option|treeitem)$/;
const OWN_WHOLE = 'h1,ul,ol,table,textarea,[contenteditable=true],'
  + 'input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit])';

// The entries that show one of the made texts.
function ownEntries(ctx, made) {
  const sought = made.map((text) => normal(text).toLowerCase());
  const found = new Set();
  for (const el of ctx.all) {
    const words = normal(ownText(el)).toLowerCase();
    if (!words || !sought.some((text) => words.includes(text)) || !isVisible(el) || factLive(el)) continue;
    const entry = ownEntry(el, ctx);
    if (entry) found.add(entry);
  }
  return found;
}

// What markup tells to be an entry; else the least around a text that also holds something to use, or more text.
// What holds a list, the fields or the heading of the page is a part of the page.
function ownEntry(el, ctx) {
  let wider = null;
  for (let at = el; at && at !== document.body; at = parentOf(at)) {
    const role = roleOf(at) || '';
    const isPart = at !== el && !!at.querySelector(OWN_WHOLE);
    if (ctx.itemOf.has(at) || OWN_ENTRY.test(role)) return at.querySelector('h1,table') || (isPart && role === 'article') ? null : at;
    if (LANDMARKS.has(role)) break;
    if (isPart) continue;
    if (at !== el && ownUses(at, el)) return at;
    if (!wider && textOf(at) !== textOf(el)) wider = at;
  }
  return wider;
}

function ownUses(at, el) {
  const isUsed = (one) => factIsActor(one) || one.nodeName === 'INPUT' || styleOf(one).cursor === 'pointer';
  return [...at.querySelectorAll('*')].some((one) => !one.contains(el) && isUsed(one));
}
