/**
 * What a person typed and has not sent yet, kept in this browser.
 *
 * Kept by person and place, in localStorage: a draft is a few kilobytes of text, and what is written there is written
 * when the call returns, so that neither a crash nor a closed window takes it away.
 */
import type { Form } from './form'

export interface Draft {
  /** The revision it was begun on. */
  revision: number
  /** Only the fields that were touched: what they were then, and what the person made of them. */
  base: Partial<Form>
  mine: Partial<Form>
  /** When it was last kept, ISO 8601. */
  at: string
  /** The word that goes with a correction. */
  word?: string
}

export interface Shelf {
  getItem(key: string): string | null
  readonly length: number
  key(at: number): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

const PREFIX = 'draft'
const MONTH = 30 * 24 * 3600 * 1000
const key = (person: string, subject: string) => `${PREFIX} ${person} ${subject}`

export class Drafts {
  readonly #shelf: () => Shelf

  constructor(shelf: () => Shelf = () => localStorage) {
    this.#shelf = shelf
  }

  /** The draft of this person on this subject; null when there is none, when it cannot be read, or is months old. */
  read<T extends { at: string } = Draft>(person: string, subject: string, now: Date = new Date()): T | null {
    try {
      const text = this.#shelf().getItem(key(person, subject))
      if (text === null) return null
      const draft = JSON.parse(text) as T
      return now.getTime() - new Date(draft.at).getTime() < 6 * MONTH ? draft : null
    } catch {
      return null
    }
  }

  /** Whether anybody left something on this subject in this browser; whose and what is not told. */
  isWaiting(subject: string): boolean {
    try {
      const shelf = this.#shelf()
      const keys = Array.from({ length: shelf.length }, (_, at) => shelf.key(at) ?? '')
      return keys.some((each) => each.startsWith(`${PREFIX} `) && each.endsWith(` ${subject}`))
    } catch {
      return false
    }
  }

  /** False when the browser refuses to keep it: then it lives as long as the page. */
  keep(person: string, subject: string, draft: { at: string }): boolean {
    try {
      this.#shelf().setItem(key(person, subject), JSON.stringify(draft))
      return true
    } catch {
      return false
    }
  }

  drop(person: string, subject: string): void {
    try {
      this.#shelf().removeItem(key(person, subject))
    } catch {
      // Storage refused: nothing was kept either.
    }
  }
}

export const drafts = new Drafts()
