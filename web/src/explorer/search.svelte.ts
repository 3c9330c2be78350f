/** The search of the first page: what its address asks, what was found, and where the map looks. */
import { onDestroy, untrack } from 'svelte'

import { answer, api } from '$/api/client'
import type { Place } from '$/api/documents'
import { LongList, type Rest } from '$/api/longlist.svelte'
import { Question } from '$/api/question.svelte'
import { set } from '$/i18n/messages.svelte'
import { word } from '$/i18n/vocabulary.svelte'
import { boxAround } from '$/map/box'
import { router } from '$/routing/router.svelte'

import {
  type Box,
  type Dimension,
  type Filters,
  noFilters,
  type PlaceQuery,
  placeQuery,
  readFilters,
  toggled,
  writeFilters,
} from './filters'
import { nameOf } from './names.svelte'
import { MAINLAND } from './territories'

const PAGE = 20
/** A person still moving the map is not asking yet, in milliseconds. */
const STILL = 350

/** How far down a list someone went, for when they come back from a place. */
let left: { of: string; rest: Rest<Place> } | undefined

/** Made while the explorer starts. */
export class Search {
  // The address holds the filters; everything else follows from it.
  readonly filters = $derived(readFilters(router.searchOf('explorer')))
  // Texts, so that an address that says the same asks nothing again.
  readonly #listed = $derived(JSON.stringify(placeQuery(this.filters, { boxed: true })))
  readonly #mapped = $derived(JSON.stringify(placeQuery(this.filters, { boxed: false })))
  readonly #sort = $derived(this.filters.sort)

  readonly facets = new Question((signal) => {
    const query = JSON.parse(this.#listed) as PlaceQuery
    return answer(api.GET('/api/directory/places/facets', { params: { query }, signal }))
  })
  readonly list = new LongList((cursor, signal) => {
    const query = { ...(JSON.parse(this.#listed) as PlaceQuery), sort: this.#sort, limit: PAGE, cursor }
    return answer(api.GET('/api/directory/places', { params: { query }, signal }))
  })
  readonly points = new Question(async (signal) => {
    const query = JSON.parse(this.#mapped) as PlaceQuery
    const collection = await answer(api.GET('/api/directory/places.geojson', { params: { query }, signal }))
    return { of: JSON.stringify(query), collection }
  })

  /** Where the map is brought; a new object brings it there again. */
  frame = $state.raw<{ box: Box }>({ box: this.filters.bbox ?? MAINLAND })
  /** Where people moved it. */
  #view: Box = MAINLAND
  #waiting: ReturnType<typeof setTimeout> | undefined

  constructor() {
    this.#keepWhatWasRead()
    this.#frameWhatIsFound()
  }

  /** A list that was left for a place is as long when one comes back. */
  #keepWhatWasRead(): void {
    let shown = ''
    $effect(() => {
      if (!this.list.first.data) return
      shown = untrack(() => `${this.#sort} ${this.#listed}`)
      if (left?.of === shown) this.list.resume(left.rest)
      left = undefined
    })
    onDestroy(() => {
      const { rest } = this.list
      if (rest.items.length > 0) left = { of: shown, rest }
    })
  }

  /** New filters bring the map to what they found, unless the list follows the map. */
  #frameWhatIsFound(): void {
    let framed = '{}'
    $effect(() => {
      const found = this.points.data
      if (!found || found.of === framed) return
      framed = found.of
      if (this.filters.bbox) return
      const box = framed === '{}' ? MAINLAND : boxAround(found.collection.features, MAINLAND)
      if (box) this.jump(box)
    })
  }

  show = (changed: Filters, replace = false): void => {
    clearTimeout(this.#waiting)
    router.go(`/${writeFilters(changed)}`, { replace })
  }

  toggle = (dimension: Dimension, value: string): void => {
    this.show(toggled(this.filters, dimension, value))
  }

  clear = (): void => {
    this.show({ ...noFilters(), bbox: this.filters.bbox })
  }

  jump = (box: Box): void => {
    this.frame = { box }
  }

  /** Whether the list keeps to what the map shows. */
  follow = (follows: boolean): void => {
    this.show({ ...this.filters, bbox: follows ? this.#view : null }, true)
  }

  /** The map shows this now. */
  moved = (box: Box): void => {
    this.#view = box
    clearTimeout(this.#waiting)
    if (this.filters.bbox === null) return
    this.#waiting = setTimeout(() => {
      if (router.route.page === 'explorer' && this.filters.bbox)
        this.show({ ...this.filters, bbox: box }, true)
    }, STILL)
  }

  /** What people call this value. */
  nameOf(dimension: Dimension, key: string): string {
    if (dimension === 'typology') return word('typologies', key)
    if (dimension === 'label') return word('labels', key)
    const counted = this.facets.data
    const label = counted?.[dimension].find((each) => each.key === key)?.label
    if (label) return set(label)
    // Not yet counted, or not found at all.
    return counted ? set(nameOf(dimension, key) ?? key) : key
  }
}
