import type { CallerPattern, CallSettings } from '#domain/call-handling/settings.ts'
import type { SettingsRequest } from '#domain/call-handling/settings-request.ts'
import type { PhoneNumber } from '#domain/phone-number.ts'

/**
 * Callers added by star code stay unknown to whoever added them (spec/product 2.3 E): they leave as `#0`, `#1`, the place
 * in their list, and come back as what stands there.
 */
export function hideCallers<T>(value: T): T {
  if (Array.isArray(value))
    return value.map((one, i) => (isHidden(one) ? { ...one, number: `#${i}` } : hideCallers(one))) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hideCallers(inner)])) as T
}

/** A request with its hidden callers put in again; one that is not there any more is left out. */
export function revealCallers(asked: SettingsRequest, current: CallSettings): SettingsRequest {
  const reveal = <P extends { readonly kind: string }>(list: readonly P[], known: readonly CallerPattern[]): P[] =>
    list.flatMap((one) => {
      if (!isHidden(one)) return [one]
      const original = known[Number(one.number.slice(1))]
      return isHidden(original) ? [original as unknown as P] : []
    })
  const { selectiveRejection, vip, selectiveForward } = asked
  return {
    ...asked,
    ...(selectiveRejection && {
      selectiveRejection: {
        ...selectiveRejection,
        callers: reveal(selectiveRejection.callers, current.selectiveRejection.callers),
      },
    }),
    ...(vip && { vip: reveal(vip, current.vip) }),
    ...(selectiveForward && {
      selectiveForward: {
        ...selectiveForward,
        rules: selectiveForward.rules.map((rule) => ({
          ...rule,
          callers: reveal(rule.callers, current.selectiveForward.rules.find(({ id }) => id === rule.id)?.callers ?? []),
        })),
      },
    }),
  }
}

const isHidden = (one: unknown): one is { kind: 'number'; number: PhoneNumber; hidden: true } =>
  typeof one === 'object' && one !== null && 'hidden' in one && one.hidden === true
