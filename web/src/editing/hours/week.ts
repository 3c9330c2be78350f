/** A week of opening hours as its editor holds it: times as clocks write them, and what was typed on days now closed. */
import type { Closing } from '$/places/closings'
import { type Hours, readHours, type Span } from '$/places/hours'
import { time, writeHours } from '$/places/written'

/** Clock times, "09:00"; without an end the door closes when the last one leaves. */
export interface Range {
  from: string
  to: string
}

export interface Day {
  open: boolean
  ranges: Range[]
}

/** What holds on public holidays. */
export type Holidays = 'unsaid' | 'closed' | 'open'

export interface Week {
  days: Day[]
  holidays: Holidays
  holidayRanges: Range[]
  closings: Closing[]
  appointment: boolean
  /** What else there is to say, in the place's words. */
  note: string
}

export const USUAL: Range = { from: '09:00', to: '18:00' }
const MIDNIGHT = 1440
const APPOINTMENT = /^sur (?:rendez-vous|rdv)$/i
const WRITTEN_APPOINTMENT = 'sur rendez-vous'

/** The week a text says; an empty one says nothing yet; null when no week can say it. */
export function weekOf(text: string): Week | null {
  const hours: Hours | null =
    text.trim() === ''
      ? { days: Array<null>(7).fill(null), holidays: undefined, closings: [], comments: [] }
      : readHours(text)
  if (hours === null || [...hours.days, hours.holidays ?? null].some((spans) => spans?.some(tooLong)))
    return null
  return {
    days: hours.days.map((spans) => ({ open: spans !== null, ranges: rangesOf(spans) })),
    holidays: hours.holidays === undefined ? 'unsaid' : hours.holidays === null ? 'closed' : 'open',
    holidayRanges: rangesOf(hours.holidays),
    closings: hours.closings,
    appointment: hours.comments.some((comment) => APPOINTMENT.test(comment)),
    note: hours.comments.filter((comment) => !APPOINTMENT.test(comment)).join(', '),
  }
}

/** A door open for more than a day at a time is beyond two clock times. */
function tooLong({ from, to }: Span): boolean {
  return to !== null && to - from > MIDNIGHT
}

function rangesOf(spans: Span[] | null | undefined): Range[] {
  return (spans ?? []).map(({ from, to }) => ({
    from: time(from),
    to: to === null ? '' : time(to % MIDNIGHT),
  }))
}

/** The text of a week, in the syntax of OpenStreetMap; empty when it says nothing. */
export function textOf(week: Week): string {
  const note = week.note.trim()
  return writeHours({
    days: week.days.map(({ open, ranges }) => (open ? spansOf(ranges) : null)),
    holidays:
      week.holidays === 'unsaid'
        ? undefined
        : week.holidays === 'closed'
          ? null
          : spansOf(week.holidayRanges),
    closings: week.closings,
    comments: [...(week.appointment ? [WRITTEN_APPOINTMENT] : []), ...(note === '' ? [] : [note])],
  })
}

/** What the clocks say, in their order; null when none says when the door opens. */
function spansOf(ranges: Range[]): Span[] | null {
  const spans = ranges.flatMap((range) => {
    const [from, to] = [minutes(range.from), minutes(range.to)]
    if (from === null) return []
    return [{ from, to: to === null ? null : to <= from ? to + MIDNIGHT : to }]
  })
  return spans.length === 0 ? null : spans.toSorted((a, b) => a.from - b.from)
}

function minutes(clock: string): number | null {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})/.exec(clock) ?? []
  return hour === undefined ? null : Number(hour) * 60 + Number(minute)
}

/** The same hours on other days. */
export function copied(week: Week, from: number, to: readonly number[]): Week {
  const source = week.days[from]
  if (source === undefined) return week
  const days = week.days.map((day, at) =>
    to.includes(at) ? { open: source.open, ranges: source.ranges.map((range) => ({ ...range })) } : day,
  )
  return { ...week, days }
}

/** One more range on a day: after the last one, or as the day before has them. */
export function nextRange(ranges: readonly Range[]): Range {
  const last = ranges.at(-1)
  const end = last === undefined ? null : minutes(last.to)
  if (end === null || end >= 22 * 60) return { from: '', to: '' }
  return { from: time(end + 60), to: time(Math.min(end + 5 * 60, 23 * 60)) }
}

/** Ranges that lie over each other on one day: a slip of the pen. */
export function overlaps(ranges: readonly Range[]): boolean {
  const spans = spansOf([...ranges]) ?? []
  return spans.some((span, at) => {
    const next = spans[at + 1]
    return next !== undefined && (span.to ?? MIDNIGHT) > next.from
  })
}

/** Weeks that many places have, to begin with. */
export const BEGINNINGS = {
  office: { days: [0, 1, 2, 3, 4], ranges: [USUAL] },
  lunch: {
    days: [0, 1, 2, 3, 4],
    ranges: [
      { from: '09:00', to: '12:30' },
      { from: '14:00', to: '18:00' },
    ],
  },
  shop: { days: [1, 2, 3, 4, 5], ranges: [{ from: '10:00', to: '19:00' }] },
} as const satisfies Record<string, { days: number[]; ranges: Range[] }>

export function begun(week: Week, beginning: keyof typeof BEGINNINGS): Week {
  const { days, ranges } = BEGINNINGS[beginning]
  return {
    ...week,
    days: week.days.map((_, at) => ({
      open: days.some((day) => day === at),
      ranges: ranges.map((range) => ({ ...range })),
    })),
  }
}
