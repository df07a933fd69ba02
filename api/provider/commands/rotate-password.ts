import { deliveries } from '#domain/provider/delivery.ts'
import { rotateSharedPassword } from '../rotate-shared-password.ts'
import { type Command, choice, optional, UsageError } from './command.ts'
import { sayDelivery } from './say-delivery.ts'
import { fill } from './words.ts'

/** `rotate-password --company … | --number …`: the old shared temporary password dies (spec/security 1.4.2). */
export const rotatePassword: Command = {
  options: { company: { type: 'string' }, number: { type: 'string' }, delivery: { type: 'string' } },
  prepare(typed, console) {
    const { words, out, operator } = console
    const company = optional(typed, 'company')
    const number = optional(typed, 'number')
    if ((company === undefined) === (number === undefined)) {
      throw new UsageError(fill(words.usage.missing, { what: words.what.company }))
    }
    const which = company === undefined ? { number: number ?? '' } : { company }
    const delivery = choice(typed, 'delivery', deliveries, 'email', console)
    return async (house) => {
      const done = await rotateSharedPassword(house, { which, delivery, operator })
      out(fill(words.rotated.done, { company: done.company, generation: done.generation }))
      out(fill(words.rotated.waiting, { lines: done.linesWaiting }))
      if (delivery === 'technician') out(fill(words.delivered.secret, { password: done.temporaryPassword }))
      else sayDelivery(console, done.plan)
      return 0
    }
  },
}
