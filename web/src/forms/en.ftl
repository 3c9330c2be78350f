form-required = (required)
form-errors = { $count ->
    [one] One answer needs another look
   *[other] { $count } answers need another look
  }
form-cancel = Cancel
form-sign-in = Sign in
form-reason-missing = Say why: the people concerned will read it.
form-sending = Sending…
refusal-0 = The navigator does not answer. Try again in a moment.
refusal-offline = You are offline. Try again when the network is back.
refusal-401 = You are no longer signed in.
refusal-403 = You are not allowed to do this.
refusal-404 = It is no longer there.
refusal-409 = That cannot be done as things stand.
refusal-412 = Somebody changed it in the meantime.
refusal-422 = Some answers do not fit.
refusal-429 = That is too much at once. Wait a minute before trying again.
refusal-500 = Something went wrong on our side. Try again in a moment.
refusal-kept = What you wrote is kept here.
pick-none = Nothing begins with “{ $text }”.
pick-found = { $count ->
    [one] One suggestion
   *[other] { $count } suggestions
  }
pick-trouble = The search does not answer. Keep typing to try again.
refused-addition-decided = Somebody has already answered for this place.
refused-already-confirmed = You have already confirmed this place.
refused-already-reported = You have already reported this message.
refused-already-undone = This merge is already undone.
refused-already-written = You have already said what you think; you can change it.
refused-comment-hidden = Moderators have hidden this message.
refused-comment-withdrawn = This message was withdrawn by whoever wrote it.
refused-correction-decided = Somebody has already answered this correction.
refused-correction-outdated = All that it would change has changed since: tick what you want to take over all the same.
refused-discussion-closed = Nothing more can be said here.
refused-later-merge-stands = A later merge has to be undone first.
refused-name-taken = This name is taken.
refused-not-closed = This place is not closed.
refused-not-independent = This place is to be confirmed by people who answer for other places than yours.
refused-not-mergeable = These two pages cannot be merged: fictional and real places stay apart.
refused-not-open = This place is closed already.
refused-not-two-open-places = Only two open places can work together.
refused-own-place = Nobody says what they think of a place they act for.
refused-place-gone = This place was merged into another one: it is the other page that can change.
refused-place-not-published = Only an open place can say what it uses.
refused-thread-full = This thread is very long: better begin a new one.
refused-too-many-additions = Too many of your places wait to be confirmed. Let them be looked at.
refused-too-many-corrections = Several corrections of yours already wait for this place.
