import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterCommit, type Transaction } from '#database/connect.ts'
import { loudnessBars } from '#domain/call-history/loudness.ts'
import { nameKey } from '#domain/directory/search-text.ts'
import { readPhoneNumber } from '#domain/phone-number.ts'
import type { EngineEvent } from '#telephony/call-engine.ts'
import { alaw } from '#telephony/rtp/g711.ts'
import { readWav } from '#telephony/rtp/wav.ts'
import { seal } from '../access/vault.ts'
import type { House } from '../house.ts'
import { findCallerOfCall, findMailbox, insertMessage } from './messages.sql.ts'

export type MessageLeft = Extract<EngineEvent, { kind: 'message-left' }>

/** Whose sound it is: the seal opens for nothing else. */
export const boundTo = (lineId: string, messageId: string): string => `voicemail|${lineId}|${messageId}`

/**
 * Takes a recorded message out of the engine's spool into the line's mailbox, sealed (AES-256-GCM under the vault key);
 * the file goes once the message is safe. Told twice, kept once: a file that is gone was kept before.
 * @param spool the engine's directory of recordings
 */
export async function keepMessage(house: House, spool: string, event: MessageLeft): Promise<void> {
  const name = basename(event.file)
  const file = join(spool, name)
  const samples = await readFile(file).then(readWav, (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!samples) return
  await house.cellar.asService(async (trx) => {
    const id = messageId(event.lineId, name)
    const mailbox = await findMailbox(trx, event.lineId, event.caller && (readPhoneNumber(event.caller) ?? null))
    if (mailbox) {
      const { company_id: companyId, id: lineId } = mailbox
      const caller = await callerOf(trx, event, mailbox.colleague)
      const sealed = seal(house.config.secrets.VAULT_1, boundTo(lineId, id), Buffer.from(alaw.encode(samples)))
      const fresh = await insertMessage(
        trx,
        {
          id,
          company_id: companyId,
          line_id: lineId,
          call_id: event.callId,
          spool_file: name,
          left_at: new Date(event.at),
          seconds: Math.round(samples.length / 8_000),
          ...caller,
          search_text: [caller.caller_number ?? '', nameKey(caller.caller_name ?? '')].join('\n'),
          loudness: Buffer.from(loudnessBars(samples)),
        },
        sealed,
      )
      if (fresh) house.live.tell(trx, { companyId, lineId, topic: 'messages' })
    }
    afterCommit(trx, () => rm(file, { force: true }))
  })
}

/** The call's record knows the name that was shown, and what was withheld; the event alone only the number. */
async function callerOf(trx: Transaction, { lineId, callId, caller }: MessageLeft, colleague: string | null) {
  const record = await findCallerOfCall(trx, lineId, callId)
  if (record)
    return {
      caller_number: record.other_number,
      caller_line_id: record.other_line_id,
      caller_name: record.other_name,
    }
  const number = caller === null ? null : (readPhoneNumber(caller) ?? caller.slice(0, 40))
  return { caller_number: number, caller_line_id: colleague, caller_name: null }
}

/** The same file has the same id, whoever keeps it. */
function messageId(lineId: string, file: string): string {
  const hex = createHash('sha256').update(`message ${lineId} ${file}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
