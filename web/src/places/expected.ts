/** What a visitor may expect to learn of a place, as the directory counts it, and what of it is missing here. */
import type { Place } from '$/api/documents'

const EXPECTED: Record<string, (place: Place) => unknown> = {
  'missing-summary': ({ summary, description }) => summary ?? description,
  'missing-typologies': ({ typologies }) => typologies.length > 0,
  'missing-bearer': ({ bearer }) => bearer?.name,
  'missing-legal-form': ({ bearer }) => bearer?.legal_form,
  'missing-commune': ({ address }) => address.commune_code,
  'missing-street': ({ address }) => address.street,
  'missing-location': ({ location }) => location?.precision === 'address' || location?.precision === 'street',
  'missing-contact': ({ contact }) => contact.email ?? contact.phone,
  'missing-website': ({ website }) => website,
  'missing-hours': ({ opening_hours }) => opening_hours,
  'missing-surface': ({ surfaces }) => surfaces.total_m2,
  'missing-founded': ({ founded }) => founded,
}

/** Keys of the messages that name what nobody has said yet. */
export function missing(place: Place): string[] {
  return Object.keys(EXPECTED).filter((key) => !EXPECTED[key]?.(place))
}
