import { type Client, openClient, patiently, problemOf } from './client.ts'
import { codeIn, type PostOffice } from './post-office.ts'

/** The guide's steps without a screen: the same calls that the pages make. */

type Place = Parameters<typeof openClient>[0]

export async function signIn(client: Client, number: string, password: string, more: { remember?: boolean } = {}) {
  return patiently(() => client.call('POST /api/session', { body: { number, password, ...more } }))
}

/** Does this password open this number now? Asked from a computer that nobody has used before. */
export async function opens(place: Place, number: string, password: string): Promise<boolean> {
  const problem = await problemOf(signIn(openClient(place), number, password))
  if (problem !== undefined && problem !== 'sign-in.refused') throw new Error(`Neither yes nor no: ${problem}`)
  return problem === undefined
}

/** Guide 2.2 and 2.3: from the temporary password to an own one. The e-mail is the next step. */
export async function choosePassword(
  client: Client,
  person: { number: string; temporaryPassword: string },
  password: string,
) {
  const answer = await signIn(client, person.number, person.temporaryPassword)
  if (answer.result === 'session' && answer.session.state === 'gate' && answer.session.step === 'view')
    await client.call('POST /api/session/view', { body: { view: 'user' } })
  return patiently(() =>
    client.call('POST /api/password/change', {
      body: { oldPassword: person.temporaryPassword, newPassword: password },
    }),
  )
}

/** Figure 4, and the code that comes by mail. */
export async function addEmail(client: Client, office: PostOffice, address: string) {
  await client.call('POST /api/email', { body: { email: address } })
  const letter = await office.letterTo(address, /^Conferma il tuo indirizzo/)
  return client.call('POST /api/email/verify', { body: { code: codeIn(letter) } })
}

/** Signs an administrator in, in the administrator's view. */
export async function administrator(place: Place, number: string, password: string): Promise<Client> {
  const client = openClient(place)
  await signIn(client, number, password)
  await client.call('POST /api/session/view', { body: { view: 'administrator' } })
  return client
}

/** All that the portal says happened on the signed-in person's line, newest first. */
export async function wholeActivity(client: Client) {
  const all = []
  for (let before: number | undefined; ; ) {
    const { activity, more } = await client.call('GET /api/me/activity', { query: before ? { before } : {} })
    all.push(...activity)
    before = activity.at(-1)?.id
    if (!more) return all
  }
}

/** A source of passphrases that never gives one twice, the same for the same seed. */
export function passphrases(random: () => number): () => string {
  const words =
    'tramonto zaino pinguino ferro lanterna gomito sabbia violino tegola mirtillo cammello forbice nuvola cratere bottone sedano'.split(
      ' ',
    )
  let count = 0
  return () => {
    count += 1
    const chosen = Array.from({ length: 4 }, () => words[Math.floor(random() * words.length)])
    return `${chosen.join(' ')} ${count}`
  }
}
