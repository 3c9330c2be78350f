import { expect, test } from 'vitest'

import { paragraphs, spoken } from './paragraphs'
import { everyYear } from './years'

test('blank lines part paragraphs', () => {
  expect(paragraphs('Un.\n\n  \nDeux,\nla suite.\n')).toEqual(['Un.', 'Deux,\nla suite.'])
})

test('an address is said without its machinery', () => {
  expect(spoken('https://www.exemple.fr/')).toBe('exemple.fr')
  expect(spoken('http://exemple.fr/contact')).toBe('exemple.fr/contact')
})

test('a year without any is shown as an empty one', () => {
  expect(
    everyYear([
      { year: 2018, count: 3 },
      { year: 2015, count: 1 },
    ]),
  ).toEqual([
    { year: 2015, count: 1 },
    { year: 2016, count: 0 },
    { year: 2017, count: 0 },
    { year: 2018, count: 3 },
  ])
  expect(everyYear([])).toEqual([])
})
