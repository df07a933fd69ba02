import { veiledBefore } from '#domain/call-history/veil.ts'
import { Problem } from '#domain/problem.ts'
import { alaw } from '#telephony/rtp/g711.ts'
import { writeWav } from '#telephony/rtp/wav.ts'
import type { LiveSession } from '../access/sessions.ts'
import { unseal } from '../access/vault.ts'
import { asOwner, type Narrowing, narrowing, readCursor, writeCursor } from '../call-history/calls.ts'
import { presentOther } from '../call-history/other-side.ts'
import { findPeople, type People } from '../call-history/records.sql.ts'
import type { House } from '../house.ts'
import { boundTo } from './keep-message.ts'
import { changeMessage, type FoundMessage, findAudio, findMessages } from './messages.sql.ts'

const messagesShown = 25

/** A page of one's own messages, newest first. */
export async function listMessages(
  house: House,
  session: LiveSession,
  asked: Narrowing & { unheard: boolean; after?: string | undefined },
) {
  const filter = { ...narrowing(house, session, asked), unheard: asked.unheard }
  const { found, people } = await asOwner(house, session, async (trx) => {
    const rows = await findMessages(trx, filter, readCursor(asked.after), messagesShown + 1)
    return {
      found: rows,
      people: await findPeople(
        trx,
        rows.map((row) => row.other_line_id),
      ),
    }
  })
  const shown = found.slice(0, messagesShown)
  const last = shown.at(-1)
  return {
    messages: shown.map((row) => presentMessage(row, people)),
    next: last && found.length > messagesShown ? writeCursor({ at: last.left_at, id: last.id }) : null,
  }
}

const presentMessage = (row: FoundMessage, people: People) => ({
  id: row.id,
  at: row.left_at.toISOString(),
  seconds: row.seconds,
  heard: row.heard_at !== null,
  other: presentOther(row, people),
  loudness: [...row.loudness],
})

/** The sound, for its owner alone; as PCM, which every browser plays. @throws {Problem} not-found */
export async function readAudio(house: House, session: LiveSession, messageId: string): Promise<Buffer> {
  const since = veiledBefore(session.line, house.clock())
  const found = await asOwner(house, session, (trx) => findAudio(trx, session.line.id, messageId))
  if (!found || (since && found.left_at < since)) throw new Problem('not-found')
  return writeWav(alaw.decode(unseal(house.config.secrets.VAULT_1, boundTo(session.line.id, messageId), found.sealed)))
}

/** @throws {Problem} not-found */
export async function setHeard(
  house: House,
  session: LiveSession,
  messageId: string,
  heard: boolean,
): Promise<undefined> {
  return change(house, session, messageId, { heard_at: heard ? house.clock() : null })
}

/** Kept for 30 days, where only "Annulla" reaches it. @throws {Problem} not-found */
export async function deleteMessage(house: House, session: LiveSession, messageId: string): Promise<undefined> {
  return change(house, session, messageId, { deleted_at: house.clock() })
}

/** @throws {Problem} not-found */
export async function restoreMessage(house: House, session: LiveSession, messageId: string): Promise<undefined> {
  return change(house, session, messageId, { deleted_at: null })
}

async function change(
  house: House,
  session: LiveSession,
  messageId: string,
  what: Parameters<typeof changeMessage>[3],
): Promise<undefined> {
  const { id: lineId, companyId } = session.line
  await asOwner(
    house,
    session,
    async (trx) => {
      if ((await changeMessage(trx, lineId, messageId, what)) === 0n) throw new Problem('not-found')
      house.live.tell(trx, { companyId, lineId, topic: 'messages' })
    },
    false,
  )
  return undefined
}
