import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { afterCommit, type Cellar, type Transaction } from '#database/connect.ts'
import type { Clock } from '#domain/clock.ts'
import type { LiveMessage, Notice, Presence } from './notices.ts'
import { countOnlineDevices, findOnlineLines } from './online-lines.sql.ts'
import { PresenceBoard } from './presence.ts'

/** Who looks: what it may hear is decided by these three. */
export type Viewer = {
  readonly companyId: string
  readonly lineId: string
  /** In the administrator's view: hears of every phone of the company. */
  readonly administrator: boolean
}

export type Live = {
  /** Tells whoever looks, in every process, once `trx` is committed. */
  tell(trx: object, notice: Notice): void
  /** Tells at once what is in no transaction: a phone that rings. */
  say(notice: Notice): void
  /** The listener hears until the answered function is called. */
  listen(viewer: Viewer, listener: Listener): () => void
  /** The line's sessions have changed: whoever listens for it looks whether its own still lives. */
  recheck(lineId: string): void
  presenceOf(lineId: string): Presence
  /** How many browsers of this process listen. */
  listeners(): number
  /** Begins to hear other processes, and asks who is connected now. */
  start(): Promise<void>
  stop(): Promise<void>
}

export type Listener = {
  send(message: LiveMessage): void
  check(): void
  /** The portal stops. */
  end(): void
}
type Place = { readonly viewer: Viewer; readonly listener: Listener }

/** Notices of other processes travel in bunches: one NOTIFY a notice would make every commit wait for the one before. */
const bunchMilliseconds = 20
/** Who has heard of no other portal for so long is alone, and has nobody to tell. */
const aloneAfter = 60_000
const hereEvery = 20_000
const answeredWithin = 10_000
const whoIsThere = '?'
const here = '!'
/** PostgreSQL takes payloads below 8000 bytes. */
const bunchBytes = 7_500
const channel = 'osw_live'

/**
 * One hub a process. What happens here is heard here at once; other processes hear it through LISTEN/NOTIFY. Nothing
 * is kept: a browser that was away asks again for what it shows (DESIGN.md, Loading).
 */
export function createLive({ cellar, clock, log }: { cellar: Cellar; clock: Clock; log: Logger }): Live {
  const self = randomUUID().slice(0, 8)
  const companies = new Map<string, Set<Place>>()
  const board = new PresenceBoard()
  let waiting: Notice[] = []
  let timer: NodeJS.Timeout | undefined
  let stopHearing: (() => Promise<void>) | undefined
  let sayingHere: NodeJS.Timeout | undefined
  /** On the clock of this machine: until then there may be others. Who does not listen, as a command, never knows. */
  let othersUntil = cellar.engine === 'postgres' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY

  const everybody = (): Place[] => [...companies.values()].flatMap((places) => [...places])

  function hear(notice: Notice): void {
    const { companyId, lineId } = notice
    if (notice.topic === 'call') {
      changePresence(companyId, lineId, () => board.setCall(lineId, notice.callId, notice.state, clock()))
      return
    }
    const message: LiveMessage =
      notice.topic === 'call-settings' ? { kind: notice.topic, version: notice.version } : { kind: notice.topic }
    for (const { viewer, listener } of companies.get(companyId) ?? []) {
      if (viewer.lineId === lineId) listener.send(message)
      if (notice.topic === 'phones' && viewer.administrator) listener.send({ kind: 'company-phones' })
      if (notice.topic === 'activation' && viewer.administrator) listener.send({ kind: 'company-activations' })
    }
    if (notice.topic !== 'phones') return
    const { online } = notice
    if (online === undefined) void lookWhoIsOnline(companyId, lineId)
    else changePresence(companyId, lineId, () => board.setOnline(lineId, online))
  }

  function changePresence(companyId: string, lineId: string, change: () => void): void {
    const before = board.of(lineId, clock())
    change()
    const presence = board.of(lineId, clock())
    if (presence === before) return
    for (const { listener } of companies.get(companyId) ?? []) listener.send({ kind: 'presence', lineId, presence })
  }

  async function lookWhoIsOnline(companyId: string, lineId: string): Promise<void> {
    try {
      const devices = await cellar.asService((trx) => countOnlineDevices(trx, lineId, clock()), { readOnly: true })
      changePresence(companyId, lineId, () => board.setOnline(lineId, devices > 0))
    } catch (error) {
      log.warn({ err: error }, 'Who is connected could not be read')
    }
  }

  function publish(notice: Notice): void {
    hear(notice)
    if (performance.now() > othersUntil) return
    waiting.push(notice)
    timer ??= setTimeout(() => void sendBunches(), bunchMilliseconds)
  }

  async function sendBunches(): Promise<void> {
    timer = undefined
    const notices = waiting
    waiting = []
    for (const bunch of inBunches(notices)) await ring(bunch)
  }

  async function ring(text: string): Promise<void> {
    try {
      await cellar.notify(channel, self + text)
    } catch (error) {
      log.warn({ err: error }, 'Other portals were not told what changed; their pages ask within 30 seconds')
    }
  }

  function hearOthers(payload: string): void {
    if (payload.startsWith(self)) return
    othersUntil = performance.now() + aloneAfter
    const text = payload.slice(self.length)
    if (text === whoIsThere) void ring(here)
    else if (text !== here) for (const notice of JSON.parse(text) as Notice[]) hear(notice)
  }

  async function askWhoIsThere(): Promise<void> {
    othersUntil = performance.now() + answeredWithin
    await ring(whoIsThere)
  }

  return {
    tell: (trx, notice) => afterCommit(trx, () => publish(notice)),
    say: publish,
    listen(viewer, listener) {
      const place = { viewer, listener }
      const ofCompany = companies.get(viewer.companyId) ?? new Set()
      companies.set(viewer.companyId, ofCompany.add(place))
      return () => {
        ofCompany.delete(place)
        if (ofCompany.size === 0 && companies.get(viewer.companyId) === ofCompany) companies.delete(viewer.companyId)
      }
    },
    recheck(lineId) {
      for (const { viewer, listener } of everybody()) if (viewer.lineId === lineId) listener.check()
    },
    presenceOf: (lineId) => board.of(lineId, clock()),
    listeners: () => [...companies.values()].reduce((sum, { size }) => sum + size, 0),
    async start() {
      if (cellar.engine === 'postgres') {
        stopHearing = await cellar.listen(channel, hearOthers, () => void askWhoIsThere())
        await askWhoIsThere()
        sayingHere = setInterval(() => void ring(here), hereEvery)
        sayingHere.unref()
      }
      const online = await cellar.asService((trx: Transaction) => findOnlineLines(trx, clock()), { readOnly: true })
      for (const lineId of online) board.setOnline(lineId, true)
    },
    async stop() {
      clearTimeout(timer)
      clearInterval(sayingHere)
      for (const { listener } of everybody()) listener.end()
      await stopHearing?.()
    },
  }
}

/** As JSON arrays, each small enough. */
function* inBunches(notices: readonly Notice[]): Generator<string> {
  let bunch: string[] = []
  let bytes = 0
  for (const notice of notices) {
    const text = JSON.stringify(notice)
    if (bytes + text.length + 1 > bunchBytes && bunch.length > 0) {
      yield `[${bunch.join(',')}]`
      bunch = []
      bytes = 0
    }
    bunch.push(text)
    bytes += text.length + 1
  }
  if (bunch.length > 0) yield `[${bunch.join(',')}]`
}
