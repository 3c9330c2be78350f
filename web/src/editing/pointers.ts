/** From the JSON pointers of a refusal (RFC 6901) to the fields of the form. */
import type { Fault } from '$/api/client'

import { type Field, FIELDS } from './form'

/** What is wrong with each field; pointers may stand under "/changes", as corrections send them. */
export function fieldsOf(errors: readonly Fault[]): Partial<Record<Field, string>> {
  const found: Partial<Record<Field, string>> = {}
  for (const { pointer, detail } of errors) {
    const field = pointer
      ?.replace(/^#/, '')
      .split('/')
      .find((step): step is Field => FIELDS.includes(step as Field))
    if (field !== undefined) found[field] ??= detail
  }
  return found
}
