"""The word tables of `words`: generic web vocabulary in en, de, fr, es, it, nl, pt, folded to ASCII.

Other languages come from `vocabulary_more`.

A phrase matches whole words in sequence; `*` at the end of a word stands for any ending. Of one length, the
earlier match in the text wins, then the earlier row here, so the more specific purposes stand first.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from agents.browser.vocabulary_more import MORE_DESTRUCTIVE, MORE_MEANINGS, MORE_PURPOSES
from agents.domain.page import FieldMeaning, Purpose

K = TypeVar("K", bound=StrEnum)


class Danger(StrEnum):
    """Why an action needs leave: it destroys, costs money, or reaches other people."""

    DESTRUCTIVE = "destructive"
    COSTLY = "costly"
    OUTWARD = "outward"


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.replace("\n", " ").split(",") if phrase.strip())


def _with(own: Mapping[K, tuple[str, ...]], more: Mapping[K, tuple[str, ...]]) -> Mapping[K, tuple[str, ...]]:
    return {row: (*said, *more.get(row, ())) for row, said in own.items()}


_PURPOSES: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.SIGN_OUT: _phrases(
        """sign out, log out, logout, signout, log off, sign off, abmelden, ausloggen, logoff, deconnexion,
        se deconnecter, deconnecter, cerrar sesion, salir, desconectar*, disconnetti*, esci, logga ut,
        uitloggen, afmelden, terminar sessao, sair, encerrar sessao"""
    ),
    Purpose.SIGN_IN: _phrases(
        """sign in, log in, login, signin, log on, logon, anmelden, einloggen, anmeldung, connexion, se
        connecter, connecter, s identifier, iniciar sesion, entrar, acceder, acceso, ingresar, accedi,
        entra, inloggen, aanmelden, iniciar sessao, fazer login, authenticate, with google, with apple,
        with facebook, with github, with microsoft, with linkedin, with passkey, with sso, mit google,
        mit apple, mit passkey, avec google, avec apple, con google, con apple, met google, com google,
        med google, z google"""
    ),
    Purpose.SIGN_UP: _phrases(
        """sign up, signup, register, registration, create account, create an account, create your account,
        join, join now, registrieren, registrierung, konto erstellen, konto anlegen, s inscrire,
        inscription, creer un compte, creer mon compte, registrarse, registrate, registro, crear cuenta,
        crear una cuenta, registrati, iscriviti, crea account, crea un account, registreren, account
        aanmaken, cadastrar*, cadastre se, criar conta, registar,
        maak een account, account maken, start trial, start free trial, start your free trial, try for free,
        try it free, get started, start for free, kostenlos testen, jetzt registrieren, essai gratuit,
        commencer gratuitement, prueba gratis, empezar gratis, prova gratis, inizia gratis, gratis proberen,
        teste gratis, comece gratis, criar conta gratis"""
    ),
    Purpose.ADD_TO_CART: _phrases(
        """add to cart, add to basket, add to bag, add to trolley, in den warenkorb, in den korb, zum
        warenkorb hinzufugen, ajouter au panier, ajouter au caddie, anadir al carrito, agregar al
        carrito, anadir a la cesta, aggiungi al carrello, in winkelwagen, in winkelmand, toevoegen aan
        winkelwagen, adicionar ao carrinho, por no carrinho"""
    ),
    Purpose.CHECKOUT: _phrases(
        """checkout, check out, proceed to checkout, go to checkout, place order, place your order, order
        now, zur kasse, kasse, bestellen, bestellung abschicken, bestellung aufgeben, jetzt bestellen,
        commander, passer commande, passer la commande, valider la commande, tramitar pedido, realizar
        pedido, finalizar compra, hacer pedido, finalizar pedido, procedi all ordine, effettua ordine,
        ordina, naar de kassa, afrekenen, bestelling plaatsen, fechar pedido, encomendar"""
    ),
    Purpose.PAYMENT: _phrases(
        """pay, pay now, payment, make payment, purchase, buy, buy now, bezahlen, zahlen, jetzt kaufen,
        kaufen, zahlung, kostenpflichtig bestellen, zahlungspflichtig bestellen, payer, paiement,
        acheter, pagar, pago, comprar, paga, pagamento, acquista, compra, betalen, betaling, kopen,
        donate, spenden, donar, top up"""
    ),
    Purpose.CART: _phrases(
        """cart, basket, shopping bag, shopping cart, trolley, warenkorb, einkaufswagen, panier, carrito,
        cesta, carrello, winkelwagen, winkelmand, carrinho, my bag"""
    ),
    Purpose.SEARCH: _phrases(
        """search, find, look up, lookup, suche, suchen, finden, recherche, rechercher, chercher, trouver,
        buscar, busqueda, encontrar, cerca, ricerca, trova, zoek, zoeken, pesquisar, pesquisa, procurar,
        busca"""
    ),
    Purpose.FILTER: _phrases(
        """filter, filters, filter by, refine, apply filters, narrow, facet*, filtern, eingrenzen, filtrer,
        filtre*, affiner, filtrar, filtro*, filtra, filteren, verfijnen, refinar, show only"""
    ),
    Purpose.SORT: _phrases(
        """sort, sort by, order by, sorted by, sortieren, sortierung, trier, trier par, ordenar, ordenar
        por, ordina per, ordinamento, ordenacao, sorteren, sorteer*, sortieren nach, ascending,
        descending, sort order, reihenfolge, ordre, ordem, volgorde, rangschik*"""
    ),
    Purpose.PAGING: _phrases(
        """next page, previous page, first page, last page, page, next, previous, prev, load more, show
        more, more results, older, newer, weiter, zuruck, nachste, vorherige, nachste seite, vorherige
        seite, seite, mehr laden, mehr anzeigen, suivant*, precedent*, page suivante, page precedente,
        voir plus, charger plus, siguiente, anterior, pagina siguiente, pagina anterior, cargar mas, ver
        mas, pagina, successiv*, precedente, carica altro, mostra altro, volgende, vorige, meer laden,
        proxima, proximo, carregar mais, ver mais"""
    ),
    Purpose.CLOSE: _phrases(
        """close, dismiss, cancel, no thanks, not now, hide, skip, discard, abort, schliessen, abbrechen,
        verwerfen, ausblenden, uberspringen, fermer, annuler, masquer, ignorer, cerrar, cancelar,
        ocultar, omitir, descartar, chiudi, annulla, nascondi, salta, sluiten, annuleren, verbergen,
        overslaan, fechar, ocultar"""
    ),
    Purpose.DELETE: _phrases(
        """delete, remove, erase, trash, clear all, empty cart, empty basket, deactivate, destroy, purge,
        wipe, loschen, entfernen, herausnehmen, leeren,
        supprimer, retirer, effacer, enlever, vider, eliminar, borrar,
        quitar, vaciar, elimina, rimuovi, cancella, svuota, verwijderen, verwijder, wissen, excluir,
        apagar, remover, esvaziar"""
    ),
    Purpose.EDIT: _phrases(
        """edit, modify, change, rename, update, customize, manage, bearbeiten, andern, umbenennen,
        aktualisieren, anpassen, modifier, editer, renommer, editar, modificar, cambiar, renombrar,
        actualizar, modifica, aggiorna, rinomina, bewerken, wijzigen, hernoemen, bijwerken, alterar,
        atualizar, renomear"""
    ),
    Purpose.CREATE: _phrases(
        """create, add, new, add new, create new, insert, compose, duplicate, neu, neue, neuer, neues,
        anlegen, erstellen, hinzufugen, creer, ajouter, nouveau, nouvelle, crear, anadir, agregar,
        nuevo, nueva, crea, aggiungi, nuovo, nuova, aanmaken, toevoegen, nieuw, nieuwe, criar,
        adicionar, novo, nova, import"""
    ),
    Purpose.SAVE: _phrases(
        """save, save changes, apply, store, keep, done, speichern, ubernehmen, sichern, anwenden, fertig,
        enregistrer, sauvegarder, appliquer, terminer, guardar, aplicar, salvar, salva, applica,
        opslaan, bewaren, toepassen, gravar"""
    ),
    Purpose.SUBSCRIBE: _phrases(
        """subscribe, newsletter, unsubscribe, abonnieren, abonnier*, abbestellen, s abonner, abonne*,
        infolettre, suscribir*, suscripcion, boletin, iscrizione, abbonati, abboneren, nieuwsbrief,
        assinar, inscrever se"""
    ),
    Purpose.CONTACT: _phrases(
        """contact, contact us, feedback, get in touch, send message, support, kontakt, kontaktieren,
        nachricht senden, contactez nous, nous contacter, contacto, contactar, contactanos, enviar
        mensaje, contatti, contattaci, contattaci, neem contact op, contato, fale conosco, contacte nos"""
    ),
    Purpose.PROFILE: _phrases(
        """profile, account, my account, settings, preferences, profil, konto, mein konto, einstellungen,
        compte, mon compte, parametres, preferences, perfil, cuenta, mi cuenta, ajustes, configuracion,
        preferencias, profilo, impostazioni, il mio account, profiel, mijn account, instellingen, conta,
        minha conta, configuracoes,
        change password, passwort andern, kennwort andern, changer le mot de passe, modifier le mot de passe,
        cambiar contrasena, cambia password, modifica password, wachtwoord wijzigen, alterar senha"""
    ),
    Purpose.SUBMIT: _phrases(
        """submit, send, ok, continue, confirm, go, accept, agree, yes, proceed, start, finish, publish,
        post, reply, absenden, senden, abschicken, weiter, bestatigen, los, akzeptieren, zustimmen, ja,
        fortfahren, veroffentlichen, envoyer, valider, soumettre, continuer, confirmer, accepter, oui,
        publier, repondre, enviar, continuar, confirmar, aceptar, si, publicar, responder, invia,
        inviare, continua, conferma, accetta, pubblica, rispondi, verzenden, versturen, doorgaan,
        bevestigen, akkoord, plaatsen, aceitar, sim,
        apply coupon, apply code, apply voucher, apply discount, apply promo code, redeem, send link, verify,
        apply now, verifizieren, verifier, verificar, verifica, verifieren"""
    ),
    # Longer than "back" alone, which leafs through a list.
    Purpose.NAVIGATION: _phrases(
        """back to, go back to, return to, zuruck zu, zuruck zur, zuruck zum, zuruck auf, retour a,
        retour au, retour aux, revenir a, volver a, volver al, torna a, torna al, torna alla, terug
        naar, voltar para, voltar ao, tillbaka till, wroc do, powrot do, continue shopping, keep
        shopping, weiter einkaufen"""
    ),
    Purpose.MENU: _phrases(
        """menu, main menu, more vert, more horiz, toggle navigation, navigation menu, more options, options,
        more actions, actions, hauptmenu, optionen, weitere optionen, aktionen, plus d options, opciones, mas
        opciones, acciones, opzioni, azioni, opties, acties, opcoes, acoes, hamburger"""
    ),
    Purpose.DISCLOSURE: _phrases(
        """show details, hide details, details, read more, learn more, expand, collapse, expand all,
        collapse all, toggle, mehr erfahren, mehr lesen, aufklappen, zuklappen, en savoir plus, lire la
        suite, deplier, replier, leer mas, saber mas, expandir, contraer, leggi tutto, espandi,
        comprimi, lees meer, uitklappen, inklappen, saiba mais, ler mais"""
    ),
}
PURPOSE_WORDS = _with(_PURPOSES, MORE_PURPOSES)

_MEANINGS: Mapping[FieldMeaning, tuple[str, ...]] = {
    FieldMeaning.NEW_PASSWORD: _phrases(
        """new password, confirm password, repeat password, password again, re enter password, retype
        password, password confirmation, choose password, create password, neues passwort, neues
        kennwort, passwort wiederholen, passwort bestatigen, kennwort wiederholen, nouveau mot de passe,
        confirmer le mot de passe, confirmez le mot de passe, nueva contrasena, confirmar contrasena,
        repetir contrasena, nuova password, conferma password, ripeti password, nieuw wachtwoord,
        herhaal wachtwoord, bevestig wachtwoord, nova senha, confirmar senha, nova palavra passe, create
        a password, choose a password, set a password, passwort erstellen, creer un mot de passe, crea
        una contrasena, crear contrasena, crea una password, maak een wachtwoord, wachtwoord herhalen,
        wachtwoord bevestigen, criar senha, repetir senha"""
    ),
    FieldMeaning.ONE_TIME_CODE: _phrases(
        """one time code, verification code, security code sent, otp, totp, 2fa, two factor, authentication
        code, authenticator code, sms code, einmalcode, bestatigungscode, verifizierungscode, code de
        verification, codigo de verificacion, codigo de verificacao, codice di verifica, verificatiecode"""
    ),
    FieldMeaning.PASSWORD: _phrases(
        """password, passwd, pwd, passphrase, passcode, passwort, kennwort, mot de passe, contrasena,
        clave, parola chiave, wachtwoord, senha, palavra passe"""
    ),
    FieldMeaning.CARD_NUMBER: _phrases(
        """card number, credit card number, credit card, debit card, cardnumber, cc number, ccnumber, card
        no, kartennummer, kreditkartennummer, kreditkarte, numero de carte, carte bancaire, carte de
        credit, numero de tarjeta, tarjeta, numero carta, numero della carta, carta di credito,
        kaartnummer, creditcard, numero do cartao, cartao de credito"""
    ),
    FieldMeaning.CARD_EXPIRY: _phrases(
        """expiry, expiry date, expiration, expiration date, expires, exp date, valid until, valid thru, mm
        yy, mm jj, ablaufdatum, gultig bis, gueltig bis, date d expiration, expire le, fecha de
        caducidad, fecha de vencimiento, caducidad, vencimiento, scadenza, data di scadenza,
        vervaldatum, validade, data de validade, card expiry"""
    ),
    FieldMeaning.CARD_CODE: _phrases(
        """cvc, cvv, cvv2, csc, card code, card verification, security code, prufziffer, prufnummer,
        sicherheitscode, kartenprufnummer, code de securite, cryptogramme, codigo de seguridad, codice
        di sicurezza, beveiligingscode, codigo de seguranca"""
    ),
    FieldMeaning.EMAIL: _phrases(
        """email, e mail, mail, email address, e mail address, mail address, emailadresse, e mail adresse,
        mailadresse, courriel, adresse e mail, adresse email, correo, correo electronico, indirizzo
        email, posta elettronica, e mailadres, mailadres, endereco de email, correio eletronico"""
    ),
    FieldMeaning.USERNAME: _phrases(
        """username, user name, user id, userid, user, login, login name, benutzername, nutzername,
        benutzer, benutzerkennung, nom d utilisateur, identifiant, utilisateur, nombre de usuario,
        usuario, nome utente, utente, gebruikersnaam, gebruiker, nome de usuario, utilizador, nome de
        utilizador,
        uid, member id, login id, account id, customer number, member number, kundennummer, mitgliedsnummer,
        numero client, numero de cliente, codice cliente, klantnummer"""
    ),
    FieldMeaning.PHONE: _phrases(
        """phone, phone number, telephone, mobile, mobile number, tel, cell, cell phone, telefon,
        telefonnummer, handy, handynummer, mobilnummer, numero de telephone, portable, telefono, movil,
        celular, cellulare, numero di telefono, telefoon, telefoonnummer, mobiel, telefone, telemovel,
        fax"""
    ),
    FieldMeaning.POSTCODE: _phrases(
        """postcode, post code, postal code, zip, zip code, zipcode, plz, postleitzahl, code postal, codigo
        postal, cap, codice postale, cep"""
    ),
    FieldMeaning.CITY: _phrases(
        """city, town, locality, ort, stadt, wohnort, ville, localite, commune, ciudad, localidad,
        poblacion, citta, comune, stad, woonplaats, plaats, cidade"""
    ),
    FieldMeaning.COUNTRY: _phrases("""country, nation, land, pays, pais, paese, nazione, country region"""),
    FieldMeaning.ADDRESS: _phrases(
        """address, street, street address, address line, house number, delivery address, shipping address,
        billing address, adresse, anschrift, strasse, hausnummer, lieferadresse, rechnungsadresse,
        strasse und hausnummer, rue, adresse de livraison, direccion, calle, domicilio, indirizzo, via,
        adres, straat, huisnummer, endereco, rua, morada"""
    ),
    FieldMeaning.NAME: _phrases(
        """name, full name, first name, last name, given name, family name, surname, forename, middle name,
        your name, name on card, cardholder, cardholder name, company, company name, organization,
        vorname, nachname, familienname, vollstandiger name, karteninhaber, firma, nom, prenom, nom
        complet, nom de famille, entreprise, societe, nombre, apellido*, nombre completo, empresa, nome,
        cognome, nome completo, azienda, voornaam, achternaam, naam, volledige naam, bedrijf, sobrenome,
        apelido, title, titel, titre, titulo, titolo"""
    ),
    FieldMeaning.SEARCH: _PURPOSES[Purpose.SEARCH]
    + _phrases("""query, q, keyword*, suchbegriff, stichwort"""),
    FieldMeaning.QUANTITY: _phrases(
        """quantity, qty, how many, number of, menge, anzahl, stuck, stuckzahl, quantite, nombre de,
        cantidad, quantita, aantal, hoeveelheid, quantidade, stock, in stock, bestand, lagerbestand,
        guests, seats, passengers, people, persons, adults, children, travellers, personen, gaste, reisende,
        passagers, personnes, pasajeros, personas, passeggeri, persone, passagiers, passageiros, pessoas"""
    ),
    FieldMeaning.PRICE: _phrases(
        """price, amount, cost, budget, min price, max price, preis, betrag, kosten, prix, montant, cout,
        precio, importe, monto, prezzo, importo, costo, prijs, bedrag, preco, valor, salary, gehalt"""
    ),
    FieldMeaning.DATE: _phrases(
        """date, birthday, birthdate, date of birth, birth date, dob, due date, start date, end date, day,
        datum, geburtsdatum, geburtstag, tag, date de naissance, jour, fecha, fecha de nacimiento, dia,
        data, data di nascita, giorno, geboortedatum, data de nascimento, from date, to date, check in,
        checkout date, arrival, departure"""
    ),
    FieldMeaning.TIME: _phrases("""time, uhrzeit, zeit, heure, hora, ora, tijd"""),
    FieldMeaning.URL: _phrases(
        """url, website, web site, homepage, link, web address, webseite, site web, sitio web, sito web,
        domain, blog"""
    ),
    FieldMeaning.CONSENT: _phrases(
        """agree, i agree, accept, i accept, terms, terms and conditions, privacy policy, consent, gdpr,
        agb, einwillig*, ich stimme zu, akzeptiere, datenschutz, j accepte, conditions, cgu, acepto,
        terminos, accetto, termini, ik ga akkoord, voorwaarden, aceito, termos"""
    ),
    FieldMeaning.FILE: _phrases(
        """file, upload, attachment, attach, avatar, photo, image, picture, datei, anhang, hochladen, bild,
        foto, fichier, piece jointe, televerser, archivo, adjunto, adjuntar, imagen, allegato, immagine,
        bestand, bijlage, arquivo, anexo, ficheiro, imagem"""
    ),
    FieldMeaning.LONG_TEXT: _phrases(
        """message, comment, comments, description, notes, note, bio, about, details, review, remarks,
        feedback, body, content, nachricht, kommentar, beschreibung, notiz*, anmerkung*, bemerkung*,
        bewertung, commentaire*, remarque*, avis, mensaje, comentario*, descripcion, notas, resena,
        messaggio, commento, descrizione, recensione, bericht, opmerking*, beschrijving, mensagem,
        descricao, observac*"""
    ),
    FieldMeaning.NUMBER: _phrases(
        """number, age, nummer, alter, numero, edad, eta, leeftijd, idade, count, rating, score, weight"""
    ),
}
MEANING_WORDS = _with(_MEANINGS, MORE_MEANINGS)

DANGER_WORDS: Mapping[Danger, tuple[str, ...]] = {
    Danger.DESTRUCTIVE: PURPOSE_WORDS[Purpose.DELETE]
    + MORE_DESTRUCTIVE
    + _phrases(
        """factory reset, reset all, reset data, revoke, terminate, close account, delete account,
        deactivate, disable, archive, ban, block, drop, format, uninstall, cancel order, cancel
        subscription, cancel account, overwrite, merge, shut down, shutdown, restart, reboot, stop,
        kill, zurucksetzen, widerrufen, kundigen, sperren, archivieren, deaktivieren, stornieren, konto
        schliessen, reinitialiser, resilier, revoquer, desactiver, archiver, bloquer, restablecer,
        revocar, desactivar, archivar, bloquear, ripristina, revoca, disattiva, archivia, blocca,
        opzeggen, intrekken, deactiveren, archiveren, blokkeren, redefinir, revogar, desativar, arquivar"""
    ),
    Danger.COSTLY: PURPOSE_WORDS[Purpose.PAYMENT]
    + _phrases(
        """place order, place your order, order now, upgrade, subscribe now, confirm order, confirm
        purchase, book now, reserve, complete order, complete purchase, bestellung abschicken,
        bestellung aufgeben, jetzt bestellen, buchen, jetzt buchen, passer commande, passer la commande,
        valider la commande, confirmer la commande, reserver, realizar pedido, confirmar pedido, hacer
        pedido, finalizar compra, finalizar pedido, reservar, effettua ordine, conferma ordine, prenota,
        bestelling plaatsen, boeken, fechar pedido, withdraw, transfer, uberweisen, virement,
        transferir, bonifico"""
    ),
    Danger.OUTWARD: _phrases(
        """send, send message, invite, share, publish, post, tweet, reply, forward, notify, broadcast,
        subscribe, contact us, call, deploy, send email, send invitation, e mail senden, senden,
        nachricht senden, einladen, teilen, veroffentlichen, weiterleiten, abonnieren, benachrichtigen,
        envoyer, inviter, partager, publier, transferer, notifier, s abonner, enviar, invitar,
        compartir, publicar, reenviar, notificar, suscribir*, invia, invita, condividi, pubblica,
        inoltra, iscriviti, versturen, verzenden, uitnodigen, delen, publiceren, doorsturen, convidar,
        partilhar, compartilhar, encaminhar, assinar"""
    ),
}
