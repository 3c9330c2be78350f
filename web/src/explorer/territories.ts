/** Where the map can jump to: the mainland and the parts of France overseas, each with the paper it is cut from. */
import silhouettes from '$/design/territories.json'

import type { Box } from './filters'

export interface Territory {
  key: string
  /** Départements inside. */
  departement: (code: string) => boolean
  bounds: Box
  path: string
  box: [number, number]
}

const CODES: Record<string, string> = {
  guadeloupe: '971',
  martinique: '972',
  guyane: '973',
  reunion: '974',
  mayotte: '976',
}

export const territories: Territory[] = Object.entries(silhouettes).map(([key, { path, box, bounds }]) => ({
  key,
  departement: (code) => (key === 'metropole' ? code.length === 2 : code === CODES[key]),
  bounds: bounds as Box,
  path,
  box: box as [number, number],
}))

/** West, south, east, north of mainland France and Corsica. */
export const MAINLAND: Box = territories.find(({ key }) => key === 'metropole')?.bounds ?? [
  -5.2, 41.3, 9.6, 51.1,
]
