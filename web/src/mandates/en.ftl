role-member = Member
role-editor = Editor
role-steward = Steward
role-member-does = I am part of the team. I see who acts with me; I change nothing on the page.
role-editor-does = I keep the page up to date, and answer the corrections that others propose.
role-steward-does = I do all of that, and decide who acts: I accept requests, invite, and take access away.
state-requested = Request waiting
state-granted = Acting
state-refused = Refused
state-withdrawn = Request withdrawn
state-revoked = Access removed
state-resigned = Has left
person-gone = someone who has left
missing-partner = This partner is not here
kind-place = Place
kind-network = Network
kind-partner = Partner

stewards-title-place = Who speaks for this place
stewards-title-network = Who speaks for this network
stewards-title-partner = Who speaks for this partner
stewards-count = { $count ->
    [0] Nobody answers for it yet.
    [one] One person answers for it.
   *[other] { $count } people answer for it.
  }
stewards-also = { $count ->
    [one] One more helps.
   *[other] { $count } more help.
  }
stewards-named = By name:
stewards-ask-place = Ask to act for this place
stewards-ask-network = Ask to act for this network
stewards-ask-partner = Ask to act for this partner
stewards-you = You act for it: { $role }.
stewards-asked = Your request is waiting for an answer.
stewards-team = See the team
stewards-unknown = Who answers for it cannot be told at the moment.

mandate-title = Act for { $name }
mandate-lead-place = The page is kept by the people who run the place. Say who you are to it: somebody will read you.
mandate-lead-network = The page is kept by the people who run the network. Say who you are to it: somebody will read you.
mandate-lead-partner = The page is kept by the people who work there. Say who you are to it: somebody will read you.
mandate-form = Your request
mandate-role = What I would like to do
mandate-word-place = Who I am to this place
mandate-word-network = Who I am to this network
mandate-word-partner = Who I am to this partner
mandate-word-hint = A few words are enough. Only the people who answer will read them.
mandate-word-missing = Say in a few words who you are: without them, nobody can answer.
mandate-named = My name may be shown on its public page
mandate-named-hint = Otherwise only the number of people is shown. You can change your mind.
mandate-send = Send my request
mandate-sign-in = Sign in to send it
mandate-stranger = You will sign in before it is sent. What you write here will wait for you.
mandate-restored = What you had written is back. It is still to be sent.
mandate-sent = Request sent.
mandate-who = Who will answer
mandate-who-stewards-place = { $count ->
    [one] The steward of this place.
   *[other] One of the { $count } stewards of this place.
  }
mandate-who-stewards-network = { $count ->
    [one] The steward of this network.
   *[other] One of the { $count } stewards of this network.
  }
mandate-who-stewards-partner = { $count ->
    [one] The steward of this partner.
   *[other] One of the { $count } stewards of this partner.
  }
mandate-who-nobody = Nobody answers for it yet. The team of its network, or else a moderator, will read your request.
mandate-who-nobody-else = Nobody answers for it yet. A moderator will read your request.
mandate-after = You will see the answer here and in your account. Until then you can withdraw your request.
mandate-asked-title = Your request is waiting for an answer
mandate-asked = You asked to be { $role }, on { $date }.
mandate-your-word = You wrote:
mandate-withdraw = Withdraw my request
mandate-withdrawn = Your request is withdrawn.
mandate-held-title = You already act for { $name }
mandate-held = Your role: { $role }, since { $date }.
mandate-more = Ask for a wider role
mandate-refused-title = Your last request was not accepted
mandate-revoked-title = Your access was removed
mandate-refused-why = The reason given:
mandate-refused-again = You can ask again, saying what has changed.
mandate-edit = Update the page

team-title = The team of { $name }
team-lead-place = The people who act for this place, and those who ask to.
team-lead-network = The people who act for this network, and those who ask to.
team-lead-partner = The people who act for this partner, and those who ask to.
team-why = Sign in to see who acts, answer requests or invite somebody.
team-people = Who acts
team-people-hint = Stewards first.
team-nobody = Nobody acts here yet.
team-you = (you)
team-since = since { $date }
team-named = Name shown publicly
team-unnamed = Name not shown
team-revoke = Remove access…
team-revoke-of = Remove access: { $name }
team-revoke-title = Remove the access of { $name }?
team-revoke-what = { $name } can no longer act from now on, and will read your reason.
team-revoke-last = This is the last steward. Without them, nobody will answer for the page: the network of the place will be told.
team-revoke-last-tick = Remove all the same, without a successor
team-revoke-yes = Remove access
team-revoked = The access of { $name } is removed.
team-reason = Why
team-leave = Leave or hand over…
team-leave-of = Leave or hand over: { $name }
team-leave-plain = Leave…
team-leave-plain-of = Leave { $name }
team-ask = Ask to act
team-back = See the page
team-past = Before
team-past-count = { $count ->
    [one] One former mandate
   *[other] { $count } former mandates
  }
team-steps = History
team-steps-of = History of { $name }
team-steps-none = Nothing is noted.
team-forbidden-title = The team is shown to those who are part of it
team-forbidden = This page can be seen by the people who act here, the team of its network, and moderators.

step-requested = request sent
step-granted = request accepted
step-refused = request refused
step-withdrawn = request withdrawn
step-revoked = access removed
step-resigned = left
step-transferred = handed over
step-accepted = invitation accepted
step-named = showing of the name changed
step-changed = role changed
step-received = became steward
step-founded = added this place
step-replaced = replaced by a wider role
step-moved = followed a merge
step-moved_back = came back after a merge was undone
step-erased = account erased
step-without_successor = left without a successor
step-by = by { $name }

requests-title = Requests
requests-hint = The oldest first.
requests-none = No request is waiting.
request-wants = asks to be { $role }
request-for = for { $name }
request-when = on { $date }
request-no-word = Without a word of explanation.
request-as = Accept as
request-grant = Accept
request-grant-of = Accept the request of { $name }
request-refuse = Refuse…
request-refuse-of = Refuse the request of { $name }
request-refuse-title = Refuse the request of { $name }?
request-refuse-reason = Why
request-refuse-hint = { $name } will read your answer.
request-refuse-yes = Refuse the request
request-granted = { $name } now acts for { $organisation }.
request-refused = The request of { $name } is refused.

invitations-title = Invite
invitations-hint = One link, one person, one role. Give it to whom you like: the first person who opens and accepts it acts at once.
invitation-role = Role
invitation-days = Valid for
invitation-days-count = { $count ->
    [one] one day
   *[other] { $count } days
  }
invitation-make = Create a link
invitation-made = The link is ready.
invitation-once = Copy it now: it will not be shown again.
invitation-link = Invitation link
invitation-copy = Copy the link
invitation-copied = Link copied.
invitation-not-copied = The link could not be copied: it is selected, copy it with the keyboard.
invitations-open = Links still open
invitation-open = { $role }, { $days ->
    [0] expires today
    [one] one more day
   *[other] { $days } more days
  }
invitation-revoke = Cancel this link
invitation-revoked = The link is cancelled: it leads nowhere now.

leave-title = Leave { $name }
leave-plain = You can no longer act for { $name } from now on. You may ask to again.
leave-how = What do you want to do?
leave-transfer = Hand over to somebody of the team
leave-transfer-hint = That person becomes steward in your place.
leave-to = To whom
leave-to-missing = Choose whom to hand over to.
leave-stay = Then
leave-stay-editor = I stay as editor
leave-stay-member = I stay as member
leave-stay-none = I leave the team
leave-alone = There is nobody else in the team. You can invite somebody first.
leave-invite = Invite somebody
leave-resign = Leave, other stewards remain
leave-last = Leave without a successor
leave-last-hint = Nobody will answer for the page. Its network will be told, and this stays on record.
leave-last-title = You are the last steward
leave-reason = A word for the team
leave-yes = Leave
leave-yes-transfer = Hand over
leave-left = You no longer act for { $name }.
leave-transferred = { $person } is now steward of { $name }.

named-mine = My name may be shown for { $name }
named-on = Your name may be shown.
named-off = Your name will no longer be shown.

offer-title = An invitation
offer-why = Sign in to see what it offers and accept it.
offer-lead = { $name } invites you to act for { $organisation }.
offer-lead-unsigned = You are invited to act for { $organisation }.
offer-role = Your role
offer-until = Valid until { $date }
offer-accept = Accept the invitation
offer-accepted-title = Done
offer-accepted = You now act for { $organisation }: { $role }.
offer-held = You already act for { $organisation }.
offer-missing-title = This invitation opens nothing any more
offer-missing = It has expired, was used, was cancelled, or the address is incomplete. Ask the person who gave it to you for a new one, or ask to act yourself from the page of the place.
offer-find = Find the place

refused-already-asked = You already have a request waiting here.
refused-already-held = You already have this role here.
refused-mandate-decided = Somebody has already answered this request.
refused-mandate-ended = This mandate is already over.
refused-last-steward = This is the last steward.
refused-not-steward = Only a steward can hand over.
refused-no-successor = This person does not act for the same organisation.
refused-just-moved = This place was just merged with another: reload the page.
