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
