import { expect, test } from 'vitest'

import { compare } from './pieces'
import { isLong } from './sizes'

const before = 'Un atelier de bois ouvert le samedi, avec une cuisine.'
const after = 'Un atelier de bois et de métal ouvert le samedi et le dimanche, avec une cuisine.'

test('what was there and what is there now can both be read from the pieces', () => {
  const pieces = compare(before, after) ?? []
  const read = (unwanted: string) =>
    pieces
      .filter(({ kind }) => kind !== unwanted)
      .map(({ text }) => text)
      .join('')
  expect(read('new')).toBe(before)
  expect(read('gone')).toBe(after)
  expect(pieces.filter(({ kind }) => kind === 'gone')).toEqual([])
})

test('words are compared, not letters', () => {
  expect(compare('le chat dort', 'le chien dort')?.filter(({ kind }) => kind !== 'kept')).toEqual([
    { text: 'chat', kind: 'gone' },
    { text: 'chien', kind: 'new' },
  ])
})

test('texts that have nothing in common are not mixed', () => {
  expect(compare('Un atelier de bois.', 'Nos portes rouvriront en mai')).toBeNull()
})

test('short values are shown twice, long texts are compared', () => {
  expect(isLong(['09:00'], ['10:00'])).toBe(false)
  expect(isLong([before], [after])).toBe(true)
  expect(isLong([], [after])).toBe(false)
  expect(isLong(['a'.repeat(30_000)], [after])).toBe(false)
})
