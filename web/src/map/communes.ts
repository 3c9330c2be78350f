/** The communes of a département, fetched the first time one looks closely: their boundaries and their names. */
import { worldX, worldY } from './world'

export interface Commune {
  name: string
  x: number
  y: number
}

export interface Sheet {
  /** Boundaries in the world square. */
  path: Path2D
  /** The most peopled first. */
  names: Commune[]
}

interface File {
  lines: number[][]
  names: [string, number, number][]
}

/** From this zoom on. */
export const COMMUNES_ZOOM = 10
/** The files count in these parts of a degree. */
const STEPS = 2000

const addresses = import.meta.glob<string>('./basemap/communes/*.json', {
  query: '?url',
  import: 'default',
  eager: true,
})
const sheets = new Map<string, Sheet | 'coming'>()
const listeners = new Set<() => void>()

/** Call back when a sheet has come; returns how to stop. */
export function onSheet(came: () => void): () => void {
  listeners.add(came)
  return () => listeners.delete(came)
}

/** The sheet of a département if it is here; sends for it otherwise. */
export function sheetOf(code: string): Sheet | undefined {
  const sheet = sheets.get(code)
  if (sheet === undefined) void send(code)
  return sheet === 'coming' ? undefined : sheet
}

/** Every sheet that is here. */
export function sheetsHere(): Sheet[] {
  return [...sheets.values()].filter((sheet) => sheet !== 'coming')
}

async function send(code: string): Promise<void> {
  const address = addresses[`./basemap/communes/${code}.json`]
  if (address === undefined) return
  sheets.set(code, 'coming')
  try {
    const reply = await fetch(address)
    sheets.set(code, drawn((await reply.json()) as File))
    for (const came of listeners) came()
  } catch {
    // Away from the network the map is drawn without; the next look asks again.
    sheets.delete(code)
  }
}

function drawn({ lines, names }: File): Sheet {
  const path = new Path2D()
  for (const [startX = 0, startY = 0, ...moves] of lines) {
    let x = startX
    let y = startY
    path.moveTo(worldX(x / STEPS), worldY(y / STEPS))
    for (let at = 0; at + 1 < moves.length; at += 2) {
      x += moves[at] ?? 0
      y += moves[at + 1] ?? 0
      path.lineTo(worldX(x / STEPS), worldY(y / STEPS))
    }
  }
  return { path, names: names.map(([name, x, y]) => ({ name, x: worldX(x / STEPS), y: worldY(y / STEPS) })) }
}
