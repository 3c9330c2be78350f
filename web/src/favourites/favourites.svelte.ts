/** What this person marked, asked once per person and visit. */
import { ask } from '$/api/ask'
import type { Favourite, FavouriteKind, Items } from '$/api/people'
import { session } from '$/session/session.svelte'

class Favourites {
  #marked = $state.raw<ReadonlySet<string> | undefined>()
  #of: string | undefined

  /** Undefined while nobody knows. */
  has(kind: FavouriteKind, id: string): boolean | undefined {
    return this.#marked?.has(`${kind} ${id}`)
  }

  async learn(): Promise<void> {
    const person = session.person?.id
    if (person === undefined || this.#of === person) return
    this.#of = person
    this.#marked = undefined
    try {
      const { items } = await ask<Items<Favourite>>('GET', '/api/directory/me/favourites')
      if (this.#of === person) this.#marked = new Set(items.map(({ kind, id }) => `${kind} ${id}`))
    } catch {
      this.#of = undefined
    }
  }

  /** Mark it, or no longer. Raises Problem, and then nothing has changed. */
  async turn(kind: FavouriteKind, id: string): Promise<void> {
    const key = `${kind} ${id}`
    const before = this.#marked ?? new Set()
    const marked = before.has(key)
    await ask(marked ? 'DELETE' : 'PUT', `/api/directory/me/favourites/${kind}/${id}`)
    const now = new Set(this.#marked ?? before)
    if (marked) now.delete(key)
    else now.add(key)
    this.#marked = now
  }
}

export const favourites = new Favourites()
