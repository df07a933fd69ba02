import { instantOf, type TimeZone } from '#domain/time-zone.ts'
import type { Answer } from '../../api.ts'

export type Group = Answer<'GET /api/me/calls'>['groups'][number]
export type Call = Group['calls'][number]
export type OtherSide = Group['other']
export type Message = Answer<'GET /api/me/messages'>['messages'][number]

/** The tabs of the page, in the order of the guide, by the name they have in the address. */
export const tabs = ['messages', 'missed', 'made', 'received', 'rejected'] as const
export type Tab = (typeof tabs)[number]
export type CallTab = Exclude<Tab, 'messages'>

const addresses: Readonly<Record<Tab, string>> = {
  messages: 'messaggi',
  missed: 'perse',
  made: 'effettuate',
  received: 'ricevute',
  rejected: 'rifiutate',
}

export const periods = ['week', 'month', 'all'] as const
export type Period = (typeof periods)[number]
const periodAddresses: Readonly<Record<Period, string>> = { week: '7', month: '30', all: '90' }

export type ListState = { tab: Tab; search: string; period: Period; day: string; unheard: boolean }

/** What the address says; what makes no sense is left out. */
export function readAddress(address: Readonly<Record<string, unknown>>): ListState {
  const { elenco, cerca, giorni, giorno, ascolto } = address
  return {
    tab: tabs.find((tab) => addresses[tab] === elenco) ?? 'messages',
    search: typeof cerca === 'string' ? cerca.trim().slice(0, 80) : '',
    period: periods.find((period) => periodAddresses[period] === giorni) ?? 'month',
    day: typeof giorno === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(giorno) ? giorno : '',
    unheard: ascolto === 'da-ascoltare',
  }
}

export function writeAddress({ tab, search, period, day, unheard }: ListState): Record<string, string> {
  return {
    ...(tab === 'messages' ? {} : { elenco: addresses[tab] }),
    ...(search ? { cerca: search } : {}),
    ...(period === 'month' ? {} : { giorni: periodAddresses[period] }),
    ...(day ? { giorno: day } : {}),
    ...(unheard && tab === 'messages' ? { ascolto: 'da-ascoltare' } : {}),
  }
}

const days: Readonly<Record<Period, number>> = { week: 7, month: 30, all: 90 }

/** The instants a period or a day of the Sede means; whole hours, so that asking again is the same question. */
export function spanOf(
  { period, day }: Pick<ListState, 'period' | 'day'>,
  now: number,
  zone: TimeZone,
): { from?: string; to?: string } {
  if (day) {
    const [year = 0, month = 0, of = 0] = day.split('-').map(Number)
    const midnight = (day: number) => new Date(instantOf({ year, month, day, hour: 0, minute: 0 }, zone)).toISOString()
    return { from: midnight(of), to: midnight(of + 1) }
  }
  if (period === 'all') return {}
  const hour = 3_600_000
  return { from: new Date(Math.floor(now / hour) * hour - days[period] * 24 * hour).toISOString() }
}

/** `0:42`, `1:02:03`. */
export function showDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const [h, m, s] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60), whole % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}
