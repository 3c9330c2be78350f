favourite-keep = Add to my favourites
favourite = In my favourites
favourite-kept = { $name } is in your favourites.
favourite-gone = { $name } is no longer in your favourites.
favourite-failed = The favourite could not be saved.
