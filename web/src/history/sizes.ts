/** Which texts are compared by their words, and which are simply shown twice. */

/** From so many letters on. */
const LONG = 60
/** Past so many, a comparison would keep the page waiting. */
const ENOUGH = 20_000

export function isLong(before: readonly string[], after: readonly string[]): boolean {
  const sizes = [before, after].map((lines) => lines.join('').length)
  return Math.min(...sizes) > 0 && Math.max(...sizes) >= LONG && Math.max(...sizes) <= ENOUGH
}
