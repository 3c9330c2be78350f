/** The offline base map: France as a sheet of paper laid on a dotted sea, drawn tile by tile from our own outlines. */
import { type Coords, type DoneCallback, GridLayer, type GridLayerOptions } from 'leaflet'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

import outlinesUrl from './basemap/outlines.json?url'
import { COMMUNES_ZOOM, sheetOf } from './communes'
import { type Inks, readInks } from './inks'
import { SIDE, worldX, worldY } from './world'

export interface Departement {
  code: string
  name: string
  region: string
}

type Outlines = Topology<{
  departements: GeometryCollection<Departement>
  land: GeometryCollection
  borders: GeometryCollection
}>

type Ring = number[][]

/** A drawn thing and the part of the world square that it covers. */
interface Piece {
  path: Path2D
  box: [number, number, number, number]
}

interface Drawing {
  /** Code and extent of each département. */
  extents: [string, Piece['box']][]
  home: Piece[]
  land: Piece[]
  coast: Piece[]
  regions: Piece[]
  inner: Piece[]
  borders: Piece[]
}

export interface NamedSpot {
  name: string
  x: number
  y: number
}

let loading: Promise<Outlines> | undefined

function outlines(): Promise<Outlines> {
  loading ??= fetch(outlinesUrl)
    .then((reply) => reply.json() as Promise<Outlines>)
    .catch((error: unknown) => {
      loading = undefined
      throw error
    })
  return loading
}

function piece(rings: Ring[], closed: boolean): Piece {
  const path = new Path2D()
  const box: Piece['box'] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of rings) {
    ring.forEach(([longitude = 0, latitude = 0], at) => {
      const x = worldX(longitude)
      const y = worldY(latitude)
      if (at === 0) path.moveTo(x, y)
      else path.lineTo(x, y)
      box[0] = Math.min(box[0], x)
      box[1] = Math.min(box[1], y)
      box[2] = Math.max(box[2], x)
      box[3] = Math.max(box[3], y)
    })
    if (closed) path.closePath()
  }
  return { path, box }
}

function polygons(topology: Outlines, object: GeometryCollection): Piece[] {
  return feature(topology, object).features.flatMap(({ geometry }) => {
    if (geometry.type === 'Polygon') return [piece(geometry.coordinates, true)]
    if (geometry.type === 'MultiPolygon') return geometry.coordinates.map((rings) => piece(rings, true))
    return []
  })
}

function lines(
  topology: Outlines,
  object: GeometryCollection,
  keep?: (a: Departement, b: Departement) => boolean,
): Piece[] {
  const filter = keep && ((a: object, b: object) => keep(properties(a), properties(b)))
  return mesh(topology, object, filter).coordinates.map((line) => piece([line], false))
}

function properties(geometry: object): Departement {
  return (geometry as { properties: Departement }).properties
}

let drawn: Drawing | undefined

async function drawing(): Promise<Drawing> {
  const topology = await outlines()
  const { departements, land, borders } = topology.objects
  drawn ??= {
    extents: extents(topology),
    home: polygons(topology, departements),
    land: polygons(topology, land),
    coast: lines(topology, departements, (a, b) => a === b),
    regions: lines(topology, departements, (a, b) => a.region !== b.region),
    inner: lines(topology, departements, (a, b) => a !== b && a.region === b.region),
    borders: lines(topology, borders),
  }
  return drawn
}

function extents(topology: Outlines): Drawing['extents'] {
  return feature(topology, topology.objects.departements).features.flatMap(
    ({ geometry, properties: { code } }) =>
      geometry.type === 'MultiPolygon' ? [[code, piece(geometry.coordinates.flat(), true).box]] : [],
  )
}

/** Where to write the name of each département: the middle of its largest part. */
export async function departementNames(): Promise<NamedSpot[]> {
  const topology = await outlines()
  return feature(topology, topology.objects.departements).features.flatMap(
    ({ geometry, properties: { name } }) => {
      if (geometry.type !== 'MultiPolygon') return []
      const boxes = geometry.coordinates.map((rings) => piece(rings, true).box)
      const [west, north, east, south] = boxes.reduce((a, b) => (area(b) > area(a) ? b : a))
      return [{ name, x: (west + east) / 2, y: (north + south) / 2 }]
    },
  )
}

function area([west, north, east, south]: Piece['box']): number {
  return (east - west) * (south - north)
}

export class OutlineLayer extends GridLayer {
  #inks: Inks = readInks()
  #drawing: Drawing | undefined

  constructor(options: GridLayerOptions = {}) {
    super({ noWrap: true, updateWhenZooming: false, keepBuffer: 1, ...options })
  }

  /** Take up the colours of the present light. */
  repaint(): void {
    this.#inks = readInks()
    this.redraw()
  }

  protected override createTile(coords: Coords, done: DoneCallback): HTMLElement {
    const tile = document.createElement('canvas')
    // Between two whole zooms a tile is drawn larger than it is shown.
    const density = Math.min(Math.max(devicePixelRatio, 1.5), 2)
    tile.width = tile.height = SIDE * density
    const paint = () => {
      if (this.#drawing) paintTile(tile, density, coords, this.#drawing, this.#inks)
      done(undefined, tile)
    }
    if (this.#drawing) {
      // Leaflet wants the tile before it hears that it is done.
      queueMicrotask(paint)
    } else {
      drawing().then(
        (ready) => {
          this.#drawing = ready
          paint()
        },
        (error: unknown) => {
          console.error(error)
          done(error instanceof Error ? error : new Error(String(error)), tile)
        },
      )
    }
    return tile
  }
}

function meets(a: Piece['box'], b: Piece['box'], margin: number): boolean {
  return a[2] >= b[0] - margin && a[0] <= b[2] + margin && a[3] >= b[1] - margin && a[1] <= b[3] + margin
}

function paintTile(
  tile: HTMLCanvasElement,
  density: number,
  { x, y, z }: Coords,
  all: Drawing,
  inks: Inks,
): void {
  const context = tile.getContext('2d')
  if (!context) return
  const scale = 2 ** z
  const pixel = 1 / scale
  const view: Piece['box'] = [x * SIDE, y * SIDE, (x + 1) * SIDE, (y + 1) * SIDE].map(
    (at) => at / scale,
  ) as Piece['box']
  context.fillStyle = inks.sea
  context.fillRect(0, 0, tile.width, tile.height)
  context.scale(density, density)
  context.fillStyle = inks.dot
  for (let column = 4; column < SIDE; column += 8) {
    for (let row = 4; row < SIDE; row += 8) context.fillRect(column - 0.75, row - 0.75, 1.5, 1.5)
  }
  context.scale(scale, scale)
  context.translate(-view[0], -view[1])
  context.lineJoin = 'round'

  const seen = (pieces: Piece[]): Path2D => {
    const margin = 6 * pixel
    const path = new Path2D()
    for (const each of pieces) {
      if (meets(each.box, view, margin)) path.addPath(each.path)
    }
    return path
  }
  const stroke = (pieces: Piece[], colour: string, width: number, dash: number[] = []) => {
    context.strokeStyle = colour
    context.lineWidth = width * pixel
    context.setLineDash(dash.map((each) => each * pixel))
    context.stroke(seen(pieces))
  }

  context.fillStyle = inks.land
  context.fill(seen(all.land))
  stroke(all.borders, inks.dot, 1)
  const home = seen(all.home)
  // The yellow pass, out of register towards the south-east.
  const shift = Math.min(5, 1.5 + z / 2.5) * pixel
  context.save()
  context.translate(shift, shift)
  context.fillStyle = inks.shade
  context.fill(home)
  context.restore()
  context.fillStyle = inks.home
  context.fill(home)
  if (z >= COMMUNES_ZOOM) {
    context.strokeStyle = inks.dot
    context.lineWidth = pixel
    for (const [code, box] of all.extents) {
      const sheet = meets(box, view, 0) ? sheetOf(code) : undefined
      if (sheet) context.stroke(sheet.path)
    }
  }
  if (z >= 6) stroke(all.inner, inks.inner, 0.8, z >= 9 ? [5, 4] : [2.5, 2.5])
  stroke(all.regions, inks.inner, z >= 7 ? 1.6 : 1)
  stroke(all.coast, inks.edge, z >= 7 ? 1.3 : 0.9)
}
