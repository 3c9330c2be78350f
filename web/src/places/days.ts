/** Days and months by their names, in the language spoken. */
import { language } from '$/i18n/messages.svelte'

const LOCALES = { fr: 'fr-FR', en: 'en-GB' }

/** "Lundi" is 0. */
export function weekday(at: number): string {
  // The first of January 2024 was a Monday.
  return named(new Date(Date.UTC(2024, 0, 1 + at)), { weekday: 'long' })
}

/** "Janvier" is 1. */
export function monthName(month: number): string {
  return named(new Date(Date.UTC(2024, month - 1, 1)), { month: 'long' })
}

function named(day: Date, options: Intl.DateTimeFormatOptions): string {
  const locale = LOCALES[language()]
  const name = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(day)
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}
