// Runs in every document from its start: keeps a log of what live regions said, so that a message which vanishes
// again before anyone looks is not missed. It only listens.
(() => {
  const KEY = Symbol.for('page-said');
  if (window[KEY]) return;
  const LIVE = '[role=alert],[role=status],[role=log],[aria-live]:not([aria-live=off]),output';
  const said = new Map();  // text -> { role, first, last }
  window[KEY] = said;
  const look = () => {
    const at = performance.now();
    for (const region of document.querySelectorAll(LIVE)) {
      const text = (region.textContent || '').replace(/\s+/g, ' ').trim();
      if (!text || text.length > 200 || !region.checkVisibility({ visibilityProperty: true })) continue;
      const entry = said.get(text) || { role: region.getAttribute('role'), first: at, last: at };
      entry.last = at;
      said.set(text, entry);
    }
  };
  let due = false;
  const soon = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; look(); });
  };
  new MutationObserver(soon).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ['class', 'style', 'hidden', 'open', 'aria-hidden'],
  });
})();
