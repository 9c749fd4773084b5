"""Words by which the guard tells what is harmless and what can be undone; what is dangerous is in `words`.

English, German, French, Spanish, Italian, Portuguese and Dutch. Each table is a pattern over lower-case
text without accents, matched at word boundaries so that `add` is not found in `address`.
"""

import re
import unicodedata


def plain(text: str) -> str:
    """Lower case, without accents, camelCase, `_` and `-` opened up: how the tables are written."""
    opened = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ").replace("-", " ")
    folded = unicodedata.normalize("NFKD", opened.lower().replace("ß", "ss"))
    return " ".join("".join(letter for letter in folded if not unicodedata.combining(letter)).split())


def _table(text: str) -> re.Pattern[str]:
    alternatives = [part.strip() for line in text.strip().splitlines() for part in line.split(";")]
    return re.compile(rf"\b(?:{'|'.join(filter(None, alternatives))})\b")


STRICTLY_HARMLESS = _table(r"""
    cancel; close; reset; clear; dismiss; back; (reset|clear)( all)? (filters?|search|selection|form)
    abbrechen; schliessen; zurucksetzen; filter (zurucksetzen|loschen); auswahl (aufheben|loschen)
    annuler; fermer; (effacer|reinitialiser) les filtres; cancelar; cerrar
    (borrar|limpiar|quitar) (los )?filtros; limpiar
    annulla; chiudi; fechar; annuleren; sluiten
""")
"""Whole names that change nothing outside the page, although a word in them could be read otherwise."""

HARMLESS_BEGINNING = re.compile(
    r"(show|hide|view|open|expand|collapse|more|less|next|previous|prev|details?|menu|zoom"
    r"|toggle (menu|nav\w*)|preview|read|see|learn|go to|search|filter|sort|select|proceed|continue to"
    r"|check ?out|back to"
    r"|anzeigen|ausblenden|mehr|weniger|weiter|zuruck|offnen|zeige|suche\w*|sortier\w*|zur kasse"
    r"|voir|afficher|masquer|ouvrir|suivant|precedent|retour|rechercher|trier|filtrer"
    r"|ver|mostrar|ocultar|abrir|siguiente|anterior|volver|buscar|ordenar"
    r"|mostra|nascondi|apri|cerca|toon|bekijk|zoek)\b"
)
"""How the name of a control begins that only shows something."""

DESTRUCTIVE = _table(r"""
    discard; uninstall; unpublish; destroy; erase; purge; wipe
    (clear|empty|reset|wipe) (all|everything|(the |my |your )?(cart|basket|bag|history|data|account|settings))
    (close|deactivate|cancel) (the |my |your |this )?(account|orders?|subscription|plan|booking)
    (cancel|end) (the |my |your |this )?(reservation|membership|trial)
    verwerfen; (warenkorb|korb) leeren; vider; anular; svuota
""")
"""What the common vocabulary of dangers leaves to the context."""

DESTRUCTIVE_SEGMENT = re.compile(
    r"(delete|remove|destroy|purge|erase|revoke|unsubscribe|deactivate|loschen|entfernen|supprimer|effacer"
    r"|eliminar|borrar|elimina|cancella|rimuovi|excluir|verwijderen|trash)\w*"
)
"""A path segment or parameter value of a link that destroys."""

REVERSIBLE = _table(r"""
    add; (un)?(favou?rite|like|follow|watch|star|mark|pin|mute); wish ?list; save; update; apply; enable
    disable; increase; decrease; toggle
    create; new; edit; rename; move; duplicate; copy; vote; upvote; downvote; accept; done; complete
    start; stop; import
    hinzufugen; in den (warenkorb|einkaufswagen|korb); merken; speichern; anlegen; bearbeiten
    aktualisieren; erstellen; neu
    ajouter; enregistrer; modifier; creer; nouveau; nouvelle; anadir; agregar; guardar; editar; crear
    actualizar; nuevo; nueva
    aggiungi; salva; modifica; crea; adicionar; salvar; criar; toevoegen; opslaan; bewerken
""")
