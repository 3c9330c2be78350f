/** Countries whose numbers are dialled as French ones at home: the mainland and the overseas départements. */
const FRENCH = /^\+(?:33|262|590|594|596|508)0?(\d{9})$/

/** A telephone number as one reads it aloud: "02 99 00 00 00"; others as they came. */
export function readablePhone(text: string): string {
  const digits = text.replaceAll(/[\s.()-]/g, '')
  const national = FRENCH.exec(digits)?.[1]
  const home = national === undefined ? digits : `0${national}`
  return /^0\d{9}$/.test(home) ? home.replaceAll(/(\d\d)(?=\d)/g, '$1\u00a0') : text
}

/** The same for a `tel:` address. */
export function dialled(text: string): string {
  return text.replaceAll(/[^+\d]/g, '')
}
