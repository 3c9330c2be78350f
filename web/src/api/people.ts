/** People and what they write, by the names the pages use. */
import type { OrganisationKind } from '$/routing/routes'

import type { components } from './schema'

export type { OrganisationKind }

type Schemas = components['schemas']

/** A list that fits on one page. */
export interface Items<T> {
  items: T[]
}

/** A list that comes in pieces. */
export interface Piece<T> extends Items<T> {
  next: string | null
  total: number
}

/** GET /api/me; its `csrf` goes along on writes. */
export type Person = Schemas['Me']
/** GET /api/directory/me */
export type Me = Schemas['DirectoryMe']
export type Device = Schemas['OneSession']
export type Named = Schemas['MandatePerson']
export type Organisation = Schemas['MandateOrganisation']
export type Mandate = Schemas['Mandate']
export type Role = Mandate['role']
export type MandateStep = Schemas['MandateStepShown']
export type Invitation = Schemas['Invitation']
/** With its token, shown this once. */
export type InvitationMade = Schemas['InvitationMade']
/** What an invitation says to the one who holds it. */
export type Offer = Schemas['Offer']
/** An organisation that had a steward and has none. */
export type Orphan = Schemas['Orphan']
/** Who acts for an organisation, as anyone may know. */
export type Stewards = Schemas['StewardCount']
export type MyPlace = Schemas['MyPlace']
export type Favourite = Schemas['Favourite']
export type FavouriteKind = Favourite['kind']
/** A place that somebody added and nobody has confirmed yet. */
export type Addition = Schemas['Addition']
/** A place that I added, and what became of it. */
export type OwnAddition = Schemas['OwnAddition']
export type PlaceName = Addition['place']
/** `body` is Markdown, `html` the same and safe to show; neither is told of what is withdrawn or hidden. */
export type Comment = Schemas['Comment']
export type ReportedComment = Schemas['ReportedComment']
export type Testimonial = Schemas['Testimonial']
/** A testimonial that waits for a moderator, and what it is about. */
export type PendingTestimonial = Schemas['TestimonialOn']

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
