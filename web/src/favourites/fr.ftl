favourite-keep = Ajouter à mes favoris
favourite = Dans mes favoris
favourite-kept = { $name } est dans vos favoris.
favourite-gone = { $name } n’est plus dans vos favoris.
favourite-failed = Le favori n’a pas pu être enregistré.
