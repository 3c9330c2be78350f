/** People and what they write, by the shapes of the gateway's /api/me and of the directory. */
import type { OrganisationKind } from '$/routing/routes'

export type { OrganisationKind }

/** A list that fits on one page. */
export interface Items<T> {
  items: T[]
}

/** A list that comes in pieces. */
export interface Piece<T> extends Items<T> {
  next: string | null
  total: number
}

/** GET /api/me */
export interface Person {
  id: string
  name: string
  email: string | null
  username: string
  roles: string[]
  /** Goes along on writes. */
  csrf: string | null
  session: { id: string; created_at: string } | null
}

export interface Device {
  id: string
  current: boolean
  created_at: string
  seen_at: string
  device: string
  /** In part. */
  address: string
}

export interface Named {
  id: string
  name: string
}

export interface Organisation {
  kind: OrganisationKind
  id: string
  slug: string
  name: string
}

export type Role = 'member' | 'editor' | 'steward'
export type MandateState = 'requested' | 'granted' | 'refused' | 'withdrawn' | 'revoked' | 'resigned'

export interface Mandate {
  id: string
  revision: number
  state: MandateState
  role: Role
  organisation: Organisation
  person: Named
  /** What the person said when they asked. */
  word: string | null
  /** Whether the person may be named beside the organisation. */
  named: boolean
  requested_at: string
  decided_at: string | null
  decided_by: Named | null
  reason: string | null
}

export interface MandateStep {
  at: string
  action: string
  by: Named | null
  reason: string | null
}

export interface Invitation {
  id: string
  role: Role
  organisation: Organisation
  expires_at: string
  /** Shown once, when it is made. */
  token?: string
  url?: string
}

/** What an invitation says to the one who holds it. */
export interface Offer {
  role: Role
  organisation: Organisation
  expires_at: string
  invited_by: { name: string } | null
}

/** Who acts for an organisation, as anyone may know. */
export interface Stewards {
  stewards: number
  editors: number
  members: number
  named: { name: string; role: Role }[]
}

export interface ToDo {
  mandate_requests: number
  corrections: number
  unconfirmed_places: number
  reports: number
  stale_places: number
}

/** GET /api/directory/me */
export interface Me {
  id: string
  name: string
  /** Whether the name may be shown beside the places the person speaks for. */
  named: boolean
  mandates: Mandate[]
  to_do: ToDo
}

export interface MyPlace {
  id: string
  slug: string
  name: string
  state: string
  role: Role
  commune: string | null
  completeness: number
  revision: number
  /** Fields whose value does not come from the place itself, or was confirmed more than a year ago. */
  stale: string[]
  mandate_requests: number
  corrections: number
}

export type FavouriteKind = 'place' | 'network' | 'tool' | 'partner'

export interface Favourite {
  kind: FavouriteKind
  id: string
  slug: string
  name: string
  since: string
}

export interface PlaceName {
  id: string
  slug: string
  name: string
  commune: string | null
}

/** A place that somebody added and nobody has confirmed yet. */
export interface Addition {
  place: PlaceName
  added_by: { name: string } | null
  added_at: string
  word: string | null
  confirmations: number
}

/** One value of a field, as the history and corrections show it. */
export interface Change {
  field: string
  before: unknown
  after: unknown
}

export interface HistoryEntry {
  id: string
  revision: number
  at: string
  by: { kind: 'person' | 'source' | 'demo'; name: string | null }
  source: string | null
  reason: string | null
  changes: Change[]
}

export interface Correction {
  id: string
  place: PlaceName
  state: 'proposed' | 'accepted' | 'refused' | 'withdrawn'
  changes: Change[]
  word: string | null
  proposed_by: { name: string } | null
  proposed_at: string
  decided_at: string | null
  reason: string | null
  base_revision: number
}

export interface Testimonial {
  id: string
  revision: number
  state: 'pending' | 'published' | 'hidden' | 'withdrawn'
  text: string
  author: Named | null
  written_at: string
  reply: { text: string; by: string | null; at: string } | null
  reason: string | null
}

export interface Comment {
  id: string
  revision: number
  parent_id: string | null
  state: 'posted' | 'withdrawn' | 'hidden'
  author: Named | null
  /** Markdown; `html` is the same, sanitised by the directory. Neither is told of what is withdrawn or hidden. */
  body: string | null
  html: string | null
  mentions: Named[]
  posted_at: string
  edited_at: string | null
  replies: Comment[]
}

export interface ReportedComment {
  comment: Comment
  reports: { reason: string | null; at: string; by: Named | null }[]
  on: { kind: string; id: string; slug: string | null; name: string | null }
}

/** A testimonial that waits for a moderator; `place` where the directory says which one it is about. */
export type PendingTestimonial = Testimonial & { place?: PlaceName }
