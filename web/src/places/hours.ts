/**
 * Opening hours as places write them (the OpenStreetMap syntax), read into a week.
 *
 * Only what a week can show: days, times, holidays, comments, and when in the year it does not hold. Seasons with other
 * times, weeks of the year or sunsets give null, and the page then shows the text as it came.
 * Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
 */
import { type Closing, MONTH, readClosing } from './closings'

/** Minutes since midnight; `to` past 1440 is after midnight, null is "until we close". */
export interface Span {
  from: number
  to: number | null
}

export interface Hours {
  /** Monday first; null: closed. */
  days: (Span[] | null)[]
  /** On public holidays; undefined: not said. */
  holidays: Span[] | null | undefined
  /** "Aug off" */
  closings: Closing[]
  /** "sur rendez-vous", as it was written. */
  comments: string[]
}

export const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const DAY = '(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)'
const DAYS_PART = new RegExp(`^${DAY}(?:\\s*-\\s*${DAY})?(?:\\s*,\\s*${DAY}(?:\\s*-\\s*${DAY})?)*`)
const TIME = '([01]?\\d|2[0-4]):([0-5]\\d)'
const SPAN = new RegExp(`^${TIME}(?:\\s*-\\s*([01]?\\d|2\\d|3[0-6]):([0-5]\\d)|(\\+))$`)
/** Where a comma opens a further rule, that adds to the one before. */
const FURTHER = new RegExp(`((?::\\d\\d|24/7|\\+|off|closed)\\s*),\\s*(?=${DAY}|${MONTH}|SH)`, 'g')
const ALL_DAY: Span[] = [{ from: 0, to: 1440 }]

/** The week that this text says, or null when a week cannot say it. */
export function readHours(text: string): Hours | null {
  const week = Array<Span[] | null>(7).fill(null)
  const hours: Hours = { days: week, holidays: undefined, closings: [], comments: [] }
  const rules = text
    .replace(FURTHER, '$1;+')
    .split(/;|\|\|/)
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '')
  if (rules.length === 0) return null
  for (const rule of rules) {
    if (!readRule(rule, hours)) return null
  }
  const known =
    hours.days.some((day) => day !== null) ||
    hours.holidays !== undefined ||
    hours.closings.length + hours.comments.length > 0
  return known ? hours : null
}

function readRule(rule: string, hours: Hours): boolean {
  const adds = rule.startsWith('+')
  let rest = rule.replace(/^\+/, '').trim()
  const comment = /"([^"]*)"\s*$/.exec(rest)
  if (comment?.[1] !== undefined) {
    hours.comments.push(comment[1].trim())
    rest = rest.slice(0, comment.index).trim()
    if (rest === '') return true
  }
  if (readClosings(rest, hours)) return true
  const named = DAYS_PART.exec(rest)
  const chosen = named ? readDays(named[0]) : { days: [0, 1, 2, 3, 4, 5, 6], holidays: false }
  if (chosen === null) return false
  rest = rest.slice(named?.[0].length ?? 0).replace(/^\s*:?\s*/, '')
  const spans = readSpans(rest, comment !== null)
  // Hours that come after a closing hold during it as well, which nobody would guess from a sentence under the week.
  if (spans === undefined || (spans !== null && hours.closings.length > 0)) return false
  for (const day of chosen.days) {
    const before = adds ? (hours.days[day] ?? []) : []
    hours.days[day] = spans === null ? null : [...before, ...spans]
  }
  if (chosen.holidays) hours.holidays = spans
  return true
}

/** "Aug,PH off"; false when the rule is about days of the week, or open. */
function readClosings(rule: string, hours: Hours): boolean {
  const parts = /^(.+?)\s*:?\s+(?:off|closed)$/
    .exec(rule)?.[1]
    ?.split(',')
    .map((part) => part.trim())
  if (parts === undefined) return false
  const closings = parts.filter((part) => part !== 'PH').map(readClosing)
  if (closings.includes(null)) return false
  hours.closings.push(...closings.filter((closing) => closing !== null))
  if (parts.includes('PH')) hours.holidays = null
  return true
}

function readDays(text: string): { days: number[]; holidays: boolean } | null {
  const days: number[] = []
  let holidays = false
  for (const part of text.split(',')) {
    const [first, last] = part.split('-').map((each) => each.trim())
    if (first === 'PH') {
      if (last !== undefined) return null
      holidays = true
      continue
    }
    const from = DAYS.indexOf(first ?? '')
    const to = last === undefined ? from : DAYS.indexOf(last)
    if (from < 0 || to < 0) return null
    for (let day = from; ; day = (day + 1) % 7) {
      days.push(day)
      if (day === to) break
    }
  }
  return { days, holidays }
}

/** Spans, null for closed, undefined when it is not a list of times. A day with only a comment is open all day. */
function readSpans(text: string, commented: boolean): Span[] | null | undefined {
  if (text === 'off' || text === 'closed') return null
  if (text === '24/7' || text === 'open' || (text === '' && commented)) return ALL_DAY
  const spans: Span[] = []
  for (const part of text.replace(/\s+open$/, '').split(',')) {
    const found = SPAN.exec(part.trim())
    if (found === null) return undefined
    const from = Number(found[1]) * 60 + Number(found[2])
    if (found[5] === '+') {
      spans.push({ from, to: null })
      continue
    }
    const to = Number(found[3]) * 60 + Number(found[4])
    spans.push({ from, to: to <= from ? to + 1440 : to })
  }
  return spans
}

export interface Stretch {
  /** 0 is Monday; equal when it is one day. */
  first: number
  last: number
  spans: Span[] | null
}

/** Days in a row that share their times, as one stretch each. */
export function stretches(hours: Hours): Stretch[] {
  const found: Stretch[] = []
  hours.days.forEach((spans, day) => {
    const before = found.at(-1)
    if (before && JSON.stringify(before.spans) === JSON.stringify(spans)) before.last = day
    else found.push({ first: day, last: day, spans })
  })
  return found
}

/** "9 h 30" in French, "9:30" in English. */
export function clock(minutes: number, language: 'fr' | 'en'): string {
  const hour = Math.floor(minutes / 60) % 24 || (minutes === 1440 ? 24 : 0)
  const minute = minutes % 60
  if (language === 'en') return `${String(hour)}:${String(minute).padStart(2, '0')}`
  return `${String(hour)}\u00a0h${minute === 0 ? '' : `\u00a0${String(minute).padStart(2, '0')}`}`
}
