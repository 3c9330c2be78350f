/** Web Mercator in a square of 256: what Leaflet calls zoom 0. */

export const SIDE = 256

export function worldX(longitude: number): number {
  return ((longitude + 180) / 360) * SIDE
}

export function worldY(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180)
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * SIDE
}

/** Metres between two points of the globe, as the crow flies. */
export function metresBetween(
  a: { latitude: number; longitude: number },
  b: { latitude: number; longitude: number },
): number {
  const radians = Math.PI / 180
  const rise = Math.sin(((b.latitude - a.latitude) * radians) / 2) ** 2
  const turn = Math.sin(((b.longitude - a.longitude) * radians) / 2) ** 2
  const share = rise + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * turn
  return 2 * 6_371_000 * Math.asin(Math.sqrt(share))
}
