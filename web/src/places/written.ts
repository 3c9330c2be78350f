/**
 * A week written back in the syntax of OpenStreetMap, as `readHours` reads it.
 *
 * What is read and written again says the same, though perhaps in fewer words. A comment is written as what holds
 * otherwise (`|| "sur rendez-vous"`): after a semicolon it would replace the hours before it.
 * Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
 */
import { type Closing, MONTHS, type Point } from './closings'
import { DAYS, type Hours, type Span } from './hours'

const DAY = 1440

/** The text of these hours; empty when they say nothing. */
export function writeHours(hours: Hours): string {
  const rules = [...writeDays(hours.days), ...writeHolidays(hours), ...writeClosings(hours.closings)]
  const comments = hours.comments.map(
    (comment) =>
      `"${comment
        .replaceAll('"', '’')
        .replaceAll(/\s*(?:;|\|\|)\s*/g, ', ')
        .trim()}"`,
  )
  return [rules.join('; '), ...comments].filter((part) => part !== '').join(' || ')
}

/** Days with the same times in one rule, in the order of their first day: "Mo,We-Fr 09:00-18:00". */
function writeDays(days: Hours['days']): string[] {
  const groups = new Map<string, number[]>()
  days.forEach((spans, day) => {
    if (spans === null || spans.length === 0) return
    const times = writeSpans(spans)
    groups.set(times, [...(groups.get(times) ?? []), day])
  })
  const [only] = groups
  if (groups.size === 1 && only?.[0] === '00:00-24:00' && only[1].length === 7) return ['24/7']
  return [...groups].map(([times, days]) => `${writeDayNames(days)} ${times}`)
}

/** "Mo-We,Sa": three days in a row or more as a range. */
function writeDayNames(days: number[]): string {
  const runs: [number, number][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last?.[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  return runs
    .flatMap(([first, last]) => {
      if (first === last) return [DAYS[first]]
      return last === first + 1 ? [DAYS[first], DAYS[last]] : [`${DAYS[first] ?? ''}-${DAYS[last] ?? ''}`]
    })
    .join(',')
}

function writeHolidays({ holidays }: Hours): string[] {
  if (holidays === undefined) return []
  return [holidays === null || holidays.length === 0 ? 'PH off' : `PH ${writeSpans(holidays)}`]
}

export function writeSpans(spans: Span[]): string {
  return spans.map(writeSpan).join(',')
}

function writeSpan({ from, to }: Span): string {
  if (to === null) return `${time(from)}+`
  // Past midnight the clock starts again, unless the door stays open longer than a day.
  const wrapped = to > DAY && to - DAY <= from ? to - DAY : to
  return `${time(from)}-${time(wrapped)}`
}

/** "09:05" */
export function time(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function writeClosings(closings: Closing[]): string[] {
  return closings.map((closing) => `${closing === 'school' ? 'SH' : writePeriod(closing)} off`)
}

function writePeriod({ from, to }: Exclude<Closing, 'school'>): string {
  const [first, last] = [writePoint(from), writePoint(to)]
  return first === last ? first : `${first}-${last}`
}

function writePoint({ month, day }: Point): string {
  const name = MONTHS[month - 1] ?? ''
  return day === null ? name : `${name} ${String(day).padStart(2, '0')}`
}
