import { describe, expect, test } from 'vitest'

import { countChosen, isNarrowed, noFilters, placeQuery, readFilters, toggled, writeFilters } from './filters'

const read = (text: string) => readFilters(new URLSearchParams(text))

describe('filters in the address', () => {
  test('several values of one dimension, each once', () => {
    const filters = read('typology=fablab&typology=coworking&typology=fablab&region=53')
    expect(filters.typology).toEqual(['fablab', 'coworking'])
    expect(filters.region).toEqual(['53'])
    expect(countChosen(filters)).toBe(3)
  })

  test.each([
    '?typology=fablab&typology=coworking&region=53&tool=nextcloud',
    '?departement=2A&bbox=-5.1,41.3,9.6,51.1',
    '?near=48.1,-1.6&within=5000',
    '?near=48.1,-1.6&sort=name',
    '?sort=-updated',
    '',
  ])('what is written is what was read: %s', (text) => {
    expect(writeFilters(read(text))).toBe(text)
  })

  test.each([
    'bbox=1,2,3',
    'bbox=9,41,-5,51',
    'bbox=a,b,c,d',
    'near=1',
    'near=91,0',
    'sort=size',
    'typology=',
  ])('nonsense narrows nothing: %s', (text) => {
    expect(isNarrowed(read(text))).toBe(false)
    expect(writeFilters(read(text))).toBe('')
  })

  test('near a point, the nearest come first unless another order is asked', () => {
    expect(read('near=48,-1').sort).toBe('distance')
    expect(read('near=48,-1&sort=-updated').sort).toBe('-updated')
    expect(read('').sort).toBe('name')
  })

  test('a value is chosen, then no longer', () => {
    const once = toggled(noFilters(), 'label', 'esus')
    expect(writeFilters(once)).toBe('?label=esus')
    expect(toggled(once, 'label', 'esus').label).toEqual([])
  })

  test('the list follows the map, the map does not follow itself', () => {
    const filters = read('region=53&bbox=-5,47,-1,49')
    expect(placeQuery(filters, { boxed: true })).toEqual({ region: ['53'], bbox: '-5,47,-1,49' })
    expect(placeQuery(filters, { boxed: false })).toEqual({ region: ['53'] })
  })
})
