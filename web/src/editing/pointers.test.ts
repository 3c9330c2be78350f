import { expect, test } from 'vitest'

import { fieldsOf } from './pointers'

test('a pointer leads to its field, however deep it goes', () => {
  expect(
    fieldsOf([
      { pointer: '/website', detail: 'not an address' },
      { pointer: '#/changes/links/0/url', detail: 'not an address either' },
      { pointer: '/address/commune_code', detail: 'no such commune' },
      { pointer: '/website', detail: 'said twice' },
      { pointer: '/word', detail: 'too long' },
      { parameter: 'cursor', detail: 'unknown' },
    ]),
  ).toEqual({ website: 'not an address', links: 'not an address either', address: 'no such commune' })
})
