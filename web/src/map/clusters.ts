/** Places gathered by what the eye can tell apart at each zoom. */
import Supercluster from 'supercluster'

import type { PlaceCollection, PlaceFeature } from '$/api/documents'
import type { Box } from '$/explorer/filters'

/** Pixels within which places become one heap: wide enough that two marks never cover each other. */
const REACH = 64
/** Pixels of a Leaflet tile; Supercluster would take twice as many. */
const TILE = 256
/** Beyond this zoom only places at the very same point stay together. */
const DEEPEST = 12

export interface Single {
  key: string
  place: PlaceFeature
  longitude: number
  latitude: number
}

export interface Heap {
  key: string
  id: number
  count: number
  longitude: number
  latitude: number
}

export type Mark = Single | Heap

export const isHeap = (mark: Mark): mark is Heap => 'count' in mark

export class Clusters {
  readonly #index = new Supercluster<{ at: number }>({
    radius: REACH,
    extent: TILE,
    maxZoom: DEEPEST,
    minPoints: 2,
  })
  readonly #places: PlaceFeature[]

  constructor(collection: PlaceCollection) {
    this.#places = collection.features
    this.#index.load(
      this.#places.map(({ geometry }, at) => ({ type: 'Feature', geometry, properties: { at } })),
    )
  }

  /** What to draw inside a box at a zoom. */
  marks(box: Box, zoom: number): Mark[] {
    return this.#index.getClusters(box, Math.round(zoom)).flatMap((each): Mark[] => {
      const [longitude = 0, latitude = 0] = each.geometry.coordinates
      if ('cluster' in each.properties) {
        const { cluster_id: id, point_count: count } = each.properties
        return [{ key: `heap-${String(id)}`, id, count, longitude, latitude }]
      }
      const place = this.#places[each.properties.at]
      return place ? [{ key: place.id, place, longitude, latitude }] : []
    })
  }

  /** The zoom at which a heap falls apart. */
  opening(heap: Heap): number {
    return this.#index.getClusterExpansionZoom(heap.id)
  }

  /** The places of a heap, at most `limit`. */
  members(heap: Heap, limit: number): PlaceFeature[] {
    return this.#index
      .getLeaves(heap.id, limit)
      .flatMap(({ properties }) => this.#places[properties.at] ?? [])
  }
}
