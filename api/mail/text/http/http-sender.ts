import { second } from '#domain/clock.ts'
import { DeliveryError, PerhapsSent, type Sender } from '../../sender.ts'
import type { Ledger } from '../ledger.ts'
import { createPace } from '../pace.ts'
import type { HttpSettings } from '../text-settings.ts'
import { fillForm, fillJson, looksLikeJson, valueAt } from './template.ts'

const answerWithin = 20 * second
const longestAnswer = 64 * 1024
/** The address was never reached: nothing left. */
const neverReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Text messages by a gateway that speaks HTTP, described in the environment. */
export function createHttpSender({ settings, ledger }: { settings: HttpSettings; ledger: Ledger }): Sender {
  const pace = createPace(settings.rate)
  return {
    width: () => Math.min(settings.window, Math.max(1, settings.rate * 20)),
    async send({ id, to, content }, signal) {
      const key = { messageId: id, part: 0 }
      try {
        await pace.turn(signal)
      } catch {
        throw new DeliveryError('not its turn in time', false)
      }
      const handed = await ledger.hand(key, 1)
      if (handed.state === 'answered') return 'noted'
      if (handed.state === 'unanswered' && !settings.knowsRepeats)
        throw new PerhapsSent('handed over before a restart, no answer known')
      const response = await ask({ to, text: content.text, from: settings.from, id }, key)
      if (response.ok) {
        await ledger.answered(key, (await idIn(response)) ?? (settings.answerId === '' ? id : null))
        return 'noted'
      }
      await response.body?.cancel()
      const reason = `HTTP ${response.status}`
      // 500, 502 and 504 say that something failed, and not whether the message is on its way.
      if ([500, 502, 504].includes(response.status) && !settings.knowsRepeats) throw new PerhapsSent(reason)
      await ledger.notTaken(key)
      if (response.status === 429 || response.status === 503) pace.hold(second)
      const itsFault = [400, 404, 410, 422].includes(response.status)
      throw new DeliveryError(reason, itsFault, itsFault ? 'recipient-unknown' : 'unknown')
    },
    async close() {},
  }

  async function ask(
    facts: { to: string; text: string; from: string; id: string },
    key: { messageId: string; part: number },
  ): Promise<Response> {
    const json = looksLikeJson(settings.body)
    const body =
      settings.body === '' ? undefined : json ? fillJson(settings.body, facts) : fillForm(settings.body, facts)
    const type = json ? 'application/json' : 'application/x-www-form-urlencoded'
    try {
      return await fetch(fillForm(settings.url, facts), {
        method: settings.method,
        headers: { ...(body === undefined ? {} : { 'content-type': type }), ...settings.headers },
        ...(body === undefined ? {} : { body }),
        // Somewhere else is not the gateway we were told to trust with secrets.
        redirect: 'manual',
        signal: AbortSignal.timeout(answerWithin),
      })
    } catch (error) {
      const code = (error as { cause?: NodeJS.ErrnoException }).cause?.code ?? (error as Error).name
      if (neverReached.has(code)) {
        await ledger.notTaken(key)
        throw new DeliveryError(code, false)
      }
      if (settings.knowsRepeats) throw new DeliveryError(`no answer (${code})`, false)
      throw new PerhapsSent(`no answer (${code})`)
    }
  }

  async function idIn(response: Response): Promise<string | undefined> {
    const text = (await response.text()).slice(0, longestAnswer)
    if (settings.answerId === '') return undefined
    try {
      return valueAt(JSON.parse(text), settings.answerId)
    } catch {
      return undefined
    }
  }
}
