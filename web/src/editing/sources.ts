/** Where a value of a place comes from, and whether somebody should look at it again. */
import type { Place } from '$/api/documents'

import { documentName, type Field } from './form'

export type Source = Place['sources'][number]

/** After so many days a value is worth a look: a year. */
const FRESH = 365

export function sourceOf(place: Place, field: Field): Source | undefined {
  const name = documentName(field)
  return place.sources.find((source) => source.field === name)
}

/** Values that the place never said itself, or said more than a year ago. */
export function isStale(source: Source, today: Date): boolean {
  const days = (today.getTime() - new Date(source.date).getTime()) / 86_400_000
  return source.given_by !== 'place' || days > FRESH
}
