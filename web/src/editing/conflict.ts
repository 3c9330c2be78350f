/** Two people changed the same place: what is mine, what is theirs, and what only one of us touched. */
import { changed, type Field, FIELDS, type Form, same } from './form'

export interface Meeting {
  /** The newest version, with my words wherever nobody else changed them. */
  form: Form
  /** Values that we both changed, each our own way: somebody has to choose. */
  conflicts: Field[]
  /** Values that only others changed since. */
  theirs: Field[]
}

/** Bring what I typed on `base` together with what the place has become since. Nothing that I typed is lost. */
export function meet({ base, mine, now }: { base: Form; mine: Form; now: Form }): Meeting {
  const touched = changed(mine, base)
  const form = structuredClone(now)
  for (const field of touched) put(form, mine, field)
  const moved = FIELDS.filter((field) => !same(now, base, field))
  return {
    form,
    conflicts: touched.filter((field) => moved.includes(field) && !same(mine, now, field)),
    theirs: moved.filter((field) => !touched.includes(field)),
  }
}

/** Copy one value from a form into another. */
export function put<F extends Field>(into: Form, from: Form, field: F): void {
  into[field] = structuredClone(from[field])
}
