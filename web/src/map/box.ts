import type { PlaceFeature } from '$/api/documents'
import type { Box } from '$/explorer/filters'

/** The box around places; metropolitan France alone when places there and overseas would zoom out to the globe. */
export function boxAround(places: PlaceFeature[], mainland: Box): Box | null {
  const inside = places.filter(({ geometry: { coordinates } }) => within(coordinates, mainland))
  const chosen = inside.length > 0 ? inside : places
  if (chosen.length === 0) return null
  const box: Box = [180, 90, -180, -90]
  for (const { geometry } of chosen) {
    const [longitude = 0, latitude = 0] = geometry.coordinates
    box[0] = Math.min(box[0], longitude)
    box[1] = Math.min(box[1], latitude)
    box[2] = Math.max(box[2], longitude)
    box[3] = Math.max(box[3], latitude)
  }
  return box
}

function within([longitude = 0, latitude = 0]: number[], [west, south, east, north]: Box): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north
}
