/** The one way to the gateway: typed questions, and a Problem for every answer that is not one. */
import createClient from 'openapi-fetch'

import { connection } from './connection.svelte'
import type { paths } from './schema'
import { send } from './send'

export const api = createClient<paths>({ baseUrl: '/', fetch: send })

/** What is wrong with one value: where it stands in the body (a JSON pointer) or in the address, and why. */
export interface Fault {
  pointer?: string
  parameter?: string
  detail: string
}

/** Why there is no answer: RFC 9457, or `offline` when nobody was reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string | null = null,
    /** The last part of its `type`: "last-steward". Empty when nothing of ours answered. */
    readonly slug = '',
    readonly errors: readonly Fault[] = [],
  ) {
    super(title)
  }

  get offline(): boolean {
    return this.status === 0
  }

  get missing(): boolean {
    return this.status === 404 || this.status === 410
  }

  /** Nobody is signed in, or no longer. */
  get signedOut(): boolean {
    return this.status === 401
  }

  /** Somebody changed it in the meantime. */
  get outdated(): boolean {
    return this.status === 412
  }
}

interface Reply<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The content of a reply; raises Problem when it is a refusal, a broken body or no reply at all. */
export async function answer<T>(call: Promise<Reply<T>>): Promise<T> {
  const { data } = await tagged(call)
  return data
}

/** The same, with the tag of the version that was answered: what `If-Match` takes. */
export async function tagged<T>(call: Promise<Reply<T>>): Promise<{ data: T; etag: string | null }> {
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
  const { data, response } = reply
  if (response.ok && (data !== undefined || response.status === 202 || response.status === 204)) {
    return { data: data as T, etag: response.headers.get('etag') }
  }
  throw problemOf(reply.error, response.status)
}

function problemOf(said: unknown, status: number): Problem {
  const { type, title, detail, errors } = (typeof said === 'object' && said !== null ? said : {}) as {
    type?: string
    title?: string
    detail?: string
    errors?: Fault[]
  }
  return new Problem(status, title ?? '', detail ?? null, type?.split('/').pop() ?? '', errors ?? [])
}
