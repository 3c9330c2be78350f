/** Something a person asks for: once at a time, however often they press, and what came of it. */
import { Problem } from '$/api/client'

export class Deed {
  busy = $state(false)
  problem = $state.raw<Problem | undefined>()
  /** What was just done, for those who cannot see it. */
  done = $state('')

  /** What `act` comes to; undefined when it failed, or when the last one is still under way. */
  async run<T>(act: () => Promise<T>, done = ''): Promise<T | undefined> {
    if (this.busy) return undefined
    this.busy = true
    this.problem = undefined
    this.done = ''
    try {
      const result = await act()
      this.done = done
      return result
    } catch (error) {
      if (!(error instanceof Problem)) console.error(error)
      this.problem = error instanceof Problem ? error : new Problem(500, '')
      return undefined
    } finally {
      this.busy = false
    }
  }
}
