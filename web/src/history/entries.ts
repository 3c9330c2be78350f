/** What kind of change an entry of the history is. */
import type { Change } from '$/api/people'

/** The same value said again: somebody made sure that it is still so. */
export function isConfirmation({ before, after }: Change): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}
