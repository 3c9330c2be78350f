/** What the directory answers to those who keep its pages right, beside what people write (`people.ts`). */
import type { Place } from './documents'
import type { PlaceName } from './people'

/** A place that waits to be confirmed, with who did so far. */
export interface Unconfirmed extends Place {
  confirmations: { by_kind: string; name: string | null; at: string }[]
  created_by: { name: string | null } | null
}

/** Somebody a place works with; `mutual` when they say so as well. */
export interface Partnership {
  place: PlaceName
  what: string | null
  since: string
  mutual: boolean
}

/** A place that became part of another one; `undone_at` when that was taken back. */
export interface Merge {
  id: string
  at?: string
  undone_at?: string | null
  reason?: string | null
  place?: PlaceName
  merged?: PlaceName
  into?: PlaceName
}
