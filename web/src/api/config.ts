/** How this navigator was set up, asked once per visit. */
import { answer, api } from './client'
import type { Config } from './documents'

let asked: Promise<Config | null> | undefined

/** The configuration, or null while nobody answers: the map then draws its own outlines. */
export function configuration(): Promise<Config | null> {
  asked ??= answer(api.GET('/api/config')).catch(() => {
    asked = undefined
    return null
  })
  return asked
}
