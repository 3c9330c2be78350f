/** Move the focus there, once what is closing has given it back where it was. */
export function focusSoon(id: string): void {
  setTimeout(() => document.getElementById(id)?.focus())
}
