correct-help = Change what is not right. Those who act for this place, or its network, will decide.
correct-send-title = Your correction
correct-nothing = Nothing is changed yet. Open a part above to correct what it says.
correct-word = A word for them
correct-word-hint = Optional: how you know, what to check…
correct-send = { $count ->
    [one] Send the correction
   *[other] Send the { $count } corrections
  }
correct-sent = Thank you, your correction is on its way
correct-sent-help = You will find it, with the answer, in “My places”. The page changes as soon as it is accepted.
correct-another = Propose something else
corrections-waiting = { $count ->
    [one] One correction waits for your answer
   *[other] { $count } corrections wait for your answer
  }
corrections-mine = My corrections
correction-by = Proposed by { $name }
correction-proposed-on = on { $date }
correction-state-proposed = waiting
correction-state-accepted = accepted
correction-state-refused = refused
correction-state-withdrawn = withdrawn
correction-reason = Answer:
correction-accept = Accept
correction-accept-some = { $count ->
    [0] Nothing is ticked
    [one] Accept the ticked value
   *[other] Accept the { $count } ticked values
  }
correction-refuse = Refuse
correction-refuse-title = Refuse this correction
correction-refuse-yes = Refuse
correction-refuse-reason = Why?
correction-withdraw = Withdraw my correction
correction-said-accepted = The correction is accepted.
correction-said-refused = The correction is refused.
somebody = somebody
correction-outdated = The page has changed since; it now says:
correction-left = Not taken over.
