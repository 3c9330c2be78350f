history-title = Historique
history-count = { $count ->
    [0] Aucun changement
    [one] Un changement
   *[other] { $count } changements
  }
history-none = Rien n’a changé depuis que ce lieu est ici.
history-something = Changement
history-by-place = quelqu’un qui agit pour le lieu
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
