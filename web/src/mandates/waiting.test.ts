import { expect, test } from 'vitest'

import { keepWaiting, waiting } from './waiting'

function shelf() {
  const kept = new Map<string, string>()
  return () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
}

const request = { role: 'editor' as const, word: 'J’y travaille.', named: true }

test('what was written waits for its author, for one organisation only', () => {
  const here = shelf()
  keepWaiting('place', 'le-100', request, null, { shelf: here })
  expect(waiting('place', 'le-100', 'u1', { shelf: here })).toEqual(request)
  expect(waiting('network', 'le-100', 'u1', { shelf: here })).toBeNull()
})

test('what one person wrote is not shown to another', () => {
  const here = shelf()
  keepWaiting('place', 'le-100', request, 'u1', { shelf: here })
  expect(waiting('place', 'le-100', 'u1', { shelf: here })).toEqual(request)
  expect(waiting('place', 'le-100', 'u2', { shelf: here })).toBeNull()
  expect(waiting('place', 'le-100', null, { shelf: here })).toBeNull()
})

test('it is forgotten once sent, and after a day', () => {
  const here = shelf()
  keepWaiting('place', 'le-100', request, null, { now: 0, shelf: here })
  expect(waiting('place', 'le-100', null, { now: 86_400_001, shelf: here })).toBeNull()
  keepWaiting('place', 'le-100', null, null, { shelf: here })
  expect(waiting('place', 'le-100', null, { now: 1, shelf: here })).toBeNull()
})

test('a browser that keeps nothing is no trouble', () => {
  const refuses = () => {
    throw new DOMException('no', 'SecurityError')
  }
  keepWaiting('place', 'a', request, null, { shelf: refuses })
  expect(waiting('place', 'a', null, { shelf: refuses })).toBeNull()
})
