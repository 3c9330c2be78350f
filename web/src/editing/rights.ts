/** What this person may do to a place. The directory decides; this only chooses what is offered. */
import type { Place } from '$/api/documents'
import { session } from '$/session/session.svelte'

/** Whether the person speaks for a network that the place is in. */
export function managesNetworkOf(place: Place): boolean {
  return place.networks.some(({ id }) => session.holds('network', id, 'editor'))
}

export function mayEdit(place: Place): boolean {
  return session.holds('place', place.id, 'editor') || managesNetworkOf(place) || session.moderates
}

/** Close, reopen, merge. */
export function mayManage(place: Place): boolean {
  return managesNetworkOf(place) || session.moderates
}
