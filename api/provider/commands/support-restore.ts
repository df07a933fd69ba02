import { maskEmailAddress, readEmailAddress } from '#domain/email-address.ts'
import { restoreBySupport } from '../support-restore.ts'
import { type Command, date, optional, required, UsageError } from './command.ts'
import { sayWayOfSecret } from './say-delivery.ts'
import { fill, showDayAndHour } from './words.ts'

/** `support-restore <numero> …`: an administrator without password and e-mail has called (guide 2.4). */
export const supportRestore: Command = {
  options: {
    email: { type: 'string' },
    ticket: { type: 'string' },
    'requested-by': { type: 'string' },
    'approved-by': { type: 'string' },
    'requested-at': { type: 'string' },
    'consent-of': { type: 'string' },
    spoken: { type: 'boolean' },
  },
  prepare(typed, console) {
    const { words, out } = console
    const [number] = typed.words
    if (number === undefined) throw new UsageError(fill(words.usage.missing, { what: words.what.number }))
    const request = {
      number,
      email: required(typed, 'email', console),
      ticket: required(typed, 'ticket', console),
      requestedBy: required(typed, 'requested-by', console),
      approvedBy: required(typed, 'approved-by', console),
      requestedAt: date(typed, 'requested-at', console) ?? null,
      consentOf: optional(typed, 'consent-of') ?? null,
      spoken: typed.options.spoken === true,
    }
    return async (house) => {
      const done = await restoreBySupport(house, request)
      const { restored, delivered } = words
      out(fill(restored.done, { name: done.name, number: done.number, company: done.company }))
      const address = readEmailAddress(request.email)
      if (done.emailRecorded && address) out(fill(restored.email, { email: maskEmailAddress(address) }))
      else out(restored.emailKept)
      sayWayOfSecret(console, done.secret)
      // The one case in which support sees it: shown once here, and written down as told (spec/security 2.9).
      if (done.secret === 'spoken') out(fill(delivered.secret, { password: done.temporaryPassword }))
      out(fill(restored.validity, { date: showDayAndHour(done.expiresAt) }))
      out(restored.told)
      return 0
    }
  },
}
