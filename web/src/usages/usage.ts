/** What a form holds of how a place uses a tool, and what the directory takes. */
import type { Usage } from '$/api/documents'

export interface Said {
  how: string
  /** A year, a month or a day. */
  since: string
  /** From 1 to 5; empty when nothing is said. */
  satisfaction: string
}

export function usageForm(usage: Pick<Usage, 'how' | 'since' | 'satisfaction'> | null): Said {
  return {
    how: usage?.how ?? '',
    since: usage?.since ?? '',
    satisfaction: usage?.satisfaction ? String(usage.satisfaction) : '',
  }
}

export function usageBody({ how, since, satisfaction }: Said) {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  return {
    how: orNull(how),
    since: orNull(since),
    satisfaction: satisfaction === '' ? null : Number(satisfaction),
  }
}

export function isSince(text: string): boolean {
  return text.trim() === '' || /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text.trim())
}
