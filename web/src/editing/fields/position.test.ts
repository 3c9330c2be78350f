import { expect, test } from 'vitest'

import { moved, readDegrees } from './position'

const rennes = { latitude: 48.117, longitude: -1.677 }

test('a hundred metres there and back', () => {
  const north = moved(rennes, 'north', 100)
  expect(north.latitude).toBeCloseTo(48.117898, 5)
  expect(moved(north, 'south', 100).latitude).toBeCloseTo(rennes.latitude, 5)
  const east = moved(rennes, 'east', 100)
  expect(east.longitude).toBeCloseTo(-1.675655, 5)
  expect(moved(east, 'west', 100).longitude).toBeCloseTo(rennes.longitude, 5)
})

test('nobody falls off the globe', () => {
  expect(moved({ latitude: 85, longitude: 0 }, 'north', 1000).latitude).toBe(85)
})

test.each([
  ['48,117', 48.117],
  [' 48.117 °', 48.117],
  ['-1.5', -1.5],
  ['', null],
  ['91', null],
  ['ici', null],
])('%s degrees', (text, value) => {
  expect(readDegrees(text, 85)).toBe(value)
})
