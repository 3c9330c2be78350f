/** Times of the year when a place is closed, as OpenStreetMap writes them: what one sentence can say of them. */

/** Both from 1; without a day, the whole month. */
export interface Point {
  month: number
  day: number | null
}

/** Both ends included, perhaps around the turn of the year; or the school holidays, whenever they are. */
export type Closing = { from: Point; to: Point } | 'school'

export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
export const MONTH = `(?:${MONTHS.join('|')})`
const POINT = `(${MONTH})(?:\\s+(\\d{1,2}))?`
const RANGE = new RegExp(`^${POINT}(?:\\s*-\\s*(?:${POINT}|(\\d{1,2})))?$`)

/** "Aug", "Jul-Aug", "Dec 25", "Dec 24-Jan 02", "Aug 01-15" or "SH"; null for anything else. */
export function readClosing(text: string): Closing | null {
  if (text === 'SH') return 'school'
  const [found, month, day, lastMonth, lastDay, sameMonth] = RANGE.exec(text) ?? []
  if (found === undefined) return null
  const from = point(month, day)
  if (lastMonth === undefined && sameMonth === undefined) return exists(from) ? { from, to: from } : null
  const to = point(lastMonth ?? month, lastDay ?? sameMonth)
  const whole = from.day === null
  if (!exists(from) || !exists(to) || whole !== (to.day === null)) return null
  return sameMonth !== undefined && place(to) <= place(from) ? null : { from, to }
}

function point(month: string | undefined, day: string | undefined): Point {
  return { month: MONTHS.indexOf(month ?? '') + 1, day: day === undefined ? null : Number(day) }
}

/** In a leap year, so that 29 February does. */
function exists({ month, day }: Point): boolean {
  return day === null || (day >= 1 && day <= new Date(Date.UTC(2024, month, 0)).getUTCDate())
}

/** A number that grows along the year. */
function place({ month, day }: Point, otherwise = 0): number {
  return month * 100 + (day ?? otherwise)
}

/** Whether this day of the year is inside. Nobody here knows when school holidays are. */
export function covers(closing: Closing, month: number, day: number): boolean {
  if (closing === 'school') return false
  const [first, last, at] = [place(closing.from), place(closing.to, 31), place({ month, day })]
  return first <= last ? first <= at && at <= last : at >= first || at <= last
}
