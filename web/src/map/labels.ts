/** Names on the offline base map: régions, then départements, then towns, as many as there is room for. */
import { DomUtil, Layer, type Map as LeafletMap, Point } from 'leaflet'

import regionSpots from './basemap/regions.json'
import townsUrl from './basemap/towns.json?url'
import { COMMUNES_ZOOM, sheetsHere } from './communes'
import { type Inks, readInks } from './inks'
import { departementNames, type NamedSpot } from './outlines'
import { worldX, worldY } from './world'

/** Name, thousandths of a degree east, thousandths of a degree north, zoom at which it appears. */
type Town = [string, number, number, number]

interface Name extends NamedSpot {
  kind: 'region' | 'departement' | 'town'
  from: number
  to: number
}

let loading: Promise<Name[]> | undefined

function names(): Promise<Name[]> {
  loading ??= Promise.all([
    fetch(townsUrl).then((reply) => reply.json() as Promise<Town[]>),
    departementNames(),
  ]).then(([towns, departements]) => [
    ...regionSpots.map(({ name, longitude, latitude }) => ({
      name: name.toLocaleUpperCase('fr'),
      x: worldX(longitude),
      y: worldY(latitude),
      kind: 'region' as const,
      from: 6,
      to: 7,
    })),
    ...departements.map((spot) => ({ ...spot, kind: 'departement' as const, from: 8, to: 10 })),
    ...towns.map(([name, east, north, zoom]) => ({
      name,
      x: worldX(east / 1000),
      y: worldY(north / 1000),
      kind: 'town' as const,
      from: zoom,
      to: 30,
    })),
  ])
  return loading
}

/** Communes that are not in the list of towns. */
const CLOSE = { kind: 'town', from: COMMUNES_ZOOM + 1, to: 30 } as const

type Rectangle = [number, number, number, number]

/** The room that marks take: a name half hidden by one is better not written. */
function marks(map: LeafletMap): Rectangle[] {
  return [...(map.getPane('markerPane')?.querySelectorAll<HTMLElement>('.mark') ?? [])].map((mark) => {
    const { x, y } = map.layerPointToContainerPoint(DomUtil.getPosition(mark))
    const left = x + parseFloat(mark.style.marginLeft)
    const top = y + parseFloat(mark.style.marginTop)
    return [left, top, left + mark.offsetWidth, top + mark.offsetHeight]
  })
}

/** A long name on two lines, parted where both come out most alike: "BOURGOGNE-" "FRANCHE-COMTÉ". */
function inTwo(name: string): string[] {
  const breaks = [...name.matchAll(/[- ]/g)].map(({ index }) => index + 1)
  if (name.length < 13 || breaks.length === 0) return [name]
  const middle = breaks.reduce((a, b) =>
    Math.abs(b - name.length / 2) < Math.abs(a - name.length / 2) ? b : a,
  )
  return [name.slice(0, middle).trim(), name.slice(middle)]
}

export class LabelLayer extends Layer {
  #canvas: HTMLCanvasElement | undefined
  #names: Name[] = []
  #inks: Inks = readInks()
  readonly #family = getComputedStyle(document.documentElement).fontFamily

  override onAdd(map: LeafletMap): this {
    const pane = map.getPane('labels') ?? map.createPane('labels')
    const canvas = document.createElement('canvas')
    canvas.className = 'leaflet-zoom-hide'
    pane.append(canvas)
    this.#canvas = canvas
    names().then(
      (all) => {
        this.#names = all
        this.#draw()
      },
      () => undefined,
    )
    return this
  }

  override onRemove(): this {
    this.#canvas?.remove()
    this.#canvas = undefined
    return this
  }

  override getEvents(): Record<string, () => void> {
    return { moveend: () => this.#draw(), resize: () => this.#draw(), marked: () => this.#draw() }
  }

  repaint(): void {
    this.#inks = readInks()
    this.#draw()
  }

  #draw(): void {
    const map = this._map as LeafletMap | undefined
    const canvas = this.#canvas
    const context = canvas?.getContext('2d')
    if (!map || !canvas || !context) return
    const size = map.getSize()
    const density = Math.min(devicePixelRatio, 2)
    canvas.width = size.x * density
    canvas.height = size.y * density
    canvas.style.width = `${String(size.x)}px`
    canvas.style.height = `${String(size.y)}px`
    DomUtil.setPosition(canvas, map.containerPointToLayerPoint(new Point(0, 0)))
    context.scale(density, density)

    const scale = 2 ** map.getZoom()
    const zoom = Math.round(map.getZoom())
    const bounds = map.getPixelBounds()
    const corner = bounds.min ?? new Point(0, 0)
    // A name cut by the edge of the map is noise, so the world outside is taken too.
    const taken: Rectangle[] = [
      ...marks(map),
      [-Infinity, -Infinity, -4, Infinity],
      [size.x, -Infinity, Infinity, Infinity],
      [-Infinity, -Infinity, Infinity, 0],
      // ... and so is the strip where the sources are named.
      [-Infinity, size.y - 24, Infinity, Infinity],
    ]
    context.lineJoin = 'round'
    context.lineWidth = 3.5
    context.strokeStyle = this.#inks.home
    const close = zoom > COMMUNES_ZOOM ? sheetsHere().flatMap(({ names }) => names) : []
    for (const each of [...this.#names, ...close.map((commune) => ({ ...commune, ...CLOSE }))]) {
      if (zoom < each.from || zoom > each.to) continue
      const x = each.x * scale - corner.x
      const y = each.y * scale - corner.y
      if (x < -40 || y < -20 || x > size.x + 40 || y > size.y + 20) continue
      this.#write(context, each, x, y, zoom, taken)
    }
  }

  #write(
    context: CanvasRenderingContext2D,
    { name, kind, from }: Name,
    x: number,
    y: number,
    zoom: number,
    taken: Rectangle[],
  ): void {
    const tall =
      kind === 'region' ? 11.5 : kind === 'departement' ? 12.5 : Math.min(15, 11.5 + (zoom - from) * 0.8)
    context.font = `${kind === 'town' ? '500' : '650'} ${String(tall)}px ${this.#family}`
    context.letterSpacing = kind === 'region' ? '1.5px' : '0px'
    context.textBaseline = 'middle'
    const lines = kind === 'region' ? inTwo(name) : [name]
    const width = Math.max(...lines.map((line) => context.measureText(line).width))
    const left = kind === 'town' ? x + 6 : x - width / 2
    const half = tall * 0.7 * lines.length
    const box: Rectangle = [left - 8, y - half, left + width + 4, y + half]
    if (
      taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])
    )
      return
    taken.push(box)
    context.textAlign = kind === 'town' ? 'left' : 'center'
    context.fillStyle = kind === 'town' ? this.#inks.text : this.#inks.edge
    lines.forEach((line, at) => {
      const height = y + (at - (lines.length - 1) / 2) * tall * 1.2
      context.globalAlpha = 0.85
      context.strokeText(line, kind === 'town' ? left : x, height)
      context.globalAlpha = 1
      context.fillText(line, kind === 'town' ? left : x, height)
    })
    if (kind === 'town') context.fillRect(x - 1.75, y - 1.75, 3.5, 3.5)
  }
}
