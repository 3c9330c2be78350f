/** Two versions of a long text, word by word. */
import { diffWordsWithSpace } from 'diff'

export interface Fragment {
  text: string
  /** In both, only before, only after. */
  kind: 'kept' | 'gone' | 'new'
}

/** Below this share in common, two texts are better read one after the other. */
const KEPT = 0.3

/** The pieces of both; null when they have too little in common to be read as one. */
export function compare(before: string, after: string): Fragment[] | null {
  const pieces = diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    text: value,
    kind: added ? ('new' as const) : removed ? ('gone' as const) : ('kept' as const),
  }))
  const kept = pieces.reduce((sum, { kind, text }) => sum + (kind === 'kept' ? text.length : 0), 0)
  return kept < KEPT * Math.max(before.length, after.length) ? null : pieces
}
