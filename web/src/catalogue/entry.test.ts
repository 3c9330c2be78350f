import { expect, test } from 'vitest'

import { type Entry, entryEdit, entryForm, touchedIn, wrongIn } from './entry'

const tool: Entry = {
  id: 't',
  revision: 2,
  name: 'Paheko',
  summary: 'Une comptabilité',
  description: null,
  website: 'https://paheko.cloud',
  links: [],
  licence: 'AGPL-3.0',
  repository: null,
}

test('only what was touched is sent, and what is emptied is taken away', () => {
  const form = { ...entryForm(tool), summary: '', repository: 'fossil.kd2.org' }
  const touched = touchedIn(form, tool, 'tools')
  expect(touched).toEqual(['summary', 'repository'])
  expect(entryEdit(form, touched)).toEqual({ summary: null, repository: 'https://fossil.kd2.org' })
})

test('a network has no licence', () => {
  expect(touchedIn({ ...entryForm(tool), licence: 'MIT' }, tool, 'networks')).toEqual([])
})

test('a name is needed, and whole addresses', () => {
  expect(
    wrongIn({ ...entryForm(tool), name: ' ', website: 'ici', links: [{ kind: 'other', url: 'là' }] }),
  ).toEqual(['name', 'website', 'links'])
})
