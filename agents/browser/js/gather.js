// Everything that a scan reports of one document, as one JSON text. Needs all the other scripts but settle.js.

const TIMES = /\b\d{1,2}:\d{2}(:\d{2})?\s*([ap]m)?\b|\b\d+\s*(s|sec\w*|min\w*|hours?|days?)\s+ago\b/gi;
const INLINE = new Set('B I EM STRONG SMALL SPAN BR WBR SUB SUP CODE MARK U S FONT PATH G RECT CIRCLE LINE POLYGON POLYLINE USE DEFS TITLE'.split(' '));

function gather() {
  const began = performance.now();
  const index = buildIndex(document);
  const items = detect(index).map((item, key) => ({ ...item, key }));
  const collections = collectionsOf(index);
  const detected = performance.now();
  const listed = collections.map((one) => collectionFacts(one, index));
  index.cards = cardsOf(collections, listed, index);
  const veil = veilOf();
  const elements = items.map((item) => elementFacts(item, index, collections, veil));
  elements.push(...closedFacts(index, items.length));
  const facts = {
    title: document.title, url: location.href, framework: frameworkOf(), elements, forms: formsOf(items), navigations: navigationsOf(items, collections),
    headings: headingsOf(index), collections: listed,
    messages: messagesOf(index), ...fingerprints(index),
    veiled: !!veil, has_main: index.all.some((el) => roleOf(el) === 'main'),
    text_length: document.body ? textOf(document.body).length : 0,
    nodes: index.all.length, detect_ms: detected - began, locate_ms: 0,
  };
  facts.locate_ms = performance.now() - detected;
  return JSON.stringify(facts);
}

function elementFacts({ el, found, label }, index, collections, veil) {
  const shown = label || el;
  const box = shown.getBoundingClientRect();
  const place = placeIn(el, collections);
  const handle = label && !isTouchable(el) ? label : isWayOnly(found) ? visibleText(el) || el : el;
  const locators = locatorsOf(handle, index);
  const expanded = expandedOf(el);
  return {
    role: roleOf(el) || 'generic', name: (nameOf(el) || (!roleOf(el) || isHiddenForAria(el) ? textOf(handle === label ? el : handle) : '')).slice(0, 200),
    tag: el.nodeName.toLowerCase(), shadow: el.getRootNode() !== document, found, locators, css: shortCss(el),
    closed: false, visible: isVisible(shown) && (Number(styleOf(shown).opacity) > 0 || isTouchable(shown)), enabled: isEnabled(el) && !isBehind(shown, veil),
    box: [box.x, box.y, box.width, box.height], landmark: landmarkOf(el),
    input_type: isField(el) ? fieldType(el) : tagOf(el) === 'INPUT' ? el.type : null,
    href: el.nodeName.toLowerCase() === 'a' || tagOf(el) === 'AREA' ? String(el.href.baseVal ?? el.href) || null : null,
    value: isField(el) ? valueOf(el) : null, checked: checkedOf(el), expanded,
    has_popup: !['', 'false', null].includes(el.getAttribute('aria-haspopup')) || found.includes('hover'),
    hint: [el.id, el.getAttribute('name') || '', el.getAttribute('title') || '', el.getAttribute('data-testid') || '',
      el.getAttribute('type') || '', [...el.classList].filter((name) => !isHashedClass(name)).join(' '), iconHint(el)].join(' ').slice(0, 300),
    rel: el.getAttribute('rel') || '', target: el.getAttribute('target') || '', download: el.hasAttribute('download'),
    current: el.getAttribute('aria-current') || '', here: leadsHere(el), sorts: sortsBy(el), collection: place.collection, item: place.item,
  };
}

// Whether it leads to where the user is already, so that nothing needs to happen: what says that it is the current
// one, a link to the page that is shown, or to a place on it that is there. `#` alone is how scripts spell a button.
function leadsHere(el) {
  const states = ['aria-current', 'aria-selected', 'aria-pressed'].map((name) => el.getAttribute(name));
  if (states.some((value) => value && value !== 'false')) return true;
  const link = el.closest('a[href]');
  return !!link && leadsToThisPage(link.getAttribute('href').trim());
}

function leadsToThisPage(given) {
  let to, name;
  try {
    to = new URL(given, document.baseURI);
    name = decodeURIComponent(to.hash.slice(1));
  } catch {
    return false;
  }
  if (to.href.split('#')[0] !== location.href.split('#')[0]) return false;
  if (!name) return !given.endsWith('#');
  return to.hash === location.hash || name.toLowerCase() === 'top' || !!document.getElementById(name)
    || document.getElementsByName(name).length > 0;
}

// Not a control itself: hovering over it reveals some. Its visible text is where to point.
function isWayOnly(found) {
  return found.every((kind) => kind === 'hover' || kind === 'cursor') && found.includes('hover');
}

function visibleText(el) {
  return first(el, (at) => isVisible(at) && !!ownText(at));
}

function iconHint(el) {
  const icon = el.querySelector ? el.querySelector('svg, i, img, [class*="icon"]') : null;
  if (!icon) return '';
  return `${icon.getAttribute('class') || ''} ${icon.getAttribute('data-icon') || ''} ${icon.getAttribute('alt') || ''}`;
}

function checkedOf(el) {
  if (tagOf(el) === 'INPUT' && ['checkbox', 'radio'].includes(el.type)) return el.checked;
  const value = el.getAttribute('aria-checked');
  return value === null ? null : value === 'true';
}

function expandedOf(el) {
  const value = el.getAttribute('aria-expanded');
  if (value !== null) return value === 'true';
  return tagOf(el) === 'SUMMARY' && el.parentElement ? el.parentElement.open : null;
}

function placeIn(el, collections) {
  for (let at = el; at; at = parentOf(at)) {
    for (let number = 0; number < collections.length; number++) {
      const item = collections[number].items.indexOf(at);
      if (item >= 0) return { collection: number, item };
    }
  }
  return { collection: null, item: null };
}

// What is inside closed shadow roots: seen, but no locator reaches it.
function closedFacts(index) {
  const record = pageRecord();
  if (!record || !record.closedCount) return [];
  const found = [];
  for (const host of index.all) {
    const root = record.closed.get(host);
    if (!root) continue;
    walk(root, (el) => {
      const evidence = evidenceOf(el, { delegated: new Set(), hover: new Set() });
      if (evidence.some((kind) => STRONG.has(kind)) && !isPartOfNative(el)) {
        found.push({ ...elementFacts({ el, found: evidence, label: null }, index, [], null), locators: [], closed: true, css: '' });
      }
    });
  }
  return found;
}

function isPartOfNative(el) {
  const above = parentOf(el) && parentOf(el).closest('a[href], button');
  return !!above;
}

function headingsOf(index) {
  return (index.roles.get('heading') || []).filter((el) => isVisible(el) && textOf(el)).slice(0, 60).map((el) => ({
    text: textOf(el).slice(0, 200), level: headingLevel(el), locator: locatorsOf(el, index)[0] || null,
  }));
}

function messagesOf(index) {
  const texts = new Set();
  for (const el of index.all) {
    const live = ['alert', 'status', 'log'].includes(roleOf(el)) || ['polite', 'assertive'].includes(el.getAttribute('aria-live'));
    if (live && isVisible(el) && textOf(el)) texts.add(textOf(el).slice(0, 300));
  }
  return [...texts].slice(0, 20);
}

// template: the sorted set of visible tag and role paths, without data. text: what can be read and the states of controls.
function fingerprints(index) {
  const paths = new Map();
  const seen = new Set();
  const words = [];
  for (const el of index.all) {
    const parent = parentOf(el);
    const above = parent ? paths.get(parent) : '';
    if (above === undefined && parent && parent !== document.documentElement) continue;
    if (!isShown(el)) continue;
    const role = roleOf(el);
    const path = INLINE.has(tagOf(el)) && !explicitRole(el) ? above || '' : `${above || ''}>${tagOf(el)}${role ? ':' + role : ''}`;
    paths.set(el, path);
    seen.add(path);
    words.push(`${ownText(el).replace(TIMES, '#')}|${checkedOf(el)}|${expandedOf(el)}|${el.getAttribute('aria-selected')}|${isNativelyDisabled(el)}`);
  }
  return { template: hashOf([...seen].sort().join('\n')), text: hashOf(words.join('\n')) };
}

function isShown(el) {
  if (['SCRIPT', 'STYLE', 'HEAD', 'NOSCRIPT', 'TEMPLATE', 'LINK', 'META'].includes(tagOf(el))) return false;
  return el.checkVisibility ? el.checkVisibility({ visibilityProperty: true }) : true;
}

// A 53-bit hash (cyrb53): short, quick, and the same everywhere.
function hashOf(text) {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16).padStart(14, '0');
}

// A selector that finds an iframe from its document.
function frameFacts(el, index) {
  const choices = [...cssOf(el), ...['title', 'name', 'src'].map((name) => attributeCss('iframe', name, el.getAttribute(name) || ''))];
  const chosen = choices.find((selector) => selector && queryCss(selector, index).length === 1);
  const alike = index.all.filter((other) => tagOf(other) === 'IFRAME');
  return { selector: chosen || `iframe >> nth=${alike.indexOf(el)}` };
}
