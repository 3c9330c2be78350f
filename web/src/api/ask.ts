/** Questions whose shapes are written by hand in `people.ts`. */
import { tagged } from './client'
import { send } from './send'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface Options {
  body?: unknown
  query?: Record<string, string | number | boolean | null | undefined>
  /** The tag of the version one has seen: refused with 412 when it is no longer the present one. */
  ifMatch?: string | null
  signal?: AbortSignal | null
}

/** The content of the answer, undefined when it has none; raises Problem. */
export async function ask<T = void>(method: Method, path: string, options: Options = {}): Promise<T> {
  const { data } = await askTagged<T>(method, path, options)
  return data
}

/** The same, with the tag of the version answered. */
export async function askTagged<T>(
  method: Method,
  path: string,
  options: Options = {},
): Promise<{ data: T; etag: string | null }> {
  return tagged(reply<T>(method, path, options))
}

async function reply<T>(method: Method, path: string, options: Options) {
  const { body, query = {}, ifMatch, signal = null } = options
  const url = new URL(path, location.origin)
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) url.searchParams.set(key, String(value))
  }
  const headers = new Headers({ accept: 'application/json' })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (ifMatch) headers.set('if-match', ifMatch)
  const init: RequestInit = { method, headers, signal }
  if (body !== undefined) init.body = JSON.stringify(body)
  const response = await send(new Request(url, init))
  const text = await response.text()
  const json: unknown =
    text === '' ? undefined : isJson(response) || response.ok ? JSON.parse(text) : undefined
  return response.ok ? { data: json as T, response } : { error: json, response }
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.includes('json') ?? false
}
