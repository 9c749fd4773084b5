"""Words by which the guard tells what is harmless and what can be undone; what is dangerous is in `words`.

English, German, French, Spanish, Italian, Portuguese and Dutch. Each table is a pattern over lower-case
text without accents, matched at word boundaries so that `add` is not found in `address`.
"""

import re

from agents.browser.folding import folded


def plain(text: str) -> str:
    """Lower case, without accents, camelCase, `_` and `-` opened up: how the tables are written."""
    opened = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ").replace("-", " ")
    return " ".join(folded(opened).split())


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
    (cancel|end) (the |my |your |this )?(reservation|membership|trial|appointment|meeting|event|request)
    cancel (the |my |your |this )?(invitation|ticket|registration|enrol?lment|delivery|application|visit)
    reset (the |my |your |all )?(progress|statistics|stats|scores?|votes|database)
    (bestellung|buchung|termin|reservierung|abo|mitgliedschaft|anmeldung) (stornieren|absagen|abbrechen)
    annuler (la |ma |le |mon |l )?(commande|reservation|rendez vous|inscription|abonnement)
    cancelar (la |mi |el |a |o |minha |meu )?(pedido|reserva|cita|suscripcion|inscripcion|consulta)
    cancelar (a |o |minha |meu )?(assinatura|inscricao|agendamento)
    annulla (la |il |l )?(ordine|prenotazione|iscrizione|appuntamento|abbonamento)
    (bestelling|boeking|afspraak|abonnement|reservering) (annuleren|opzeggen)
    verwerfen; (warenkorb|korb) leeren; vider; anular; svuota
""")
"""What the common vocabulary of dangers leaves to the context."""

DESTRUCTIVE_SEGMENT = re.compile(
    r"(delete|remove|destroy|purge|erase|revoke|unsubscribe|deactivate|unfollow|unenrol|unregister|deregister"
    r"|loschen|entfernen|supprimer|effacer"
    r"|eliminar|borrar|elimina|cancella|rimuovi|excluir|verwijderen|trash)\w*"
)
"""A path segment or parameter value of a link that destroys."""

GIVES_UP = re.compile(
    r"(leave|quit|withdraw|unsubscribe|unfollow|unjoin|unenroll?|unregister|deregister|resign|decline|reject"
    r"|revoke|disconnect|unlink|opt out|give up|drop out|step down|forfeit|relinquish)"
    r"( (from|of|the|this|my|your|our))*"
    r"( (course|class|group|team|channel|room|event|project|organi[sz]ation|workspace|community|list|queue"
    r"|league|club|game|meeting|account|membership|board|session|space|server|conversation|chat|thread"
    r"|programme?|newsletter|(mailing|waiting) list|waitlist|invit(e|ation)|offer|application|request|bid"
    r"|proposal|submission|registration|booking|order|friend|member|user|device|app|access|consent))?( now)?"
    r"|((die|den|das|diese[nrs]?|der|vom|aus|von|het|de|deze) )?(\w+ )?(verlassen|austreten|kundigen"
    r"|zuruckziehen|ablehnen|widerrufen|abbestellen|entfolgen|stornieren|verlaten|uitschrijven|afwijzen"
    r"|weigeren|intrekken|opzeggen|ontvolgen|loskoppelen)"
    r"|(quitter|abandonner|(se |me )?(desabonner|desinscrire)|refuser|rejeter|revoquer|resilier|abandonar"
    r"|(darse|darme|dar) de baja|rechazar|revocar|dejar de seguir|renunciar|desvincular|abbandona"
    r"|disiscriviti|rifiuta|respingi|revoca|scollega|rejeitar|recusar|revogar|deixar de seguir)"
    r"( (l|d|le|la|les|el|los|las|il|lo|gli|o|a|os|as|du|de|del|da|do|ce|cette"
    r"|este|esta|questo|questa))*( \w+)?"
)
"""A whole name that gives something up, which nobody can give back: never the beginning of a sentence."""

GIVES_UP_SEGMENT = re.compile(
    r"leave|quit|withdraw|unjoin|resign|decline|reject|disconnect|unlink|opt ?out|cancel|archive|reset"
    r"|drop ?out|void|verlassen|austreten|kundigen|ablehnen|stornieren|abmelden|quitter|annuler|refuser"
    r"|abandonar|cancelar|rechazar|abbandona|annulla|rifiuta|verlaten|uitschrijven|annuleren|recusar|rejeitar"
)
"""A path segment or parameter value that gives up what another one names; alone it may be a page's name."""

OPINION = re.compile(
    r"\b(?:(up|down)?votes? (for|up|down)|(up|down)?vote|cast (my |your )?vote|abstimmen|hochstimmen|voter"
    r"|votar|vota|stemmen|rosta|zaglosuj|glosuj|oy ver)\b|投票|투표"
    r"|голосовать|проголосовать|голосувати|صوت|הצבע"
)
"""What counts for others too, and cannot always be taken back."""

REVERSIBLE = _table(r"""
    add; (un)?(favou?rite|like|follow|watch|star|mark|pin|mute); wish ?list; save; update; apply; enable
    disable; increase; decrease; toggle
    create; new; edit; rename; move; duplicate; copy; accept; done; complete
    start; stop; import
    hinzufugen; in den (warenkorb|einkaufswagen|korb); merken; speichern; anlegen; bearbeiten
    aktualisieren; erstellen; neu
    ajouter; enregistrer; modifier; creer; nouveau; nouvelle; anadir; agregar; guardar; editar; crear
    actualizar; nuevo; nueva
    aggiungi; salva; modifica; crea; adicionar; salvar; criar; toevoegen; opslaan; bewerken
""")
