"""Words by which the guard knows what an action would do, in several languages.

English, German, French, Spanish, Italian, Portuguese and Dutch. Each table is a pattern over lower-case text without
accents, matched at word boundaries so that `pay` is not found in `payload`.
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


SIGN_OUT = _table(r"""
    (sign|log)(ing)? ?(out|off); end session
    abmeld(en|ung); ausloggen
    (se )?deconnect(er|ez); (se )?deconnexion
    cerrar (la )?sesion; salir
    disconnett\w+; esci; terminar sessao; sair; uitloggen; afmelden
""")

STRICTLY_HARMLESS = _table(r"""
    cancel; close; reset; clear; dismiss; back; (reset|clear)( all)? (filters?|search|selection|form)
    abbrechen; schliessen; zurucksetzen; filter (zurucksetzen|loschen); auswahl (aufheben|loschen)
    annuler; fermer; (effacer|reinitialiser) les filtres; cancelar; cerrar; (borrar|limpiar|quitar) (los )?filtros; limpiar
    annulla; chiudi; fechar; annuleren; sluiten
""")
"""Whole names that change nothing outside the page, although a word in them could be read otherwise."""

HARMLESS_BEGINNING = re.compile(
    r"(show|hide|view|open|expand|collapse|more|less|next|previous|prev|details?|menu|toggle (menu|nav\w*)|zoom|preview"
    r"|read|see|learn|go to|search|filter|sort|select|choose|proceed|continue to|check ?out|back to"
    r"|anzeigen|ausblenden|mehr|weniger|weiter|zuruck|offnen|zeige|suche\w*|sortier\w*|zur kasse"
    r"|voir|afficher|masquer|ouvrir|suivant|precedent|retour|rechercher|trier|filtrer"
    r"|ver|mostrar|ocultar|abrir|siguiente|anterior|volver|buscar|ordenar"
    r"|mostra|nascondi|apri|cerca|toon|bekijk|zoek)\b"
)
"""How the name of a control begins that only shows something."""

DESTRUCTIVE = _table(r"""
    delet(e|es|ed|ing|ion); remov(e|es|ing); destroy; erase; purge; wipe; discard; revoke; terminate; uninstall; archive; ban
    block; unpublish; (clear|empty|reset|wipe) (all|everything|(the |my |your )?(cart|basket|bag|history|data|database|account|password|settings))
    (close|deactivate|cancel) (the |my |your |this )?(account|order|orders|subscription|plan|booking|reservation|membership)
    loschen; entfern(en|t)?; verwerfen; widerrufen; deaktivieren; kundigen; stornieren; (warenkorb|korb) leeren
    supprimer; effacer; retirer; vider; resilier; revoquer; desactiver
    eliminar; borrar; quitar; suprimir; vaciar; anular; desactivar
    elimina(re)?; cancella(re)?; rimuovi; svuota; excluir; apagar; remover; verwijderen; wissen
""")

DESTRUCTIVE_SEGMENT = re.compile(
    r"(delete|remove|destroy|purge|erase|revoke|unsubscribe|deactivate|loschen|entfernen|supprimer|effacer|eliminar"
    r"|borrar|elimina|cancella|rimuovi|excluir|verwijderen|trash)\w*"
)
"""A path segment or parameter value of a link that destroys."""

COSTLY = _table(r"""
    pay; pay (now|with|by|securely); (buy|order|purchase|book|donate|subscribe|upgrade|bid|invest)( it)?( now)?
    (place|complete|confirm|submit|finish|finali[sz]e) (your |the |my |this )?(order|purchase|payment|booking|reservation|checkout)
    (make|confirm|submit) (a |the )?payment; start (my |your )?(free )?trial; (upgrade|change) (my |your )?plan; withdraw; transfer( money| funds)?
    deploy; provision
    (jetzt|kostenpflichtig|zahlungspflichtig)( \w+)* (kaufen|bestellen|bezahlen|buchen|spenden); kaufen; bezahlen; bestellen; spenden
    bestellung (abschliessen|aufgeben|absenden); kauf abschliessen
    payer; acheter; regler; commander; (passer|valider|confirmer|finaliser) (la |ma |votre |ta )?commande
    pagar; comprar( ahora| agora)?; donar; (realizar|confirmar|finalizar|tramitar) (el |la |mi |su )?(pedido|compra|pago)
    paga( ora)?; acquista( ora)?; conferma (l')?ordine; finalizar compra; betalen; kopen; bestelling plaatsen
""")

OUTWARD = _table(r"""
    send; share; tweet; publish; invite; notify; broadcast; e ?mail; subscribe; unsubscribe; report abuse; call; refer a friend
    contact us; post (a |the |your |my )?(message|comment|reply|review|question|answer); request (a )?(demo|callback|quote); message
    (ab|ver)?senden; abschicken; einladen; veroffentlichen; teilen; abonnieren; benachrichtigen
    envoyer; partager; publier; inviter; s'?abonner; enviar; compartir; publicar; invitar; suscribir(se|me)?
    invia; condividi; pubblica; invita; iscriviti; compartilhar; convidar; verzenden; versturen; delen; uitnodigen
""")

REVERSIBLE = _table(r"""
    add; (un)?(favou?rite|like|follow|watch|star|mark|pin|mute); wish ?list; save; update; apply; enable; disable; increase; decrease; toggle
    create; new; edit; rename; move; duplicate; copy; vote; upvote; downvote; accept; done; complete; start; stop; import
    hinzufugen; in den (warenkorb|einkaufswagen|korb); merken; speichern; anlegen; bearbeiten; aktualisieren; erstellen; neu
    ajouter; enregistrer; modifier; creer; nouveau; nouvelle; anadir; agregar; guardar; editar; crear; actualizar; nuevo; nueva
    aggiungi; salva; modifica; crea; adicionar; salvar; criar; toevoegen; opslaan; bewerken
""")
