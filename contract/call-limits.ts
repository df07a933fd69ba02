import { z } from 'zod'
import { costNames, type Tariff } from '#domain/call-limits/costs.ts'
import { limitNames } from '#domain/call-limits/judge.ts'
import { type MeteredClass, meteredClasses } from '#domain/call-limits/limits.ts'
import { routes } from './route.ts'
import { id, instant } from './words.ts'

/** "Limiti e avvisi", and the provider's "Tetto del traffico" (spec/security TEL-5, TEL-7, TEL-8). */

const perClass = <S extends z.ZodType>(of: S) =>
  z.strictObject(Object.fromEntries(meteredClasses.map((one) => [one, of])) as Record<MeteredClass, S>)

const upTo = z.number().int().min(0).max(100_000)
const minutesADay = perClass(upTo)
const caps = z.strictObject({ atOnce: upTo, perMinute: upTo, minutesADay })
const forwardCaps = z.strictObject({ atOnce: upTo, minutesEach: upTo, minutesADay: upTo })
/** Whole cents; null: no cap. */
const cents = z.number().int().min(0).max(1_000_000_000).nullable()
const cost = z.strictObject({ day: cents, month: cents })
const callLimits = z.strictObject({
  ...{ line: caps, company: caps, forwarded: forwardCaps },
  cost: z.strictObject({ line: cost, company: cost }),
})

const someCaps = z.strictObject({
  ...{ atOnce: upTo.optional(), perMinute: upTo.optional(), minutesADay: minutesADay.partial().optional() },
})
const someCost = cost.partial()
const someLimits = z.strictObject({
  ...{ line: someCaps.optional(), company: someCaps.optional(), forwarded: forwardCaps.partial().optional() },
  cost: z.strictObject({ line: someCost.optional(), company: someCost.optional() }).optional(),
})
/** What may differ for a single line. */
const someOfLine = z.strictObject({
  ...{ line: someCaps.optional(), forwarded: forwardCaps.partial().optional() },
  cost: z.strictObject({ line: someCost.optional() }).optional(),
})

/** Thousandths of a cent. */
const millicents = z.number().int().min(0)
const price = z.strictObject({ setUp: millicents.max(100_000_000), minute: millicents.max(100_000_000) })
const tariff: z.ZodType<Tariff> = perClass(price).partial()

const line = z.strictObject({ id, name: z.string(), extension: z.string() })
const ofLine = line.nullable()
const use = z.strictObject({
  class: z.enum(meteredClasses),
  calls: z.number().int(),
  /** Of the whole day. */
  minutes: z.number().int(),
  /** Since calls were last let go on: what is held against the limits. */
  counted: z.number().int(),
  millicents,
})
const spent = z.strictObject({ day: millicents, month: millicents })

const callLimitState = z.strictObject({
  limits: callLimits,
  /** The provider's: nobody in the company goes above. */
  ceiling: callLimits,
  /** Of the ceiling what the provider has decided for this company; the rest is everybody's. */
  decided: someLimits,
  tariff,
  /** Calls outside that go on. */
  now: z.number().int(),
  today: z.array(use),
  spent,
  /** Who has called most today. */
  lines: z.array(
    z.strictObject({
      line,
      ...{ calls: z.number().int(), minutes: z.number().int() },
      spent,
      /** The limit of its own that is nearest. */
      nearest: z.strictObject({ class: z.enum(meteredClasses), used: z.number(), limit: z.number() }).nullable(),
    }),
  ),
  exceptions: z.array(z.strictObject({ line, limits: someOfLine })),
  held: z.array(z.strictObject({ line: ofLine, signal: z.string(), since: instant, until: instant })),
  /** Limits of today or of this month that stop calls now. */
  stopped: z.array(
    z.strictObject({
      line: ofLine,
      limit: z.enum([...limitNames, ...costNames]),
      class: z.enum(meteredClasses).nullable(),
      since: instant,
      /** Neither of the month nor decided by the provider: an administrator may let calls go on. */
      mayGoOn: z.boolean(),
    }),
  ),
  /** Newest first: `half line-at-once`, `reached company-minutes intl-eu`, `cost-80 company-cost-day`, `held first-abroad`. */
  alarms: z.array(
    z.strictObject({
      ...{ line: ofLine, what: z.string(), at: instant },
      /** Letters about it: written, accepted by the recipient's mail server, given up. */
      letters: z.strictObject({ written: z.number().int(), sent: z.number().int(), failed: z.number().int() }),
    }),
  ),
  /** The administrators; without a confirmed address nobody can be told. */
  told: z.array(z.strictObject({ line, maskedEmail: z.string().nullable() })),
})

const ceilingState = z.strictObject({
  /** Everybody's, where nothing is decided. */
  standard: callLimits,
  decided: someLimits,
  tariff,
  /** What the customer's administrator has lowered. */
  limits: callLimits,
  today: z.array(use),
  spent,
})

const reason = z.string().trim().min(3).max(300)
const companyId = z.strictObject({ companyId: id })

export const callLimitsRoutes = routes({
  'GET /api/call-handling/limits': {
    summary: 'How much may be called outside, what was called today, what was held (spec/security TEL-5, TEL-7, TEL-8)',
    may: 'see the company’s call limits',
    answer: callLimitState,
  },
  'POST /api/call-handling/limits': {
    summary: 'Lower the company’s limits of calls outside, or put them back up to the provider’s',
    may: 'change the company’s call limits',
    body: someLimits,
    answer: callLimitState,
    problems: ['setting.refused'],
  },
  'POST /api/call-handling/limits/lines/:lineId': {
    summary: 'Limits of one line that differ from the company’s; none: like everybody',
    may: 'change the company’s call limits',
    params: z.strictObject({ lineId: id }),
    body: someOfLine,
    answer: callLimitState,
    problems: ['setting.refused'],
  },
  'POST /api/call-handling/limits/let-go-on': {
    summary: 'Let a line, or the company as a whole, call again: today is counted anew, what was held is free (TEL-7)',
    may: 'change the company’s call limits',
    /** Without a line: the company as a whole. */
    body: z.strictObject({ lineId: id.optional(), reason }),
    answer: callLimitState,
    problems: ['not-found'],
  },

  'GET /api/provider/customers/:companyId/ceiling': {
    summary: '"Tetto del traffico": what a customer may call outside at most, its price list, what it uses',
    may: 'see the customers',
    params: companyId,
    answer: ceilingState,
  },
  'POST /api/provider/customers/:companyId/ceiling': {
    summary:
      'Decide a customer’s ceiling and price list: in place of those of before, over whatever its administrator says',
    may: 'decide a customer’s ceiling',
    params: companyId,
    body: z.strictObject({ decided: someLimits, tariff, reason }),
    answer: ceilingState,
    problems: ['customer.state'],
  },
})
