import { expect, test } from 'vitest'

import { readClock } from './clock'

test.each([
  ['9', '09:00'],
  ['9h', '09:00'],
  ['9 h 30', '09:30'],
  ['9\u00a0h\u00a030', '09:30'],
  ['09:30', '09:30'],
  ['9.30', '09:30'],
  ['930', '09:30'],
  ['1830', '18:30'],
  ['18H', '18:00'],
  ['24h', '00:00'],
  ['0', '00:00'],
  ['9h60', null],
  ['25', null],
  ['24h30', null],
  ['midi', null],
  ['', null],
])('%s is %s', (text, clock) => {
  expect(readClock(text)).toBe(clock)
})
