moderation-title = Moderation
moderation-why = For the people in charge of moderation.
moderation-lead = What waits for a look: reported comments, testimonials to publish. Each decision is dated, signed, and can be taken back.
moderation-forbidden-title = This page is kept by moderators
moderation-forbidden = It can be seen by people who were given the role of moderator or administrator. If something shocks you, the “Report” button under a comment tells us.
moderation-home = Back to the map

reported-title = Reported comments
reported-none = No reported comment. All is well.
reported-by = { $name }, on { $date }

reported-why = { $count ->
    [one] Reported once
   *[other] Reported { $count } times
  }
reported-no-reason = without a reason
reported-gone = The comment can no longer be read.
reported-hide = Hide…
reported-hide-of = Hide the comment of { $name }
reported-hide-title = Hide this comment?
reported-hide-what = It can no longer be read; its place stays in the thread. The person who wrote it will read your reason.
reported-hide-yes = Hide
reported-hidden = The comment of { $name } is hidden.
reported-dismiss = Leave in place
reported-dismiss-of = Leave in place the comment of { $name }
reported-dismissed = Report dismissed: the comment of { $name } stays.

pending-title = Testimonials to publish
pending-hint = Places answer testimonials; they do not choose them.
pending-none = No testimonial is waiting.
pending-publish = Publish
pending-publish-of = Publish the testimonial of { $name }
pending-published = The testimonial of { $name } is published.
pending-hide = Do not publish…
pending-hide-of = Do not publish the testimonial of { $name }
pending-hide-title = Not publish this testimonial?
pending-hide-what = The person who wrote it will read your reason, and may write it anew.
pending-hide-yes = Do not publish
pending-hidden = The testimonial of { $name } is not published.
pending-reason = Why
someone = someone
