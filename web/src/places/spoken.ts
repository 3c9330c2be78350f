/** Opening hours in words. */
import { language, set, t } from '$/i18n/messages.svelte'

import { dayOfMonth, dayOfYear } from '$/i18n/formats'

import type { Closing } from './closings'
import { weekday } from './days'
import { clock, readHours, type Span, stretches } from './hours'

/** "Lundi à vendredi"; 0 is Monday. */
export function dayNames(first: number, last: number): string {
  if (first === last) return weekday(first)
  if (first === 0 && last === 6) return t('hours-every-day')
  return t(last === first + 1 ? 'hours-two-days' : 'hours-days', {
    first: weekday(first),
    last: language() === 'fr' ? weekday(last).toLowerCase() : weekday(last),
  })
}

/** "9 h – 12 h", each; closed when there is none. */
export function spokenTimes(spans: Span[] | null): string[] {
  if (spans === null) return [t('hours-closed')]
  return spans.map(({ from, to }) => {
    if (from === 0 && to === 1440) return t('hours-all-day')
    if (to === null) return t('hours-from', { from: clock(from, language()) })
    return t('hours-span', { from: clock(from, language()), to: clock(to, language()) })
  })
}

/** "Fermé en août" */
export function spokenClosing(closing: Closing): string {
  if (closing === 'school') return t('closed-school')
  const { from, to } = closing
  const first = dayOfYear(from.month, from.day)
  const last = dayOfYear(to.month, to.day)
  if (from.day === null) {
    if (first === last) return t('closed-month', { month: first })
    return t(to.month === from.month + 1 ? 'closed-two-months' : 'closed-months', { first, last })
  }
  if (first === last) return t('closed-day', { day: first })
  return t('closed-days', { first: from.month === to.month ? dayOfMonth(from.day) : first, last })
}

/** The whole of it, a line each; the text itself when no week can say it. */
export function spokenHours(text: string): string[] {
  const hours = readHours(text)
  if (hours === null) return [set(text)]
  const line = (days: string, spans: Span[] | null) =>
    set(`${days} : ${spokenTimes(spans).join(', ')}`, language())
  const open = hours.days.some((spans) => spans !== null)
  return [
    ...(open ? stretches(hours).map(({ first, last, spans }) => line(dayNames(first, last), spans)) : []),
    ...(hours.holidays === undefined ? [] : [line(t('hours-holidays'), hours.holidays)]),
    ...hours.closings.map(spokenClosing),
    ...hours.comments.map((comment) => set(comment)),
  ]
}
