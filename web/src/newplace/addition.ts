/** A place that somebody is about to add, as its form holds it. */
import { editOf, type Field, type Form, type PlaceEdit, wrong } from '$/editing/form'

export interface Addition {
  form: Pick<Form, 'name' | 'typologies' | 'address' | 'email' | 'phone' | 'website' | 'summary'>
  networks: string[]
  word: string
}

const TOLD: Field[] = ['name', 'summary', 'typologies', 'email', 'phone', 'website']

export function blank(): Addition {
  const address = { street: '', complement: '', postcode: '', commune_code: '', commune: '' }
  return {
    form: { name: '', typologies: [], address, email: '', phone: '', website: '', summary: '' },
    networks: [],
    word: '',
  }
}

/** What stands in the way, by field. */
export function missingIn({ form }: Addition): Field[] {
  const faults = wrong(form as Form, ['name', 'email', 'website'])
  return form.address.commune_code === '' ? [...faults, 'address'] : faults
}

/** What the directory takes: what is left empty says nothing. */
export function bodyOf({
  form,
  networks,
  word,
}: Addition): PlaceEdit & { networks: string[]; word: string | null } {
  const told = editOf(form as Form, [...TOLD, 'address'])
  const said = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) as PlaceEdit
  return { ...said, networks, word: word.trim() === '' ? null : word.trim() }
}
