/** French and English typography: the spaces and apostrophes that people type without thinking of them. */

const NARROW = '\u202f'
const WIDE = '\u00a0'

/** Spaces that must not break before ; : ! ? » % €, after «, and between a figure and its unit; curly apostrophes. */
export function french(text: string): string {
  return text
    .replace(/[ \u00a0\u202f]+([;!?])/g, `${NARROW}$1`)
    .replace(/[ \u00a0\u202f]+([:»%€])/g, `${WIDE}$1`)
    .replace(/«[ \u00a0\u202f]*/g, `«${WIDE}`)
    .replace(/(\d)[ \u00a0\u202f]+(km|m²|m|h|min)(?![\p{L}])/gu, `$1${WIDE}$2`)
    .replace(/(\p{L})'(?=[\p{L}«])/gu, '$1’')
}

/** Curly apostrophes. */
export function english(text: string): string {
  return text.replace(/(\p{L})'(?=\p{L}|\s|$)/gu, '$1’')
}
