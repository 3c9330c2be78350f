/** The organisation an address speaks of: a place, a network or a partner. */
import { answer, api } from '$/api/client'
import type { Organisation, OrganisationKind } from '$/api/people'

/** What is said when it is not there. */
export const MISSING = {
  place: 'missing-place',
  network: 'missing-network',
  partner: 'missing-partner',
} as const

export async function findOrganisation(
  kind: OrganisationKind,
  slug: string,
  signal: AbortSignal,
): Promise<Organisation> {
  const params = { path: { reference: slug } }
  const found =
    kind === 'place'
      ? await answer(api.GET('/api/directory/places/{reference}', { params, signal }))
      : kind === 'network'
        ? await answer(api.GET('/api/directory/networks/{reference}', { params, signal }))
        : await answer(api.GET('/api/directory/partners/{reference}', { params, signal }))
  return { kind, id: found.id, slug: found.slug, name: found.name }
}

const NOUNS = { place: 'places', network: 'networks', partner: 'partners' } as const

/** Where one asks who acts for it, as anyone may know. */
export function stewardsAddress(kind: OrganisationKind, reference: string): string {
  return `/api/directory/${NOUNS[kind]}/${encodeURIComponent(reference)}/stewards`
}
