import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** Colours of one light, by name without its dashes. */
function colours(light: 0 | 1): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name, day, night] of css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)) {
    if (name && day && night) found[name] = light === 0 ? day : night
  }
  for (const [, name, both] of css.matchAll(/--([\w-]+): (#\w{6});/g)) if (name && both) found[name] = both
  return found
}

/** WCAG 2.2 relative luminance of #rrggbb. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

describe.each([
  ['by day', 0],
  ['by night', 1],
] as const)('%s', (_, light) => {
  const colour = colours(light)
  const texts = ['ink', 'soft', 'blue', 'alert'].flatMap((text) =>
    ['paper', 'sheet', 'tint'].map((ground) => [text, ground, 4.5] as const),
  )
  test.each([
    ...texts,
    ['knockout', 'print', 4.5],
    ['knockout', 'alert', 4.5],
    ['on-sun', 'sun', 4.5],
    ['map-text', 'map-home', 4.5],
    ['map-text', 'map-land', 4.5],
    // Not text: what tells a control or a shape from its ground needs 3:1 (WCAG 1.4.11).
    ['focus', 'paper', 3],
    ['focus', 'sheet', 3],
    ['print', 'map-home', 3],
  ] as const)('%s on %s stands at %d:1', (text, ground, least) => {
    expect(contrast(colour[text] ?? '', colour[ground] ?? '')).toBeGreaterThanOrEqual(least)
  })
})
