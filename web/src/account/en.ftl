account-title = My account
account-why = Your mandates, your favourites, your devices, and all that the navigator knows of you.
account-lead = All that the navigator knows of you, and what you can do about it.
account-nav = On this page

who-title = Who I am
who-name = Name
who-email = E-mail
who-username = User name
who-roles = Role here
who-role-moderator = Moderation
who-role-administrator = Administration
who-elsewhere = These come from the identity service that signs you in. They are changed there.
who-named = My name may be shown beside the places I act for
who-named-hint = For all of them at once. You can then choose place by place, below.
who-unknown = The directory does not answer: your mandates and choices cannot be shown.

held-title = For whom I act
held-hint = Places, networks and partners.
held-none = You do not act for anybody yet.
held-find = Find a place
held-mine = See my places
held-asked = asked on { $date }
held-since = since { $date }
held-over = on { $date }
held-withdraw = Withdraw my request
held-withdraw-of = Withdraw my request for { $name }
held-withdrawn = Your request for { $name } is withdrawn.
held-past = { $count ->
    [one] One former mandate
   *[other] { $count } former mandates
  }
held-again = Ask again

favourites-title = My favourites
favourites-none = No favourite. The star on a page puts it here.
favourites-kind-place = place
favourites-kind-network = network
favourites-kind-tool = tool
favourites-kind-partner = partner
favourites-since = added on { $date }
favourites-remove = Remove
favourites-remove-of = Remove { $name } from my favourites
favourites-removed = { $name } is no longer among your favourites.

devices-title = My devices
devices-hint = Where you are signed in now.
device-on = { $browser } on { $system }
device-unknown = Unknown device
device-current = this one
device-seen = used { $when }
device-since = signed in on { $date }
device-end = Sign out
device-end-of = Sign out { $device }
device-ended = { $device } is signed out.
devices-end-others = Sign out all the others
devices-others-ended = All your other devices are signed out.
devices-alone = No other device is signed in.

data-title = My data
data-what = One archive holds all that each service keeps of you, in a format that other software can read (JSON).
data-download = Download my data
data-preparing = Preparing the archive…
data-received = { $size } received…
data-cancel = Stop
data-done = Archive downloaded ({ $size }).
data-partial = One of the services does not answer. Nothing was downloaded, so that the archive is never incomplete. Try again in a moment.
data-broken = The download was interrupted: nothing was saved. Try again.

erase-title = Erase my account
erase-what = It is immediate and final.
erase-goes-title = What goes
erase-goes-1 = Your name, your e-mail address and your account, here and at the identity service.
erase-goes-2 = Your mandates, your requests, your favourites and your sign-ins.
erase-goes-3 = Your comments and testimonials, with what was replied to your testimonials.
erase-goes-4 = Your signature under the changes and corrections you made.
erase-stays-title = What stays
erase-stays-1 = The information you gave about places: it belongs to everybody, without saying that it was you.
erase-stays-2 = The empty space of your messages, so that threads stay readable.
erase-stays-3 = The trace that an erasure took place, under a number, so that you are not created anew by mistake.
erase-last = You are the last steward of: { $names }. Hand over first if you can; otherwise their networks will be told.
erase-begin = Erase my account…
erase-confirm = To confirm, write { $username }
erase-confirm-hint = Your user name, or your e-mail address.
erase-differs = This is neither your user name nor your e-mail address.
erase-yes = Erase for good
erase-done-title = Your account is erased
erase-done = Your sessions are closed. The erasure completes in the next minutes. Thank you for keeping this map alive.
erase-done-home = Back to the map
