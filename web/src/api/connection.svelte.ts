/** Whether the network answers, and how old what is on the screen may be. */

/** Set by the service worker on an answer it kept earlier: when it was kept. */
export const KEPT_AT = 'x-kept-at'

class Connection {
  online = $state(typeof navigator === 'undefined' ? true : navigator.onLine)
  /** The oldest kept answer shown since the network was last heard. */
  keptAt = $state.raw<Date | null>(null)

  listen(): void {
    addEventListener('online', () => {
      this.online = true
      this.keptAt = null
    })
    addEventListener('offline', () => (this.online = false))
  }

  heard(response: Response): void {
    const kept = response.headers.get(KEPT_AT)
    if (kept === null) {
      this.online = true
      this.keptAt = null
      return
    }
    const date = new Date(kept)
    if (this.keptAt === null || date < this.keptAt) this.keptAt = date
  }

  lost(): void {
    this.online = navigator.onLine
  }
}

export const connection = new Connection()
