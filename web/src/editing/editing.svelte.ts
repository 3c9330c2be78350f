/** A place being edited: what it is, what the person made of it, what is kept, and what stands in the way. */
import { untrack } from 'svelte'
import { SvelteSet } from 'svelte/reactivity'

import { ask } from '$/api/ask'
import { answer, api, Problem } from '$/api/client'
import type { Place } from '$/api/documents'
import { Deed } from '$/forms/deed.svelte'

import { placeAddress, tagOf } from './address'
import { meet, put } from './conflict'
import { type Draft, drafts } from './drafts'
import {
  changed,
  editOf,
  type Field,
  FIELDS,
  type Form,
  formOf,
  type PlaceEdit,
  type Section,
  SECTIONS,
  wrong,
} from './form'
import { fieldsOf } from './pointers'

/** A person still typing is not yet kept, in milliseconds. */
const STILL = 400
/** How often, and how long apart, to look again for a version that the gateway does not have yet. */
const LOOKS = 5
const BETWEEN = 300

/** Made while a page starts, on a place that is there. */
export class Editing {
  place = $state.raw() as Place
  form = $state() as Form
  /** What the form was made from. */
  base = $state.raw() as Form
  /** Values that somebody else changed as well, to choose one by one. */
  conflicts = $state.raw<Field[]>([])
  /** Values that the server or the browser finds wrong, with why. */
  errors = $state.raw<Partial<Record<Field, string | null>>>({})
  /** When the draft was last kept; null when there is none. */
  keptAt = $state.raw<Date | null>(null)
  /** A draft that could not be kept. */
  unkept = $state(false)
  /** When the draft that was found here is of. */
  restored = $state.raw<Date | null>(null)
  word = $state('')
  /** What was just done, for those who cannot see it. */
  said = $state('')
  readonly saved = new SvelteSet<Section>()
  readonly deed = new Deed()
  readonly touched: Field[] = $derived(changed(this.form, this.base))
  readonly #person: string
  #waiting: ReturnType<typeof setTimeout> | undefined

  constructor(place: Place, person: string) {
    this.#person = person
    this.place = place
    this.base = formOf(place)
    this.form = formOf(place)
    this.#restore()
    this.#keepWhatIsTyped()
  }

  get #subject(): string {
    return `place ${this.place.id}`
  }

  #restore(): void {
    const draft = drafts.read(this.#person, this.#subject)
    if (draft === null) return
    const base: Form = { ...formOf(this.place), ...draft.base }
    const mine: Form = { ...base, ...draft.mine }
    this.#meet(base, mine, this.place)
    this.word = draft.word ?? ''
    if (untrack(() => this.touched).length === 0 && this.word === '') {
      this.discard()
      return
    }
    this.restored = new Date(draft.at)
    this.keptAt = this.restored
  }

  #keepWhatIsTyped(): void {
    let first = true
    const now = () => {
      if (document.visibilityState === 'hidden') this.keep()
    }
    $effect(() => {
      // Read as a whole, so that each key pressed is noticed.
      void JSON.stringify([$state.snapshot(this.form), this.word])
      if (first) {
        first = false
        return
      }
      clearTimeout(this.#waiting)
      this.#waiting = setTimeout(() => {
        this.keep()
      }, STILL)
    })
    $effect(() => {
      document.addEventListener('visibilitychange', now)
      addEventListener('pagehide', this.keep)
      return () => {
        document.removeEventListener('visibilitychange', now)
        removeEventListener('pagehide', this.keep)
        if (this.#waiting !== undefined) this.keep()
      }
    })
  }

  /** Keep what was typed in this browser; a form that says nothing new leaves nothing behind. */
  keep = (): void => {
    clearTimeout(this.#waiting)
    this.#waiting = undefined
    if (this.touched.length === 0 && this.word.trim() === '') {
      if (this.keptAt !== null) drafts.drop(this.#person, this.#subject)
      this.keptAt = null
      return
    }
    const at = new Date()
    const draft: Draft = {
      revision: this.place.revision,
      base: some(this.base, this.touched),
      mine: some($state.snapshot(this.form) as Form, this.touched),
      at: at.toISOString(),
      ...(this.word.trim() === '' ? {} : { word: this.word }),
    }
    this.unkept = !drafts.keep(this.#person, this.#subject, draft)
    if (!this.unkept) this.keptAt = at
  }

  /** Forget what was typed; the form says again what the place is. */
  discard = (): void => {
    clearTimeout(this.#waiting)
    drafts.drop(this.#person, this.#subject)
    this.form = formOf(this.place)
    this.base = formOf(this.place)
    this.conflicts = []
    this.errors = {}
    this.word = ''
    this.keptAt = null
    this.restored = null
  }

  /** Forget what was typed in these fields. */
  undo = (fields: readonly Field[]): void => {
    for (const field of fields) put(this.form, this.base, field)
    this.conflicts = this.conflicts.filter((field) => !fields.includes(field))
    this.errors = without(this.errors, fields)
  }

  /** Send what was changed in a section. True when it is now so. */
  save = async (section: Section): Promise<boolean> => {
    const fields = changed(this.form, this.base, SECTIONS[section])
    if (!this.check(SECTIONS[section])) return false
    if (fields.length === 0 || (await this.#send(fields))) {
      this.saved.add(section)
      return true
    }
    return false
  }

  /** Say again today what these values are: they are still right. */
  confirm = (fields: readonly Field[]): Promise<boolean> => this.#send(fields, this.base)

  /** Whether these fields can be sent; says what is wrong otherwise. */
  check(fields: readonly Field[]): boolean {
    const faults = wrong(this.form, fields)
    this.errors = {
      ...without(this.errors, fields),
      ...Object.fromEntries(faults.map((field) => [field, null])),
    }
    return faults.length === 0
  }

  async #send(fields: readonly Field[], from: Form = $state.snapshot(this.form) as Form): Promise<boolean> {
    const body = editOf(from, fields)
    const place = await this.deed.run(async () => {
      try {
        return await this.#patch(body)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        if (error.status === 422) this.refuse(error, fields)
        if (!error.outdated || !(await this.#look())) throw error
        // What others changed is not what is being sent: it can go on top of theirs.
        if (fields.some((field) => this.conflicts.includes(field))) throw error
        return this.#patch(body)
      }
    })
    if (place === undefined) return false
    this.#become(place, fields)
    return true
  }

  #patch(body: PlaceEdit): Promise<Place> {
    return ask<Place>('PATCH', placeAddress(this.place), { body, ifMatch: tagOf(this.place) })
  }

  /** What the server found wrong, beside its fields. */
  refuse(problem: Problem, fields: readonly Field[]): void {
    this.errors = { ...without(this.errors, fields), ...fieldsOf(problem.errors) }
  }

  /** The place after a save: these fields are now what it says, all others stay as they were typed. */
  #become(place: Place, sent: readonly Field[]): void {
    const others = this.touched.filter((field) => !sent.includes(field))
    const mine = $state.snapshot(this.form) as Form
    const form = formOf(place)
    for (const field of others) put(form, mine, field)
    this.place = place
    this.base = formOf(place)
    this.form = form
    this.errors = without(this.errors, sent)
    this.conflicts = this.conflicts.filter((field) => !sent.includes(field))
    this.restored = null
    this.keep()
  }

  /** Somebody else's words were just taken over. */
  reload = (): Promise<boolean> => this.#look()

  /** Read what the place has become since, and bring it together with what was typed. False when nothing newer is seen. */
  async #look(): Promise<boolean> {
    for (let look = 0; look < LOOKS; look += 1) {
      const path = { reference: this.place.id }
      const call = api.GET('/api/directory/places/{reference}', { params: { path }, cache: 'no-store' })
      const place: Place = await answer(call)
      if (place.revision > this.place.revision) {
        this.#meet(this.base, $state.snapshot(this.form) as Form, place)
        this.keep()
        return true
      }
      await new Promise((resolve) => setTimeout(resolve, BETWEEN))
    }
    return false
  }

  #meet(base: Form, mine: Form, place: Place): void {
    const { form, conflicts } = meet({ base, mine, now: formOf(place) })
    this.place = place
    this.base = formOf(place)
    this.form = form
    this.conflicts = conflicts
  }

  /** Settle one value that two people changed. */
  settle = (field: Field, whose: 'mine' | 'theirs'): void => {
    if (whose === 'theirs') put(this.form, this.base, field)
    this.conflicts = this.conflicts.filter((each) => each !== field)
    this.keep()
  }
}

function some(form: Form, fields: readonly Field[]): Partial<Form> {
  return Object.fromEntries(
    FIELDS.filter((field) => fields.includes(field)).map((field) => [field, form[field]]),
  )
}

function without<T>(errors: Partial<Record<Field, T>>, fields: readonly Field[]): Partial<Record<Field, T>> {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !fields.includes(field as Field)))
}
