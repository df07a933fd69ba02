import {
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser'

/** What came of it: the device’s answer, or why there is none. */
export type Made = { readonly response: Record<string, unknown> } | 'stopped' | 'known'

/** Lets this device make a passkey. Only ever imported lazily. */
export async function makePasskey(options: Record<string, unknown>): Promise<Made> {
  try {
    // The server’s library makes the options and checks the answer; the contract only carries them.
    const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
    const response: RegistrationResponseJSON = await startRegistration({ optionsJSON })
    return { response: { ...response } }
  } catch (error) {
    const known = error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED'
    return known ? 'known' : 'stopped'
  }
}
