import { describe, expect, test } from 'vitest'

import { type Closing, readClosing } from './closings'
import { type Hours, readHours, type Span } from './hours'
import { writeHours } from './written'

/** Numbers as chance would draw them, the same ones at each run (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

describe('opening hours, written', () => {
  test.each([
    ['Mo-Fr 09:00-18:00', 'Mo-Fr 09:00-18:00'],
    ['Mo-Fr 9:00-12:00,14:00-18:00; Sa 10:00-12:00', 'Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-12:00'],
    ['Mo-Su 09:00-18:00; We off; PH off', 'Mo,Tu,Th-Su 09:00-18:00; PH off'],
    [
      'Mo,We 09:00-18:00, Th 14:00-19:00, Mo 20:00-22:00',
      'Mo 09:00-18:00,20:00-22:00; We 09:00-18:00; Th 14:00-19:00',
    ],
    ['Fr-Mo 18:00-02:00; Tu 09:00+', 'Mo,Fr-Su 18:00-02:00; Tu 09:00+'],
    ['24/7', '24/7'],
    ['Mo-Sa 00:00-24:00', 'Mo-Sa 00:00-24:00'],
    ['Sa 18:00-24:00', 'Sa 18:00-24:00'],
    ['Mo-Fr 09:00-18:00 "sur rendez-vous"', 'Mo-Fr 09:00-18:00 || "sur rendez-vous"'],
    ['"sur rendez-vous"', '"sur rendez-vous"'],
    [
      'Mo-Fr 09:00-18:00; Aug off; Dec 24-Jan 2 off; SH off',
      'Mo-Fr 09:00-18:00; Aug off; Dec 24-Jan 02 off; SH off',
    ],
    [
      'Mo 09:00-18:00; PH 10:00-12:00; Aug 01-15 off "congés"',
      'Mo 09:00-18:00; PH 10:00-12:00; Aug 01-Aug 15 off || "congés"',
    ],
  ])('%s is written %s', (text, written) => {
    const hours = readHours(text)
    expect(hours && writeHours(hours)).toBe(written)
  })

  test('whatever week is written is read again as it was', () => {
    const draw = chance(20_261_125)
    for (let round = 0; round < 2000; round += 1) {
      const hours = week(draw)
      const text = writeHours(hours)
      if (text === '') continue
      expect([text, readHours(text)]).toEqual([text, hours])
    }
  })

  test('a quotation mark inside a comment does not end it', () => {
    const hours = { ...nothing(), comments: ['dit "le vieux"'] }
    expect(readHours(writeHours(hours))?.comments).toEqual(['dit ’le vieux’'])
  })

  test('what would end a rule does not stay inside a comment', () => {
    const hours = { ...nothing(), comments: ['sonner ; puis attendre'] }
    expect(readHours(writeHours(hours))?.comments).toEqual(['sonner, puis attendre'])
  })

  test('a week that says nothing is no text', () => {
    expect(writeHours(nothing())).toBe('')
  })
})

function nothing(): Hours {
  return { days: Array<null>(7).fill(null), holidays: undefined, closings: [], comments: [] }
}

function week(draw: (below: number) => number): Hours {
  // Few kinds of days, so that they come in groups.
  const kinds = [null, spans(draw), spans(draw)]
  return {
    days: Array.from({ length: 7 }, () => kinds[draw(3)] ?? null),
    holidays: [undefined, null, spans(draw)][draw(3)],
    closings: Array.from({ length: draw(3) }, () => closing(draw)),
    comments: draw(3) === 0 ? ['sur rendez-vous'] : [],
  }
}

function spans(draw: (below: number) => number): Span[] {
  return Array.from({ length: 1 + draw(2) }, () => {
    const from = draw(96) * 15
    return { from, to: draw(6) === 0 ? null : from + 15 * (1 + draw(96)) }
  })
}

function closing(draw: (below: number) => number): Closing {
  const some = ['SH', 'Aug', 'Jul-Aug', 'Dec 25', 'Dec 24-Jan 02', 'Feb 29', 'Oct 03-11']
  return readClosing(some[draw(some.length)] ?? 'SH') ?? 'school'
}
