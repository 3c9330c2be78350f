history-title = Historique
history-count = { $count ->
    [0] Aucun changement
    [one] Un changement
   *[other] { $count } changements
  }
history-none = Rien n’a changé depuis que ce lieu est ici.
history-something = Changement
history-by-somebody = quelqu’un
history-for-place = { $name }, pour le lieu
history-for-network = { $name }, pour un réseau
history-for-moderation = { $name }, pour la modération
history-proposed = proposé par { $name }
history-action-confirmed = Le lieu est confirmé
history-action-closed = Le lieu a fermé
history-action-reopened = Le lieu a rouvert
history-action-merged = Deux fiches sont fusionnées
history-action-unmerged = La fusion est défaite
history-by-demo = inventé pour la démonstration
history-by-source = importé : { $source }
history-confirmed = { $count ->
    [one] Une valeur confirmée, sans changement.
   *[other] { $count } valeurs confirmées, sans changement.
  }
change-before = Avant
change-after = Après
change-gone = [retiré :
change-new = [ajouté :
change-end = ]
