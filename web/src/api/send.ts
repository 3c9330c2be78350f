/** How a request leaves: with the session's token on writes, and an ear for a session that is over. */
import { session } from '$/session/session.svelte'

const TOKEN = 'x-csrf-token'
const READS = new Set(['GET', 'HEAD'])

export async function send(request: Request): Promise<Response> {
  if (READS.has(request.method)) return heard(await fetch(request))
  const again = request.clone()
  const { person } = session
  const reply = await fetch(stamped(request))
  if (person === null || !(await refusesToken(reply))) return heard(reply)
  // Signed in anew in another window: the token is another one. Nothing was done, so it can be asked once more,
  // in the name of the same person only.
  await session.learn()
  return session.person?.id === person.id && !session.ended ? heard(await fetch(stamped(again))) : reply
}

function stamped(request: Request): Request {
  if (session.person?.csrf) request.headers.set(TOKEN, session.person.csrf)
  return request
}

async function refusesToken(reply: Response): Promise<boolean> {
  if (reply.status !== 403) return false
  const said = (await reply
    .clone()
    .json()
    .catch(() => null)) as { type?: string } | null
  return said?.type?.endsWith('/csrf-token-missing') === true
}

function heard(reply: Response): Response {
  if (reply.status === 401) session.lost()
  return reply
}
