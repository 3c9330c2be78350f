/** Figures and dates as French and English people write them. */
import { language, type Language } from './messages.svelte'

const LOCALES: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }

export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return formatNumber(value, LOCALES[language()], options)
}

export function formatNumber(value: number, locale: string, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(locale, options).format(value)
}

/** ISO 8601 year, month or day, at the precision it was given: "2015", "mars 2015", "1 mars 2015"; times are cut to their day. */
export function date(value: string): string {
  return formatDate(value, LOCALES[language()])
}

export function formatDate(value: string, locale: string): string {
  const [year, month, day] = value.slice(0, 10).split('-')
  if (year === undefined || !/^\d{4}$/.test(year)) return value
  const options: Intl.DateTimeFormatOptions = { timeZone: 'UTC', year: 'numeric' }
  if (month !== undefined) options.month = 'long'
  if (day !== undefined) options.day = 'numeric'
  const at = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)))
  const text = new Intl.DateTimeFormat(locale, options).format(at)
  return locale.startsWith('fr') ? text.replace(/^1 /, '1er ') : text
}

/** A day of any year, or a month when no day is given: "1er août", "août". Both count from 1. */
export function dayOfYear(month: number, day: number | null): string {
  return formatDayOfYear(month, day, LOCALES[language()])
}

export function formatDayOfYear(month: number, day: number | null, locale: string): string {
  const at = new Date(Date.UTC(2024, month - 1, day ?? 1))
  const text = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long' }).format(at)
  return day === null ? text : `${formatDayOfMonth(day, locale)}\u00a0${text}`
}

/** "1er", "2" */
export function dayOfMonth(day: number): string {
  return formatDayOfMonth(day, LOCALES[language()])
}

function formatDayOfMonth(day: number, locale: string): string {
  return locale.startsWith('fr') && day === 1 ? '1er' : String(day)
}

/** How long ago, in the largest unit that says something: "il y a 3 heures". */
export function ago(then: Date, now: Date = new Date()): string {
  return formatAgo(then, now, LOCALES[language()])
}

export function formatAgo(then: Date, now: Date, locale: string): string {
  const minutes = Math.max(0, Math.round((now.getTime() - then.getTime()) / 60_000))
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (minutes < 60) return relative.format(-minutes, 'minute')
  if (minutes < 48 * 60) return relative.format(-Math.round(minutes / 60), 'hour')
  return relative.format(-Math.round(minutes / 1440), 'day')
}

/** A distance as one would say it: metres to the ten below a kilometre, then kilometres. */
export function distance(metres: number): string {
  return formatDistance(metres, LOCALES[language()])
}

export function formatDistance(metres: number, locale: string): string {
  if (metres < 995) {
    const rounded = Math.max(10, Math.round(metres / 10) * 10)
    return formatNumber(rounded, locale, { style: 'unit', unit: 'meter' })
  }
  const digits = metres < 9950 ? 1 : 0
  return formatNumber(metres / 1000, locale, {
    style: 'unit',
    unit: 'kilometer',
    maximumFractionDigits: digits,
  })
}

/** Sort names as readers expect: accents and case aside. */
export function byName(a: string, b: string): number {
  return a.localeCompare(b, LOCALES[language()], { sensitivity: 'base', numeric: true })
}
