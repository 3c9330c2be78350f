moderation-title = Modération
moderation-why = Réservé aux personnes chargées de la modération.
moderation-lead = Ce qui attend un regard : commentaires signalés, avis à publier. Chaque décision est datée, signée, et peut être reprise.
moderation-forbidden-title = Cette page est tenue par la modération
moderation-forbidden = Peuvent la voir : les personnes qui ont reçu le rôle de modération ou d’administration. Si quelque chose vous choque, le bouton « Signaler » sous un commentaire nous le dit.
moderation-home = Retour à la carte

reported-title = Commentaires signalés
reported-none = Aucun commentaire signalé. Tout va bien.
reported-by = { $name }, le { $date }

reported-why = { $count ->
    [one] Signalé une fois
   *[other] Signalé { $count } fois
  }
reported-no-reason = sans raison donnée
reported-gone = Le commentaire n’est plus lisible.
reported-hide = Masquer…
reported-hide-of = Masquer le commentaire de { $name }
reported-hide-title = Masquer ce commentaire ?
reported-hide-what = Il ne sera plus lisible ; sa place reste dans le fil. La personne qui l’a écrit lira votre raison.
reported-hide-yes = Masquer
reported-hidden = Le commentaire de { $name } est masqué.
reported-dismiss = Laisser en place
reported-dismiss-of = Laisser en place le commentaire de { $name }
reported-dismissed = Signalement classé : le commentaire de { $name } reste.

pending-title = Avis à publier
pending-hint = Les lieux répondent aux avis, ils ne les choisissent pas.
pending-none = Aucun avis n’attend.
pending-publish = Publier
pending-publish-of = Publier l’avis de { $name }
pending-published = L’avis de { $name } est publié.
pending-hide = Ne pas publier…
pending-hide-of = Ne pas publier l’avis de { $name }
pending-hide-title = Ne pas publier cet avis ?
pending-hide-what = La personne qui l’a écrit lira votre raison, et pourra le reprendre.
pending-hide-yes = Ne pas publier
pending-hidden = L’avis de { $name } n’est pas publié.
pending-reason = Pourquoi
someone = quelqu’un
