import { describe, expect, test } from 'vitest'

import { BEGINNINGS, begun, copied, nextRange, overlaps, textOf, type Week, weekOf } from './week'

describe('the editor of a week', () => {
  test.each([
    'Mo-Fr 09:00-18:00',
    'Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-12:00; PH off',
    'Mo,Fr-Su 18:00-02:00; Tu 09:00+',
    '24/7',
    'Sa 18:00-24:00',
    'Tu 10:00-12:00; PH 10:00-12:00; Aug off; SH off',
    'Mo-Fr 09:00-18:00 || "sur rendez-vous"',
    'Mo-Fr 09:00-18:00 || "sur rendez-vous" || "sonner deux fois"',
    '"sur rendez-vous"',
    '',
  ])('opens and closes %s without a change', (text) => {
    expect(textOf(read(text))).toBe(text)
  })

  test.each(['Apr-Oct: Mo-Fr 09:00-18:00', 'sunrise-sunset', 'tous les jours', 'Mo 09:00-34:00'])(
    'leaves %s to those who write it',
    (text) => {
      expect(weekOf(text)).toBeNull()
    },
  )

  test('midnight ends the day that it closes', () => {
    const week = begun(read(''), 'office')
    const monday = { open: true, ranges: [{ from: '18:00', to: '00:00' }] }
    expect(textOf(copied({ ...week, days: [monday, ...week.days.slice(1)] }, 0, [1, 2, 3, 4]))).toBe(
      'Mo-Fr 18:00-24:00',
    )
  })

  test('a day is copied to others, closed ones included', () => {
    const week = read('Mo 09:00-12:00,14:00-18:00')
    expect(textOf(copied(week, 0, [1, 2]))).toBe('Mo-We 09:00-12:00,14:00-18:00')
    expect(textOf(copied(read('Mo-Fr 09:00-18:00'), 6, [4]))).toBe('Mo-Th 09:00-18:00')
  })

  test('what was typed on a day comes back when it opens again', () => {
    const week = read('Mo 09:00-12:00')
    const closed: Week = { ...week, days: week.days.map((day) => ({ ...day, open: false })) }
    expect(textOf(closed)).toBe('')
    expect(textOf({ ...closed, days: closed.days.map((day) => ({ ...day, open: true })) })).toBe(
      'Mo 09:00-12:00',
    )
  })

  test('ranges come in their order, and those that lie over each other are seen', () => {
    const ranges = [
      { from: '14:00', to: '18:00' },
      { from: '09:00', to: '12:00' },
    ]
    expect(overlaps(ranges)).toBe(false)
    expect(overlaps([...ranges, { from: '11:00', to: '15:00' }])).toBe(true)
    const week = read('')
    expect(textOf({ ...week, days: [{ open: true, ranges }, ...week.days.slice(1)] })).toBe(
      'Mo 09:00-12:00,14:00-18:00',
    )
  })

  test('a further range begins after the last one', () => {
    expect(nextRange([{ from: '09:00', to: '12:00' }])).toEqual({ from: '13:00', to: '17:00' })
    expect(nextRange([{ from: '18:00', to: '23:30' }])).toEqual({ from: '', to: '' })
    expect(nextRange([])).toEqual({ from: '', to: '' })
  })

  test.each([
    ['office', 'Mo-Fr 09:00-18:00'],
    ['lunch', 'Mo-Fr 09:00-12:30,14:00-18:00'],
    ['shop', 'Tu-Sa 10:00-19:00'],
  ] as const)('a beginning: %s', (beginning, text) => {
    expect(Object.keys(BEGINNINGS)).toContain(beginning)
    expect(textOf(begun(read(''), beginning))).toBe(text)
  })
})

function read(text: string): Week {
  const week = weekOf(text)
  if (week === null) throw new Error(`not a week: ${text}`)
  return week
}
