/** What narrows the view, each in words and with how to take it off. */
import { t } from '$/i18n/messages.svelte'

import { DIMENSIONS, type Filters } from './filters'
import type { Search } from './search.svelte'

export interface Chip {
  key: string
  label: string
  remove: () => void
}

export function chipsOf(search: Search): Chip[] {
  const { filters } = search
  const without = (changes: Partial<Filters>) => () => {
    search.show({ ...search.filters, ...changes })
  }
  const chips: Chip[] = DIMENSIONS.flatMap((dimension) =>
    filters[dimension].map((key) => ({
      key: `${dimension} ${key}`,
      label: search.nameOf(dimension, key),
      remove: () => {
        search.toggle(dimension, key)
      },
    })),
  )
  if (filters.near) {
    const km = Math.round(filters.near.within / 1000)
    chips.push({
      key: 'near',
      label: t('chosen-near', { km }),
      remove: without({ near: null, sort: 'name' }),
    })
  }
  if (filters.bbox) chips.push({ key: 'bbox', label: t('chosen-bbox'), remove: without({ bbox: null }) })
  return chips
}
