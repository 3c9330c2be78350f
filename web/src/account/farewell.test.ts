import { expect, test } from 'vitest'

import { forgetDrafts, isMine } from './farewell'

test('the user name or the e-mail address confirms, and nothing else', () => {
  const camille = { username: 'camille', email: 'camille@exemple.test' }
  expect(isMine(' Camille ', camille)).toBe(true)
  expect(isMine('camille@exemple.test', camille)).toBe(true)
  expect(isMine('nour', camille)).toBe(false)
  expect(isMine('', { username: '', email: null })).toBe(false)
})

test('drafts of who leaves are forgotten, those of others are not', () => {
  const kept = new Map([
    ['draft u1 p1', '{}'],
    ['draft u1 p2', '{}'],
    ['draft u2 p1', '{}'],
    ['theme', 'dark'],
  ])
  forgetDrafts('u1', () => ({
    length: kept.size,
    key: (at) => [...kept.keys()][at] ?? null,
    removeItem: (key) => void kept.delete(key),
  }))
  expect([...kept.keys()]).toEqual(['draft u2 p1', 'theme'])
})
