import { expect, test } from 'vitest'

import { readDevice, weight } from './devices'

test('a device is a browser and a system', () => {
  expect(readDevice('Firefox on Linux')).toEqual({ browser: 'Firefox', system: 'Linux' })
  expect(readDevice('Chrome on iOS on Mac OS X')).toEqual({ browser: 'Chrome on iOS', system: 'Mac OS X' })
  expect(readDevice('Unknown device')).toBeNull()
  expect(readDevice('Firefox')).toBeNull()
})

test('weights are said in the unit one would say', () => {
  expect(weight(512, 'fr-FR')).toBe('512\u202fo')
  expect(weight(5200, 'fr-FR')).toBe('5,2\u202fko')
  expect(weight(128_000, 'en-GB')).toBe('128 kB')
  expect(weight(3_400_000, 'en-GB')).toBe('3.4 MB')
})
