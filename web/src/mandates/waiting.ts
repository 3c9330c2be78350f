/** A request that waits while its author signs in: kept in this tab, for as long as it is open and no more than a day. */
import type { OrganisationKind, Role } from '$/api/people'

export interface Waiting {
  role: Role
  word: string
  named: boolean
}

interface Kept extends Waiting {
  at: number
  /** Who wrote it, where that was known. */
  by: string | null
}

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const DAY = 86_400_000

const keyOf = (kind: OrganisationKind, slug: string) => `request ${kind} ${slug}`

/** What this person, or nobody known, wrote here and never sent; or null. */
export function waiting(
  kind: OrganisationKind,
  slug: string,
  asker: string | null,
  { now = Date.now(), shelf = (): Shelf => sessionStorage } = {},
): Waiting | null {
  try {
    const text = shelf().getItem(keyOf(kind, slug))
    if (text === null) return null
    const { at, by, role, word, named } = JSON.parse(text) as Kept
    return now - at < DAY && (by === null || by === asker) ? { role, word, named } : null
  } catch {
    return null
  }
}

/** Keep it; null forgets it. */
export function keepWaiting(
  kind: OrganisationKind,
  slug: string,
  request: Waiting | null,
  by: string | null,
  { now = Date.now(), shelf = (): Shelf => sessionStorage } = {},
): void {
  try {
    if (request === null) shelf().removeItem(keyOf(kind, slug))
    else shelf().setItem(keyOf(kind, slug), JSON.stringify({ ...request, at: now, by }))
  } catch {
    // Storage refused: it lasts as long as the page.
  }
}
