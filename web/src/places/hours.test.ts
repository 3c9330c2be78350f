import { describe, expect, test } from 'vitest'

import { covers } from './closings'
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
    ['Aug off', [month(8)]],
    ['Jul-Aug closed', [{ from: { month: 7, day: null }, to: { month: 8, day: null } }]],
    ['Aug: off; PH off', [month(8)]],
    ['Dec 24-Jan 02 off', [{ from: { month: 12, day: 24 }, to: { month: 1, day: 2 } }]],
    ['Aug 01-15 off', [{ from: { month: 8, day: 1 }, to: { month: 8, day: 15 } }]],
    ['Dec 25, May 1 off', [day(12, 25), day(5, 1)]],
    ['SH off', ['school']],
    ['PH,SH,Aug off', ['school', month(8)]],
  ])('a closing stands beside the week: %s', (closing, closings) => {
    const hours = readHours(`Mo-Fr 09:00-18:00; ${closing}`)
    expect(hours?.days).toEqual([nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, null, null])
    expect(hours?.closings).toEqual(closings)
    expect(hours?.holidays).toBe(closing.includes('PH') ? null : undefined)
  })

  test('a closing may follow a comma, bear a comment, or be all that is said', () => {
    expect(readHours('Mo-Fr 09:00-18:00, Aug off "congés"')).toMatchObject({
      closings: [month(8)],
      comments: ['congés'],
    })
    expect(readHours('Aug off')).toMatchObject({ closings: [month(8)] })
  })

  test('a day is inside a closing or not, whole months and turns of the year included', () => {
    const winter = { from: { month: 12, day: 24 }, to: { month: 1, day: 2 } }
    const summer = { from: { month: 7, day: null }, to: { month: 8, day: null } }
    expect([covers(winter, 12, 24), covers(winter, 1, 2), covers(winter, 1, 3)]).toEqual([true, true, false])
    expect([covers(summer, 7, 1), covers(summer, 8, 31), covers(summer, 9, 1)]).toEqual([true, true, false])
    expect(covers('school', 7, 14)).toBe(false)
  })

  test.each([
    'Apr-Oct: Mo-Fr 09:00-18:00',
    'Mo-Fr 09:00-18:00; Aug 10:00-12:00',
    'Mo-Fr 09:00-18:00; SH 10:00-12:00',
    'Mo-Fr 09:00-18:00; Aug Mo off',
    'Mo-Fr 09:00-18:00; Feb 30 off',
    'Mo-Fr 09:00-18:00; Aug 20-10 off',
    'Mo-Fr 09:00-18:00; Jul 14-Aug off',
    'Mo-Fr 09:00-18:00; 2027 Aug off',
    'Aug off; Mo-Fr 09:00-18:00', // by the specification, the week wins in August too
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

function month(month: number) {
  return { from: { month, day: null }, to: { month, day: null } }
}

function day(month: number, day: number) {
  return { from: { month, day }, to: { month, day } }
}

function raise(): never {
  throw new Error('not read')
}
