edit-title = Edit the page
edit-sections = Parts of the page
edit-see-page = See the page
edit-touched = (changed)
edit-nothing = Nothing is said
edit-unsaid = Not said
edit-m2 = { $value } m²
edit-in-m2 = { $what } (in m²)
edit-source = { $source }, { $date }
edit-stale = to be checked
edit-proposed = your proposal
edit-confirm = It is still right
edit-confirm-label = It is still right: { $field }
edit-confirm-all = All is right in “{ $section }”
edit-unsaved = { $count ->
    [one] one change to save
   *[other] { $count } changes to save
  }
edit-in-correction = { $count ->
    [one] one change proposed
   *[other] { $count } changes proposed
  }
edit-saved = saved
edit-save = Save
edit-add-to-correction = Add to my correction
edit-correct-instead = Propose it as a correction
edit-undo = Undo these changes
edit-said-saved = “{ $section }” is saved.
edit-said-confirmed = { $count ->
    [one] The value is confirmed today.
   *[other] { $count } values are confirmed today.
  }
section-identite = Identity
section-presentation = Presentation
section-adresse = Address and map
section-horaires = Opening hours
section-contact = Contact
section-surfaces = Floor space
section-etiquettes = Labels and links
section-outils = Tools in use
section-voisins = Works with

edit-typologies-hint = Everything that is done in the place, not its main activity alone.
edit-bearer-hint = The association, cooperative, local authority… that answers for the place.
edit-founded-hint = The year is enough: 2015, or 2015-03, or 2015-03-01.
edit-summary-hint = One or two sentences, read before all the rest.
edit-description-hint = An empty line parts two paragraphs.
edit-email-hint = The place’s rather than a person’s: everybody will see it.
edit-surfaces-hint = Roughly, in square metres. Leave empty what you do not know.
edit-labels-hint = What an institution has recognised.
edit-street = Number and street
edit-street-hint = For example: 12 rue des Halles
edit-complement = Further details
edit-complement-hint = Building, floor, “at the back of the yard”…
edit-commune = Commune
edit-commune-hint = Type its first letters or its postcode, then choose.
edit-commune-choose = Choose the commune from the list.
edit-postcode = Postcode
edit-link-kind = Kind of link { $n }
edit-link-url = Address of link { $n }
edit-link-remove = Remove link { $n }
edit-link-add = Add a link

position-hint = Put the mark at the door: press the map, drag it, or move it with the arrows.
position-mark = Where the place is; the arrow keys move it
position-push = Move the mark
position-north = To the north
position-south = To the south
position-west = To the west
position-east = To the east
position-step = By steps of
position-metres = { $metres } m
position-said = Latitude { $latitude }, longitude { $longitude }
position-town = Put it in the middle of the commune
position-none = Remove the position
position-unknown = Choose the commune first: the map will open there.
position-figures = Write the coordinates
position-latitude = Latitude
position-longitude = Longitude
position-take = Put it here
position-misread = Latitudes go from −85 to 85, longitudes from −180 to 180.

hours-begin = Begin with a usual week:
hours-begin-office = Monday–Friday, 9:00–18:00
hours-begin-lunch = With a break at noon
hours-begin-shop = Tuesday–Saturday, 10:00–19:00
hours-working-days = Monday to Friday
hours-copy = Copy
hours-copy-day = Copy the hours: { $day }
hours-copied = { $from } is copied to: { $to }
hours-overlap = Two ranges lie over each other.
hours-from-label = { $day }, opening { $n }
hours-to-label = { $day }, closing { $n }
hours-remove = { $day }, remove range { $n }
hours-add = Range
hours-add-label = { $day }, add a range
hours-unclear = “{ $text }” is not a time: write 9:30, or 930.
hours-no-end = without a closing time
hours-appointment = Also by appointment
hours-appointment-hint = Outside the hours above, or always when no day is open.
hours-holidays-unsaid = Not said
hours-holidays-closed = Closed
hours-holidays-open = Open, at these hours
hours-closings = Closed in the year
hours-closing-add = Add a period
hours-closing-school = School holidays
hours-closing-remove = Remove period { $n }
hours-closing-from = From
hours-closing-to = to
hours-closing-from-day = Period { $n }, first day
hours-closing-to-day = Period { $n }, last day
hours-closing-from-whole = start of
hours-closing-to-whole = end of
hours-closing-from-month = Period { $n }, first month
hours-closing-to-month = Period { $n }, last month
hours-note = Remark
hours-note-hint = For example: “ring twice”.
hours-preview = What visitors will see
hours-as-text = Opening hours, as text
hours-as-text-hint = These hours do not fit into an ordinary week. Write them in the syntax of OpenStreetMap, for example: Apr-Sep: Mo-Fr 09:00-18:00.
hours-to-text = Write the hours as text
hours-to-week = Back to the week

wrong-name = The name is missing, or longer than 200 signs.
wrong-typologies = These typologies do not fit.
wrong-bearer-name = The organisation does not fit.
wrong-bearer-legal-form = The legal form does not fit.
wrong-founded = The opening is written 2015, 2015-03 or 2015-03-01.
wrong-summary = The summary does not fit: it may be too long.
wrong-description = The description does not fit: it may be too long.
wrong-address = The address does not fit: check the commune and the postcode.
wrong-location = The position does not fit.
wrong-opening-hours = The hours do not fit, or are longer than 200 signs.
wrong-phone = The telephone number does not fit.
wrong-email = An e-mail address is written name@example.org.
wrong-website = The address of the site is written https://example.org.
wrong-total-m2 = The total floor space is a number of square metres above zero.
wrong-workspace-m2 = The workspace is a number of square metres above zero.
wrong-events-m2 = The space for events is a number of square metres above zero.
wrong-labels = These labels do not fit.
wrong-links = Each link is a whole address: https://example.org/page.

draft-kept = Draft kept in this browser.
draft-kept-offline = You are offline; your draft is kept in this browser.
draft-restored = Your draft is back ({ $when }): nothing has been sent yet.
draft-unkept = This browser refuses to keep your draft: save before you leave the page.
draft-discard = Discard the draft
draft-discard-title = Discard what you wrote?
draft-discard-yes = Discard
draft-discard-help = The draft leaves this browser. The published page does not change.

conflict-title = Somebody changed the page at the same time as you
conflict-help = Nothing is lost. Choose for each value, then save.
conflict-mine = Your version
conflict-theirs = The version online
conflict-keep-mine = Keep mine
conflict-keep-theirs = Keep the one online
conflict-keep-mine-label = Keep mine: { $field }
conflict-keep-theirs-label = Keep the one online: { $field }

signed-out-title = Sign in to go on
signed-out-help = You will be able to propose a correction, or to edit the page if you act for this place. You will come back to this page.
signed-out-draft = A draft waits in this browser; you will find it once signed in.
signed-out-claim = Act for this place

correct-title = Propose a correction
