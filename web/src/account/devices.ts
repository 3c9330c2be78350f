/** How the gateway names a device, read back: "Firefox on Linux" is a browser and a system. Pure. */
export function readDevice(text: string): { browser: string; system: string } | null {
  const at = text.lastIndexOf(' on ')
  return at > 0 ? { browser: text.slice(0, at), system: text.slice(at + 4) } : null
}

/** A weight as one says it: bytes, then thousands and millions of them, with one decimal below ten. */
export function weight(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  let [value, at] = [bytes, 0]
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000
    at += 1
  }
  const maximumFractionDigits = at > 0 && value < 10 ? 1 : 0
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[at] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits,
  }).format(value)
}
