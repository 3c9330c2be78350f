/** Which page an address shows. */

export type Route =
  | { page: 'explorer' | 'networks' | 'tools' | 'about' | 'missing' }
  | { page: 'place' | 'network' | 'tool'; slug: string }

const LISTS = { '/': 'explorer', '/reseaux': 'networks', '/outils': 'tools', '/a-propos': 'about' } as const
const SINGLES = { lieux: 'place', reseaux: 'network', outils: 'tool' } as const

export function match(path: string): Route {
  const plain = path === '/' ? path : path.replace(/\/+$/, '')
  if (plain in LISTS) return { page: LISTS[plain as keyof typeof LISTS] }
  const [, noun, slug, ...rest] = plain.split('/')
  if (noun !== undefined && noun in SINGLES && slug && rest.length === 0) {
    try {
      return { page: SINGLES[noun as keyof typeof SINGLES], slug: decodeURIComponent(slug) }
    } catch {
      return { page: 'missing' }
    }
  }
  return { page: 'missing' }
}

/** Whether an address on this site is one of the client's pages; /docs, /api and the open data are not. */
export function isPage(path: string): boolean {
  return !/^\/(api|auth|docs|open-data|healthz|readyz|metrics|sitemap|problems|assets)(\/|\.|$)/.test(path)
}

export const placePath = (slug: string): string => `/lieux/${encodeURIComponent(slug)}`
export const networkPath = (slug: string): string => `/reseaux/${encodeURIComponent(slug)}`
export const toolPath = (slug: string): string => `/outils/${encodeURIComponent(slug)}`
