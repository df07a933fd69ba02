import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from '@simplewebauthn/browser'

/** Answers a challenge with a passkey of this device; undefined when the person stopped or had none. */
export async function answerChallenge(options: Record<string, unknown>): Promise<Record<string, unknown> | undefined> {
  try {
    // The server’s library makes the options and checks the answer; the contract only carries them.
    const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
    const response: AuthenticationResponseJSON = await startAuthentication({ optionsJSON })
    return { ...response }
  } catch {
    return undefined
  }
}
