import type { BrowserContext } from '@playwright/test'
import { type TOTP, URI } from 'otpauth'
import { type Client, openClient } from './client.ts'
import type { AcceptanceHouse } from './house.ts'

export type AtTheDesk = Client & { readonly password: string }

/**
 * The demo's supervisor after the first sign-in: own password, authenticator set up. Stories about something else begin
 * here.
 */
export function supervisorAt(house: AcceptanceHouse): Promise<AtTheDesk> {
  const known = supervisors.get(house.dataDirectory) ?? firstSignIn(house, house.ready.provider)
  supervisors.set(house.dataDirectory, known)
  return known
}

/** Who has signed in already, by the houses' data: in a house that several stories share, once. */
const supervisors = new Map<string, Promise<AtTheDesk>>()

/** Somebody whom the supervisor has just added, after the first sign-in too. */
export async function colleagueAt(
  house: AcceptanceHouse,
  supervisor: AtTheDesk,
  person: { name: string; email: string; role: 'desk' | 'activation' },
): Promise<AtTheDesk> {
  const added = await supervisor.call('POST /api/provider/staff', { body: person })
  return firstSignIn(house, added)
}

async function firstSignIn(
  house: AcceptanceHouse,
  { email, temporaryPassword: temporary }: { email: string; temporaryPassword: string },
): Promise<AtTheDesk> {
  const password = 'lanterna gomito sabbia violino'
  const client = openClient(house)
  await client.call('POST /api/provider/session', { body: { email, password: temporary } })
  await client.call('POST /api/provider/me/password', { body: { oldPassword: temporary, newPassword: password } })
  const { uri } = await client.call('POST /api/provider/me/totp/begin')
  const code = (URI.parse(uri) as TOTP).generate()
  await client.call('POST /api/provider/me/totp/confirm', { body: { code } })
  return { ...client, password }
}

/** The same person in a browser. */
export const inBrowser = (context: BrowserContext, { cookies }: Client, house: AcceptanceHouse): Promise<void> =>
  context.addCookies(
    [...cookies].map(([name, value]) => ({
      name,
      value,
      domain: new URL(house.portal).hostname,
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'Strict' as const,
    })),
  )
