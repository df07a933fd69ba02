import { readFile } from 'node:fs/promises'
import type { CompanyFile } from '#domain/provider/company-file.ts'
import { deliveries } from '#domain/provider/delivery.ts'
import { readVatNumber } from '#domain/provider/vat-number.ts'
import { type Activated, activateCompany, readFileForActivation } from '../activate.ts'
import { portalAddress } from '../deliver-credentials.ts'
import { type Command, type Console, choice, date, optional, required, UsageError } from './command.ts'
import { sayDelivery } from './say-delivery.ts'
import { activationSheet } from './sheet.ts'
import { fill, noteSentence, showDay } from './words.ts'

/** `activate <linee.csv> --name …`: begins a company from the file of its lines. */
export const activate: Command = {
  options: {
    name: { type: 'string' },
    vat: { type: 'string' },
    'contact-email': { type: 'string' },
    'contact-mobile': { type: 'string' },
    delivery: { type: 'string' },
    'activated-at': { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  async prepare(typed, console) {
    const bytes = await fileOf(typed.words[0], console)
    const subscription = {
      name: required(typed, 'name', console),
      vatNumber: optional(typed, 'vat'),
      contactEmail: optional(typed, 'contact-email'),
      contactMobile: optional(typed, 'contact-mobile'),
      activatedAt: date(typed, 'activated-at', console),
      language: console.language,
      delivery: choice(typed, 'delivery', deliveries, 'email', console),
    }
    return async (house) => {
      const file = await readFileForActivation(house, bytes)
      if (!sayNotes(console, file)) return 1
      const { out, words, operator } = console
      if (typed.options['dry-run']) {
        const administrators = file.lines.filter((line) => line.userType === 'administrator').length
        out(fill(words.activated.dryRun, { lines: file.lines.length, administrators }))
        return 0
      }
      const activated = await activateCompany(house, { ...subscription, file, operator })
      sayActivated(console, subscription.name, activated)
      if (subscription.delivery === 'technician') {
        const { brand } = house.config
        const vatNumber = readVatNumber(subscription.vatNumber ?? '') ?? null
        const facts = {
          activated,
          brand: brand.name,
          company: subscription.name,
          vatNumber,
          portal: portalAddress(house.config),
        }
        out(`\n${activationSheet(words, facts)}`)
      }
      return 0
    }
  },
}

async function fileOf(path: string | undefined, { words }: Console): Promise<Uint8Array> {
  if (path === undefined) throw new UsageError(fill(words.usage.missing, { what: words.what.file }))
  try {
    return await readFile(path)
  } catch {
    throw new UsageError(fill(words.usage.unreadable, { file: path }))
  }
}

/** One line a note; false when something must be mended first. */
function sayNotes({ err, words }: Console, { problems, warnings }: CompanyFile): boolean {
  for (const note of [...problems, ...warnings]) err(noteSentence(words, note))
  if (problems.length === 0) return true
  err(fill(words.activated.problems, { count: new Set(problems.map(({ row }) => row)).size }))
  err(words.provider.refusals['file-with-problems'])
  return false
}

function sayActivated(console: Console, company: string, activated: Activated): void {
  const { out, words } = console
  const { companyId, administrators, users, sites, passwordExpiresAt, plan } = activated
  out(fill(words.activated.company, { company, companyId }))
  const counts = {
    lines: administrators.length + users.length,
    administrators: administrators.length,
    sites: sites.length,
  }
  out(fill(words.activated.lines, { ...counts, date: showDay(passwordExpiresAt) }))
  if (plan.secretTo !== 'technician') sayDelivery(console, plan)
}
