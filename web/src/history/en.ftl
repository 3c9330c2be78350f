history-title = History
history-count = { $count ->
    [0] No change
    [one] One change
   *[other] { $count } changes
  }
history-none = Nothing has changed since this place is here.
history-something = Change
history-by-place = somebody who acts for the place
history-by-demo = invented for the demonstration
history-by-source = imported: { $source }
history-confirmed = { $count ->
    [one] One value confirmed, unchanged.
   *[other] { $count } values confirmed, unchanged.
  }
change-before = Before
change-after = After
change-gone = [removed:
change-new = [added:
change-end = ]
