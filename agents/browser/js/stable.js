// Which ids, classes and texts will still be there tomorrow. Pure functions on strings.

const NAME_LIMIT = 80;

// Ids that a library makes up: digit runs, colons, known prefixes, hashes.
function isGeneratedId(id) {
  if (!id || id.length > 60 || /\s/.test(id)) return true;
  if (/[:«»]|^_r_|\d{3,}|^\d/.test(id)) return true;
  if (/^(radix|react-aria|ui-id|headlessui|mui|rc|el-id|mantine|chakra|v)-?\W?/i.test(id) && /\d/.test(id)) return true;
  if (/-v-\d|[-_]\d{2,}$|^(ember|ext-gen|yui|j_id)\w*\d/i.test(id)) return true;
  return id.split(/[-_]/).some(isHash);
}

// A run of letters and digits that is no word.
function isHash(part) {
  if (part.length < 5) return false;
  if (/^[0-9a-f]{8,}$/i.test(part) && /\d/.test(part)) return true;
  const digits = (part.match(/\d/g) || []).length;
  if (digits >= 2 && /[a-z]/i.test(part) && !/^[a-z]+\d+$/i.test(part)) return true;
  return /[a-z][A-Z][a-z]*[A-Z0-9]/.test(part) && /\d/.test(part);
}

function isHashedClass(name) {
  if (!name || name.length > 40 || !/^-?[_a-zA-Z][\w-]*$/.test(name)) return true;
  if (/^(css|sc|jss|emotion|svelte|astro|_)-?[\w-]*\d|^(ng|v)-|__[A-Za-z0-9_-]{5,}$/.test(name) && /[\dA-Z_]/.test(name)) return true;
  return name.split(/[-_]+/).some(isHash);
}

// Classes that say how a thing looks or is at the moment, not what it is.
function isPassingClass(name) {
  return isHashedClass(name)
    || /^(is|has|active|selected|open|opened|closed|hover|focus|focused|disabled|hidden|show|shown|visible|current|first|last|odd|even|loading|loaded|ng|animate\w*)(-|$)/i.test(name)
    || /^(m|p|w|h|mt|mb|ml|mr|mx|my|pt|pb|pl|pr|px|py|gap|text|bg|border|rounded|flex|grid|col|row|d|justify|items|align|float|space|shadow|font|max|min|z|order|float|overflow|position|inset|top|left|right|bottom|sm|md|lg|xl)(-[\w-]+)?$/.test(name);
}

const AGO = /\b(\d+|an?|one|eine[mnr]?|une?|hace|vor)\s*(s|sec\w*|m|min\w*|h|hours?|days?|weeks?|months?|years?|stunden?|tag\w*|woche\w*|monat\w*|jahr\w*|heures?|jours?|d[ií]as?|horas?|semanas?|ore|giorni|uur|dagen)\b\s*(ago)?/i;
const MONTHS = 'jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|janv|févr|avr|juil|août|déc|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|mrt|mei|fev|out';

// Whether a text holds a time, a date, "3 minutes ago", a counter or a token: gone when the test runs.
function isVolatileText(text) {
  return /\b\d{1,2}:\d{2}(:\d{2})?\b/.test(text)
    || /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b/.test(text)
    || (new RegExp(`\\b(${MONTHS})[a-zäéû]*\\.?\\s+\\d{1,2}\\b|\\b\\d{1,2}\\.?\\s+(de\\s+)?(${MONTHS})[a-zäéû]*\\.?\\b`, 'i')).test(text)
    || (/\bago\b|^(vor|il y a|hace|há)\s/i.test(text) && AGO.test(text))
    || /\b(just now|gerade eben|à l'instant|ahora mismo|proprio ora|zojuist|agora mesmo)\b/i.test(text)
    || isCounted(text)
    || /\b[0-9a-f]{12,}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-/i.test(text);
}

// "Cart (3)", "12 results", "Inbox 4", "3/10", a bare number.
function isCounted(text) {
  return /[([]\s*\d+\+?\s*[)\]]/.test(text) || /^\d+([.,]\d+)?\+?$/.test(text) || /^\d+\s*\/\s*\d+$/.test(text)
    || /^\d+\s+(of|von|de|di|van|von)\s+\d+$/i.test(text)
    || /^\d+\s+\p{L}+s?$/u.test(text)
    || /\b(cart|basket|bag|inbox|notifications|messages|alerts|total|count|results|items|warenkorb|korb|panier|cesta|carrito|carrello|winkelwagen|carrinho)\b\D{0,4}\d+$/i.test(text);
}

// Icon fonts put private characters into names: no person can type them.
function hasIconText(text) {
  return /[\ue000-\uf8ff\u{f0000}-\u{ffffd}]/u.test(text);
}

function isUsableName(text) {
  return !!text && text.length <= NAME_LIMIT && !isVolatileText(text) && !hasIconText(text);
}

// The longest part of a text that stays: without counters, times and icons, cut at a word. '' when nothing is left.
function stablePart(text) {
  const pieces = text
    .replace(/[\ue000-\uf8ff\u{f0000}-\u{ffffd}]/gu, '\n')
    .replace(/[([]\s*\d+\+?\s*[)\]]|\b\d{1,2}:\d{2}(:\d{2})?\b|\b\d+\b/g, '\n')
    .split('\n').map(normal).filter((piece) => /\p{L}{3,}/u.test(piece) && !isVolatileText(piece));
  pieces.sort((a, b) => b.length - a.length);
  const longest = pieces[0] || '';
  if (longest.length <= 60) return longest;
  const cut = longest.slice(0, 60);
  return normal(cut.slice(0, Math.max(cut.lastIndexOf(' '), 20)));
}
