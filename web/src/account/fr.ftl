account-title = Mon compte
account-why = Vos mandats, vos favoris, vos appareils, et tout ce que le navigateur sait de vous.
account-lead = Tout ce que le navigateur sait de vous, et ce que vous pouvez en faire.
account-nav = Dans cette page

who-title = Qui je suis
who-name = Nom
who-email = Courriel
who-username = Identifiant
who-roles = Rôle ici
who-role-moderator = Modération
who-role-administrator = Administration
who-elsewhere = Ces informations viennent du service d’identité qui vous connecte. Elles se changent là-bas.
who-named = Mon nom peut être affiché à côté des lieux pour lesquels j’agis
who-named-hint = Vaut pour tous à la fois. Vous pouvez ensuite choisir lieu par lieu, ci-dessous.
who-unknown = L’annuaire ne répond pas : vos mandats et vos choix ne peuvent pas être montrés.

held-title = Pour qui j’agis
held-hint = Lieux, réseaux et partenaires.
held-none = Vous n’agissez encore pour personne.
held-find = Trouver un lieu
held-mine = Voir mes lieux
held-asked = demandé le { $date }
held-since = depuis le { $date }
held-over = le { $date }
held-withdraw = Retirer ma demande
held-withdraw-of = Retirer ma demande pour { $name }
held-withdrawn = Votre demande pour { $name } est retirée.
held-past = { $count ->
    [one] Un ancien mandat
   *[other] { $count } anciens mandats
  }
held-again = Demander à nouveau

favourites-title = Mes favoris
favourites-none = Aucun favori. L’étoile d’une page le met ici.
favourites-kind-place = lieu
favourites-kind-network = réseau
favourites-kind-tool = outil
favourites-kind-partner = partenaire
favourites-since = ajouté le { $date }
favourites-remove = Retirer
favourites-remove-of = Retirer { $name } de mes favoris
favourites-removed = { $name } n’est plus dans vos favoris.

devices-title = Mes appareils
devices-hint = Là où vous êtes connecté·e en ce moment.
device-on = { $browser } sur { $system }
device-unknown = Appareil inconnu
device-current = celui-ci
device-seen = utilisé { $when }
device-since = connecté le { $date }
device-end = Déconnecter
device-end-of = Déconnecter { $device }
device-ended = { $device } est déconnecté.
devices-end-others = Déconnecter tous les autres
devices-others-ended = Tous vos autres appareils sont déconnectés.
devices-alone = Aucun autre appareil n’est connecté.

data-title = Mes données
data-what = Une archive contient tout ce que chaque service garde de vous, dans un format que d’autres logiciels savent lire (JSON).
data-download = Télécharger mes données
data-preparing = Préparation de l’archive…
data-received = { $size } reçus…
data-cancel = Arrêter
data-done = Archive téléchargée ({ $size }).
data-partial = Un des services ne répond pas. Rien n’a été téléchargé, pour que l’archive ne soit jamais incomplète. Réessayez dans un instant.
data-broken = Le téléchargement s’est interrompu : rien n’a été enregistré. Réessayez.

erase-title = Effacer mon compte
erase-what = C’est immédiat et définitif.
erase-goes-title = Ce qui disparaît
erase-goes-1 = Votre nom, votre courriel et votre compte, ici et au service d’identité.
erase-goes-2 = Vos mandats, vos demandes, vos favoris et vos connexions.
erase-goes-3 = Vos commentaires et vos avis, avec ce qu’on a répondu à vos avis.
erase-goes-4 = Votre signature sous les modifications et les corrections que vous avez faites.
erase-stays-title = Ce qui reste
erase-stays-1 = Les informations que vous avez données sur des lieux : elles sont à tout le monde, sans dire que c’était vous.
erase-stays-2 = La place vide de vos messages, pour que les fils de discussion restent lisibles.
erase-stays-3 = La trace qu’un effacement a eu lieu, sous un numéro, pour ne pas vous recréer par erreur.
erase-last = Vous êtes la dernière personne responsable de : { $names }. Passez d’abord la main si vous le pouvez ; sinon, leurs réseaux en seront avertis.
erase-begin = Effacer mon compte…
erase-confirm = Pour confirmer, écrivez { $username }
erase-confirm-hint = Votre identifiant, ou votre courriel.
erase-differs = Ce n’est ni votre identifiant ni votre courriel.
erase-yes = Effacer définitivement
erase-done-title = Votre compte est effacé
erase-done = Vos sessions sont closes. L’effacement se termine dans les minutes qui viennent. Merci d’avoir fait vivre cette carte.
erase-done-home = Retour à la carte
