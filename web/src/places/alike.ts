/** Names of places made comparable: what is left once accents, case and what all third places have in common is gone. */

/** Words that tell nothing: the directory leaves out the same ones when it looks for duplicates. */
const COMMON = new Set(
  (
    'a asso association au aux centre chez co cowork coworking d dans de des du en espace espaces et fab fablab l la lab ' +
    'le les lieu lieux par pour sur the tiers tierslieu un une work working'
  ).split(' '),
)
/** From this share of letter pairs in common on, two names are worth a look. */
const ALIKE = 0.62

export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

function telling(name: string): string[] {
  const words = plain(name).split(' ').filter(Boolean)
  const kept = words.filter((word) => !COMMON.has(word))
  return kept.length > 0 ? kept : words
}

/** From 0 to 1: the share of letter pairs in common (Sørensen–Dice) of what tells the two names apart from others. */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairs(telling(one).join('')), pairs(telling(other).join(''))]
  if (a.length === 0 || b.length === 0) return telling(one).join('') === telling(other).join('') ? 1 : 0
  const left = [...b]
  const common = a.filter((pair) => {
    const at = left.indexOf(pair)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }).length
  return (2 * common) / (a.length + b.length)
}

function pairs(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2))
}

/** The names that may be the same place, the likest first. */
export function alike<T extends { name: string }>(name: string, among: readonly T[], most = 5): T[] {
  const wanted = plain(name)
  if (wanted.length < 3) return []
  const words = telling(name)
  return among
    .map((each) => ({ each, score: score(each.name) }))
    .filter(({ score }) => score >= ALIKE)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ each }) => each)

  function score(other: string): number {
    const theirs = new Set(telling(other))
    const whole = words.join('').length >= 4 && words.every((word) => theirs.has(word))
    return Math.max(likeness(name, other), whole ? 0.9 : 0)
  }
}

/** The names that begin with, or hold, what is typed. */
export function holding<T extends { name: string }>(text: string, among: readonly T[], most = 8): T[] {
  const wanted = plain(text)
  if (wanted === '') return []
  const ranked = among.flatMap((each) => {
    const at = ` ${plain(each.name)}`.indexOf(` ${wanted}`)
    const inside = at >= 0 ? (at === 0 ? 0 : 1) : plain(each.name).includes(wanted) ? 2 : -1
    return inside < 0 ? [] : [{ each, inside }]
  })
  return ranked
    .toSorted((a, b) => a.inside - b.inside || a.each.name.localeCompare(b.each.name))
    .slice(0, most)
    .map(({ each }) => each)
}
