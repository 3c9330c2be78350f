/** What the directory answers to those who keep its pages right, beside what people write (`people.ts`). */
import type { Place } from './documents'
import type {
  Change,
  Correction as Proposed,
  HistoryEntry as Entry,
  Named,
  PlaceName,
  Testimonial,
} from './people'

/** A value that somebody proposes. */
export interface ProposedChange extends Change {
  /** What the place says today, and whether that changed since the proposal. */
  now?: unknown
  outdated?: boolean
  /** Whether it was taken over. */
  accepted?: boolean | null
}

export type Correction = Omit<Proposed, 'changes'> & { changes: ProposedChange[] }

export interface HistoryEntry extends Entry {
  action?: string
  proposed_by?: { name: string | null } | null
}

/** A place that waits to be confirmed, with who did so far. */
export interface Unconfirmed extends Place {
  created_by: { name: string | null } | null
  word?: string | null
  /** The networks it wishes to join. */
  wishes?: { id: string; slug: string; name: string }[]
  confirmations: { by_kind: string; name: string | null; at: string; word?: string | null }[]
  rejection?: { reason: string | null; at: string } | null
}

/** A known place that may be the one somebody is about to add. */
export interface SimilarPlace extends PlaceName {
  state?: string
}

/** Somebody a place works with; `mutual` when they say so as well. */
export interface Partnership {
  place: PlaceName
  what: string | null
  since: string
  mutual: boolean
}

/** Two places became one; `undoable`: whether that can be undone now. */
export interface Merge {
  id: string
  gone: Named & { slug: string }
  into: Named & { slug: string }
  undone_at: string | null
  undoable: boolean
}

export type TestimonialOn = Testimonial & { place: Named & { slug: string } }
