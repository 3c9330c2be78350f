import { expect, test } from 'vitest'

import { editPath, isPage, mandatePath, match, organisationPath, placePath, teamPath } from './routes'

test.each([
  ['/', { page: 'explorer' }],
  ['/reseaux', { page: 'networks' }],
  ['/reseaux/', { page: 'networks' }],
  ['/outils/nextcloud', { page: 'tool', slug: 'nextcloud' }],
  ['/lieux/la-halle%20aux%20grains', { page: 'place', slug: 'la-halle aux grains' }],
  ['/lieux', { page: 'missing' }],
  ['/lieux/a/b', { page: 'missing' }],
  ['/lieux/%E0%A4%A', { page: 'missing' }],
  ['/nulle-part', { page: 'missing' }],
  ['/toString', { page: 'missing' }],
  ['/compte', { page: 'account' }],
  ['/mes-lieux/', { page: 'my-places' }],
  ['/moderation', { page: 'moderation' }],
  ['/lieux/nouveau', { page: 'place-new' }],
  ['/lieux/le-100/modifier', { page: 'place-edit', slug: 'le-100' }],
  ['/lieux/le-100/historique', { page: 'place-history', slug: 'le-100' }],
  ['/reseaux/le-100/historique', { page: 'missing' }],
  ['/lieux/le-100/mandat', { page: 'mandate', kind: 'place', slug: 'le-100' }],
  ['/reseaux/bretagne/equipe', { page: 'team', kind: 'network', slug: 'bretagne' }],
  ['/partenaires/anct/mandat/', { page: 'mandate', kind: 'partner', slug: 'anct' }],
  ['/partenaires/anct', { page: 'missing' }],
  ['/lieux/le-100/equipe/nour', { page: 'missing' }],
  ['/invitation/a_b-1', { page: 'invitation', token: 'a_b-1' }],
  ['/invitation', { page: 'missing' }],
])('%s', (path, route) => {
  expect(match(path)).toEqual(route)
})

test('a slug goes there and back', () => {
  expect(match(placePath('é / ?'))).toEqual({ page: 'place', slug: 'é / ?' })
})

test('an organisation is found again by the address of its people', () => {
  for (const kind of ['place', 'network', 'partner'] as const) {
    expect(match(mandatePath(kind, 'à / b'))).toEqual({ page: 'mandate', kind, slug: 'à / b' })
    expect(match(teamPath(kind, 'à / b'))).toEqual({ page: 'team', kind, slug: 'à / b' })
  }
  expect(organisationPath('network', 'a')).toBe('/reseaux/a')
  expect(organisationPath('partner', 'a')).toBeNull()
  expect(editPath('a')).toBe('/lieux/a/modifier')
  expect(editPath('a', 'horaires')).toBe('/lieux/a/modifier#horaires')
})

test('what the gateway answers itself is not a page', () => {
  expect(isPage('/docs')).toBe(false)
  expect(isPage('/api/directory/places')).toBe(false)
  expect(isPage('/sitemap.xml')).toBe(false)
  expect(isPage('/a-propos')).toBe(true)
})
