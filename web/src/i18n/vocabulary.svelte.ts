/** The ecosystem's own words, asked once: typologies, labels, legal forms, categories, kinds of links, sources. */
import { answer, api } from '$/api/client'
import type { Term, Vocabulary } from '$/api/documents'

import { language, set } from './messages.svelte'

type Family = Exclude<keyof Vocabulary, 'sources'>

class Words {
  known = $state.raw<Vocabulary | undefined>()
  #asked: Promise<void> | undefined

  /** Ask for the words unless they are here or on their way; a failure leaves the bare keys readable. */
  async learn(): Promise<void> {
    this.#asked ??= answer(api.GET('/api/directory/vocabulary')).then(
      (vocabulary) => {
        this.known = vocabulary
      },
      () => {
        this.#asked = undefined
      },
    )
    return this.#asked
  }
}

export const words = new Words()

function term(family: Family, key: string): Term | undefined {
  return words.known?.[family].find((each) => each.key === key)
}

/** The name of a key in the language spoken; the key made readable while the words are not here. */
export function word(family: Family, key: string): string {
  const found = term(family, key)
  if (found === undefined) {
    const plain = key.replaceAll(/[_-]/g, ' ')
    return plain.charAt(0).toUpperCase() + plain.slice(1)
  }
  return set(found[language()], language())
}

/** What a key means, or null. */
export function meaning(family: Family, key: string): string | null {
  const text = term(family, key)?.[`description_${language()}`]
  return text ? set(text, language()) : null
}
