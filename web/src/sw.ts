/** Keeps the shell and the last answers seen, so that the navigator opens without a network and says how old it is. */
import { CacheableResponsePlugin } from 'workbox-cacheable-response'
import { clientsClaim } from 'workbox-core'
import { ExpirationPlugin } from 'workbox-expiration'
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst, NetworkOnly } from 'workbox-strategies'

declare const self: ServiceWorkerGlobalScope

const KEPT_AT = 'x-kept-at'
const MONTH = 30 * 24 * 3600

void self.skipWaiting()
clientsClaim()
cleanupOutdatedCaches()

// Public answers only: nothing a person signed in for is ever kept. What is theirs alone has addresses of its own; an
// answer that shows more to some says that it is private.
const PUBLIC =
  /^\/api\/(directory\/(places|networks|partners|tools|vocabulary|summary|territories)([/.]|$)|config$)/
const OWN = /\/(draft|corrections|merges|unconfirmed)(\/|$)/

registerRoute(
  ({ url }) => url.origin === self.location.origin && PUBLIC.test(url.pathname) && !OWN.test(url.pathname),
  new NetworkFirst({
    cacheName: 'answers',
    networkTimeoutSeconds: 8,
    plugins: [
      new CacheableResponsePlugin({ statuses: [200] }),
      new ExpirationPlugin({ maxEntries: 300, maxAgeSeconds: MONTH, purgeOnQuotaError: true }),
      {
        cacheWillUpdate: async ({ response }) =>
          Promise.resolve(response.status === 200 && !isPrivate(response) ? stamped(response) : null),
      },
    ],
  }),
)

// Communes of the base map, seen once and kept: their addresses change with their content.
registerRoute(
  ({ url }) => url.origin === self.location.origin && url.pathname.startsWith('/assets/communes/'),
  new CacheFirst({
    cacheName: 'communes',
    plugins: [new ExpirationPlugin({ maxEntries: 120, purgeOnQuotaError: true })],
  }),
)

// The page itself: the server's when it answers, the kept shell when it does not.
registerRoute(
  new NavigationRoute(
    new NetworkOnly({
      networkTimeoutSeconds: 5,
      plugins: [{ handlerDidError: async () => matchPrecache('/') }],
    }),
    { denylist: [/^\/(api|auth|docs|open-data|healthz|readyz|metrics|sitemap)/] },
  ),
)

// Last, so that a page with a network is the server's.
precacheAndRoute(self.__WB_MANIFEST)

function isPrivate(response: Response): boolean {
  return /\b(private|no-store)\b/.test(response.headers.get('cache-control') ?? '')
}

/** The same answer, saying when it was kept. */
function stamped(response: Response): Response {
  const headers = new Headers(response.headers)
  headers.set(KEPT_AT, new Date().toISOString())
  // The body is already unpacked.
  headers.delete('content-encoding')
  headers.delete('content-length')
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
