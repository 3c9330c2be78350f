/** What the list and the map point out to each other. */
import type { PlaceFeature } from '$/api/documents'

export class Pointing {
  /** The place under the pointer or the focus. */
  place = $state<string | null>(null)
  /** The places of the mark that was chosen on the map. */
  chosen = $state.raw<PlaceFeature[]>([])

  at = (id: string | null): void => {
    this.place = id
  }

  choose = (places: PlaceFeature[]): void => {
    this.chosen = places
  }

  lights(id: string): boolean {
    return this.place === id || this.chosen.some((each) => each.id === id)
  }
}
