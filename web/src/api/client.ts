/** The one way to the gateway: typed questions, and a Problem for every answer that is not one. */
import createClient from 'openapi-fetch'

import { connection } from './connection.svelte'
import type { paths } from './schema'

export const api = createClient<paths>({ baseUrl: '/' })

/** Why there is no answer: RFC 9457, or `offline` when nobody was reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string | null = null,
  ) {
    super(title)
  }

  get offline(): boolean {
    return this.status === 0
  }

  get missing(): boolean {
    return this.status === 404 || this.status === 410
  }
}

interface Reply<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The content of a reply; raises Problem when it is a refusal, a broken body or no reply at all. */
export async function answer<T>(call: Promise<Reply<T>>): Promise<T> {
  let reply: Reply<T>
  try {
    reply = await call
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    if (error instanceof SyntaxError) throw new Problem(502, '')
    connection.lost()
    throw new Problem(0, '')
  }
  connection.heard(reply.response)
  if (reply.data !== undefined && reply.response.ok) return reply.data
  const said = (typeof reply.error === 'object' ? reply.error : null) as {
    title?: string
    detail?: string
  } | null
  throw new Problem(reply.response.status, said?.title ?? '', said?.detail ?? null)
}
