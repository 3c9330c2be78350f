import { expect, test } from 'vitest'

import { dialled, readablePhone } from './phone'

test.each([
  ['+33353015625', '03\u00a053\u00a001\u00a056\u00a025'],
  ['02.99.00.00.00', '02\u00a099\u00a000\u00a000\u00a000'],
  ['+262262123456', '02\u00a062\u00a012\u00a034\u00a056'],
  ['+32 2 123 45 67', '+32 2 123 45 67'],
  ['3949', '3949'],
])('%s is read %s', (text, read) => {
  expect(readablePhone(text)).toBe(read)
})

test('what is dialled has no spaces', () => {
  expect(dialled('+33 (0)2 99')).toBe('+330299')
})
