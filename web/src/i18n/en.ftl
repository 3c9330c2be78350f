## Everywhere

site-title = Navigator of third places
locale = en-GB
skip-to-content = Skip to content
nav-name = Main navigation
nav-places = Places
nav-networks = Networks
nav-tools = Tools
nav-about = About
theme-to-light = Switch to the light theme
theme-to-dark = Switch to the dark theme
trail-name = Breadcrumb
new-tab = (new tab)
close = Close
retry = Try again
loading = Loading…
slow = The answer is taking its time. Still trying…
load-more = Show more
shown = { $count } of { $total } shown
show-all = Show all ({ $count })
show-fewer = Show fewer
unknown = Unknown
sort = Sort
sort-name = A to Z
sort-updated = Recently updated
sort-distance = Nearest first
sort-users = Most used
demo-short = made up
demo-site = Some of these places are made up, for demonstration.
demo-more = Find out more
demo-place = A fictional place, made up for demonstration.

sign-in = Sign in
sign-in-back = You will come back here afterwards.
menu-name = My space
menu-account = My account
menu-places = My places
menu-moderation = Moderation
menu-tasks = { $count ->
    [one] one thing to do
   *[other] { $count } things to do
  }
menu-sign-out = Sign out
menu-stuck = Signing out did not work. Try again in a moment.
session-ended = Your session has ended.
session-ended-help = What you wrote is still here.
session-replaced = You are now signed in as { $name }.
session-again = Sign in again

footer-what = A common good, free and open, made with and for third places.
footer-sources = Where the data comes from
footer-accessibility = Accessibility
footer-api = API documentation

connection-offline = You are offline.
connection-late = The network is struggling.
connection-just-kept = What you see was kept a moment ago.
connection-kept = What you see was kept { $when }.

trouble-unreachable = The navigator does not answer
trouble-unreachable-help = Check your connection, then try again. Pages you have seen stay readable offline.
trouble-forbidden = You are not allowed to see this
trouble-unknown = Something went wrong on our side

missing-page = There is no such page
missing-place = This place is not here
missing-network = This network is not here
missing-tool = This tool is not here
missing-help = The address may have changed, or a letter got lost on the way.
missing-to-places = See all places

## Explorer

explorer-title = Find a third place
explorer-lead = { $places ->
    [one] One place to work, make, cook, mend and meet.
   *[other] { $places } places to work, make, cook, mend and meet, in { $communes } communes.
  }
explorer-closing = Something wrong or missing?
filters-name = Filters
filters = { $count ->
    [0] Filter
    [one] Filter (1)
   *[other] Filter ({ $count })
  }
filter-typology = Typology
filter-region = Region
filter-departement = Département
filter-network = Network
filter-tool = Tool
filter-label = Label
filter-search = Search this list
filter-none = Nothing to choose here
locate = Around me
locating = Searching…
locate-failed = Your position could not be found. It stays on your device; allowing it is enough to try again.
chosen-name = Chosen filters
chosen-remove = remove this filter
chosen-clear = Clear all
chosen-near = Within { $km } km
chosen-bbox = Inside the map
results = { $count ->
    [0] No third place
    [one] 1 third place
   *[other] { $count } third places
  }
results-none = List unavailable
away = { $distance } away
empty-title = No place matches all of that at once
empty-help = Remove a filter to widen the search:
empty-without = Without “{ $label }”
empty-site = Nobody has added a place yet.
switch-map = Map
switch-list = List
map-section = Map
map-name = Map of the places found; the list says the same in words
map-follow = The list follows the map
map-loading = Unfolding the map…
map-failed = The map could not be loaded. The list is still complete.
map-unpointed = The places could not be put on the map.
map-closer = Zoom in
map-farther = Zoom out
map-heap = { $count } places, zoom in to part them
card-name = { $count ->
    [one] Chosen place
   *[other] Chosen places
  }
card-several = { $count } places at the same spot
jump-name = Go to a territory

## A place

place-closed = This place has closed; its page stays for the record
place-about = The place
place-identity = In short
place-surfaces = Floor area
surface-total-m2 = { $value } m² in all
surface-workspace-m2 = { $value } m² to work in
surface-events-m2 = { $value } m² to meet in
place-networks = Networks
place-no-network = No known network
place-tools = The commons used here
place-no-tool = Nobody has said yet which commons are used here.
place-see-tools = See the tools of other places
usage-since = since { $since }
satisfaction = { $value } out of 5
place-nearest = Close by
place-around = See every place within 20 km
place-practical = Practical information
place-address = Address
place-no-address = Unknown address
place-contact = Contact
place-links = Online
place-updated = Updated on { $date }
precision-street = Placed in its street, give or take a few doors.
precision-commune = Placed in the middle of its commune.
precision-approximate = Placed approximately.

hours = Opening hours
hours-unknown = Nobody has given them yet.
hours-every-day = Every day
hours-two-days = { $first } and { $last }
hours-days = { $first } to { $last }
hours-closed = Closed
hours-all-day = Day and night
hours-from = From { $from }
hours-span = { $from } – { $to }
hours-holidays = Public holidays
hours-today = (today)
closed-month = Closed in { $month }
closed-two-months = Closed in { $first } and { $last }
closed-months = Closed from { $first } to the end of { $last }
closed-day = Closed on { $day }
closed-days = Closed from { $first } to { $last }
closed-school = Closed during the school holidays

place-origin = Where this information comes from
completeness-name = Share of the page that is filled in
completeness = { $percent }% filled in.
completeness-missing = Still missing: { $what }.
missing-summary = a presentation
missing-typologies = what people do there
missing-bearer = the organisation behind it
missing-legal-form = its legal form
missing-commune = the commune
missing-street = the street
missing-location = a precise position
missing-contact = a contact
missing-website = a website
missing-hours = opening hours
missing-surface = floor area
missing-founded = opening date
origin-fields = Information
origin-source = Source
origin-date = Date
given-by-place = Given by the place
given-by-import = (imported)
given-by-demo = (made up)
field-name = Name
field-summary = Summary
field-description = Description
field-typologies = Typologies
field-bearer-name = Organisation behind it
field-bearer-legal-form = Legal form
field-address = Address
field-location = Position
field-contact-email = E-mail
field-contact-phone = Telephone
field-website = Website
field-opening-hours = Opening hours
field-surfaces-total-m2 = Total floor area
field-surfaces-workspace-m2 = Work area
field-surfaces-events-m2 = Meeting area
field-labels = Labels
field-networks = Networks
field-links = Links
field-founded = Opened

## Networks

networks-title = Networks
networks-lead = Places hold better together: by region, by trade, by cause.
networks-regional = In the regions
networks-regional-what = They support the places of one territory.
networks-thematic = By theme
networks-thematic-what = They link places that do the same thing.
networks-none = None for now.
network-members = { $count ->
    [0] No known place
    [one] 1 place
   *[other] { $count } places
  }
network-regional = Regional network { $region }
network-thematic = Thematic network
network-about = The network
network-portrait = A portrait of its places
network-places = Its places
network-no-place = No place belongs to this network yet.
network-see-all = Explore the { $count } places
figure-members = { $count ->
    [one] member place
   *[other] member places
  }
figure-departements = { $count ->
    [one] département
   *[other] départements
  }
figure-tools = { $count ->
    [one] common in use
   *[other] commons in use
  }
figure-completeness = { $count ->
    [one] filled in, for 1 place
   *[other] filled in on average, over { $count } places
  }
chart-typologies = What people do there
chart-departements = Where they are
chart-founded = When they opened
chart-tools = What they use
chart-regions = By region
chart-since = Year of first use
chart-year = Year
chart-figures = See the figures
chart-empty = Not enough answers yet.
unit-places = Places
basis = { $count } answers out of { $total } places
basis-several = over { $count } places, several answers possible
basis-declared = usages declared by { $total } member places

## Tools

tools-title = Tools in common
tools-lead = Free software, open data, knowledge and equipment that places share and improve together.
tools-by-kind = By kind
tools-found = { $count ->
    [0] No tool
    [one] 1 tool
   *[other] { $count } tools
  }
tools-category = Category
tools-all-categories = All categories
tools-none = No tool matches both choices at once.
tool-users = { $count ->
    [one] place
   *[other] places
  }
tool-about = The tool
tool-where = Where and since when
tool-who = Who uses it
tool-nobody = No place has said yet that it uses it.
tool-card = About the tool
tool-licence = Licence
tool-maker = Made by
tool-repository = Code or sources
tool-site = Online
tool-on-map = See these places on the map
out-of-five = /5
figure-users = { $count ->
    [one] place uses it
   *[other] places use it
  }
figure-satisfaction = { $count ->
    [one] satisfaction, from 1 opinion
   *[other] satisfaction, from { $count } opinions
  }
figure-since = first declared use
