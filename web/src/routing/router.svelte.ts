/** The address, as state: links are followed without reloading, and going back finds the page where it was left. */
import { isPage, match, type Route } from './routes'

const HERE = () => new URL(location.href)
/** How long a page gets to grow back to the height it was left at, in milliseconds. */
const GROWING = 6000

class Router {
  url = $state.raw(HERE())
  route: Route = $derived(match(this.url.pathname))
  /** Counts the pages visited: a new page takes the focus, a change of filters does not. */
  visit = $state(0)
  readonly #searches = new Map<Route['page'], URLSearchParams>()

  /** What the address asks of this page; what it last asked while the page is on its way out. */
  searchOf(page: Route['page']): URLSearchParams {
    if (this.route.page === page) this.#searches.set(page, this.url.searchParams)
    return this.#searches.get(page) ?? new URLSearchParams()
  }

  listen(): void {
    history.scrollRestoration = 'manual'
    addEventListener('popstate', (event) => {
      const before = this.url.pathname
      this.url = HERE()
      if (this.url.pathname !== before) this.visit += 1
      const left = (event.state as { scroll?: number } | null)?.scroll ?? 0
      if (this.url.pathname !== before || left > 0) scrollBackTo(left)
    })
    addEventListener('click', (event) => {
      const link = followed(event)
      if (link === null) return
      event.preventDefault()
      this.go(link.href)
    })
  }

  /** Show this address. `replace` leaves no trace in the history and never moves the page. */
  go(href: string, { replace = false }: { replace?: boolean } = {}): void {
    const url = new URL(href, location.href)
    const stays = url.pathname === this.url.pathname
    if (replace) {
      history.replaceState(history.state, '', url)
    } else {
      history.replaceState({ scroll: scrollY }, '')
      history.pushState({ scroll: stays ? scrollY : 0 }, '', url)
    }
    this.url = url
    if (stays) {
      if (url.hash !== '') document.getElementById(url.hash.slice(1))?.scrollIntoView()
      return
    }
    this.visit += 1
    scrollTo(0, 0)
  }
}

export const router = new Router()

/** The link of ours that this click asks to follow here, if it is one. */
function followed(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
  if (link === null || link.target !== '' || link.hasAttribute('download')) return null
  if (link.origin !== location.origin || !isPage(link.pathname)) return null
  // A jump inside the page is the browser's.
  if (link.hash !== '' && link.pathname === location.pathname && link.search === location.search) return null
  return link
}

/** Back to where the page was left, while it grows, until the person scrolls. */
function scrollBackTo(top: number): void {
  const until = performance.now() + GROWING
  const moved = new AbortController()
  for (const event of ['wheel', 'touchstart', 'keydown', 'pointerdown']) {
    addEventListener(event, () => moved.abort(), { signal: moved.signal, passive: true })
  }
  const attempt = () => {
    if (moved.signal.aborted) return
    scrollTo(0, top)
    if (Math.abs(scrollY - top) > 2 && performance.now() < until) requestAnimationFrame(attempt)
    else moved.abort()
  }
  requestAnimationFrame(attempt)
}
