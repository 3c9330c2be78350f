role-member = Membre
role-editor = Gestionnaire
role-steward = Responsable
role-member-does = Je fais partie de l’équipe. Je vois qui agit avec moi ; je ne change rien à la fiche.
role-editor-does = Je tiens la fiche à jour, et je réponds aux corrections que d’autres proposent.
role-steward-does = Je fais tout cela, et je décide qui agit : j’accepte les demandes, j’invite, je retire un accès.
state-requested = Demande en attente
state-granted = En cours
state-refused = Refusée
state-withdrawn = Demande retirée
state-revoked = Accès retiré
state-resigned = A quitté
person-gone = une personne partie
missing-partner = Ce partenaire n’est pas ici
kind-place = Lieu
kind-network = Réseau
kind-partner = Partenaire

stewards-title-place = Qui parle pour ce lieu
stewards-title-network = Qui parle pour ce réseau
stewards-title-partner = Qui parle pour ce partenaire
stewards-count = { $count ->
    [0] Personne n’en répond encore.
    [one] Une personne en répond.
   *[other] { $count } personnes en répondent.
  }
stewards-also = { $count ->
    [one] Une autre l’aide.
   *[other] { $count } autres l’aident.
  }
stewards-named = À visage découvert :
stewards-ask-place = Demander à agir pour ce lieu
stewards-ask-network = Demander à agir pour ce réseau
stewards-ask-partner = Demander à agir pour ce partenaire
stewards-you = Vous agissez pour lui : { $role }.
stewards-asked = Votre demande attend une réponse.
stewards-team = Voir l’équipe
stewards-unknown = On ne sait pas qui en répond pour le moment.

mandate-title = Agir pour { $name }
mandate-lead-place = La fiche est tenue par les personnes qui font vivre le lieu. Dites qui vous êtes pour lui : quelqu’un vous lira.
mandate-lead-network = La fiche est tenue par les personnes qui animent le réseau. Dites qui vous êtes pour lui : quelqu’un vous lira.
mandate-lead-partner = La fiche est tenue par les personnes qui y travaillent. Dites qui vous êtes pour lui : quelqu’un vous lira.
mandate-form = Votre demande
mandate-role = Ce que je voudrais faire
mandate-word-place = Qui je suis pour ce lieu
mandate-word-network = Qui je suis pour ce réseau
mandate-word-partner = Qui je suis pour ce partenaire
mandate-word-hint = Quelques mots suffisent. Ils ne sont lus que par les personnes qui répondront.
mandate-word-missing = Dites en quelques mots qui vous êtes : sans cela, personne ne peut répondre.
mandate-named = Mon nom peut être affiché sur sa page publique
mandate-named-hint = Sinon, seul le nombre de personnes est montré. Vous pourrez changer d’avis.
mandate-send = Envoyer ma demande
mandate-sign-in = Se connecter pour l’envoyer
mandate-stranger = Vous vous connecterez avant l’envoi. Ce que vous écrivez ici vous attendra.
mandate-restored = Ce que vous aviez écrit est revenu. Il reste à l’envoyer.
mandate-sent = Demande envoyée.
mandate-who = Qui vous répondra
mandate-who-stewards-place = { $count ->
    [one] La personne responsable de ce lieu.
   *[other] L’une des { $count } personnes responsables de ce lieu.
  }
mandate-who-stewards-network = { $count ->
    [one] La personne responsable de ce réseau.
   *[other] L’une des { $count } personnes responsables de ce réseau.
  }
mandate-who-stewards-partner = { $count ->
    [one] La personne responsable de ce partenaire.
   *[other] L’une des { $count } personnes responsables de ce partenaire.
  }
mandate-who-nobody = Personne n’en répond encore. L’équipe de son réseau, ou à défaut la modération, lira votre demande.
mandate-who-nobody-else = Personne n’en répond encore. La modération lira votre demande.
mandate-after = Vous verrez la réponse ici et dans votre compte. En attendant, vous pouvez retirer votre demande.
mandate-asked-title = Votre demande attend une réponse
mandate-asked = Vous avez demandé à être { $role }, le { $date }.
mandate-your-word = Vous avez écrit :
mandate-withdraw = Retirer ma demande
mandate-withdrawn = Votre demande est retirée.
mandate-held-title = Vous agissez déjà pour { $name }
mandate-held = Votre rôle : { $role }, depuis le { $date }.
mandate-more = Demander un rôle plus large
mandate-refused-title = Votre dernière demande n’a pas été acceptée
mandate-revoked-title = Votre accès a été retiré
mandate-refused-why = La raison donnée :
mandate-refused-again = Vous pouvez demander à nouveau, en disant ce qui a changé.
mandate-edit = Mettre la fiche à jour

team-title = L’équipe de { $name }
team-lead-place = Les personnes qui agissent pour ce lieu, et celles qui le demandent.
team-lead-network = Les personnes qui agissent pour ce réseau, et celles qui le demandent.
team-lead-partner = Les personnes qui agissent pour ce partenaire, et celles qui le demandent.
team-why = Connectez-vous pour voir qui agit, répondre aux demandes ou inviter quelqu’un.
team-people = Qui agit
team-people-hint = Responsables d’abord.
team-nobody = Personne n’agit encore ici.
team-you = (vous)
team-since = depuis le { $date }
team-named = Nom affiché publiquement
team-unnamed = Nom non affiché
team-revoke = Retirer l’accès…
team-revoke-of = Retirer l’accès de { $name }
team-revoke-title = Retirer l’accès de { $name } ?
team-revoke-what = { $name } ne pourra plus agir à partir de maintenant, et lira votre raison.
team-revoke-last = C’est la dernière personne responsable. Sans elle, la fiche n’aura plus personne pour en répondre : le réseau du lieu en sera averti.
team-revoke-last-tick = Retirer quand même, sans successeur
team-revoke-yes = Retirer l’accès
team-revoked = L’accès de { $name } est retiré.
team-reason = Pourquoi
team-leave = Quitter ou passer la main…
team-leave-of = Quitter ou passer la main : { $name }
team-leave-plain = Quitter…
team-leave-plain-of = Quitter { $name }
team-ask = Demander à agir
team-back = Voir la fiche
team-past = Avant
team-past-count = { $count ->
    [one] Un ancien mandat
   *[other] { $count } anciens mandats
  }
team-steps = Historique
team-steps-of = Historique de { $name }
team-steps-none = Rien n’est noté.
team-forbidden-title = L’équipe se montre à celles et ceux qui en sont
team-forbidden = Peuvent voir cette page : les personnes qui agissent ici, l’équipe de son réseau et la modération.

step-requested = demande envoyée
step-granted = demande acceptée
step-refused = demande refusée
step-withdrawn = demande retirée
step-revoked = accès retiré
step-resigned = a quitté
step-transferred = a passé la main
step-accepted = invitation acceptée
step-named = affichage du nom changé
step-changed = rôle changé
step-received = a reçu la responsabilité
step-founded = a ajouté ce lieu
step-replaced = remplacé par un rôle plus large
step-moved = suivi après une fusion
step-moved_back = revenu après une fusion annulée
step-erased = compte effacé
step-without_successor = laissé sans successeur
step-by = par { $name }

requests-title = Demandes
requests-hint = La plus ancienne d’abord.
requests-none = Aucune demande en attente.
request-wants = demande à être { $role }
request-for = pour { $name }
request-when = le { $date }
request-no-word = Sans un mot d’explication.
request-as = Accepter comme
request-grant = Accepter
request-grant-of = Accepter la demande de { $name }
request-refuse = Refuser…
request-refuse-of = Refuser la demande de { $name }
request-refuse-title = Refuser la demande de { $name } ?
request-refuse-reason = Pourquoi
request-refuse-hint = { $name } lira votre réponse.
request-refuse-yes = Refuser la demande
request-granted = { $name } agit maintenant pour { $organisation }.
request-refused = La demande de { $name } est refusée.

invitations-title = Inviter
invitations-hint = Un lien, une personne, un rôle. Donnez-le à qui vous voulez : la première personne qui l’ouvre et l’accepte agit aussitôt.
invitation-role = Rôle
invitation-days = Valable
invitation-days-count = { $count ->
    [one] un jour
   *[other] { $count } jours
  }
invitation-make = Créer un lien
invitation-made = Le lien est prêt.
invitation-once = Copiez-le maintenant : il ne sera plus montré.
invitation-link = Lien d’invitation
invitation-copy = Copier le lien
invitation-copied = Lien copié.
invitation-not-copied = Le lien n’a pas pu être copié : il est sélectionné, copiez-le au clavier.
invitations-open = Liens en attente
invitation-open = { $role }, { $days ->
    [0] expire aujourd’hui
    [one] encore un jour
   *[other] encore { $days } jours
  }
invitation-revoke = Annuler ce lien
invitation-revoked = Le lien est annulé : il ne mène plus à rien.

leave-title = Quitter { $name }
leave-plain = Vous ne pourrez plus agir pour { $name } à partir de maintenant. Vous pourrez le redemander.
leave-how = Que voulez-vous faire ?
leave-transfer = Passer la main à quelqu’un de l’équipe
leave-transfer-hint = Cette personne devient responsable à votre place.
leave-to = À qui
leave-to-missing = Choisissez à qui passer la main.
leave-stay = Ensuite
leave-stay-editor = je reste gestionnaire
leave-stay-member = je reste membre
leave-stay-none = je quitte l’équipe
leave-alone = Il n’y a personne d’autre dans l’équipe. Vous pouvez d’abord inviter quelqu’un.
leave-invite = Inviter quelqu’un
leave-resign = Quitter, d’autres responsables restent
leave-last = Quitter sans successeur
leave-last-hint = La fiche n’aura plus personne pour en répondre. Son réseau en sera averti, et cela restera noté.
leave-last-title = Vous êtes la dernière personne responsable
leave-reason = Un mot pour l’équipe
leave-yes = Quitter
leave-yes-transfer = Passer la main
leave-left = Vous n’agissez plus pour { $name }.
leave-transferred = { $person } est maintenant responsable de { $name }.

named-mine = Mon nom peut être affiché pour { $name }
named-on = Votre nom peut être affiché.
named-off = Votre nom ne sera plus affiché.

offer-title = Une invitation
offer-why = Connectez-vous pour voir ce qu’elle propose et l’accepter.
offer-lead = { $name } vous invite à agir pour { $organisation }.
offer-lead-unsigned = Vous êtes invité·e à agir pour { $organisation }.
offer-role = Votre rôle
offer-until = Valable jusqu’au { $date }
offer-accept = Accepter l’invitation
offer-accepted-title = C’est fait
offer-accepted = Vous agissez maintenant pour { $organisation } : { $role }.
offer-held = Vous agissez déjà pour { $organisation }.
offer-missing-title = Cette invitation n’ouvre plus rien
offer-missing = Elle a expiré, a déjà servi, a été annulée, ou l’adresse est incomplète. Demandez-en une nouvelle à la personne qui vous l’a donnée, ou demandez vous-même à agir depuis la page du lieu.
offer-find = Trouver le lieu

refused-already-asked = Vous avez déjà une demande en attente ici.
refused-already-held = Vous avez déjà ce rôle ici.
refused-mandate-decided = Quelqu’un a déjà répondu à cette demande.
refused-mandate-ended = Ce mandat est déjà terminé.
refused-last-steward = C’est la dernière personne responsable.
refused-not-steward = Seule une personne responsable peut passer la main.
refused-no-successor = Cette personne n’agit pas pour la même organisation.
refused-just-moved = Ce lieu vient d’être réuni à un autre : rechargez la page.
