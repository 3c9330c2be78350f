/** What the explorer shows, as its address says it. The address is the only place where filters live. */

export const DIMENSIONS = ['typology', 'region', 'departement', 'network', 'tool', 'label'] as const
export type Dimension = (typeof DIMENSIONS)[number]
export type Sort = 'name' | '-updated' | 'distance'
/** West, south, east, north, in degrees. */
export type Box = [number, number, number, number]

export interface Near {
  latitude: number
  longitude: number
  /** Metres. */
  within: number
}

export interface Filters extends Record<Dimension, string[]> {
  bbox: Box | null
  near: Near | null
  sort: Sort
}

const WITHIN = 20_000

/** The filters of an address; what makes no sense is left out. */
export function readFilters(search: URLSearchParams): Filters {
  const near = readNear(search)
  return {
    ...chosen((dimension) => [...new Set(search.getAll(dimension).filter((value) => value !== ''))]),
    bbox: readBox(search.get('bbox')),
    near,
    sort: readSort(search.get('sort'), near),
  }
}

export function noFilters(): Filters {
  return readFilters(new URLSearchParams())
}

function chosen(values: (dimension: Dimension) => string[]): Record<Dimension, string[]> {
  return Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, values(dimension)])) as Record<
    Dimension,
    string[]
  >
}

function readSort(text: string | null, near: Near | null): Sort {
  if (text === 'name' || text === '-updated') return text
  return near === null ? 'name' : 'distance'
}

export function readBox(text: string | null): Box | null {
  const numbers = degrees(text, 4)
  if (numbers === null) return null
  const [west, south, east, north] = numbers as Box
  const real = west < east && south < north && south >= -90 && north <= 90 && west >= -180 && east <= 180
  return real ? [west, south, east, north] : null
}

function readNear(search: URLSearchParams): Near | null {
  const numbers = degrees(search.get('near'), 2)
  if (numbers === null) return null
  const [latitude, longitude] = numbers as [number, number]
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null
  const within = Number(search.get('within') ?? WITHIN)
  return { latitude, longitude, within: Number.isInteger(within) && within > 0 ? within : WITHIN }
}

function degrees(text: string | null, count: number): number[] | null {
  if (text === null) return null
  const numbers = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)))
  return numbers.length === count && numbers.every(Number.isFinite) ? numbers : null
}

/** The address of these filters, always written the same way: "?region=53&typology=fablab", or nothing. */
export function writeFilters(filters: Filters): string {
  const search = new URLSearchParams()
  for (const dimension of DIMENSIONS) for (const value of filters[dimension]) search.append(dimension, value)
  if (filters.near) {
    search.set('near', `${short(filters.near.latitude)},${short(filters.near.longitude)}`)
    if (filters.near.within !== WITHIN) search.set('within', String(filters.near.within))
  }
  if (filters.bbox) search.set('bbox', filters.bbox.map(short).join(','))
  const usual = filters.near ? 'distance' : 'name'
  if (filters.sort !== usual) search.set('sort', filters.sort)
  // Commas and minus signs are allowed as they are, and people read addresses.
  const text = search.toString().replaceAll('%2C', ',')
  return text === '' ? '' : `?${text}`
}

/** Four decimals: eleven metres. */
function short(value: number): string {
  return String(Math.round(value * 10_000) / 10_000)
}

export interface PlaceQuery extends Partial<Record<Dimension, string[]>> {
  bbox?: string
  near?: string
  within?: number
}

/** The same filters as the API takes them; without the map's box unless the list follows it. */
export function placeQuery(filters: Filters, { boxed }: { boxed: boolean }): PlaceQuery {
  const query: PlaceQuery = {}
  for (const dimension of DIMENSIONS) if (filters[dimension].length > 0) query[dimension] = filters[dimension]
  if (boxed && filters.bbox) query.bbox = filters.bbox.map(short).join(',')
  if (filters.near) {
    query.near = `${short(filters.near.latitude)},${short(filters.near.longitude)}`
    query.within = filters.near.within
  }
  return query
}

/** Whether anything narrows the view. */
export function isNarrowed(filters: Filters): boolean {
  return countChosen(filters) > 0 || filters.bbox !== null
}

/** How many values are chosen, the neighbourhood of a point counting as one. */
export function countChosen(filters: Filters): number {
  return DIMENSIONS.reduce((sum, dimension) => sum + filters[dimension].length, filters.near ? 1 : 0)
}

/** The same filters with one value chosen, or no longer. */
export function toggled(filters: Filters, dimension: Dimension, value: string): Filters {
  const values = filters[dimension]
  const changed = values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
  return { ...filters, [dimension]: changed }
}
