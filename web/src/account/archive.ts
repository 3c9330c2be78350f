/** The archive of what is kept of a person, read whole before anything of it is saved: never a part of it. */
import { Problem } from '$/api/client'
import { send } from '$/api/send'

/** `tell`: how many bytes have come. Raises Problem when it does not come whole. */
export async function fetchArchive(tell: (bytes: number) => void, signal: AbortSignal): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  try {
    const reply = await send(new Request(new URL('/api/me/export', location.origin), { signal }))
    if (!reply.ok || !reply.body) throw new Problem(reply.status, '')
    const reader = reply.body.getReader()
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      parts.push(piece.value)
      bytes += piece.value.byteLength
      tell(bytes)
    }
  } catch (error) {
    if (error instanceof Problem || signal.aborted) throw error
    throw new Problem(0, '')
  }
  return new Blob(parts, { type: 'application/zip' })
}

/** Hand a file over to the person. */
export function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads it after the click.
  setTimeout(() => {
    URL.revokeObjectURL(address)
  }, 60_000)
}
