/** Development only: a made-up directory, for pages to be drawn before the real one runs. Nothing of it is shipped. */
import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'

import type { Plugin, PreviewServer, ViteDevServer } from 'vite'

const here = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as unknown
const towns = here('../src/map/basemap/towns.json') as [string, number, number, number][]

const TYPOLOGIES =
  'coworking fablab shared_workshop repair_workshop recycling_centre cultural_place social_cafe shared_kitchen urban_farm health_place social_centre digital_inclusion connected_campus micro_folie living_lab business_incubator educational_place media_library inclusive_housing'.split(
    ' ',
  )
const NAMES = [
  'La Halle aux grains',
  'Le Bocal',
  "L'Établi",
  'La Cordée',
  'Les Ateliers du Vent',
  'La Smalah',
  'Le 100e Singe',
  'La Grange ouverte',
  'Le Moulin Bleu',
  'La Filature',
  "L'Arrosoir",
  'La Turbine',
  'Le Comptoir des possibles',
  'La Verrière',
  'Ferme des Volonteux',
  'Le Plateau fertile',
  'La Quincaillerie numérique',
]
const NETWORKS = [
  ['compagnie-des-tiers-lieux', 'La Compagnie des Tiers-Lieux', 'regional'],
  ['bretagne-tiers-lieux', 'Bretagne Tiers-Lieux', 'regional'],
  ['reseau-francais-des-fablabs', 'Réseau Français des Fablabs', 'thematic'],
  ['tiers-lieux-edu', 'Tiers-Lieux Édu', 'thematic'],
] as const
const TOOLS = [
  ['nextcloud', 'Nextcloud', 'software', 'files_documents', 'AGPL-3.0'],
  ['decidim', 'Decidim', 'software', 'governance', 'AGPL-3.0'],
  ['openstreetmap', 'OpenStreetMap', 'data', 'maps_data', 'ODbL-1.0'],
  ['movilab', 'Movilab', 'knowledge', 'learning', 'CC-BY-SA-4.0'],
  ['precious-plastic', 'Precious Plastic', 'equipment', 'making', 'CC-BY-SA-4.0'],
  ['dolibarr', 'Dolibarr', 'software', 'management', 'GPL-3.0'],
  ['mobilizon', 'Mobilizon', 'software', 'social_web', 'AGPL-3.0'],
] as const

let seed = 7
const random = () => ((seed = (seed * 16807) % 2147483647) - 1) / 2147483646
const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T
const some = <T>(from: readonly T[], most: number) => [
  ...new Set(Array.from({ length: Math.ceil(random() * most) }, () => pick(from))),
]
const slugged = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
const network = ([slug, name, kind]: (typeof NETWORKS)[number]) => ({ id: slug, slug, name, kind })

const places = Array.from({ length: 300 }, (_, at) => {
  const [commune, east, north] = towns[Math.floor(random() ** 2 * 2500)] ?? ['Paris', 2350, 48850]
  const overseas = east < -40_000 || east > 20_000
  const departement = overseas
    ? east > 50_000
      ? '974'
      : east > 40_000
        ? '976'
        : north < 6000
          ? '973'
          : north > 15_500
            ? '971'
            : '972'
    : String(1 + Math.floor(random() * 95)).padStart(2, '0')
  const name = `${pick(NAMES)}${at % 3 === 0 ? ` de ${commune}` : ''}`
  const full = random() > 0.3
  return {
    id: `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`,
    revision: 1,
    slug: `${slugged(name)}-${String(at)}`,
    name,
    summary: full
      ? 'Une ancienne filature où se croisent artisanes, codeurs, associations du quartier et grands-parents bricoleurs.'
      : null,
    description: full
      ? "Le lieu a ouvert dans une usine restée vide vingt ans. On y trouve un atelier bois, une cuisine, des bureaux et une grande salle.\n\nTout le monde peut pousser la porte : l'accueil est ouvert du mardi au samedi."
      : null,
    state: at === 5 ? 'closed' : 'published',
    merged_into: null,
    typologies: some(TYPOLOGIES, 4),
    bearer: full ? { name: 'Association des Amis de la Filature', legal_form: 'association' } : null,
    address: {
      street: full ? '12 rue du Faubourg' : null,
      complement: null,
      postcode: `${departement.slice(0, 2)}000`,
      commune_code: '00000',
      commune,
      departement_code: departement,
      departement: `Département ${departement}`,
      region_code: overseas ? departement : '53',
      region: overseas ? 'Outre-mer' : 'Bretagne',
    },
    location: {
      latitude: north / 1000 + random() / 50,
      longitude: east / 1000 + random() / 50,
      precision: full ? 'address' : 'commune',
      score: 0.9,
    },
    contact: { email: full ? 'bonjour@lafilature.example' : null, phone: full ? '02 99 00 00 00' : null },
    website: full ? 'https://lafilature.example/' : null,
    opening_hours: full ? 'Mo off; Tu-Fr 09:00-12:30,14:00-18:30; Sa 10:00-17:00; PH off' : null,
    surfaces: { total_m2: full ? 1250 : null, workspace_m2: full ? 430 : null, events_m2: null },
    labels: random() > 0.6 ? ['fabrique_de_territoire'] : [],
    networks: some(NETWORKS, 2).map(network),
    links: full
      ? [
          { kind: 'mastodon', url: 'https://mastodon.example/@filature' },
          { kind: 'wiki', url: 'https://wiki.example/' },
        ]
      : [],
    founded: random() > 0.3 ? String(2005 + Math.floor(random() * 20)) : null,
    completeness: full ? 83 : 33,
    sources: [
      ...['name', 'typologies', 'address', 'location'].map((field) => ({
        field,
        source: 'cget-2019',
        date: '2019-01-01',
        given_by: 'import',
      })),
      ...['summary', 'opening_hours', 'contact.email'].map((field) => ({
        field,
        source: 'demo',
        date: '2026-01-12',
        given_by: 'demo',
      })),
    ],
    demo: at % 2 === 0,
    created_at: '2026-01-12T10:00:00Z',
    updated_at: '2026-01-12T10:00:00Z',
  }
})
type MockPlace = (typeof places)[number]
const tools = TOOLS.map(([slug, name, kind, category, licence]) => ({
  id: slug,
  revision: 1,
  slug,
  name,
  kind,
  category,
  summary: `${name}, un commun que les lieux partagent et améliorent ensemble.`,
  description:
    'Un logiciel libre, porté par une communauté.\n\nIl se déploie chez soi ou chez un hébergeur associatif.',
  licence,
  website: `https://${slug}.example/`,
  repository: `https://forge.example/${slug}`,
  links: [],
  maker: { id: 'm', slug: 'm', name: `Association ${name}` },
  demo: false,
  updated_at: '2026-01-12T10:00:00Z',
}))
const usages = places.flatMap((place) =>
  some(tools, 4).map((tool) => ({
    id: `${place.id}${tool.id}`,
    revision: 1,
    place: {
      id: place.id,
      slug: place.slug,
      name: place.name,
      commune: place.address.commune,
      departement_code: place.address.departement_code,
      region_code: place.address.region_code,
    },
    tool: { id: tool.id, slug: tool.slug, name: tool.name, kind: tool.kind },
    how: random() > 0.5 ? 'Pour partager les fichiers de la collégiale.' : null,
    since: random() > 0.3 ? String(2014 + Math.floor(random() * 12)) : null,
    satisfaction: random() > 0.3 ? 1 + Math.floor(random() * 5) : null,
    state: 'declared',
    demo: true,
    updated_at: '2026-01-12T10:00:00Z',
  })),
)

const DIMENSIONS: Record<string, (place: MockPlace) => [string, string][]> = {
  typology: (place) => place.typologies.map((key) => [key, key]),
  region: ({ address }) => [[address.region_code, address.region]],
  departement: ({ address }) => [[address.departement_code, address.departement]],
  network: (place) => place.networks.map(({ slug, name }) => [slug, name]),
  tool: (place) =>
    usages.filter((usage) => usage.place.id === place.id).map(({ tool }) => [tool.slug, tool.name]),
  label: (place) => place.labels.map((key) => [key, key]),
}

function found(search: URLSearchParams, except?: string): MockPlace[] {
  const box = search.get('bbox')?.split(',').map(Number)
  return places.filter((place) => {
    const { latitude, longitude } = place.location
    if (
      box &&
      (longitude < (box[0] ?? 0) ||
        latitude < (box[1] ?? 0) ||
        longitude > (box[2] ?? 0) ||
        latitude > (box[3] ?? 0))
    )
      return false
    return Object.entries(DIMENSIONS).every(([dimension, keys]) => {
      const wanted = dimension === except ? [] : search.getAll(dimension)
      return wanted.length === 0 || keys(place).some(([key]) => wanted.includes(key))
    })
  })
}

function counted(pairs: [string, string][]) {
  const counts = new Map<string, { key: string; label: string; count: number }>()
  for (const [key, label] of pairs) counts.set(key, { key, label, count: (counts.get(key)?.count ?? 0) + 1 })
  return [...counts.values()].sort((a, b) => b.count - a.count)
}

const byYear = (years: (string | null)[]) =>
  counted(years.flatMap((year) => (year ? [[year, year] as [string, string]] : [])))
    .map(({ key, count }) => ({ year: Number(key), count }))
    .sort((a, b) => a.year - b.year)

function reply(url: URL): unknown {
  const [, , service, noun, ref, part] = url.pathname.split('/')
  const search = url.searchParams
  const paged = <T>(items: T[]) => {
    const from = Number(search.get('cursor') ?? 0)
    const to = from + Number(search.get('limit') ?? 20)
    return { items: items.slice(from, to), total: items.length, next: to < items.length ? String(to) : null }
  }
  if (service === 'config')
    return { tiles_url: null, ecosystem: { name: 'tiers-lieux', title_fr: '', title_en: '' }, version: '0' }
  if (noun === 'summary')
    return {
      places: 300,
      networks: 4,
      tools: 7,
      usages: usages.length,
      communes: 240,
      demo: true,
      updated_at: null,
    }
  if (noun === 'vocabulary') return here('vocabulary.json')
  if (noun === 'places' && ref === 'facets')
    return {
      total: found(search).length,
      ...Object.fromEntries(
        Object.entries(DIMENSIONS).map(([dimension, keys]) => [
          dimension,
          counted(found(search, dimension).flatMap(keys)),
        ]),
      ),
    }
  if (noun === 'places.geojson')
    return {
      type: 'FeatureCollection',
      features: found(search).map(({ id, slug, name, typologies, address, location }) => ({
        type: 'Feature',
        id,
        geometry: { type: 'Point', coordinates: [location.longitude, location.latitude] },
        properties: {
          slug,
          name,
          typologies,
          commune: address.commune,
          departement_code: address.departement_code,
          precision: location.precision,
        },
      })),
    }
  if (noun === 'places' && ref) {
    const place = places.find(({ slug }) => slug === decodeURIComponent(ref))
    return (
      place && {
        ...place,
        usages: usages.filter((usage) => usage.place.id === place.id),
        nearest: places
          .slice(0, 6)
          .map(({ id, slug, name, address }, at) => ({
            id,
            slug,
            name,
            commune: address.commune,
            distance_m: 640 * (at + 1) ** 2,
          })),
      }
    )
  }
  if (noun === 'places') return paged(found(search).sort((a, b) => a.name.localeCompare(b.name)))
  const networks = NETWORKS.map((each) => ({
    ...network(each),
    revision: 1,
    summary: 'Un réseau qui accompagne les lieux, les relie et parle en leur nom.',
    description: 'Créé par les lieux eux-mêmes.\n\nIl forme, conseille et rassemble.',
    website: 'https://reseau.example/',
    region_code: null,
    region: each[2] === 'regional' ? 'Bretagne' : null,
    links: [],
    demo: false,
    updated_at: '2026-01-12T10:00:00Z',
  }))
  const members = (slug: string) =>
    places.filter((place) => place.networks.some((each) => each.slug === slug))
  if (noun === 'networks' && ref) {
    const one = networks.find(({ slug }) => slug === ref)
    const all = members(ref)
    return (
      one && {
        ...one,
        aggregates: {
          members: all.length,
          located: all.length,
          typologies: counted(all.flatMap((place) => DIMENSIONS['typology']?.(place) ?? [])),
          departements: counted(all.flatMap((place) => DIMENSIONS['departement']?.(place) ?? [])),
          regions: [],
          completeness: { mean: 61.5, answers: all.length },
          tools: counted(all.flatMap((place) => DIMENSIONS['tool']?.(place) ?? [])).map(
            ({ key, label, count }) => ({ slug: key, name: label, count }),
          ),
          founded: byYear(all.map(({ founded }) => founded)),
        },
      }
    )
  }
  if (noun === 'networks')
    return paged(networks.map((each) => ({ ...each, members: members(each.slug).length })))
  const users = (slug: string) => usages.filter((usage) => usage.tool.slug === slug)
  if (noun === 'tools' && part === 'usages') return paged(users(ref ?? ''))
  if (noun === 'tools' && ref) {
    const tool = tools.find(({ slug }) => slug === ref)
    return (
      tool && {
        ...tool,
        usage: {
          users: users(ref).length,
          since_first: '2014',
          satisfaction: { mean: 3.6, answers: 31 },
          by_region: counted(
            users(ref).map(({ place }) => [place.region_code, `Région ${place.region_code}`]),
          ),
          by_year: byYear(users(ref).map(({ since }) => since)),
        },
      }
    )
  }
  if (noun === 'tools') return paged(tools.map((tool) => ({ ...tool, users: users(tool.slug).length })))
  return undefined
}

function answerRequests({ middlewares }: ViteDevServer | PreviewServer): void {
  middlewares.use('/api', (request, response: ServerResponse) => {
    const body = reply(new URL(`/api${request.url ?? ''}`, 'http://mock'))
    response.statusCode = body === undefined ? 404 : 200
    response.setHeader('content-type', body === undefined ? 'application/problem+json' : 'application/json')
    response.end(JSON.stringify(body ?? { type: '/problems/not-found', title: 'Introuvable', status: 404 }))
  })
}

export function mock(): Plugin {
  return { name: 'mock', configureServer: answerRequests, configurePreviewServer: answerRequests }
}
