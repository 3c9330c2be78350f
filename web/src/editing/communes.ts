/** The commune a form asks for, found while its name or its postcode is typed. */
import { answer, api } from '$/api/client'
import type { components } from '$/api/schema'

export type Commune = components['schemas']['CommuneName']

export async function findCommunes(q: string, signal: AbortSignal): Promise<Commune[]> {
  if (q.trim() === '') return []
  const query = { q: q.trim(), limit: 8 }
  return (await answer(api.GET('/api/directory/communes', { params: { query }, signal }))).items
}
