/** Clock times as people type them: "9h30", "9:30", "930", "18 h", "18"; and as the editor holds them: "09:30". */

/** "09:30"; null when it is no time of day. Midnight is "00:00", written 24 h or 0 h. */
export function readClock(text: string): string | null {
  const plain = text.toLowerCase().replaceAll(/[\s\u00a0\u202f]/g, '')
  const parts = /^(\d{1,2})(?:[h:.](\d{2})?)?(?:min|m)?$/.exec(plain) ?? /^(\d{1,2})(\d{2})$/.exec(plain)
  if (parts === null) return null
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)]
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null
  return `${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
