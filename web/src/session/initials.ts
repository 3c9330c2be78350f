/** The first letters of a name, two at most: "Camille Roche" is CR, "Jean-Pierre de La Tour" JT. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return [first, last].map((word) => [...(word ?? '')][0]?.toLocaleUpperCase('fr') ?? '').join('')
}
