## Partout

site-title = Navigateur des tiers-lieux
locale = fr-FR
skip-to-content = Aller au contenu
nav-name = Navigation principale
nav-places = Lieux
nav-networks = Réseaux
nav-tools = Outils
nav-about = À propos
theme-to-light = Passer au thème clair
theme-to-dark = Passer au thème sombre
trail-name = Fil d’Ariane
new-tab = (nouvel onglet)
close = Fermer
retry = Réessayer
loading = Chargement…
slow = La réponse se fait attendre. On continue d’essayer…
load-more = En voir plus
shown = { $count } sur { $total } affichés
show-all = Tout voir ({ $count })
show-fewer = En voir moins
unknown = Inconnu
sort = Trier
sort-name = De A à Z
sort-updated = Mis à jour récemment
sort-distance = Du plus proche au plus loin
sort-users = Les plus utilisés
demo-short = fictif
demo-site = Une partie de ces lieux est inventée, pour la démonstration.
demo-more = En savoir plus
demo-place = Lieu fictif, inventé pour la démonstration.

sign-in = Se connecter
sign-in-back = Vous reviendrez ici ensuite.
menu-name = Mon espace
menu-account = Mon compte
menu-places = Mes lieux
menu-moderation = Modération
menu-tasks = { $count ->
    [one] une chose à faire
   *[other] { $count } choses à faire
  }
menu-sign-out = Se déconnecter
menu-stuck = La déconnexion n’a pas abouti. Réessayez dans un instant.
session-ended = Votre session a pris fin.
session-ended-help = Ce que vous avez écrit est toujours là.
session-replaced = Vous êtes maintenant connecté·e en tant que { $name }.
session-again = Se reconnecter

footer-what = Un bien commun, libre et ouvert, fait avec et pour les tiers-lieux.
footer-sources = D’où viennent les données
footer-accessibility = Accessibilité
footer-api = Documentation de l’API

connection-offline = Vous êtes hors ligne.
connection-late = Le réseau répond mal.
connection-just-kept = Ce que vous voyez vient d’être gardé.
connection-kept = Ce que vous voyez a été gardé { $when }.

trouble-unreachable = Le navigateur ne répond pas
trouble-unreachable-help = Vérifiez votre connexion, puis réessayez. Les pages déjà vues restent lisibles hors ligne.
trouble-forbidden = Vous n’avez pas le droit de voir cela
trouble-unknown = Quelque chose s’est mal passé de notre côté

missing-page = Cette page n’existe pas
missing-place = Ce lieu n’est pas ici
missing-network = Ce réseau n’est pas ici
missing-tool = Cet outil n’est pas ici
missing-help = L’adresse a peut-être changé, ou une lettre s’est perdue en route.
missing-to-places = Voir tous les lieux

## Explorer

explorer-title = Trouver un tiers-lieu
explorer-lead = { $places ->
    [one] Un lieu où l’on travaille, fabrique, cuisine, répare et se retrouve.
   *[other] { $places } lieux où l’on travaille, fabrique, cuisine, répare et se retrouve, dans { $communes } communes.
  }
explorer-closing = Une erreur, un oubli ?
filters-name = Filtres
filters = { $count ->
    [0] Filtrer
    [one] Filtrer (1)
   *[other] Filtrer ({ $count })
  }
filter-typology = Typologie
filter-region = Région
filter-departement = Département
filter-network = Réseau
filter-tool = Outil
filter-label = Label
filter-search = Chercher dans la liste
filter-none = Aucun choix ici
locate = Autour de moi
locating = Recherche…
locate-failed = Votre position n’a pas pu être trouvée. Elle reste sur votre appareil ; l’autoriser suffit pour réessayer.
chosen-name = Filtres choisis
chosen-remove = retirer ce filtre
chosen-clear = Tout effacer
chosen-near = À moins de { $km } km
chosen-bbox = Dans la carte
results = { $count ->
    [0] Aucun tiers-lieu
    [one] 1 tiers-lieu
   *[other] { $count } tiers-lieux
  }
results-none = Liste indisponible
away = à { $distance }
empty-title = Aucun lieu ne répond à tout cela à la fois
empty-help = Retirez un filtre pour élargir la recherche :
empty-without = Sans « { $label } »
empty-site = Personne n’a encore ajouté de lieu.
switch-map = Carte
switch-list = Liste
map-section = Carte
map-name = Carte des lieux trouvés ; la liste dit la même chose en mots
map-follow = La liste suit la carte
map-loading = La carte se déplie…
map-failed = La carte n’a pas pu être chargée. La liste reste complète.
map-unpointed = Les lieux n’ont pas pu être placés.
map-closer = Zoomer
map-farther = Dézoomer
map-heap = { $count } lieux, zoomer pour les séparer
card-name = { $count ->
    [one] Lieu choisi
   *[other] Lieux choisis
  }
card-several = { $count } lieux au même endroit
jump-name = Aller à un territoire

## Un lieu

place-closed = Ce lieu a fermé ; sa fiche reste pour mémoire
place-about = Le lieu
place-identity = En bref
place-surfaces = Surfaces
surface-total-m2 = { $value } m² en tout
surface-workspace-m2 = { $value } m² pour travailler
surface-events-m2 = { $value } m² pour se réunir
place-networks = Réseaux
place-no-network = Aucun réseau connu
place-tools = Les communs utilisés ici
place-no-tool = Personne n’a encore dit quels communs sont utilisés ici.
place-see-tools = Voir les outils des autres lieux
usage-since = depuis { $since }
satisfaction = { $value } sur 5
place-nearest = Tout près
place-around = Voir tous les lieux à moins de 20 km
place-practical = Informations pratiques
place-address = Adresse
place-no-address = Adresse inconnue
place-contact = Contact
place-links = En ligne
place-updated = Mis à jour le { $date }
precision-street = Placé dans sa rue, à quelques numéros près.
precision-commune = Placé au centre de sa commune.
precision-approximate = Placé approximativement.

hours = Horaires
hours-unknown = Personne ne les a encore indiqués.
hours-every-day = Tous les jours
hours-two-days = { $first } et { $last }
hours-days = { $first } à { $last }
hours-closed = Fermé
hours-all-day = Jour et nuit
hours-from = À partir de { $from }
hours-span = { $from } – { $to }
hours-holidays = Jours fériés
hours-today = (aujourd’hui)
closed-month = Fermé en { $month }
closed-two-months = Fermé en { $first } et { $last }
closed-months = Fermé de début { $first } à fin { $last }
closed-day = Fermé le { $day }
closed-days = Fermé du { $first } au { $last }
closed-school = Fermé pendant les vacances scolaires

place-origin = D’où viennent ces informations
completeness-name = Part de la fiche renseignée
completeness = Fiche renseignée à { $percent } %.
completeness-missing = Il manque { $what }.
missing-summary = une présentation
missing-typologies = ce qu’on y fait
missing-bearer = la structure porteuse
missing-legal-form = sa forme juridique
missing-commune = la commune
missing-street = la rue
missing-location = une position précise
missing-contact = un contact
missing-website = un site
missing-hours = les horaires
missing-surface = la surface
missing-founded = la date d’ouverture
origin-fields = Informations
origin-source = Source
origin-date = Date
given-by-place = Donné par le lieu
given-by-import = (importé)
given-by-demo = (inventé)
field-name = Nom
field-summary = Résumé
field-description = Description
field-typologies = Typologies
field-bearer-name = Structure porteuse
field-bearer-legal-form = Forme juridique
field-address = Adresse
field-location = Position
field-contact-email = Courriel
field-contact-phone = Téléphone
field-website = Site
field-opening-hours = Horaires
field-surfaces-total-m2 = Surface totale
field-surfaces-workspace-m2 = Surface de travail
field-surfaces-events-m2 = Surface d’accueil
field-labels = Labels
field-networks = Réseaux
field-links = Liens
field-founded = Ouverture

## Réseaux

networks-title = Les réseaux
networks-lead = On tient mieux à plusieurs : par région, par métier, par cause.
networks-regional = Dans les régions
networks-regional-what = Ils accompagnent les lieux d’un même territoire.
networks-thematic = Par thème
networks-thematic-what = Ils relient les lieux qui font la même chose.
networks-none = Aucun pour l’instant.
network-members = { $count ->
    [0] Aucun lieu connu
    [one] 1 lieu
   *[other] { $count } lieux
  }
network-regional = Réseau régional { $region }
network-thematic = Réseau thématique
network-about = Le réseau
network-portrait = Portrait de ses lieux
network-places = Ses lieux
network-no-place = Aucun lieu n’est encore rattaché à ce réseau.
network-see-all = Explorer les { $count } lieux
figure-members = { $count ->
    [one] lieu membre
   *[other] lieux membres
  }
figure-departements = { $count ->
    [one] département
   *[other] départements
  }
figure-tools = { $count ->
    [one] commun utilisé
   *[other] communs utilisés
  }
figure-completeness = { $count ->
    [one] de fiche renseignée, pour 1 lieu
   *[other] de fiche renseignée en moyenne, sur { $count } lieux
  }
chart-typologies = Ce qu’on y fait
chart-departements = Où ils sont
chart-founded = Quand ils ont ouvert
chart-tools = Ce qu’ils utilisent
chart-regions = Par région
chart-since = Année de démarrage
chart-year = Année
chart-figures = Voir les chiffres
chart-empty = Pas encore assez de réponses.
unit-places = Lieux
basis = { $count } réponses sur { $total } lieux
basis-several = sur { $count } lieux, plusieurs réponses possibles
basis-declared = usages déclarés par { $total } lieux membres

## Outils

tools-title = Les outils communs
tools-lead = Logiciels libres, données ouvertes, savoirs et matériels que les lieux partagent et améliorent ensemble.
tools-by-kind = Par sorte
tools-found = { $count ->
    [0] Aucun outil
    [one] 1 outil
   *[other] { $count } outils
  }
tools-category = Catégorie
tools-all-categories = Toutes les catégories
tools-none = Aucun outil ne répond à ces deux choix à la fois.
tool-users = { $count ->
    [0] lieu
    [one] lieu
   *[other] lieux
  }
tool-about = L’outil
tool-where = Où et depuis quand
tool-who = Qui s’en sert
tool-nobody = Aucun lieu n’a encore dit qu’il s’en sert.
tool-card = Fiche de l’outil
tool-licence = Licence
tool-maker = Fait par
tool-repository = Code ou sources
tool-site = En ligne
tool-on-map = Voir ces lieux sur la carte
out-of-five = /5
figure-users = { $count ->
    [0] lieu s’en sert
    [one] lieu s’en sert
   *[other] lieux s’en servent
  }
figure-satisfaction = { $count ->
    [one] de satisfaction, sur 1 avis
   *[other] de satisfaction, sur { $count } avis
  }
figure-since = premier usage déclaré
