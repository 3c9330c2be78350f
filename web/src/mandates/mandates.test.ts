import { describe, expect, test } from 'vitest'

import type { Mandate } from '$/api/people'

import { acting, asking, daysLeft, isLastSteward, past, rolesToAsk, rolesToGive, standing } from './mandates'

let made = 0

function mandate(part: Partial<Mandate> = {}): Mandate {
  made += 1
  const day = String(made % 28).padStart(2, '0')
  return {
    id: `m${String(made)}`,
    revision: 1,
    state: 'granted',
    role: 'member',
    organisation: { kind: 'place', id: 'p1', slug: 'le-100', name: 'Le 100' },
    person: { id: `u${String(made)}`, name: `Personne ${String(made)}` },
    word: null,
    named: false,
    requested_at: `2026-11-${day}T10:00:00Z`,
    decided_at: null,
    decided_by: null,
    reason: null,
    ...part,
  }
}

describe('where a person stands', () => {
  test('a stranger stands nowhere, and may ask for anything', () => {
    expect(standing([], 'place', 'p1')).toEqual({ held: null, asked: null, refused: null })
    expect(rolesToAsk(null)).toEqual(['member', 'editor', 'steward'])
  })

  test('the highest role held counts, and only higher ones may be asked for', () => {
    const steward = mandate({ role: 'editor' })
    expect(standing([mandate(), steward], 'place', 'p1').held).toBe(steward)
    expect(rolesToAsk('editor')).toEqual(['steward'])
    expect(rolesToAsk('steward')).toEqual([])
  })

  test('what one holds elsewhere says nothing here', () => {
    const elsewhere = mandate({ organisation: { kind: 'network', id: 'p1', slug: 'x', name: 'X' } })
    expect(standing([elsewhere], 'place', 'p1').held).toBeNull()
  })

  test('a no is remembered until one asks again', () => {
    const no = mandate({ state: 'refused', requested_at: '2026-01-01T00:00:00Z' })
    expect(standing([no], 'place', 'p1').refused).toBe(no)
    const again = mandate({ state: 'requested', requested_at: '2026-02-01T00:00:00Z' })
    expect(standing([no, again], 'place', 'p1')).toEqual({ held: null, asked: again, refused: null })
  })
})

test('the most responsible come first, then the names', () => {
  const zoe = mandate({ person: { id: 'z', name: 'Zoé' } })
  const emile = mandate({ person: { id: 'e', name: 'Émile' } })
  const steward = mandate({ role: 'steward' })
  const over = mandate({ state: 'resigned', decided_at: '2026-11-20T00:00:00Z' })
  expect(acting([zoe, over, emile, steward])).toEqual([steward, emile, zoe])
  expect(past([zoe, over])).toEqual([over])
})

test('who has waited longest is answered first', () => {
  const late = mandate({ state: 'requested', requested_at: '2026-11-20T00:00:00Z' })
  const early = mandate({ state: 'requested', requested_at: '2026-11-02T00:00:00Z' })
  expect(asking([late, early])).toEqual([early, late])
})

test('the last steward is the one without another', () => {
  const one = mandate({ role: 'steward' })
  const editor = mandate({ role: 'editor' })
  expect(isLastSteward([one, editor], one)).toBe(true)
  expect(isLastSteward([one, mandate({ role: 'steward' })], one)).toBe(false)
  expect(isLastSteward([one, mandate({ role: 'steward', state: 'revoked' })], one)).toBe(true)
  expect(isLastSteward([editor], editor)).toBe(false)
})

test('only stewards and moderators give roles', () => {
  expect(rolesToGive('editor', false)).toEqual([])
  expect(rolesToGive('steward', false)).toEqual(['member', 'editor', 'steward'])
  expect(rolesToGive(null, true)).toEqual(['member', 'editor', 'steward'])
})

test('the days left are whole ones', () => {
  const now = new Date('2026-11-25T12:00:00Z')
  expect(daysLeft('2026-11-27T11:00:00Z', now)).toBe(1)
  expect(daysLeft('2026-11-25T20:00:00Z', now)).toBe(0)
  expect(daysLeft('2026-11-25T11:00:00Z', now)).toBe(-1)
})
