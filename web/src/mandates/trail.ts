/** The way back from a page about the people of an organisation. */
import type { Organisation } from '$/api/people'
import { set, t } from '$/i18n/messages.svelte'
import { organisationPath } from '$/routing/routes'

export function pathTo({ kind, slug, name }: Organisation): { href: string; text: string }[] {
  const path = organisationPath(kind, slug)
  if (path === null) return []
  const list =
    kind === 'place' ? { href: '/', text: t('nav-places') } : { href: '/reseaux', text: t('nav-networks') }
  return [list, { href: path, text: set(name) }]
}
