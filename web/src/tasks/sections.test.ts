import { expect, test } from 'vitest'

import { sectionOf } from './sections'

test.each([
  ['opening_hours', 'horaires'],
  ['contact.email', 'contact'],
  ['email', 'contact'],
  ['surfaces.total_m2', 'surfaces'],
  ['bearer.name', 'identite'],
  ['networks', ''],
])('%s is changed under "%s"', (field, section) => {
  expect(sectionOf(field)).toBe(section)
})
