/** The commune a form asks for, found while its name or its postcode is typed. */
import { ask } from '$/api/ask'
import type { Items } from '$/api/people'

import type { Point } from './form'

export interface Commune {
  code: string
  name: string
  /** The one that was typed, or its only one. */
  postcode: string | null
  postcodes: string[]
  departement_code: string
  departement: string
  /** Its middle, in degrees; unknown for some islands. */
  latitude: number | null
  longitude: number | null
}

export async function findCommunes(text: string, signal: AbortSignal): Promise<Commune[]> {
  const q = text.trim()
  if (q === '') return []
  return (await ask<Items<Commune>>('GET', '/api/directory/communes', { query: { q }, signal })).items
}

/** Where a commune is, for a map that has nothing better. */
export function middleOf(commune: Commune | undefined): Point | null {
  if (commune === undefined || commune.latitude === null || commune.longitude === null) return null
  return { latitude: commune.latitude, longitude: commune.longitude }
}
