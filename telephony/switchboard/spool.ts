import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineEvent } from '../call-engine.ts'
import type { SpooledMessage } from '../media-service.ts'

export type LeftMessage = { readonly event: EngineEvent; readonly done: () => void }

/** Recordings the media application has finished and no portal has kept yet. */
export function spooledMessages(directory: string): LeftMessage[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const sheet = join(directory, name)
      const message = readSheet(sheet)
      if (!message) return []
      const { callId, lineId, seconds, caller, at } = message
      const file = join(directory, message.file)
      const id = `${callId}/message-left/${message.file}`
      const event: EngineEvent = { id, at, kind: 'message-left', callId, lineId, file, seconds, caller }
      return [{ event, done: () => [sheet, file].forEach((path) => void rmSync(path, { force: true })) }]
    })
}

export const spoolDirectory = (directory: string): string => join(directory, 'spool')

export function openSpool(directory: string): string {
  const spool = spoolDirectory(directory)
  mkdirSync(spool, { recursive: true, mode: 0o700 })
  return spool
}

function readSheet(file: string): SpooledMessage | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SpooledMessage
  } catch {
    return undefined
  }
}
