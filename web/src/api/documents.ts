/** The documents of the directory, by the names the pages use. */
import type { components } from './schema'

type Schemas = components['schemas']

export type Facets = Schemas['PlaceFacets']
export type Link = Schemas['Link']
export type Neighbour = Schemas['Neighbour']
export type Place = Schemas['Place']
export type PlaceCollection = Omit<Schemas['PlaceFeatures'], 'features'> & { features: PlaceFeature[] }
/** As the client reads it: openapi-fetch makes the pair of coordinates a plain list. */
export type PlaceFeature = Omit<Schemas['PlaceFeature'], 'geometry'> & {
  geometry: { type: 'Point'; coordinates: number[] }
}
export type Term = Schemas['Term']
export type Tool = Schemas['ToolItem']
export type Usage = Schemas['Usage']
export type Vocabulary = Schemas['VocabularyDocument']
