mine-title = My places
mine-why = The places you act for, and what waits for your answer.
mine-lead = { $count ->
    [0] Nothing is waiting for you.
    [one] One thing is waiting for you.
   *[other] { $count } things are waiting for you.
  }

mine-requests = People ask to act
mine-corrections = Corrections are proposed
mine-correction = { $count ->
    [one] one correction
   *[other] { $count } corrections
  }
mine-look = Look
mine-look-of = Look at the corrections proposed for { $name }
mine-additions = Places were added
mine-additions-hint = They are public only once confirmed. Do you know them?
mine-stale = Information to confirm
mine-stale-hint = It comes from a list, or is more than a year old.
mine-confirm = Confirm or change
mine-confirm-of = Confirm or change the information of { $name }

addition-by = Added by { $name }, on { $date }.
addition-by-nobody = Added on { $date }.
addition-confirmations = { $count ->
    [0] Nobody has confirmed it yet.
    [one] One person has confirmed it already.
   *[other] { $count } people have confirmed it already.
  }
addition-look = See what is said
addition-look-of = See what is said of { $name }
addition-what = What is done there
addition-where = Address
addition-online = Website
addition-confirm = I confirm it
addition-confirm-of = I confirm it: { $name }
addition-reject = It is not a third place…
addition-reject-of = It is not a third place: { $name }
addition-reject-title = Reject { $name }?
addition-reject-what = It will not be published. The person who added it will read your reason.
addition-reject-reason = Why
addition-reject-yes = Reject
addition-published = { $name } is now public.
addition-confirmed = Thank you. { $name } will be public as soon as another person has confirmed it.
addition-rejected = { $name } is rejected.

mine-places = My places
mine-place-role = your role: { $role }
mine-place-edit = Update
mine-place-edit-of = Update { $name }
mine-place-team = Team
mine-place-team-of = Team of { $name }
mine-place-history = History
mine-place-history-of = History of { $name }
mine-state-draft = not public yet
mine-state-closed = closed
mine-complete = { $percent }% of the page filled in
mine-others = My networks and partners
mine-empty-title = You do not act for any place yet
mine-empty-1 = Find yours
mine-empty-1-what = It may be there already: public lists have probably brought it.
mine-empty-1-do = Search the map
mine-empty-2 = Ask to act for it
mine-empty-2-what = On its page, “Ask to act for this place”: the person who answers for it, or its network, will answer you.
mine-empty-3 = Not there?
mine-empty-3-what = Add it. Its network, or two neighbouring places, will confirm it.
mine-empty-3-do = Add a place
mine-add = Add a place

mine-orphans = Nobody answers for it any more
mine-orphans-hint = The last steward has left. Meanwhile it is for you to answer requests.
mine-orphan-since = since { $date }
mine-added = Places I added
mine-added-on = on { $date }
mine-added-waiting = { $count ->
    [0] It waits to be confirmed.
    [one] One person has confirmed it; one more is needed.
   *[other] { $count } people have confirmed it.
  }
mine-added-confirmed = It is public.
mine-added-rejected = It was not kept.
