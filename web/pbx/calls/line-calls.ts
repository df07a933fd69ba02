import type { SettingName } from '#domain/call-handling/settings.ts'
import type { SettingsRequest } from '#domain/call-handling/settings-request.ts'
import { type Answer, api } from '../../api.ts'
import { takeAhead } from '../../shell/ahead.ts'
import { callerOf, queries } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'

/** A line's call settings with everything their page needs. */
export type CallsState = Answer<'GET /api/call-handling/settings'>
export type ShownDestination = Answer<'POST /api/call-handling/destination'>
export type CallsHistory = Answer<'GET /api/call-handling/history'>
export type Simulated = Answer<'POST /api/call-handling/simulate'>
export type Codes = Answer<'GET /api/call-handling/codes'>

export type Save = { version: number; changes: SettingsRequest; pin?: string }
type Sample = Parameters<typeof api<'POST /api/call-handling/simulate'>>[1]['body']

/** The calls of one line: one's own, or somebody else's under an acting grant. The pages know only this. */
export type CallsApi = {
  /** Where the answer is kept (shell/queries.ts). */
  readonly queryKey: readonly unknown[]
  readonly own: boolean
  read(): Promise<CallsState>
  save(body: Save): Promise<CallsState>
  destination(typed: string): Promise<ShownDestination>
  history(query: { setting?: SettingName; before?: number }): Promise<CallsHistory>
  restore(changeId: string, version: number, pin?: string): Promise<CallsState>
  simulate(body: Sample): Promise<Simulated>
  codes(): Promise<Codes>
}

/** A new forward to outside may ask for the password first (TEL-9), so whatever is saved is `delicate`. */
export const ownCalls: CallsApi = {
  queryKey: ['GET /api/call-handling/settings'],
  own: true,
  read: () =>
    takeAhead('GET /api/call-handling/settings') ??
    callerOf('GET /api/call-handling/settings')('GET /api/call-handling/settings'),
  save: (body) => delicate(() => api('POST /api/call-handling/settings', { body })),
  destination: (typed) => api('POST /api/call-handling/destination', { body: { typed } }),
  history: (query) => api('GET /api/call-handling/history', { query }),
  restore: (changeId, version, pin) =>
    delicate(() =>
      api('POST /api/call-handling/history/:changeId/restore', {
        params: { changeId },
        body: { version, ...(pin ? { pin } : {}) },
      }),
    ),
  simulate: (body) => api('POST /api/call-handling/simulate', { body }),
  codes: () => api('GET /api/call-handling/codes'),
}

type Guard = <T>(call: () => Promise<T>) => Promise<T>

/** `guard` hears that the grant has closed (web/admin/acting/useGrant.ts). */
export function callsOf(lineId: string, guard: Guard = (call) => call()): CallsApi {
  const params = { lineId }
  const guarded = <T>(send: () => Promise<T>) => guard(() => delicate(send))
  return {
    queryKey: ['GET /api/call-handling/lines/:lineId/settings', { params }],
    own: false,
    read: () => guard(() => api('GET /api/call-handling/lines/:lineId/settings', { params })),
    save: (body) => guarded(() => api('POST /api/call-handling/lines/:lineId/settings', { params, body })),
    destination: (typed) =>
      guard(() => api('POST /api/call-handling/lines/:lineId/destination', { params, body: { typed } })),
    history: (query) => guard(() => api('GET /api/call-handling/lines/:lineId/history', { params, query })),
    restore: (changeId, version, pin) =>
      guarded(() =>
        api('POST /api/call-handling/lines/:lineId/history/:changeId/restore', {
          params: { lineId, changeId },
          body: { version, ...(pin ? { pin } : {}) },
        }),
      ),
    simulate: (body) => api('POST /api/call-handling/lines/:lineId/simulate', { params, body }),
    codes: () => guard(() => api('GET /api/call-handling/lines/:lineId/codes', { params })),
  }
}

/** What is kept of a line; a change made here is on screen before the server has said so. */
export const keepState = (calls: CallsApi, state: CallsState): void => void queries.setQueryData(calls.queryKey, state)

export const keptState = (calls: CallsApi): CallsState | undefined => queries.getQueryData<CallsState>(calls.queryKey)

/** After a change: lists that tell of it are read again. */
export function forgetHistory(calls: CallsApi): void {
  void queries.invalidateQueries({ queryKey: historyKey(calls) })
  void queries.invalidateQueries({ queryKey: ['GET /api/me'] })
}

export const historyKey = (calls: CallsApi): readonly unknown[] => ['call settings history', ...calls.queryKey]
