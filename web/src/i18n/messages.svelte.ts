/** What the client says, in the language this person chose: Fluent messages, French inside the first page, English on demand. */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle'

import frenchText from './fr.ftl?raw'
import { english, french } from './typography'

export type Language = 'fr' | 'en'

const TYPOGRAPHY = { fr: french, en: english }

/** What single pages say, beside what all of them may. */
const own: Record<Language, string>[] = []

function bundle(language: Language, text: string): FluentBundle {
  const made = new FluentBundle(language, { useIsolating: false, transform: TYPOGRAPHY[language] })
  for (const each of [text, ...own.map((texts) => texts[language])]) add(made, each)
  return made
}

function add(made: FluentBundle, text: string): void {
  const errors = made.addResource(new FluentResource(text))
  if (errors.length > 0) console.error(errors)
}

class Messages {
  language = $state<Language>('fr')
  bundle = $state.raw(bundle('fr', frenchText))
}

const messages = new Messages()

/** The language spoken now; reading it in a component follows its changes. */
export function language(): Language {
  return messages.language
}

/** Speak this language from now on, and remember it. */
export async function speak(chosen: Language): Promise<void> {
  const text = chosen === 'fr' ? frenchText : (await import('./en.ftl?raw')).default
  messages.bundle = bundle(chosen, text)
  messages.language = chosen
  document.documentElement.lang = chosen
  try {
    localStorage.setItem('language', chosen)
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
}

/** Learn what one page says: its texts come with it, and do not weigh on the first page. */
export function learn(texts: Record<Language, string>): void {
  own.push(texts)
  add(messages.bundle, texts[messages.language])
}

/** The message of this key; the key itself when nobody wrote it, which the tests forbid. */
export function t(key: string, values: Record<string, FluentVariable> = {}): string {
  const message = messages.bundle.getMessage(key)
  if (!message?.value) return key
  const errors: Error[] = []
  const text = messages.bundle.formatPattern(message.value, values, errors)
  if (errors.length > 0) console.error(key, errors)
  return text
}

/** What places and networks write of themselves in, whatever this person reads the rest in. */
export const WRITTEN: Language = 'fr'

/** A text that came with the data, given the non-breaking spaces of its language. */
export function set(text: string, as: Language = WRITTEN): string {
  return TYPOGRAPHY[as](text)
}
