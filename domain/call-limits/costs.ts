import type { CallLimits, CostCap, MeteredClass, SomeLimits } from './limits.ts'

/**
 * What calls outside cost by the contract's price list, and the caps in euro (spec/security TEL-7 "cost/day"). Money is
 * whole thousandths of a cent, so that a second of a call at 1.5 cents a minute has a price without a fraction.
 */
export const millicentsOfCent = 1_000

export type Price = {
  /** At the answer, in thousandths of a cent. */
  readonly setUp: number
  readonly minute: number
}
/** Given by the provider; a class without a price costs nothing, so caps say nothing of it. */
export type Tariff = { readonly [C in MeteredClass]?: Price | undefined }

/** An answered call, counted by the second; what is not a whole thousandth is one more. The same sum as in `limits.sql.ts`. */
export const costOf = ({ setUp, minute }: Price, seconds: number): number => setUp + Math.ceil((seconds * minute) / 60)

export const costNames = ['line-cost-day', 'line-cost-month', 'company-cost-day', 'company-cost-month'] as const
export type CostName = (typeof costNames)[number]

export const costShares = [50, 80, 100] as const
export type CostShare = (typeof costShares)[number]

/** Thousandths of a cent spent by a line or its company; `day` since an administrator last let calls go on. */
export type Spent = { readonly day: number; readonly wholeDay: number; readonly month: number }
export type Spending = { readonly line: Spent; readonly company: Spent }

export type CostVerdict = {
  readonly reached?: CostName
  /** The highest share of each cap that is spent. */
  readonly warned: readonly { readonly name: CostName; readonly share: CostShare }[]
  /** The longest the call may last, null where no cap ends it. */
  readonly seconds: number | null
}

type Row = readonly [name: CostName, spent: number, cap: number]

/** May one more call at this price be made? A cap that cannot pay for its first second is reached. */
export function judgeCost(
  caps: CallLimits['cost'],
  spending: Spending,
  price: Price,
  firm: SomeLimits['cost'] = {},
): CostVerdict {
  const warned = warnedOf(caps, spending)
  if (price.setUp + price.minute === 0) return { warned, seconds: null }
  const left = rowsOf(caps, spending, firm).map(([name, spent, cap]) => [name, cap - spent] as const)
  const reached = left.find(([, rest]) => rest < costOf(price, 1))?.[0]
  if (reached) return { reached, warned, seconds: null }
  if (left.length === 0 || price.minute === 0) return { warned, seconds: null }
  const least = Math.min(...left.map(([, rest]) => rest))
  return { warned, seconds: Math.floor(((least - price.setUp) * 60) / price.minute) }
}

/** A cap that calls that go on have spent together: each was given all that was left when it began. */
export const capSpent = (
  caps: CallLimits['cost'],
  spending: Spending,
  firm: SomeLimits['cost'] = {},
): CostName | undefined => rowsOf(caps, spending, firm).find(([, spent, cap]) => spent >= cap)?.[0]

/** Which caps are spent to half, to four fifths, or wholly. */
export function warnedOf(caps: CallLimits['cost'], spending: Spending): CostVerdict['warned'] {
  return rowsOf(caps, spending, {}).flatMap(([name, spent, cap]) => {
    const share = costShares.findLast((one) => spent * 100 >= cap * one)
    return share ? [{ name, share }] : []
  })
}

function rowsOf(caps: CallLimits['cost'], spending: Spending, firm: NonNullable<SomeLimits['cost']>): Row[] {
  const of = (whose: 'line' | 'company'): Row[] => {
    const { day, month }: CostCap = caps[whose]
    const decided = firm[whose]?.day
    return [
      ...row(`${whose}-cost-day`, spending[whose].day, day),
      ...row(`${whose}-cost-day`, spending[whose].wholeDay, decided ?? null),
      ...row(`${whose}-cost-month`, spending[whose].month, month),
    ]
  }
  return [...of('line'), ...of('company')]
}
const row = (name: CostName, spent: number, cap: number | null): Row[] =>
  cap === null ? [] : [[name, spent, cap * millicentsOfCent]]
