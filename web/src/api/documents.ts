/** The documents of the directory, by the names the pages use. */
import type { components } from './schema'

type Schemas = components['schemas']

export type Config = Schemas['Config']
export type Facets = Schemas['Facets']
export type Link = Schemas['Link']
export type Network = Schemas['Network']
export type NetworkPage = Schemas['NetworkPage']
export type Place = Schemas['Place']
export type PlaceCollection = Schemas['PlaceCollection']
export type PlaceFeature = Schemas['PlaceFeature']
export type PlacePage = Schemas['PlacePage']
export type Summary = Schemas['Summary']
export type Term = Schemas['Term']
export type Tool = Schemas['Tool']
export type ToolPage = Schemas['ToolPage']
export type Usage = Schemas['Usage']
export type Vocabulary = Schemas['Vocabulary']
