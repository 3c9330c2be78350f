/** What this navigator is called and where its map opens, asked once per visit. The gateway answers it itself, outside the merged OpenAPI. */
import { type Language, language, t } from '$/i18n/messages.svelte'

export interface View {
  key: string
  fr: string
  en: string
  latitude: number
  longitude: number
  zoom: number
}

interface Config {
  /** Address of map tiles, with {z}, {x} and {y}; null: the map draws its own outlines. */
  tiles_url: string | null
  ecosystem: Partial<Record<`title_${Language}`, string>> & { views?: View[] }
}

class Site {
  config = $state.raw<Config | null>(null)
  #asked: Promise<Config | null> | undefined

  /** The configuration, or null while nobody answers: the map then draws its own outlines. */
  learn(): Promise<Config | null> {
    this.#asked ??= fetch('/api/config')
      .then(async (reply) => (reply.ok ? ((await reply.json()) as Config) : null))
      .then((config) => (this.config = config))
      .catch(() => {
        this.#asked = undefined
        return null
      })
    return this.#asked
  }

  get title(): string {
    return this.config?.ecosystem[`title_${language()}`] ?? t('site-title')
  }

  get views(): View[] {
    return this.config?.ecosystem.views ?? []
  }
}

export const site = new Site()

/** "Nextcloud · Navigateur des tiers-lieux" */
export function pageTitle(page: string): string {
  return `${page} · ${site.title}`
}
