import { describe, expect, test } from 'vitest'

import { clock, readHours, stretches } from './hours'

const nineToSix = [{ from: 540, to: 1080 }]

describe('opening hours', () => {
  test('a working week is read, the weekend is closed', () => {
    const hours = readHours('Mo-Fr 09:00-18:00')
    expect(hours?.days).toEqual([nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, null, null])
    expect(stretches(hours ?? raise())).toEqual([
      { first: 0, last: 4, spans: nineToSix },
      { first: 5, last: 6, spans: null },
    ])
  })

  test('a lunch break and a Saturday morning', () => {
    const hours = readHours('Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-12:00')
    expect(hours?.days[0]).toEqual([
      { from: 540, to: 720 },
      { from: 840, to: 1080 },
    ])
    expect(hours?.days[5]).toEqual([{ from: 600, to: 720 }])
    expect(hours?.days[6]).toBeNull()
  })

  test('a later rule replaces an earlier one for its days', () => {
    expect(readHours('Mo-Su 09:00-18:00; We off; PH off')).toMatchObject({
      days: [nineToSix, nineToSix, null, nineToSix, nineToSix, nineToSix, nineToSix],
      holidays: null,
    })
  })

  test('a comma before a day opens a rule that adds', () => {
    const hours = readHours('Mo,We 09:00-18:00, Th 14:00-19:00, Mo 20:00-22:00')
    expect(hours?.days[0]).toEqual([...nineToSix, { from: 1200, to: 1320 }])
    expect(hours?.days[3]).toEqual([{ from: 840, to: 1140 }])
  })

  test('days that go round the week, nights that pass midnight, doors without closing time', () => {
    const hours = readHours('Fr-Mo 18:00-02:00; Tu 09:00+')
    expect(hours?.days[6]).toEqual([{ from: 1080, to: 1560 }])
    expect(hours?.days[0]).toEqual([{ from: 1080, to: 1560 }])
    expect(hours?.days[1]).toEqual([{ from: 540, to: null }])
    expect(hours?.days[2]).toBeNull()
  })

  test('always open', () => {
    expect(readHours('24/7')?.days.every((day) => day?.[0]?.to === 1440)).toBe(true)
  })

  test('a comment is kept as it was written', () => {
    expect(readHours('Mo-Fr 09:00-18:00 "sur rendez-vous"')).toMatchObject({ comments: ['sur rendez-vous'] })
    expect(readHours('"sur rendez-vous"')).toMatchObject({ comments: ['sur rendez-vous'] })
  })

  test.each([
    'Apr-Oct: Mo-Fr 09:00-18:00',
    'week 1-10 Mo 09:00-12:00',
    'sunrise-sunset',
    'tous les jours',
    '',
  ])('what a week cannot say is left as text: %s', (text) => {
    expect(readHours(text)).toBeNull()
  })

  test('times are written as people write them', () => {
    expect(clock(570, 'fr')).toBe('9\u00a0h\u00a030')
    expect(clock(1080, 'fr')).toBe('18\u00a0h')
    expect(clock(1560, 'fr')).toBe('2\u00a0h')
    expect(clock(1440, 'fr')).toBe('24\u00a0h')
    expect(clock(545, 'en')).toBe('9:05')
  })
})

function raise(): never {
  throw new Error('not read')
}
