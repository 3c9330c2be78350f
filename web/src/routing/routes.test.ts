import { expect, test } from 'vitest'

import { isPage, match, placePath } from './routes'

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
])('%s', (path, route) => {
  expect(match(path)).toEqual(route)
})

test('a slug goes there and back', () => {
  expect(match(placePath('é / ?'))).toEqual({ page: 'place', slug: 'é / ?' })
})

test('what the gateway answers itself is not a page', () => {
  expect(isPage('/docs')).toBe(false)
  expect(isPage('/api/directory/places')).toBe(false)
  expect(isPage('/sitemap.xml')).toBe(false)
  expect(isPage('/a-propos')).toBe(true)
})
