/** Where a place answers, and the tag of a version of anything: its revision (RFC 9110 §8.8.3). */

export const placeAddress = ({ id }: { id: string }): string => `/api/directory/places/${id}`
export const tagOf = ({ revision }: { revision: number }): string => `"${String(revision)}"`
