/** Moving a point on the ground by so many metres, and degrees as people write them. */
import type { Point } from '../form'

export type Direction = 'north' | 'south' | 'west' | 'east'

/** Metres in a degree of latitude. */
const DEGREE = 111_320

export function moved({ latitude, longitude }: Point, direction: Direction, metres: number): Point {
  const sign = direction === 'north' || direction === 'east' ? 1 : -1
  if (direction === 'north' || direction === 'south') {
    return { latitude: round(clamp(latitude + (sign * metres) / DEGREE, 85)), longitude }
  }
  const wide = DEGREE * Math.cos((latitude * Math.PI) / 180)
  return { latitude, longitude: round(clamp(longitude + (sign * metres) / wide, 180)) }
}

/** Six decimals: a tenth of a metre. */
export function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}

function clamp(degrees: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, degrees))
}

/** "48,117" or "48.117"; null when it is no position on the globe. */
export function readDegrees(text: string, limit: number): number | null {
  const plain = text.trim().replace(',', '.').replace(/\s*°$/, '')
  const value = plain === '' ? Number.NaN : Number(plain)
  return Number.isFinite(value) && Math.abs(value) <= limit ? round(value) : null
}

/** Five decimals: a metre. */
export function written(degrees: number): string {
  return String(Math.round(degrees * 1e5) / 1e5)
}
