/**
 * Who is signed in here. The session itself is a cookie that no script can read; a hint beside it says whether there
 * is one, so that a visitor's page asks nothing.
 */
import type { Me, OrganisationKind, Person, Role } from '$/api/people'

const HINT = /(?:^|;\s*)signed-in=1(?:;|$)/
const RANK: Record<Role, number> = { member: 1, editor: 2, steward: 3 }

class Session {
  person = $state.raw<Person | null>(null)
  /** What the directory knows of the person: mandates and what there is to do. */
  me = $state.raw<Me | null>(null)
  /** Whether it is known if somebody is signed in. */
  known = $state(!hinted())
  /** Nobody answers whether somebody is signed in. */
  unreachable = $state(false)
  /** It ended elsewhere, or grew too old, while this page was open: what was typed stays, nothing can be sent. */
  ended = $state(false)
  /** Somebody else signed in, in another window, since this page was opened. */
  replaced = $state(false)
  #asked: Promise<void> | undefined

  /** Ask who is signed in, unless that is known or on its way. */
  learn(): Promise<void> {
    if (!hinted() && this.person === null) {
      this.known = true
      return Promise.resolve()
    }
    this.#asked ??= this.#ask().finally(() => (this.#asked = undefined))
    return this.#asked
  }

  /** Ask again what the directory knows of the person: after a mandate, a correction or a request changed. */
  async refresh(): Promise<void> {
    const reply = await fetch('/api/directory/me', { cache: 'no-store' }).catch(() => null)
    // Without an answer the last one stands: pages that need it ask for themselves, and say so.
    if (reply?.ok) this.me = (await reply.json()) as Me
  }

  async #ask(): Promise<void> {
    try {
      const reply = await fetch('/api/me', { cache: 'no-store' })
      if (reply.ok) this.#begin((await reply.json()) as Person)
      else if (reply.status === 401) this.lost()
      else throw new Error(String(reply.status))
      this.unreachable = false
      this.known = true
    } catch {
      this.unreachable = this.person === null
    }
  }

  #begin(person: Person): void {
    if (this.person?.id !== person.id) this.me = null
    if (this.person && this.person.id !== person.id) this.replaced = true
    this.person = person
    this.ended = false
    void this.refresh()
  }

  /** The gateway no longer knows this session. The person stays on the page, so that nothing typed goes away. */
  lost(): void {
    if (this.person !== null) this.ended = true
    this.known = true
  }

  /** Nobody is signed in any more, and there is nothing to come back to. */
  forget(): void {
    this.person = null
    this.me = null
    this.ended = false
    this.known = true
  }

  /** Notice what other windows did: signed in, signed out, or somebody else signed in. */
  listen(): void {
    addEventListener('focus', () => {
      if (this.person !== null && !hinted()) this.lost()
      else if (hinted() && (this.person === null || this.ended)) void this.learn()
    })
    addEventListener('online', () => {
      if (this.unreachable) void this.learn()
    })
  }

  /** Whether the person acts for this organisation, with this role or a higher one. */
  holds(kind: OrganisationKind, id: string, role: Role = 'member'): boolean {
    return (this.me?.mandates ?? []).some(
      ({ state, organisation, role: held }) =>
        state === 'granted' &&
        organisation.kind === kind &&
        organisation.id === id &&
        RANK[held] >= RANK[role],
    )
  }

  get moderates(): boolean {
    return ['moderator', 'administrator'].some((role) => this.person?.roles.includes(role))
  }

  /** How many things wait for the person's answer; what only a moderator sees is not among them. */
  get tasks(): number {
    if (this.me === null) return 0
    const all = Object.values(this.me.to_do).reduce((sum, count) => sum + count, 0)
    return all - this.me.to_do.reports
  }
}

export const session = new Session()

function hinted(): boolean {
  return HINT.test(document.cookie)
}

/** The page one is on, as sign-in brings one back to it. */
function here(): string {
  return location.pathname + location.search + location.hash
}

export function signInPath(next: string = here()): string {
  return `/auth/login?next=${encodeURIComponent(next)}`
}

/** Leave for the identity provider, and come back to `next` signed in. */
export function signIn(next: string = here()): void {
  location.assign(signInPath(next))
}

/** End the session here and at the identity provider; false when it could not be ended. */
export async function signOut(): Promise<boolean> {
  const reply = await fetch('/auth/logout', {
    method: 'POST',
    headers: { 'x-csrf-token': session.person?.csrf ?? '' },
  }).catch(() => null)
  // 401: it was over already.
  if (reply === null || (!reply.ok && reply.status !== 401)) return false
  const said = reply.ok ? ((await reply.json().catch(() => null)) as { location?: string } | null) : null
  location.assign(said?.location ?? '/')
  return true
}
