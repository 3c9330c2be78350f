/**
 * Written by hand until the gateway can export openapi.json; then `npm run types` replaces this file.
 */
export interface paths {
  '/api/config': {
    get: { parameters: { query?: never }; responses: { 200: Json<components['schemas']['Config']> } }
  }
  '/api/directory/places': {
    get: {
      parameters: { query?: PlaceQuery & { sort?: string; limit?: number; cursor?: string } }
      responses: { 200: Json<components['schemas']['PlaceList']> }
    }
  }
  '/api/directory/places.geojson': {
    get: {
      parameters: { query?: PlaceQuery }
      responses: { 200: Json<components['schemas']['PlaceCollection']> }
    }
  }
  '/api/directory/places/facets': {
    get: { parameters: { query?: PlaceQuery }; responses: { 200: Json<components['schemas']['Facets']> } }
  }
  '/api/directory/places/{ref}': {
    get: {
      parameters: { path: { ref: string }; query?: { include?: string } }
      responses: { 200: Json<components['schemas']['PlacePage']> }
    }
  }
  '/api/directory/networks': {
    get: {
      parameters: { query?: { kind?: string[]; limit?: number; cursor?: string } }
      responses: { 200: Json<components['schemas']['NetworkList']> }
    }
  }
  '/api/directory/networks/{ref}': {
    get: {
      parameters: { path: { ref: string } }
      responses: { 200: Json<components['schemas']['NetworkPage']> }
    }
  }
  '/api/directory/tools': {
    get: {
      parameters: {
        query?: { kind?: string[]; category?: string[]; sort?: string; limit?: number; cursor?: string }
      }
      responses: { 200: Json<components['schemas']['ToolList']> }
    }
  }
  '/api/directory/tools/{ref}': {
    get: {
      parameters: { path: { ref: string } }
      responses: { 200: Json<components['schemas']['ToolPage']> }
    }
  }
  '/api/directory/tools/{ref}/usages': {
    get: {
      parameters: { path: { ref: string }; query?: { limit?: number; cursor?: string } }
      responses: { 200: Json<components['schemas']['UsageList']> }
    }
  }
  '/api/directory/vocabulary': {
    get: { parameters: { query?: never }; responses: { 200: Json<components['schemas']['Vocabulary']> } }
  }
  '/api/directory/summary': {
    get: { parameters: { query?: never }; responses: { 200: Json<components['schemas']['Summary']> } }
  }
}

interface Json<T> {
  content: { 'application/json': T }
}

interface PlaceQuery {
  typology?: string[]
  network?: string[]
  region?: string[]
  departement?: string[]
  tool?: string[]
  label?: string[]
  bbox?: string
  near?: string
  within?: number
}

interface Page<T> {
  items: T[]
  total: number
  next: string | null
}

interface Mention {
  id: string
  slug: string
  name: string
}

interface Counted {
  key: string
  count: number
  label?: string | null
}

export interface components {
  schemas: {
    Config: {
      tiles_url: string | null
      ecosystem: {
        name: string
        title_fr: string
        title_en: string
        views?: { key: string; fr: string; en: string; latitude: number; longitude: number; zoom: number }[]
      }
      version: string
    }
    Link: { kind: string; url: string }
    Address: {
      street: string | null
      complement: string | null
      postcode: string | null
      commune_code: string | null
      commune: string | null
      departement_code: string | null
      departement: string | null
      region_code: string | null
      region: string | null
    }
    Place: Mention & {
      revision: number
      summary: string | null
      description: string | null
      state: 'draft' | 'published' | 'closed' | 'merged'
      merged_into: string | null
      typologies: string[]
      bearer: { name: string | null; legal_form: string | null } | null
      address: components['schemas']['Address']
      location: {
        latitude: number
        longitude: number
        precision: 'address' | 'street' | 'commune' | 'approximate'
        score: number | null
      } | null
      contact: { email: string | null; phone: string | null }
      website: string | null
      opening_hours: string | null
      surfaces: { total_m2: number | null; workspace_m2: number | null; events_m2: number | null }
      labels: string[]
      networks: (Mention & { kind: 'regional' | 'thematic' })[]
      links: components['schemas']['Link'][]
      founded: string | null
      completeness: number
      sources: { field: string; source: string; date: string; given_by: 'place' | 'import' | 'demo' }[]
      demo: boolean
      created_at: string
      updated_at: string
    }
    PlacePage: components['schemas']['Place'] & {
      usages?: components['schemas']['Usage'][]
      nearest?: (Mention & { commune: string | null; distance_m: number })[]
    }
    PlaceList: Page<components['schemas']['Place']>
    PlaceFeature: {
      type: 'Feature'
      id: string
      geometry: { type: 'Point'; coordinates: number[] }
      properties: {
        slug: string
        name: string
        typologies: string[]
        commune: string | null
        departement_code: string | null
        precision: string
      }
    }
    PlaceCollection: { type: 'FeatureCollection'; features: components['schemas']['PlaceFeature'][] }
    Facets: {
      total: number
      typology: Counted[]
      region: Counted[]
      departement: Counted[]
      network: Counted[]
      tool: Counted[]
      label: Counted[]
    }
    Network: Mention & {
      revision: number
      kind: 'regional' | 'thematic'
      summary: string | null
      description: string | null
      website: string | null
      region_code: string | null
      region: string | null
      links: components['schemas']['Link'][]
      demo: boolean
      updated_at: string
    }
    NetworkList: Page<components['schemas']['Network'] & { members: number }>
    NetworkPage: components['schemas']['Network'] & {
      aggregates: {
        members: number
        located: number
        typologies: Counted[]
        departements: Counted[]
        regions: Counted[]
        completeness: { mean: number | null; answers: number }
        tools: { slug: string; name: string; count: number }[]
        founded: { year: number; count: number }[]
      }
    }
    Tool: Mention & {
      revision: number
      kind: 'software' | 'data' | 'knowledge' | 'equipment'
      category: string
      summary: string | null
      description: string | null
      licence: string | null
      website: string | null
      repository: string | null
      links: components['schemas']['Link'][]
      maker: Mention | null
      demo: boolean
      updated_at: string
    }
    ToolList: Page<components['schemas']['Tool'] & { users: number }>
    ToolPage: components['schemas']['Tool'] & {
      usage: {
        users: number
        since_first: string | null
        satisfaction: { mean: number | null; answers: number }
        by_region: Counted[]
        by_year: { year: number; count: number }[]
      }
    }
    Usage: {
      id: string
      revision: number
      place: Mention & { commune: string | null; departement_code: string | null; region_code: string | null }
      tool: Mention & { kind: 'software' | 'data' | 'knowledge' | 'equipment' }
      how: string | null
      since: string | null
      satisfaction: number | null
      state: 'declared' | 'withdrawn'
      demo: boolean
      updated_at: string
    }
    UsageList: Page<components['schemas']['Usage']>
    Term: {
      key: string
      fr: string
      en: string
      description_fr?: string | null
      description_en?: string | null
    }
    Vocabulary: {
      typologies: components['schemas']['Term'][]
      labels: components['schemas']['Term'][]
      legal_forms: components['schemas']['Term'][]
      tool_categories: components['schemas']['Term'][]
      tool_kinds: components['schemas']['Term'][]
      link_kinds: components['schemas']['Term'][]
      sources: {
        key: string
        name: string
        producer: string
        licence: string
        date: string
        url: string | null
        note_fr: string | null
        note_en: string | null
      }[]
    }
    Summary: {
      places: number
      networks: number
      tools: number
      usages: number
      communes: number
      demo: boolean
      updated_at: string | null
    }
  }
}
