/** The ground of every map: tiles where a server was configured and answers, our own outlines everywhere else. */
import { type Map as LeafletMap, TileLayer } from 'leaflet'

import { site } from '$/api/site.svelte'

import { onSheet } from './communes'
import { onLightChange } from './inks'
import { LabelLayer } from './labels'
import { OutlineLayer } from './outlines'

/** Past this zoom the outlines say nothing more. */
export const OUTLINES_ZOOM = 13
const TILES_ZOOM = 18
/** So many failed tiles without one that came: the server is away. */
const PATIENCE = 3

const OWN_ATTRIBUTION =
  'Contours <a href="/a-propos#fond-de-carte">IGN, INSEE</a> (Licence Ouverte), Natural Earth'

/** Lay the ground under a map; returns how to take it away. */
export function layGround(map: LeafletMap): () => void {
  let gone = false
  let stop: () => void = () => undefined
  void site.learn().then((config) => {
    if (gone) return
    stop = config?.tiles_url ? layTiles(map, config.tiles_url) : layOutlines(map)
  })
  return () => {
    gone = true
    stop()
  }
}

function layOutlines(map: LeafletMap): () => void {
  const outlines = new OutlineLayer({ maxZoom: TILES_ZOOM, attribution: OWN_ATTRIBUTION }).addTo(map)
  const labels = new LabelLayer().addTo(map)
  map.setMaxZoom(OUTLINES_ZOOM)
  const repaint = () => {
    outlines.repaint()
    labels.repaint()
  }
  const stops = [onLightChange(repaint), onSheet(repaint)]
  return () => {
    for (const stop of stops) stop()
  }
}

function layTiles(map: LeafletMap, address: string): () => void {
  let stop: () => void = () => undefined
  let failed = 0
  map.setMaxZoom(TILES_ZOOM)
  const tiles = new TileLayer(address, {
    maxZoom: TILES_ZOOM,
    attribution:
      '© <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">OpenStreetMap</a>',
  })
  tiles.on('tileload', () => (failed = -Infinity))
  tiles.on('tileerror', () => {
    failed += 1
    if (failed !== PATIENCE) return
    tiles.remove()
    stop = layOutlines(map)
  })
  tiles.addTo(map)
  return () => {
    stop()
  }
}
