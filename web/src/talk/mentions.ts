/** Calling somebody by name: "@Lou Marchand" while one types, `@[Lou Marchand](id)` as it is sent. */
import type { Named } from '$/api/people'

const MENTION = /@\[([^[\]\n]{1,200})\]\(([0-9a-fA-F-]{36})\)/g
/** Brackets would end the name. */
const plainName = (name: string) => name.replaceAll('[', '(').replaceAll(']', ')')

/** A text as it is sent: whoever is called by a known name becomes a mention. */
export function withMentions(text: string, people: readonly Named[]): string {
  // The longest first, so that "@Lou Marchand" is not read as "@Lou".
  const known = people.toSorted((a, b) => b.name.length - a.name.length)
  let sent = ''
  let at = 0
  while (at < text.length) {
    const called = text[at] === '@' ? known.find(({ name }) => isCalled(text, at, name)) : undefined
    if (called === undefined) {
      sent += text[at] ?? ''
      at += 1
    } else {
      sent += `@[${plainName(called.name)}](${called.id})`
      at += called.name.length + 1
    }
  }
  return sent
}

function isCalled(text: string, at: number, name: string): boolean {
  if (name === '' || !text.startsWith(name, at + 1)) return false
  const next = text[at + 1 + name.length]
  const before = text[at - 1]
  return !/[\p{L}\p{N}]/u.test(next ?? '') && !/[\p{L}\p{N}]/u.test(before ?? '')
}

/** The same as it is typed, and who is mentioned in it. */
export function withoutMarks(body: string): { text: string; people: Named[] } {
  const people = new Map<string, Named>()
  const text = body.replaceAll(MENTION, (_, name: string, id: string) => {
    people.set(id, { id, name })
    return `@${name}`
  })
  return { text, people: [...people.values()] }
}

/** Everybody who speaks in these threads, each once. */
export function speakers(threads: readonly { author: Named | null; replies: readonly unknown[] }[]): Named[] {
  const people = new Map<string, Named>()
  const visit = (comments: readonly unknown[]) => {
    for (const comment of comments as { author: Named | null; replies: unknown[] }[]) {
      if (comment.author) people.set(comment.author.id, comment.author)
      visit(comment.replies)
    }
  }
  visit(threads)
  return [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name))
}
