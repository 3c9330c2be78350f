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
refused-addition-decided = Quelqu’un a déjà répondu pour ce lieu.
refused-already-confirmed = Vous avez déjà confirmé ce lieu.
refused-already-reported = Vous avez déjà signalé ce message.
refused-already-undone = Cette fusion est déjà défaite.
refused-already-written = Vous avez déjà donné votre avis ; vous pouvez le changer.
refused-comment-hidden = La modération a masqué ce message.
refused-comment-withdrawn = Ce message a été retiré par la personne qui l’a écrit.
refused-correction-decided = Quelqu’un a déjà répondu à cette correction.
refused-correction-outdated = Tout ce qu’elle changerait a changé depuis : cochez ce que vous voulez reprendre quand même.
refused-discussion-closed = On ne peut plus rien dire ici.
refused-later-merge-stands = Une fusion plus récente doit être défaite d’abord.
refused-name-taken = Ce nom est déjà pris.
refused-not-closed = Ce lieu n’est pas fermé.
refused-not-independent = Ce lieu est à confirmer par des personnes qui répondent d’autres lieux que le vôtre.
refused-not-mergeable = Ces deux fiches ne peuvent pas être fusionnées : un lieu fictif et un lieu réel restent séparés.
refused-not-open = Ce lieu est déjà fermé.
refused-not-two-open-places = Seuls deux lieux ouverts peuvent travailler ensemble.
refused-own-place = On ne donne pas d’avis sur un lieu pour lequel on agit.
refused-place-gone = Ce lieu a été fusionné avec un autre : c’est l’autre fiche qui peut changer.
refused-place-not-published = Seul un lieu ouvert peut dire ce qu’il utilise.
refused-thread-full = Ce fil est très long : mieux vaut en commencer un nouveau.
refused-too-many-additions = Trop de vos lieux attendent d’être confirmés. Laissez le temps de les regarder.
refused-too-many-corrections = Vous avez déjà plusieurs corrections en attente pour ce lieu.
