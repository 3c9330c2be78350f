correct-help = Changez ce qui n’est pas juste. Les personnes qui agissent pour ce lieu, ou son réseau, décideront.
correct-send-title = Votre correction
correct-nothing = Rien n’est encore changé. Ouvrez une partie ci-dessus pour corriger ce qu’elle dit.
correct-word = Un mot pour elles et eux
correct-word-hint = Facultatif : comment vous le savez, ce qu’il faut vérifier…
correct-send = { $count ->
    [one] Envoyer la correction
   *[other] Envoyer les { $count } corrections
  }
correct-sent = Merci, votre correction est envoyée
correct-sent-help = Vous la retrouverez, avec la réponse, dans « Mes lieux ». La fiche change dès qu’elle est acceptée.
correct-another = Proposer autre chose
corrections-waiting = { $count ->
    [one] Une correction attend votre réponse
   *[other] { $count } corrections attendent votre réponse
  }
corrections-mine = Mes corrections
correction-by = Proposé par { $name }
correction-proposed-on = le { $date }
correction-state-proposed = en attente
correction-state-accepted = acceptée
correction-state-refused = refusée
correction-state-withdrawn = retirée
correction-reason = Réponse :
correction-accept = Accepter
correction-accept-some = { $count ->
    [0] Rien n’est coché
    [one] Accepter la valeur cochée
   *[other] Accepter les { $count } valeurs cochées
  }
correction-refuse = Refuser
correction-refuse-title = Refuser cette correction
correction-refuse-yes = Refuser
correction-refuse-reason = Pourquoi ?
correction-withdraw = Retirer ma correction
correction-said-accepted = La correction est acceptée.
correction-said-refused = La correction est refusée.
somebody = quelqu’un
correction-outdated = La fiche a changé depuis ; elle dit maintenant :
correction-left = Non reprise.
