import { expect, test } from 'vitest'

import { speakers, withMentions, withoutMarks } from './mentions'

const lou = { id: '00000000-0000-4000-8000-000000000006', name: 'Lou Marchand' }
const short = { id: '00000000-0000-4000-8000-000000000007', name: 'Lou' }

test('a known name after an @ becomes a mention', () => {
  expect(withMentions('Merci @Lou Marchand, à demain', [short, lou])).toBe(
    `Merci @[Lou Marchand](${lou.id}), à demain`,
  )
})

test.each(['Merci Lou Marchand', 'lou@Lou Marchande', '@Louis', 'a@Lou', '@', ''])(
  '%s mentions nobody',
  (text) => {
    expect(withMentions(text, [lou, short])).toBe(text)
  },
)

test('a mention goes there and back', () => {
  const sent = withMentions('@Lou et @Lou Marchand.', [lou, short])
  expect(withoutMarks(sent)).toEqual({ text: '@Lou et @Lou Marchand.', people: [short, lou] })
})

test('a link is no mention', () => {
  const body = '[@Lou](https://exemple.fr)'
  expect(withoutMarks(body)).toEqual({ text: body, people: [] })
})

test('everybody who speaks is known once, replies included', () => {
  const reply = { author: lou, replies: [] }
  expect(
    speakers([
      { author: short, replies: [reply] },
      { author: lou, replies: [] },
      { author: null, replies: [] },
    ]),
  ).toEqual([short, lou])
})
