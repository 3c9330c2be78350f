history-title = History
history-count = { $count ->
    [0] No change
    [one] One change
   *[other] { $count } changes
  }
history-none = Nothing has changed since this place is here.
history-something = Change
history-by-somebody = somebody
history-for-place = { $name }, for the place
history-for-network = { $name }, for a network
history-for-moderation = { $name }, for the moderators
history-proposed = proposed by { $name }
history-action-confirmed = The place is confirmed
history-action-closed = The place has closed
history-action-reopened = The place has opened again
history-action-merged = Two pages are merged
history-action-unmerged = The merge is undone
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
