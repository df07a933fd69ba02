import { api } from '../../../api.ts'
import { showNumber } from '../../../shell/show-number.ts'
import { useFullSession } from '../../../shell/useSession.ts'
import { refreshProfile } from '../../my-profile.ts'

/** How second factors are set up and taken away: those of one’s own line, or of somebody of the provider. */
export type FactorCalls = {
  /** Stands above the recovery codes: a number, or an address. */
  readonly who: string
  beginTotp(): Promise<{ secret: string; uri: string }>
  /** Answers the recovery codes, with the first factor. */
  confirmTotp(code: string): Promise<readonly string[]>
  removeTotp(): Promise<unknown>
  beginPasskey(): Promise<Record<string, unknown>>
  addPasskey(made: { label: string; response: Record<string, unknown> }): Promise<readonly string[]>
  removePasskey(id: string): Promise<unknown>
  /** What stands on the page is read again. */
  refresh(): Promise<unknown>
}

/** Those of the line that is signed in. */
export function useOwnFactors(): FactorCalls {
  const { viewer } = useFullSession()
  return {
    who: showNumber(viewer.number),
    beginTotp: () => api('POST /api/me/totp/begin'),
    confirmTotp: async (code) => (await api('POST /api/me/totp/confirm', { body: { code } })).recoveryCodes,
    removeTotp: () => api('DELETE /api/me/totp'),
    beginPasskey: () => api('POST /api/me/passkeys/options'),
    addPasskey: async (body) => (await api('POST /api/me/passkeys', { body })).recoveryCodes,
    removePasskey: (id) => api('DELETE /api/me/passkeys/:id', { params: { id } }),
    refresh: refreshProfile,
  }
}
