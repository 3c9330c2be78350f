/** Where the map can jump to: the views of the ecosystem, with the paper each is cut from where there is one. */
import type { View } from '$/api/site.svelte'
import silhouettes from '$/design/territories.json'

import type { Box } from './filters'

export interface Territory {
  view: View
  bounds: Box
  cut: { path: string; width: number; height: number } | null
  /** Whether a département lies inside; null where nobody said which do. */
  holds: ((departement: string) => boolean) | null
}

const CODES: Record<string, string[]> = {
  guadeloupe: ['971'],
  martinique: ['972'],
  guyane: ['973'],
  reunion: ['974'],
  mayotte: ['976'],
  'saint-pierre-et-miquelon': ['975'],
  'saint-martin-saint-barthelemy': ['977', '978'],
  'wallis-et-futuna': ['986'],
  polynesie: ['987'],
  'nouvelle-caledonie': ['988'],
}

interface Silhouette {
  path: string
  box: number[]
  bounds: number[]
}

const CUTS: Record<string, Silhouette | undefined> = silhouettes

/** West, south, east, north of mainland France and Corsica. */
export const MAINLAND = silhouettes.metropole.bounds as Box

export function territory(view: View): Territory {
  const cut = CUTS[view.key]
  const codes = CODES[view.key]
  return {
    view,
    bounds: cut ? (cut.bounds as Box) : boundsOf(view),
    cut: cut ? { path: cut.path, width: cut.box[0] ?? 48, height: cut.box[1] ?? 48 } : null,
    holds:
      view.key === 'metropole' ? (code) => code.length === 2 : codes ? (code) => codes.includes(code) : null,
  }
}

/** About what a map of 700 pixels shows at this zoom. */
function boundsOf({ latitude, longitude, zoom }: View): Box {
  const half = (180 / 256) * (700 / 2 ** zoom)
  const rise = half * Math.cos((latitude * Math.PI) / 180)
  return [longitude - half, latitude - rise, longitude + half, latitude + rise]
}
