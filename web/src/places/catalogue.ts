/** All places by their names, asked once: what is needed to find one by typing. */
import { answer, api } from '$/api/client'
import type { PlaceFeature } from '$/api/documents'

export interface Listed {
  id: string
  slug: string
  name: string
  commune: string | null
}

let asked: Promise<Listed[]> | undefined

export function allPlaces(): Promise<Listed[]> {
  asked ??= answer(api.GET('/api/directory/places.geojson', { params: { query: {} } })).then(
    ({ features }) => (features as unknown as PlaceFeature[]).map(listed),
    (error: unknown) => {
      asked = undefined
      throw error
    },
  )
  return asked
}

function listed({ id, properties: { slug, name, commune } }: PlaceFeature): Listed {
  return { id, slug, name, commune }
}
