// Each labelled element, with the places of what a scan saw of it. Runs after the scripts of the detector.
const index = buildIndex(document);
const items = detect(index);
const lists = collectionsOf(index).map(({ el }) => el);
const truth = window[Symbol.for('truth')];
const shownAs = (el) => el.outerHTML.replace(/\s+/g, ' ').slice(0, 70);
const at = (el) => {
  const same = items.findIndex((item) => item.el === el);
  return same >= 0 ? same : items.findIndex((item) => el.contains(item.el) || item.label === el);
};
const holds = (el) => items.flatMap((item, i) => (el.contains(item.el) ? [i] : []));
const listed = (el) => {
  const same = lists.indexOf(el);
  return same >= 0 ? same : lists.findIndex((other) => el.contains(other));
};
const either = (text) => (text ? text.split('|') : []);
const parted = (text) => (text ? text.split(';') : []);
const marked = (el) => [...truth].filter(([at, t]) => 'e' in t && el.contains(at)).map(([at]) => at);
const linksIn = (el) => [...el.querySelectorAll('a[href]'), ...marked(el)];
return JSON.stringify([...truth].map(([el, t]) => ({
  what: shownAs(el), element: at(el), purposes: either(t.p), meanings: either(t.f),
  form: either(t.form), inside: holds(el), not_: 'not' in t ? items.some((item) => item.el === el) : null,
  list: either(t.list), collection: 'list' in t ? listed(el) : -1, count: 'n' in t ? Number(t.n) : null,
  columns: parted(t.cols), actions: parted(t.acts), sorts: parted(t.sort),
  nav: either(t.nav), entries: 'nav' in t ? linksIn(el).map(at) : [], current: t.at ?? null,
  levels: 'nav' in t ? linksIn(el).map((link) => Number((truth.get(link) || {}).l || 0)) : [],
})));
