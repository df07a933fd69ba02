import { millicentsOfCent, type Price, type Tariff } from '#domain/call-limits/costs.ts'
import { type CallLimits, meteredClasses, type SomeLimits } from '#domain/call-limits/limits.ts'

/** Limits as a form holds them: one box each, by its way through the limits; null is an empty box. Euro as euro. */
export type Fields = { readonly [path: string]: number | null }

type Tree = { readonly [name: string]: Tree | number | null | undefined }

const isEuro = (path: string): boolean => path.startsWith('cost.')

export function toFields(limits: SomeLimits | CallLimits): Fields {
  const pairs: [string, number | null][] = []
  const walk = (tree: Tree, above: string): void => {
    for (const [name, one] of Object.entries(tree)) {
      const path = `${above}${name}`
      if (typeof one === 'object' && one !== null) walk(one, `${path}.`)
      else if (one !== undefined) pairs.push([path, one !== null && isEuro(path) ? one / 100 : one])
    }
  }
  walk(limits as Tree, '')
  return Object.fromEntries(pairs)
}

/** The boxes that say something; `empty` is what an empty one says. */
export function toLimits(
  fields: Fields,
  empty: (path: string) => number | null | undefined = () => undefined,
): SomeLimits {
  const limits: Record<string, unknown> = {}
  for (const [path, shown] of Object.entries(fields)) {
    const value = shown === null ? empty(path) : isEuro(path) ? Math.round(shown * 100) : shown
    if (value === undefined) continue
    const names = path.split('.')
    let here = limits
    for (const name of names.slice(0, -1)) {
      here[name] ??= {}
      here = here[name] as Record<string, unknown>
    }
    here[names.at(-1) ?? path] = value
  }
  return limits as SomeLimits
}

/** Prices in cents, by class: `mobile.minute`. */
export const priceFields = (tariff: Tariff): Fields =>
  Object.fromEntries(
    meteredClasses.flatMap((one) => {
      const price = tariff[one]
      return (['setUp', 'minute'] as const).map((part) => [
        `${one}.${part}`,
        price?.[part] ? price[part] / millicentsOfCent : null,
      ])
    }),
  )

export const toTariff = (fields: Fields): Tariff =>
  Object.fromEntries(
    meteredClasses.flatMap((one) => {
      const part = (name: keyof Price) => Math.round((fields[`${one}.${name}`] ?? 0) * millicentsOfCent)
      const price: Price = { setUp: part('setUp'), minute: part('minute') }
      return price.setUp + price.minute > 0 ? [[one, price]] : []
    }),
  )
