import { expect, test } from 'vitest'

import { alike, holding, likeness } from './alike'

const places = [
  { name: 'La Fabrique du Lac' },
  { name: 'L’Hermitage' },
  { name: 'Hôtel Pasteur' },
  { name: 'Le 6B' },
  { name: 'Fablab de Lannion' },
]
const names = (found: { name: string }[]) => found.map(({ name }) => name)

test.each([
  ['Fabrique du lac', 'La Fabrique du Lac'],
  ['l hermitage', 'L’Hermitage'],
  ['Tiers-lieu L’Ermitage', 'L’Hermitage'],
  ['hotel pasteur', 'Hôtel Pasteur'],
  ['FabLab Lannion', 'Fablab de Lannion'],
])('%s may be %s', (typed, name) => {
  expect(names(alike(typed, places))).toContain(name)
})

test.each(['', 'la', 'Le lieu', 'Coworking des Halles', 'Le 7B'])('%s is none of them', (typed) => {
  expect(alike(typed, places)).toEqual([])
})

test('a name is like itself, and unlike another', () => {
  expect(likeness('Le 6B', 'le 6b')).toBe(1)
  expect(likeness('a', 'b')).toBe(0)
})

test('what begins so comes before what holds it', () => {
  const some = [{ name: 'La Petite Halle' }, { name: 'Halle 6' }, { name: 'Le Challenge' }, { name: 'Autre' }]
  expect(names(holding('hàll', some))).toEqual(['Halle 6', 'La Petite Halle', 'Le Challenge'])
  expect(holding(' ', some)).toEqual([])
})
