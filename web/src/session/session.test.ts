import { expect, test } from 'vitest'

import { initials } from './initials'

test.each([
  ['Camille Roche', 'CR'],
  ['Jean-Pierre de La Tour', 'JT'],
  ['Élodie', 'É'],
  ['  anne   marie ', 'AM'],
  ['42', ''],
  ['Sam (Le 100)', 'S'],
])('%s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
