/** What the directory knows of the person who is signed in. */
import { ask } from '$/api/ask'
import type { Me } from '$/api/people'

import { session } from './session.svelte'

/** Asked anew, and known from then on in the header as well. */
export async function askMe(signal: AbortSignal | null = null): Promise<Me> {
  const me = await ask<Me>('GET', '/api/directory/me', { signal })
  session.me = me
  return me
}
