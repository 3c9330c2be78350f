/** Names of chosen values that no place found bears: the counts know only what was found. */
import { SvelteMap } from 'svelte/reactivity'

import { answer, api } from '$/api/client'

import type { Dimension } from './filters'

type Named = Exclude<Dimension, 'typology' | 'label'>

const known = new SvelteMap<string, string>()
const asked = new Set<string>()

/** The name of this value if it is known by now; asks for it otherwise. */
export function nameOf(dimension: Named, key: string): string | undefined {
  const id = `${dimension} ${key}`
  if (!asked.has(id)) {
    asked.add(id)
    void find(dimension, key).catch(() => asked.delete(id))
  }
  return known.get(id)
}

async function find(dimension: Named, key: string): Promise<void> {
  if (dimension === 'network') {
    const path = { reference: key }
    known.set(
      `network ${key}`,
      (await answer(api.GET('/api/directory/networks/{reference}', { params: { path } }))).name,
    )
  } else if (dimension === 'tool') {
    const path = { reference: key }
    known.set(
      `tool ${key}`,
      (await answer(api.GET('/api/directory/tools/{reference}', { params: { path } }))).name,
    )
  } else {
    const { regions, departements } = await answer(api.GET('/api/directory/territories'))
    for (const { code, name } of regions) known.set(`region ${code}`, name)
    for (const { code, name } of departements) known.set(`departement ${code}`, name)
  }
}
