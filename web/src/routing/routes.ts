/** Which page an address shows. */

export type OrganisationKind = 'place' | 'network' | 'partner'

export type Route =
  | { page: (typeof LISTS)[keyof typeof LISTS] | 'missing' }
  | { page: 'place' | 'network' | 'tool' | 'place-edit' | 'place-history'; slug: string }
  | { page: 'mandate' | 'team'; kind: OrganisationKind; slug: string }
  | { page: 'invitation'; token: string }

export type PageName = Route['page']

const LISTS = {
  '/': 'explorer',
  '/reseaux': 'networks',
  '/outils': 'tools',
  '/a-propos': 'about',
  '/compte': 'account',
  '/mes-lieux': 'my-places',
  '/lieux/nouveau': 'place-new',
  '/moderation': 'moderation',
} as const
const SINGLES = { lieux: 'place', reseaux: 'network', outils: 'tool' } as const
const OF_PLACES = { modifier: 'place-edit', historique: 'place-history' } as const
const ORGANISATIONS = { lieux: 'place', reseaux: 'network', partenaires: 'partner' } as const
const OF_ORGANISATIONS = { mandat: 'mandate', equipe: 'team' } as const
const NOUNS = { place: 'lieux', network: 'reseaux', partner: 'partenaires' } as const

export function match(path: string): Route {
  const plain = path === '/' ? path : path.replace(/\/+$/, '')
  if (has(LISTS, plain)) return { page: LISTS[plain] }
  const [, noun = '', coded = '', deed, ...rest] = plain.split('/')
  const slug = decoded(coded)
  if (slug === '' || rest.length > 0) return { page: 'missing' }
  if (deed === undefined) {
    if (noun === 'invitation') return { page: 'invitation', token: slug }
    return has(SINGLES, noun) ? { page: SINGLES[noun], slug } : { page: 'missing' }
  }
  if (noun === 'lieux' && has(OF_PLACES, deed)) return { page: OF_PLACES[deed], slug }
  if (has(ORGANISATIONS, noun) && has(OF_ORGANISATIONS, deed)) {
    return { page: OF_ORGANISATIONS[deed], kind: ORGANISATIONS[noun], slug }
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
/** Where one changes what a place says of itself; `section` is the part one begins with. */
export const editPath = (slug: string, section = ''): string =>
  `${placePath(slug)}/modifier${section && `#${section}`}`
export const historyPath = (slug: string): string => `${placePath(slug)}/historique`
/** Where one asks to act for an organisation. */
export const mandatePath = (kind: OrganisationKind, slug: string): string =>
  `/${NOUNS[kind]}/${encodeURIComponent(slug)}/mandat`
/** Who acts for an organisation. */
export const teamPath = (kind: OrganisationKind, slug: string): string =>
  `/${NOUNS[kind]}/${encodeURIComponent(slug)}/equipe`

/** The page of an organisation; partners have none of their own yet. */
export function organisationPath(kind: OrganisationKind, slug: string): string | null {
  return kind === 'partner' ? null : kind === 'place' ? placePath(slug) : networkPath(slug)
}

function has<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key)
}

/** The segment as it was meant; empty when it was not. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return ''
  }
}
