mine-title = Mes lieux
mine-why = Les lieux pour lesquels vous agissez, et ce qui attend votre réponse.
mine-lead = { $count ->
    [0] Rien ne vous attend.
    [one] Une chose vous attend.
   *[other] { $count } choses vous attendent.
  }

mine-requests = Des personnes demandent à agir
mine-corrections = Des corrections sont proposées
mine-correction = { $count ->
    [one] une correction
   *[other] { $count } corrections
  }
mine-look = Regarder
mine-look-of = Regarder les corrections proposées pour { $name }
mine-additions = Des lieux ont été ajoutés
mine-additions-hint = Ils ne sont publics qu’une fois confirmés. Les connaissez-vous ?
mine-stale = Des informations sont à confirmer
mine-stale-hint = Elles viennent d’une liste, ou datent de plus d’un an.
mine-confirm = Confirmer ou changer
mine-confirm-of = Confirmer ou changer les informations de { $name }

addition-by = Ajouté par { $name }, le { $date }.
addition-by-nobody = Ajouté le { $date }.
addition-confirmations = { $count ->
    [0] Personne ne l’a encore confirmé.
    [one] Une personne l’a déjà confirmé.
   *[other] { $count } personnes l’ont déjà confirmé.
  }
addition-look = Voir ce qui est dit
addition-look-of = Voir ce qui est dit de { $name }
addition-what = Ce qu’on y fait
addition-where = Adresse
addition-online = Site
addition-confirm = Je le confirme
addition-confirm-of = Je le confirme : { $name }
addition-reject = Ce n’est pas un tiers-lieu…
addition-reject-of = Ce n’est pas un tiers-lieu : { $name }
addition-reject-title = Rejeter { $name } ?
addition-reject-what = Il ne sera pas publié. La personne qui l’a ajouté lira votre raison.
addition-reject-reason = Pourquoi
addition-reject-yes = Rejeter
addition-published = { $name } est maintenant public.
addition-confirmed = Merci. { $name } sera public dès qu’une autre personne l’aura confirmé.
addition-rejected = { $name } est rejeté.

mine-places = Mes lieux
mine-place-role = votre rôle : { $role }
mine-place-edit = Mettre à jour
mine-place-edit-of = Mettre à jour { $name }
mine-place-team = Équipe
mine-place-team-of = Équipe de { $name }
mine-place-history = Historique
mine-place-history-of = Historique de { $name }
mine-state-draft = pas encore public
mine-state-closed = fermé
mine-complete = fiche renseignée à { $percent } %
mine-others = Mes réseaux et partenaires
mine-empty-title = Vous n’agissez encore pour aucun lieu
mine-empty-1 = Trouvez le vôtre
mine-empty-1-what = Il y est peut-être déjà : les listes publiques l’ont sans doute apporté.
mine-empty-1-do = Chercher sur la carte
mine-empty-2 = Demandez à agir pour lui
mine-empty-2-what = Sur sa page, « Demander à agir pour ce lieu » : la personne qui en répond, ou son réseau, vous répondra.
mine-empty-3 = Il n’y est pas ?
mine-empty-3-what = Ajoutez-le. Son réseau, ou deux lieux voisins, le confirmeront.
mine-empty-3-do = Ajouter un lieu
mine-add = Ajouter un lieu

mine-orphans = Personne n’en répond plus
mine-orphans-hint = La dernière personne responsable est partie. En attendant, c’est à vous de répondre aux demandes.
mine-orphan-since = depuis le { $date }
mine-added = Lieux que j’ai ajoutés
mine-added-on = le { $date }
mine-added-waiting = { $count ->
    [0] Il attend d’être confirmé.
    [one] Une personne l’a confirmé ; il en faut une autre.
   *[other] { $count } personnes l’ont confirmé.
  }
mine-added-confirmed = Il est public.
mine-added-rejected = Il n’a pas été retenu.
