import { hash } from 'node:crypto'
import type { CallContext } from '#domain/call-history/call-context.ts'
import { type CallRecord, type Ending, linesOf, otherKey, recordsOf } from '#domain/call-history/records.ts'
import { nameKey } from '#domain/directory/search-text.ts'
import type { EngineEvent } from '#telephony/call-engine.ts'
import type { House } from '../house.ts'
import { contextsOf } from './contexts-of.ts'
import { type End, keepRecords, type NewRecord } from './records.sql.ts'

type Concluding = Extract<EngineEvent, { kind: 'answered' | 'failed' | 'cancelled' }>

/**
 * Writes the records of calls from what the engine tells, each event knowing all that is needed. Told twice, by one
 * portal or another, they are kept once.
 */
export async function keepCallRecords(house: House, events: readonly EngineEvent[]): Promise<void> {
  const records = events.flatMap(recordsOfEvent).sort((a, b) => (a.line + a.call < b.line + b.call ? -1 : 1))
  const ends = events.flatMap(endsOf).sort((a, b) => (a.line + a.call < b.line + b.call ? -1 : 1))
  if (records.length + ends.length === 0) return
  await house.cellar.asService(
    async (trx) => {
      const kept = await keepRecords(trx, ended(records, ends), ends)
      const lines = new Map(kept.map((row) => [row.line_id, row.company_id]))
      for (const [lineId, companyId] of lines) house.live.tell(trx, { companyId, lineId, topic: 'calls' })
    },
    { once: true },
  )
}

/** A call that was answered and ended within one delivery is written once, with its end. */
function ended(records: readonly NewRecord[], ends: readonly End[]): NewRecord[] {
  if (ends.length === 0) return [...records]
  const of = new Map(ends.map((end) => [`${end.line} ${end.call}`, end]))
  return records.map((record) => {
    const end = record.ended === null ? of.get(`${record.line} ${record.call}`) : undefined
    return end ? { ...record, ended: end.at, seconds: end.seconds } : record
  })
}

function recordsOfEvent(event: EngineEvent): NewRecord[] {
  if (event.kind !== 'answered' && event.kind !== 'failed' && event.kind !== 'cancelled') return []
  return contextsOf(event).flatMap((context) => recordsIn(context, event))
}

function recordsIn(context: CallContext, event: Concluding): NewRecord[] {
  const ended = event.kind === 'answered' ? null : event.at
  return recordsOf(context, event.left, endingOf(event)).map((record) => ({
    id: recordId(record, event.callId),
    company: context.companyId,
    line: record.lineId,
    call: event.callId,
    direction: record.direction,
    list: record.list,
    outcome: record.outcome,
    started: context.at,
    ended,
    seconds: 0,
    number: record.other.number,
    other_line: record.other.lineId,
    name: record.other.name,
    key: otherKey(record),
    masked: record.masked,
    search: [record.other.number ?? '', nameKey(record.other.name ?? '')].join('\n'),
    detail: record.detail,
  }))
}

function endingOf(event: Concluding): Ending {
  switch (event.kind) {
    case 'answered':
      return { kind: 'answered', step: event.step, target: event.target }
    case 'failed':
      return { kind: 'failed', cause: event.cause }
    case 'cancelled':
      return { kind: 'cancelled', step: event.step }
  }
}

/** The same record has the same id, whoever writes it. */
function recordId({ lineId, direction }: CallRecord, callId: string): string {
  const hex = hash('sha256', `${lineId} ${direction} ${callId}`, 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function endsOf(event: EngineEvent): End[] {
  if (event.kind !== 'ended') return []
  const { callId: call, at } = event
  const seconds = Math.max(0, Math.round(event.seconds))
  const lines = contextsOf(event).flatMap(linesOf)
  return lines.map((line) => ({ call, line, seconds, at }))
}
