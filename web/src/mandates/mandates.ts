/** What follows from mandates: who a person is for an organisation, and what may be asked of them. Pure. */
import type { Mandate, OrganisationKind, Role } from '$/api/people'

/** From the least to the most that one may do. */
export const ROLES: readonly Role[] = ['member', 'editor', 'steward']

export const rank = (role: Role): number => ROLES.indexOf(role)

export interface Standing {
  /** What the person holds. */
  held: Mandate | null
  /** What they asked for and nobody has answered yet. */
  asked: Mandate | null
  /** The last no, unless something came after it. */
  refused: Mandate | null
}

/** Where a person stands with one organisation, by all their mandates. */
export function standing(mandates: readonly Mandate[], kind: OrganisationKind, id: string): Standing {
  const here = mandates
    .filter(({ organisation }) => organisation.kind === kind && organisation.id === id)
    .toSorted((a, b) => b.requested_at.localeCompare(a.requested_at))
  const held = here
    .filter(({ state }) => state === 'granted')
    .reduce<Mandate | null>((best, each) => (best && rank(best.role) >= rank(each.role) ? best : each), null)
  const [last] = here
  return {
    held,
    asked: here.find(({ state }) => state === 'requested') ?? null,
    refused: last?.state === 'refused' || last?.state === 'revoked' ? last : null,
  }
}

/** The roles one may still ask for: higher than the one held. */
export function rolesToAsk(held: Role | null): readonly Role[] {
  return held === null ? ROLES : ROLES.filter((role) => rank(role) > rank(held))
}

/** The roles that who holds this one may give; a moderator gives any. */
export function rolesToGive(held: Role | null, moderates: boolean): readonly Role[] {
  if (moderates) return ROLES
  return held === 'steward' ? ROLES : []
}

/** Those who act now, the most responsible first, then by name. */
export function acting(mandates: readonly Mandate[]): Mandate[] {
  return mandates
    .filter(({ state }) => state === 'granted')
    .toSorted(
      (a, b) =>
        rank(b.role) - rank(a.role) ||
        a.person.name.localeCompare(b.person.name, 'fr', { sensitivity: 'base' }),
    )
}

/** Those who ask, the one who has waited longest first. */
export function asking(mandates: readonly Mandate[]): Mandate[] {
  return mandates
    .filter(({ state }) => state === 'requested')
    .toSorted((a, b) => a.requested_at.localeCompare(b.requested_at))
}

/** What is over, the latest first. */
export function past(mandates: readonly Mandate[]): Mandate[] {
  return mandates
    .filter(({ state }) => state !== 'granted' && state !== 'requested')
    .toSorted((a, b) => (b.decided_at ?? b.requested_at).localeCompare(a.decided_at ?? a.requested_at))
}

/** Whether nobody would answer for the organisation any more without this mandate. */
export function isLastSteward(mandates: readonly Mandate[], mandate: Mandate): boolean {
  return (
    mandate.role === 'steward' &&
    !mandates.some(({ id, state, role }) => id !== mandate.id && state === 'granted' && role === 'steward')
  )
}

/** How many whole days are left until then; 0 on its last day, negative once it is over. */
export function daysLeft(until: string, now: Date = new Date()): number {
  return Math.floor((new Date(until).getTime() - now.getTime()) / 86_400_000)
}
