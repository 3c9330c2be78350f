import { describe, expect, test } from 'vitest'

import type { Place } from '$/api/documents'

import { meet } from './conflict'
import { Drafts, type Shelf } from './drafts'
import { changed, editOf, fieldMessage, formOf, metres, sectionOf, withScheme, wrong } from './form'

const place = {
  name: 'La Halle',
  summary: 'Une halle',
  description: null,
  typologies: ['fablab', 'coworking'],
  bearer: { name: 'Les Amis', legal_form: null },
  address: {
    street: '1 rue Haute',
    complement: null,
    postcode: '35000',
    commune_code: '35238',
    commune: 'Rennes',
  },
  location: { latitude: 48.1, longitude: -1.7, precision: 'address', score: null },
  contact: { email: null, phone: '+33299000000' },
  website: 'https://halle.fr',
  opening_hours: 'Mo-Fr 09:00-18:00',
  surfaces: { total_m2: 350, workspace_m2: null, events_m2: null },
  labels: [],
  links: [{ kind: 'other', url: 'https://a.fr' }],
  founded: '2015',
} as unknown as Place

describe('the form of a place', () => {
  test('what is not touched is not changed', () => {
    expect(changed(formOf(place), formOf(place))).toEqual([])
  })

  test('an order of typologies or a blank at the end is no change', () => {
    const form = { ...formOf(place), typologies: ['coworking', 'fablab'], summary: 'Une halle ' }
    expect(changed(form, formOf(place))).toEqual([])
  })

  test('only what is asked for is sent, and what is empty is withdrawn', () => {
    const form = { ...formOf(place), summary: ' ', total_m2: '1 200', website: 'halle.org', links: [] }
    expect(editOf(form, ['summary', 'total_m2', 'website', 'links', 'labels'])).toEqual({
      summary: null,
      total_m2: 1200,
      website: 'https://halle.org',
      links: null,
      labels: null,
    })
  })

  test('an address goes as a whole, without the name of its commune', () => {
    expect(editOf(formOf(place), ['address', 'location'])).toEqual({
      address: { street: '1 rue Haute', complement: null, postcode: '35000', commune_code: '35238' },
      location: { latitude: 48.1, longitude: -1.7 },
    })
  })

  test.each([
    ['', null],
    ['350 m²', 350],
    ['1\u202f200', 1200],
    ['12,6', 13],
    ['grand', Number.NaN],
  ])('%s square metres', (text, value) => {
    expect(metres(text)).toBe(value)
  })

  test('addresses of the web are completed, others are left alone', () => {
    expect(['exemple.fr', 'http://a.fr', 'mailto:a@b.fr', ''].map(withScheme)).toEqual([
      'https://exemple.fr',
      'http://a.fr',
      'mailto:a@b.fr',
      '',
    ])
  })

  test('what cannot be right is named', () => {
    const form = {
      ...formOf(place),
      name: ' ',
      email: 'moi',
      total_m2: 'grand',
      founded: 'hier',
      website: 'ici',
    }
    expect(wrong(form, ['name', 'email', 'total_m2', 'founded', 'website', 'phone'])).toEqual([
      'name',
      'email',
      'total_m2',
      'founded',
      'website',
    ])
    expect(wrong(formOf(place), ['name', 'email', 'links'])).toEqual([])
  })

  test('an anchor names a section or one of its values', () => {
    expect(['horaires', 'opening_hours', 'contact.email', 'email', 'ailleurs', ''].map(sectionOf)).toEqual([
      'horaires',
      'horaires',
      'contact',
      'contact',
      undefined,
      undefined,
    ])
    expect(fieldMessage('total_m2')).toBe('field-surfaces-total-m2')
    expect(fieldMessage('contact.email')).toBe('field-contact-email')
  })
})

describe('two people at once', () => {
  const base = formOf(place)

  test('what only I changed stays mine, what only they changed is theirs', () => {
    const mine = { ...base, summary: 'Ma halle' }
    const now = { ...base, phone: '01' }
    const { form, conflicts, theirs } = meet({ base, mine, now })
    expect([form.summary, form.phone]).toEqual(['Ma halle', '01'])
    expect([conflicts, theirs]).toEqual([[], ['phone']])
  })

  test('what we both changed is for somebody to choose, mine in the form meanwhile', () => {
    const { form, conflicts } = meet({
      base,
      mine: { ...base, summary: 'Ma halle', phone: '02' },
      now: { ...base, summary: 'Leur halle', phone: '02' },
    })
    expect(conflicts).toEqual(['summary'])
    expect(form.summary).toBe('Ma halle')
  })
})

describe('drafts', () => {
  const draft = { revision: 3, base: { summary: 'a' }, mine: { summary: 'b' }, at: '2026-01-01T00:00:00Z' }
  const at = new Date('2026-01-02T00:00:00Z')

  test('are kept by person and place', () => {
    const drafts = new Drafts(shelf())
    drafts.keep('camille', 'p1', draft)
    expect(drafts.read('camille', 'p1', at)).toEqual(draft)
    expect(drafts.read('lou', 'p1', at)).toBeNull()
    expect(drafts.read('camille', 'p2', at)).toBeNull()
    expect([drafts.isWaiting('p1'), drafts.isWaiting('p2')]).toEqual([true, false])
    drafts.drop('camille', 'p1')
    expect(drafts.read('camille', 'p1', at)).toBeNull()
  })

  test('of last year are forgotten', () => {
    const drafts = new Drafts(shelf())
    drafts.keep('camille', 'p1', draft)
    expect(drafts.read('camille', 'p1', new Date('2026-12-01T00:00:00Z'))).toBeNull()
  })

  test('a full or forbidden shelf is said, not thrown', () => {
    const drafts = new Drafts(() => {
      throw new Error('refused')
    })
    expect(drafts.keep('camille', 'p1', draft)).toBe(false)
    expect(drafts.read('camille', 'p1')).toBeNull()
    expect(() => {
      drafts.drop('camille', 'p1')
    }).not.toThrow()
  })
})

function shelf(): () => Shelf {
  const kept = new Map<string, string>()
  const made: Shelf = {
    get length() {
      return kept.size
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
  return () => made
}
