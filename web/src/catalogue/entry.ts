/** The page of a network or a tool, as its form holds it. */
import { withScheme } from '$/editing/form'
import type { Link } from '$/api/documents'

export type Kind = 'networks' | 'tools'

/** What the two documents have in common, and what tools have besides. */
export interface Entry {
  id: string
  revision: number
  name: string
  summary: string | null
  description: string | null
  website: string | null
  links: Link[]
  licence?: string | null
  repository?: string | null
}

export interface EntryForm {
  name: string
  summary: string
  description: string
  website: string
  licence: string
  repository: string
  links: Link[]
}

export type EntryField = keyof EntryForm

const COMMON: EntryField[] = ['name', 'summary', 'description', 'website', 'links']
const FIELDS: Record<Kind, EntryField[]> = { networks: COMMON, tools: [...COMMON, 'licence', 'repository'] }
const ADDRESS = /^https?:\/\/[^\s/?#]+\.[^\s]+$/

export function entryForm(entry: Entry): EntryForm {
  return {
    name: entry.name,
    summary: entry.summary ?? '',
    description: entry.description ?? '',
    website: entry.website ?? '',
    licence: entry.licence ?? '',
    repository: entry.repository ?? '',
    links: entry.links.map(({ kind, url }) => ({ kind, url })),
  }
}

function said(form: EntryForm, field: EntryField): unknown {
  if (field === 'links') {
    return form.links
      .filter(({ url }) => url.trim() !== '')
      .map(({ kind, url }) => ({ kind, url: withScheme(url) }))
  }
  const text = form[field].trim()
  if (text === '') return null
  return field === 'website' || field === 'repository' ? withScheme(text) : text
}

/** The fields that no longer say the same. */
export function touchedIn(form: EntryForm, entry: Entry, kind: Kind): EntryField[] {
  const base = entryForm(entry)
  return FIELDS[kind].filter(
    (field) => JSON.stringify(said(form, field)) !== JSON.stringify(said(base, field)),
  )
}

export function entryEdit(form: EntryForm, fields: readonly EntryField[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, said(form, field)]))
}

/** What cannot be sent as it is. */
export function wrongIn(form: EntryForm): EntryField[] {
  const address = (text: string) => text.trim() === '' || ADDRESS.test(withScheme(text))
  const faults: EntryField[] = []
  if (form.name.trim() === '') faults.push('name')
  if (!address(form.website)) faults.push('website')
  if (!address(form.repository)) faults.push('repository')
  if (!form.links.every(({ url }) => address(url))) faults.push('links')
  return faults
}
