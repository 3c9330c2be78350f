/** A list that comes in pieces: the first is a question, asked again when it changes; the next come on demand. */
import { Problem } from './client'
import { Question } from './question.svelte'

interface Piece<T> {
  items: T[]
  next: string | null
  total: number
}

/** What was read after the first piece, and where the next one begins. */
export type Rest<T> = Omit<Piece<T>, 'total'>

type Ask<T> = (cursor: string | null, signal: AbortSignal | null) => Promise<Piece<T>>

export class LongList<T> {
  readonly first: Question<Piece<T>>
  #read = $state.raw<{ after: Piece<T>; rest: Rest<T> } | undefined>()
  /** What was read after one first piece is never shown after another. */
  readonly rest: Rest<T> = $derived.by(() => {
    const { data } = this.first
    return data && this.#read?.after === data ? this.#read.rest : { items: [], next: data?.next ?? null }
  })
  readonly items = $derived.by(() => [...(this.first.data?.items ?? []), ...this.rest.items])
  fetching = $state(false)
  /** Why the next piece did not come. */
  trouble = $state.raw<Problem | undefined>()
  readonly #ask: Ask<T>

  /** Made while a component starts, as a question is. */
  constructor(ask: Ask<T>) {
    this.#ask = ask
    this.first = new Question((signal) => ask(null, signal))
    $effect(() => {
      void this.first.data
      this.trouble = undefined
    })
  }

  /** Show this after the first piece that is there now. */
  resume(rest: Rest<T>): void {
    if (this.first.data) this.#read = { after: this.first.data, rest }
  }

  /** Ask for the next piece. False when none came, or when the list had become another one by then. */
  loadMore = async (): Promise<boolean> => {
    const { first, rest } = this
    const { data } = first
    if (rest.next === null || this.fetching || first.asking) return false
    this.fetching = true
    this.trouble = undefined
    try {
      const { items, next } = await this.#ask(rest.next, null)
      if (first.asking || first.data !== data) return false
      this.resume({ items: [...rest.items, ...items], next })
      return true
    } catch (error) {
      this.trouble = error instanceof Problem ? error : new Problem(500, '')
      return false
    } finally {
      this.fetching = false
    }
  }
}
