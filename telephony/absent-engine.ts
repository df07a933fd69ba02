import type { CallEngine } from './call-engine.ts'

/** Stands where no engine was started: the portal works, says that calls are not served, and has nothing to tell anybody. */
export const absentEngine: CallEngine = {
  start: async () => undefined,
  stop: async () => undefined,
  health: () => ({ state: 'off' }),
  forgetDevice: async () => undefined,
  publishLines: async () => undefined,
  setTrunks: async () => undefined,
  registrations: async () => [],
  hangUp: async () => undefined,
}
