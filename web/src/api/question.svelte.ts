/** A question that depends on what is on the page: asked again when that changes, forgotten when the page goes. */
import { Problem } from './client'

/** Patience, in milliseconds, before a page admits that the answer is slow. */
const SLOW = 4000

export class Question<T> {
  data = $state.raw<T | undefined>()
  problem = $state.raw<Problem | undefined>()
  asking = $state(true)
  slow = $state(false)
  #attempt = $state(0)

  /** Made while a component starts: `ask` reads what it depends on before its first await. */
  constructor(ask: (signal: AbortSignal) => Promise<T>) {
    $effect(() => {
      // Read on purpose: `retry` asks again.
      void this.#attempt
      const abort = new AbortController()
      const patience = setTimeout(() => (this.slow = true), SLOW)
      this.asking = true
      this.slow = false
      ask(abort.signal)
        .then((data) => {
          if (abort.signal.aborted) return
          this.data = data
          this.problem = undefined
        })
        .catch((error: unknown) => {
          if (abort.signal.aborted) return
          this.problem = error instanceof Problem ? error : new Problem(500, '')
          if (!(error instanceof Problem)) console.error(error)
        })
        .finally(() => {
          clearTimeout(patience)
          if (abort.signal.aborted) return
          this.asking = false
          this.slow = false
        })
      return () => {
        clearTimeout(patience)
        abort.abort()
      }
    })
  }

  retry = (): void => {
    this.problem = undefined
    this.#attempt += 1
  }
}
