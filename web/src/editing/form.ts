/** What may be said of a place, as a form holds it, and how it becomes what the directory takes. */
import type { Link, Place } from '$/api/documents'

export interface AddressEdit {
  street: string | null
  complement: string | null
  postcode: string | null
  commune_code: string | null
}

export interface Point {
  latitude: number
  longitude: number
}

/** A key that is absent says nothing; null says that there is none. */
export interface PlaceEdit {
  name?: string
  summary?: string | null
  description?: string | null
  typologies?: string[] | null
  bearer_name?: string | null
  bearer_legal_form?: string | null
  address?: AddressEdit | null
  location?: Point | null
  email?: string | null
  phone?: string | null
  website?: string | null
  opening_hours?: string | null
  total_m2?: number | null
  workspace_m2?: number | null
  events_m2?: number | null
  labels?: string[] | null
  links?: Link[] | null
  founded?: string | null
}

export type Field = keyof PlaceEdit

/** What the fields of a form hold: texts as they were typed, empty where nothing is said. */
export interface Form {
  name: string
  summary: string
  description: string
  typologies: string[]
  bearer_name: string
  bearer_legal_form: string
  address: { street: string; complement: string; postcode: string; commune_code: string; commune: string }
  location: Point | null
  email: string
  phone: string
  website: string
  opening_hours: string
  total_m2: string
  workspace_m2: string
  events_m2: string
  labels: string[]
  links: Link[]
  founded: string
}

export const SECTIONS = {
  identite: ['name', 'typologies', 'bearer_name', 'bearer_legal_form', 'founded'],
  presentation: ['summary', 'description'],
  adresse: ['address', 'location'],
  horaires: ['opening_hours'],
  contact: ['phone', 'email', 'website'],
  surfaces: ['total_m2', 'workspace_m2', 'events_m2'],
  etiquettes: ['labels', 'links'],
} as const satisfies Record<string, readonly Field[]>
export type Section = keyof typeof SECTIONS
export const SECTION_KEYS = Object.keys(SECTIONS) as Section[]
export const FIELDS = SECTION_KEYS.flatMap((section): Field[] => [...SECTIONS[section]])

/** What the public document calls a value, where that is not what an edit calls it. */
const DOCUMENT_NAMES: Partial<Record<Field, string>> = {
  bearer_name: 'bearer.name',
  bearer_legal_form: 'bearer.legal_form',
  email: 'contact.email',
  phone: 'contact.phone',
  total_m2: 'surfaces.total_m2',
  workspace_m2: 'surfaces.workspace_m2',
  events_m2: 'surfaces.events_m2',
}

/** "surfaces.total_m2", under which the sources of a place name it. */
export function documentName(field: string): string {
  return DOCUMENT_NAMES[field as Field] ?? field
}

/** The message that names a value, whichever of its two names is given. */
export function fieldMessage(field: string): string {
  return `field-${documentName(field).replaceAll(/[._]/g, '-')}`
}

/** The section an address's anchor asks for: its own name, or that of one of its values. */
export function sectionOf(anchor: string): Section | undefined {
  return SECTION_KEYS.find(
    (section) =>
      section === anchor ||
      SECTIONS[section].some((field) => field === anchor || documentName(field) === anchor),
  )
}

export function formOf(place: Place): Form {
  const { address, contact, surfaces } = place
  return {
    name: place.name,
    summary: place.summary ?? '',
    description: place.description ?? '',
    typologies: [...place.typologies],
    bearer_name: place.bearer?.name ?? '',
    bearer_legal_form: place.bearer?.legal_form ?? '',
    address: {
      street: address.street ?? '',
      complement: address.complement ?? '',
      postcode: address.postcode ?? '',
      commune_code: address.commune_code ?? '',
      commune: address.commune ?? '',
    },
    location: place.location && {
      latitude: place.location.latitude,
      longitude: place.location.longitude,
    },
    email: contact.email ?? '',
    phone: contact.phone ?? '',
    website: place.website ?? '',
    opening_hours: place.opening_hours ?? '',
    total_m2: text(surfaces.total_m2),
    workspace_m2: text(surfaces.workspace_m2),
    events_m2: text(surfaces.events_m2),
    labels: [...place.labels],
    links: place.links.map(({ kind, url }) => ({ kind, url })),
    founded: place.founded ?? '',
  }
}

function text(value: number | null): string {
  return value === null ? '' : String(value)
}

/** What these fields of a form say to the directory. */
export function editOf(form: Form, fields: readonly Field[]): PlaceEdit {
  return Object.fromEntries(fields.map((field) => [field, said(form, field)]))
}

function said(form: Form, field: Field): unknown {
  if (field === 'address') {
    const { street, complement, postcode, commune_code } = form.address
    const address = { street: orNull(street), complement: orNull(complement) }
    return { ...address, postcode: orNull(postcode), commune_code: orNull(commune_code) }
  }
  if (field === 'total_m2' || field === 'workspace_m2' || field === 'events_m2') return metres(form[field])
  if (field === 'website') return orNull(withScheme(form.website))
  if (field === 'links') {
    const links = form.links.filter(({ url }) => url.trim() !== '')
    return links.length === 0 ? null : links.map(({ kind, url }) => ({ kind, url: withScheme(url) }))
  }
  const value = form[field]
  if (Array.isArray(value)) return value.length === 0 ? null : [...value]
  return typeof value === 'string' ? orNull(value) : value && { ...value }
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

/** Square metres as people write them, "1 200" or "350,5"; NaN when it is no figure. */
export function metres(text: string): number | null {
  const plain = text.replaceAll(/[\s\u00a0\u202f]|m²$/g, '').replace(',', '.')
  return plain === '' ? null : Math.round(Number(plain))
}

/** People write "exemple.fr". */
export function withScheme(url: string): string {
  const plain = url.trim()
  return plain === '' || /^[a-z][a-z0-9+.-]*:/i.test(plain) ? plain : `https://${plain}`
}

/** Whether two values say the same, however they were typed. */
export function same(one: Form, other: Form, field: Field): boolean {
  if (field === 'typologies' || field === 'labels') {
    return JSON.stringify(one[field].toSorted()) === JSON.stringify(other[field].toSorted())
  }
  return JSON.stringify(said(one, field)) === JSON.stringify(said(other, field))
}

export function changed(form: Form, base: Form, fields: readonly Field[] = FIELDS): Field[] {
  return fields.filter((field) => !same(form, base, field))
}

const EMAIL = /^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$/
const ADDRESS = /^https?:\/\/[^\s/?#]+\.[^\s]+$/
const FOUNDED = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/

/** Which of these fields cannot be sent as they are; `wrong-<field>` is what to say. */
export function wrong(form: Form, fields: readonly Field[]): Field[] {
  return fields.filter((field) => !(RULES[field]?.(form) ?? true))
}

const surface = (field: 'total_m2' | 'workspace_m2' | 'events_m2') => (form: Form) => {
  const value = metres(form[field])
  return value === null || (value > 0 && value <= 10_000_000)
}
const optional = (pattern: RegExp, text: string) => text === '' || pattern.test(text)

const RULES: Partial<Record<Field, (form: Form) => boolean>> = {
  name: ({ name }) => name.trim() !== '' && name.length <= 200,
  email: ({ email }) => optional(EMAIL, email.trim()),
  website: ({ website }) => optional(ADDRESS, withScheme(website)),
  links: ({ links }) => links.every(({ url }) => optional(ADDRESS, withScheme(url))),
  founded: ({ founded }) => optional(FOUNDED, founded.trim()),
  opening_hours: ({ opening_hours }) => opening_hours.length <= 200,
  total_m2: surface('total_m2'),
  workspace_m2: surface('workspace_m2'),
  events_m2: surface('events_m2'),
}
