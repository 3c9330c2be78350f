/** Marks on the map, cut from paper: a blue tag with its typology knocked out, a yellow heap with its number. */
import { DivIcon } from 'leaflet'

import { shapeOf } from '$/design/shapes'

/** Hand-cut outlines in a 40 x 40 sheet; each place keeps its own. */
const TAGS = [
  'M5 6L20 3L35 5L37 21L33 34L23.5 35.5L20 40L16 35.8L6 33.5L3 19Z',
  'M4.5 4.5L21 4L36 7L36.5 22L34.5 35L24 35L20.4 40L16.6 35.4L5.5 35L3.5 20Z',
  'M6.5 4L19 5L35.5 3.5L36.5 19L35 33.5L23.8 35L19.7 40L16 35L4.5 34.5L4 20Z',
]

const HEAPS = [
  'M8 5L22 2.5L35 9L37.5 23L29 36L14 37.5L3.5 27L3 13Z',
  'M6 8.5L17 2.5L31 4L37.5 16L35 30L22 37.5L8.5 34L2.5 20Z',
  'M11 3L27 3.5L36.5 13L36.5 27L26 36.5L11.5 35.5L3 25L4 10.5Z',
]

function pick<T>(from: T[], key: string): T | undefined {
  let sum = 0
  for (let at = Math.max(0, key.length - 6); at < key.length; at += 1) sum += key.charCodeAt(at)
  return from[sum % from.length]
}

export function tag(id: string, typology: string | undefined): DivIcon {
  const cut = pick(TAGS, id) ?? ''
  return new DivIcon({
    className: 'mark',
    iconSize: [38, 38],
    iconAnchor: [19, 38],
    html: `<svg viewBox="0 0 43 43" aria-hidden="true"><path class="mark-under" d="${cut}" transform="translate(2.6 1.6)"/><path class="mark-over" d="${cut}"/><path class="mark-cut" d="${shapeOf(typology)}" transform="translate(9.2 8.2) scale(.9)"/></svg>`,
  })
}

export function heap(key: string, count: number, text: string): DivIcon {
  const size = Math.round(34 + Math.min(26, Math.log2(count) * 3.6))
  const under = pick(HEAPS, `${key}x`) ?? ''
  const over = pick(HEAPS, key) ?? ''
  return new DivIcon({
    className: 'mark mark-heap',
    iconSize: [size, size],
    html: `<svg viewBox="0 0 43 43" aria-hidden="true"><path class="mark-over" d="${under}" transform="translate(2.4 2.2)"/><path class="mark-under" d="${over}"/></svg><b>${text}</b>`,
  })
}
