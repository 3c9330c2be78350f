form-required = (obligatoire)
form-errors = { $count ->
    [one] Une réponse est à revoir
   *[other] { $count } réponses sont à revoir
  }
form-cancel = Annuler
form-sign-in = Se connecter
form-reason-missing = Dites pourquoi : les personnes concernées le liront.
form-sending = Envoi…
refusal-0 = Le navigateur ne répond pas. Réessayez dans un instant.
refusal-offline = Vous êtes hors ligne. Réessayez quand le réseau sera revenu.
refusal-401 = Vous n’êtes plus connecté·e.
refusal-403 = Vous n’avez pas le droit de faire cela.
refusal-404 = Ce n’est plus là.
refusal-409 = Ce n’est pas possible dans l’état actuel.
refusal-412 = Quelqu’un l’a changé entre-temps.
refusal-422 = Certaines réponses ne conviennent pas.
refusal-429 = C’est trop à la fois. Patientez une minute avant de réessayer.
refusal-500 = Quelque chose s’est mal passé de notre côté. Réessayez dans un instant.
refusal-kept = Ce que vous avez écrit est gardé ici.
pick-none = Rien ne commence par « { $text } ».
pick-found = { $count ->
    [one] Une proposition
   *[other] { $count } propositions
  }
pick-trouble = La recherche ne répond pas. Continuez à taper pour réessayer.
