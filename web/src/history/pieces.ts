/** Two versions of a long text, word by word. */
import { diffWordsWithSpace } from 'diff'

export interface Fragment {
  text: string
  /** In both, only before, only after. */
  kind: 'kept' | 'gone' | 'new'
}

export function compare(before: string, after: string): Fragment[] {
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    text: value,
    kind: added ? 'new' : removed ? 'gone' : 'kept',
  }))
}
