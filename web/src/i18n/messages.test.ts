import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { FluentBundle, FluentResource } from '@fluent/bundle'
import { expect, test } from 'vitest'

const SOURCE = join(import.meta.dirname, '..')
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
/** The messages of this folder and those that a page brings with it. */
const read = (language: string) => contents((name) => name.endsWith(`${language}.ftl`))

function messages(language: string): Map<string, string> {
  const resource = new FluentResource(read(language))
  return new Map(resource.body.map(({ id, value }) => [id, JSON.stringify(value)]))
}

const french = messages('fr')
const english = messages('en')
const code = contents((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'))

function contents(wanted: (name: string) => boolean): string {
  return files
    .filter(wanted)
    .map((name) => readFileSync(join(SOURCE, name), 'utf8'))
    .join('\n')
}

test('French and English say the same things', () => {
  expect([...english.keys()].toSorted()).toEqual([...french.keys()].toSorted())
})

test('a message is written in full: every line was understood', () => {
  for (const language of ['fr', 'en']) {
    const written = read(language).match(/^[a-z][\w-]* =/gm)?.length
    expect(messages(language).size).toBe(written)
    expect(new FluentBundle(language).addResource(new FluentResource(read(language)))).toEqual([])
  }
})

test('both take the same values', () => {
  const values = (text: string | undefined) =>
    [...new Set(text?.match(/"type":"var","name":"\w+"/g))].toSorted()
  for (const key of french.keys())
    expect([key, values(english.get(key))]).toEqual([key, values(french.get(key))])
})

test('every message asked for exists', () => {
  const asked = [...code.matchAll(/\bt\(\s*'([\w-]+)'/g)].map(([, key]) => key ?? '')
  expect(asked.filter((key) => !french.has(key))).toEqual([])
})

test('every message is asked for', () => {
  const families = [...code.matchAll(/\bt\(`([\w-]*)\$\{[^}]*\}([\w-]*)`/g)].map(
    ([, before, after]) => new RegExp(`^${before ?? ''}.+${after ?? ''}$`),
  )
  const unused = [...french.keys()].filter(
    (key) =>
      !code.includes(`'${key}'`) &&
      !code.includes(`"${key}"`) &&
      !families.some((family) => family.test(key)),
  )
  expect(unused).toEqual([])
})
