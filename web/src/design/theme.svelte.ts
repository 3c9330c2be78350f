/** Day or night: the system's, until this person says otherwise. */

type Light = 'light' | 'dark'

class Theme {
  #system = $state<Light>('light')
  #chosen = $state<Light | null>(null)

  constructor() {
    const dark = matchMedia('(prefers-color-scheme: dark)')
    this.#system = dark.matches ? 'dark' : 'light'
    dark.addEventListener('change', ({ matches }) => (this.#system = matches ? 'dark' : 'light'))
    const said = document.documentElement.dataset['theme']
    if (said === 'light' || said === 'dark') this.#chosen = said
  }

  get light(): Light {
    return this.#chosen ?? this.#system
  }

  turn(): void {
    this.#chosen = this.light === 'dark' ? 'light' : 'dark'
    document.documentElement.dataset['theme'] = this.#chosen
    try {
      localStorage.setItem('theme', this.#chosen)
    } catch {
      // Storage refused: the choice lasts as long as the page.
    }
  }
}

export const theme = new Theme()
