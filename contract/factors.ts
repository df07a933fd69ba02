import { z } from 'zod'
import { id, instant, language, theme, typedPassword } from './words.ts'

/** What both doors, a line's and the provider's, say about factors and sign-ins (spec/security 2.9, 3.5). */

/** WebAuthn options and responses travel as the library makes them; checked by it, not here. */
export const webauthn = z.record(z.string(), z.unknown())

/** A code of the authenticator, or a recovery code. */
export const factorCode = z.strictObject({ code: z.string().min(6).max(40) })
export const passkeyAnswer = z.strictObject({ response: webauthn })
export const passwordAgain = z.strictObject({ password: typedPassword })
export const passwordChange = z.strictObject({ oldPassword: typedPassword, newPassword: typedPassword })

export const totpBegun = z.object({ secret: z.string(), uri: z.string() })
export const totpCode = z.strictObject({ code: z.string().min(6).max(10) })
export const newPasskey = z.strictObject({ label: z.string().min(1).max(60), response: webauthn })
export const passkeyParams = z.strictObject({ id: z.string().min(1).max(1400) })

/** Shown once. */
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

/** The factors somebody has set up. */
export const factors = {
  totp: z.boolean(),
  recoveryCodesLeft: z.number().int(),
  passkeys: z.array(
    z.object({ id: z.string(), label: z.string(), createdAt: instant, lastUsedAt: instant.nullable() }),
  ),
}

/** A place somebody is signed in from. */
export const place = { id, label: z.string(), ip: z.string(), current: z.boolean() }
export const placeSince = { signedInAt: instant, lastSeenAt: instant }

export const preferences = z.strictObject({ language: language.optional(), theme: theme.optional() })
