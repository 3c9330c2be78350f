edit-title = Modifier la fiche
edit-sections = Parties de la fiche
edit-see-page = Voir la fiche
edit-touched = (modifié)
edit-nothing = Rien n’est indiqué
edit-unsaid = Non précisé
edit-m2 = { $value } m²
edit-in-m2 = { $what } (en m²)
edit-source = { $source }, { $date }
edit-stale = à vérifier
edit-proposed = votre proposition
edit-confirm = C’est toujours juste
edit-confirm-label = C’est toujours juste : { $field }
edit-confirm-all = Tout est juste dans « { $section } »
edit-unsaved = { $count ->
    [one] un changement à enregistrer
   *[other] { $count } changements à enregistrer
  }
edit-in-correction = { $count ->
    [one] un changement proposé
   *[other] { $count } changements proposés
  }
edit-saved = enregistré
edit-save = Enregistrer
edit-add-to-correction = Ajouter à ma correction
edit-correct-instead = Le proposer comme correction
edit-undo = Annuler ces changements
edit-said-saved = « { $section } » est enregistré.
edit-said-confirmed = { $count ->
    [one] La valeur est confirmée aujourd’hui.
   *[other] { $count } valeurs sont confirmées aujourd’hui.
  }
section-identite = Identité
section-presentation = Présentation
section-adresse = Adresse et carte
section-horaires = Horaires
section-contact = Contact
section-surfaces = Surfaces
section-etiquettes = Labels et liens
section-outils = Outils utilisés
section-voisins = Travaille avec

edit-typologies-hint = Tout ce qu’on fait dans le lieu, pas seulement l’activité principale.
edit-bearer-hint = L’association, la coopérative, la collectivité… qui répond du lieu.
edit-founded-hint = L’année suffit : 2015, ou 2015-03, ou 2015-03-01.
edit-summary-hint = Une ou deux phrases, lues avant tout le reste.
edit-description-hint = Une ligne vide sépare deux paragraphes.
edit-email-hint = Celui du lieu plutôt que celui d’une personne : tout le monde le verra.
edit-surfaces-hint = Approximativement, en mètres carrés. Laissez vide ce que vous ne savez pas.
edit-labels-hint = Ce qu’une institution a reconnu au lieu.
edit-street = Numéro et rue
edit-street-hint = Par exemple : 12 rue des Halles
edit-complement = Complément
edit-complement-hint = Bâtiment, étage, « au fond de la cour »…
edit-commune = Commune
edit-commune-hint = Tapez les premières lettres ou le code postal, puis choisissez.
edit-commune-choose = Choisissez la commune dans la liste.
edit-postcode = Code postal
edit-link-kind = Sorte du lien { $n }
edit-link-url = Adresse du lien { $n }
edit-link-remove = Retirer le lien { $n }
edit-link-add = Ajouter un lien

position-hint = Posez le repère devant la porte : touchez la carte, faites-le glisser, ou déplacez-le avec les flèches.
position-mark = Position du lieu ; les flèches du clavier la déplacent
position-push = Déplacer le repère
position-north = Vers le nord
position-south = Vers le sud
position-west = Vers l’ouest
position-east = Vers l’est
position-step = Par pas de
position-metres = { $metres } m
position-said = Latitude { $latitude }, longitude { $longitude }
position-town = Placer au centre de la commune
position-none = Retirer la position
position-unknown = Choisissez d’abord la commune : la carte s’ouvrira sur elle.
position-figures = Écrire les coordonnées
position-latitude = Latitude
position-longitude = Longitude
position-take = Placer ici
position-misread = La latitude va de −85 à 85, la longitude de −180 à 180.

hours-begin = Partir d’une semaine courante :
hours-begin-office = Lundi–vendredi, 9 h–18 h
hours-begin-lunch = Avec une pause à midi
hours-begin-shop = Mardi–samedi, 10 h–19 h
hours-working-days = Lundi à vendredi
hours-copy = Copier
hours-copy-day = Copier les horaires : { $day }
hours-copied = { $from } est copié vers : { $to }
hours-overlap = Deux plages se chevauchent.
hours-from-label = { $day }, ouverture { $n }
hours-to-label = { $day }, fermeture { $n }
hours-remove = { $day }, retirer la plage { $n }
hours-add = Plage
hours-add-label = { $day }, ajouter une plage
hours-unclear = « { $text } » n’est pas une heure : écrivez 9h30, ou 930.
hours-no-end = sans heure de fin
hours-appointment = Aussi sur rendez-vous
hours-appointment-hint = En dehors des heures ci-dessus, ou toujours si aucun jour n’est ouvert.
hours-holidays-unsaid = Non précisé
hours-holidays-closed = Fermé
hours-holidays-open = Ouvert, aux heures suivantes
hours-closings = Fermetures dans l’année
hours-closing-add = Ajouter une période
hours-closing-school = Vacances scolaires
hours-closing-remove = Retirer la période { $n }
hours-closing-from = Du
hours-closing-to = au
hours-closing-from-day = Période { $n }, premier jour
hours-closing-to-day = Période { $n }, dernier jour
hours-closing-from-whole = début
hours-closing-to-whole = fin
hours-closing-from-month = Période { $n }, premier mois
hours-closing-to-month = Période { $n }, dernier mois
hours-note = Précision
hours-note-hint = Par exemple : « sonner deux fois ».
hours-preview = Ce que verront les visiteurs
hours-as-text = Horaires, en texte
hours-as-text-hint = Ces horaires ne tiennent pas dans une semaine ordinaire. Écrivez-les dans la syntaxe d’OpenStreetMap, par exemple : Apr-Sep: Mo-Fr 09:00-18:00.
hours-to-text = Écrire les horaires en texte
hours-to-week = Revenir à la semaine

wrong-name = Le nom manque, ou dépasse 200 signes.
wrong-typologies = Ces typologies ne conviennent pas.
wrong-bearer-name = La structure porteuse ne convient pas.
wrong-bearer-legal-form = La forme juridique ne convient pas.
wrong-founded = L’ouverture s’écrit 2015, 2015-03 ou 2015-03-01.
wrong-summary = Le résumé ne convient pas : il est peut-être trop long.
wrong-description = La description ne convient pas : elle est peut-être trop longue.
wrong-address = L’adresse ne convient pas : vérifiez la commune et le code postal.
wrong-location = La position ne convient pas.
wrong-opening-hours = Les horaires ne conviennent pas, ou dépassent 200 signes.
wrong-phone = Le numéro de téléphone ne convient pas.
wrong-email = Le courriel s’écrit nom@exemple.fr.
wrong-website = L’adresse du site s’écrit https://exemple.fr.
wrong-total-m2 = La surface totale est un nombre de mètres carrés, plus grand que zéro.
wrong-workspace-m2 = La surface de travail est un nombre de mètres carrés, plus grand que zéro.
wrong-events-m2 = La surface d’accueil est un nombre de mètres carrés, plus grand que zéro.
wrong-labels = Ces labels ne conviennent pas.
wrong-links = Chaque lien est une adresse complète : https://exemple.fr/page.

draft-kept = Brouillon enregistré dans ce navigateur.
draft-kept-offline = Vous êtes hors ligne ; votre brouillon est enregistré dans ce navigateur.
draft-restored = Votre brouillon est revenu ({ $when }) : rien n’est encore envoyé.
draft-unkept = Ce navigateur refuse de garder votre brouillon : enregistrez avant de quitter la page.
draft-discard = Abandonner le brouillon
draft-discard-title = Abandonner ce que vous avez écrit ?
draft-discard-yes = Abandonner
draft-discard-help = Le brouillon disparaît de ce navigateur. La fiche publiée ne change pas.

conflict-title = Quelqu’un a changé la fiche en même temps que vous
conflict-help = Rien n’est perdu. Choisissez pour chaque valeur, puis enregistrez.
conflict-mine = Votre version
conflict-theirs = La version en ligne
conflict-keep-mine = Garder la mienne
conflict-keep-theirs = Garder celle en ligne
conflict-keep-mine-label = Garder la mienne : { $field }
conflict-keep-theirs-label = Garder celle en ligne : { $field }

signed-out-title = Connectez-vous pour continuer
signed-out-help = Vous pourrez proposer une correction, ou modifier la fiche si vous agissez pour ce lieu. Vous reviendrez à cette page.
signed-out-draft = Un brouillon attend dans ce navigateur ; vous le retrouverez une fois connecté·e.
signed-out-claim = Agir pour ce lieu

correct-title = Proposer une correction
