entry-edit = Modifier la fiche
entry-saved = La fiche est enregistrée.
entry-theirs = En ligne, quelqu’un vient d’écrire :
