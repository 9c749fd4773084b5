// Whether the page says that it is still loading something. Needs dom.js (with name.js).

const BUSY_WORDS = new RegExp('^(loading|please wait|processing|wird geladen|lade[nt]?|lädt|bitte warten|chargement( en cours)?'
  + '|veuillez patienter|cargando|espere|caricamento|attendere|carregando|aguarde|bezig( met laden)?)', 'i');

function isBusy() {
  let busy = false;
  walk(document, (el) => {
    if (busy || tagOf(el) === 'SCRIPT' || tagOf(el) === 'STYLE' || !isVisible(el)) return;
    const spinner = roleOf(el) === 'progressbar' && !el.hasAttribute('aria-valuenow') && !el.hasAttribute('value');
    if (el.getAttribute('aria-busy') === 'true' || spinner || saysBusy(ownText(el))) busy = true;
  });
  return busy;
}

// `Loading…`, `Loading reviews ...`; not `Loading docks for sale`.
function saysBusy(text) {
  const words = BUSY_WORDS.exec(text.trim());
  return words !== null && (words[0].length === text.trim().length || (text.length < 40 && /(…|\.\.\.)$/.test(text.trim())));
}
