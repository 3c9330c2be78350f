/** The map's colours, read from the design tokens as the browser resolves them, and told when the light changes. */

const NAMES = ['sea', 'dot', 'land', 'home', 'edge', 'inner', 'shade', 'text'] as const

export type Inks = Record<(typeof NAMES)[number], string>

export function readInks(): Inks {
  const probe = document.createElement('i')
  // Where motion is reduced everything has a transition, if a short one: a new colour would be read as the one before.
  probe.style.transitionProperty = 'none'
  document.body.append(probe)
  const inks = Object.fromEntries(
    NAMES.map((name) => {
      probe.style.color = `var(--map-${name})`
      return [name, getComputedStyle(probe).color]
    }),
  ) as Inks
  probe.remove()
  return inks
}

/** Call back when day turns to night, by the system or by the button; returns how to stop. */
export function onLightChange(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  system.addEventListener('change', changed)
  const button = new MutationObserver(changed)
  button.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => {
    system.removeEventListener('change', changed)
    button.disconnect()
  }
}
