import { seedLargeCompany } from '../../demo/seed-large.ts'
import { insertPhones } from '../../demo/seed-phones.sql.ts'
import { type Command, optional, required, UsageError } from './command.ts'

/**
 * `seed --companies N --lines N [--calls N] [--phones secret]`: companies for benchmarks, lines parted evenly, calls for the
 * first of them, a phone for every line. For people who measure, not for operators: it is not in the help, and refuses a
 * production server. Prints one JSON line.
 */
export const seed: Command = {
  options: {
    companies: { type: 'string' },
    lines: { type: 'string' },
    calls: { type: 'string' },
    phones: { type: 'string' },
  },
  prepare(typed, console) {
    const [companies, lines] = ['companies', 'lines'].map((name) => Number(required(typed, name, console)))
    const calls = Number(optional(typed, 'calls') ?? 0)
    if (!companies || !lines || lines < companies || !Number.isInteger(calls))
      throw new UsageError('seed --companies N --lines N [--calls N] [--phones secret]')
    const secret = optional(typed, 'phones')
    return async (house) => {
      if (house.config.production) return 1
      const { administrators, password } = await seedLargeCompany(house, { companies, lines, calls })
      const phones = secret ? await house.cellar.asService((trx) => insertPhones(trx, secret, house.clock())) : []
      console.out(JSON.stringify({ administrators: administrators.slice(0, 100), password, phones }))
      return 0
    }
  },
}
