/** What a person who leaves for good confirms, and what this browser forgets of them. */
import type { Person } from '$/api/people'

/** Whether what was typed is the person's user name or e-mail address, letter case and spaces around it aside. */
export function isMine(typed: string, { username, email }: Pick<Person, 'username' | 'email'>): boolean {
  const said = typed.trim().toLowerCase()
  return said !== '' && [username, email].some((mine) => mine?.toLowerCase() === said)
}

type Shelf = Pick<Storage, 'length' | 'key' | 'removeItem'>

/** Forget what the person typed here and never sent. */
export function forgetDrafts(person: string, shelf: () => Shelf = () => localStorage): void {
  try {
    const kept = shelf()
    const keys = Array.from({ length: kept.length }, (_, at) => kept.key(at))
    for (const key of keys) if (key?.startsWith(`draft ${person} `)) kept.removeItem(key)
  } catch {
    // Storage refused: nothing was kept either.
  }
}
