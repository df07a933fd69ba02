import { createHash, randomUUID } from 'node:crypto'
import type { extensionsRoutes } from '#contract/extensions.ts'
import type { Received } from '#contract/route.ts'
import type { Transaction } from '#database/connect.ts'
import { conflictFinder } from '#domain/dial-plan/code-conflicts.ts'
import { planRenumbering, type Renumbering, type RenumberingRule } from '#domain/dial-plan/renumbering.ts'
import { Problem } from '#domain/problem.ts'
import type { LiveSession } from '../access/sessions.ts'
import type { House } from '../house.ts'
import type { SessionVisit } from '../http/visit.ts'
import { auditBy } from '../provider/audit.ts'
import { type CompanyCodes, findCodes } from './codes-in-use.sql.ts'
import * as sql from './extensions.sql.ts'
import { rangeOf } from './extensions.ts'
import { holdDialPlan } from './short-codes.sql.ts'

type Routes = typeof extensionsRoutes
type Who = Pick<SessionVisit, 'session' | 'caller'>
type Asked = { rule: RenumberingRule; siteId?: string | undefined }

const pageSize = 50

/** What a renumbering would do, worst first; nothing changes by looking (spec/product 3.6). */
export function previewRenumbering(
  house: House,
  session: LiveSession,
  asked: Received<Routes['POST /api/extensions/renumber/preview']>['body'],
) {
  const { companyId } = session.line
  return house.cellar.inCompany(
    contextOf(session),
    async (trx) => {
      const { plan, codes, sites } = await plannedIn(trx, companyId, asked)
      const { moves, left, unchanged } = plan
      const lines = new Map(codes.lines.map((line) => [line.id, line]))
      const worst = (move: (typeof moves)[number]) =>
        move.conflicts.some(({ refused }) => refused) ? 0 : move.conflicts.length > 0 ? 1 : 2
      const shown = moves
        .toSorted((a, b) => worst(a) - worst(b))
        .slice((asked.page - 1) * pageSize, asked.page * pageSize)
      return {
        lines: moves.length + left.length + unchanged,
        changed: moves.length,
        unchanged,
        left: left.length,
        refused: moves.filter((move) => worst(move) === 0).length,
        warnings: moves.filter((move) => worst(move) === 1).length,
        fingerprint: fingerprintOf(plan),
        follow: await sql.countFollowing(
          trx,
          companyId,
          moves.map(({ lineId }) => lineId),
        ),
        size: pageSize,
        moves: shown.map(({ lineId, from, to, conflicts }) => {
          const line = lines.get(lineId)
          const site = sites.get(line?.siteId ?? '') ?? ''
          return {
            lineId,
            name: line?.name ?? '',
            number: line?.number ?? '',
            site,
            from,
            to,
            conflicts: [...conflicts],
          }
        }),
      }
    },
    { readOnly: true },
  )
}

/**
 * All of it in one transaction. Only what was seen is carried out: another line, code or extension meanwhile makes
 * another preview.
 * @throws {Problem} code.conflict, setting.conflict
 */
export function renumber(house: House, who: Who, asked: Asked & { fingerprint: string }) {
  const { companyId } = who.session.line
  return house.cellar.inCompany(contextOf(who.session), async (trx) => {
    await holdDialPlan(trx, companyId)
    const { plan } = await plannedIn(trx, companyId, asked)
    const refused = plan.moves.find(({ conflicts }) => conflicts.some((one) => one.refused))
    const conflict = refused?.conflicts.find((one) => one.refused)
    if (refused && conflict) throw new Problem('code.conflict', { ...conflict, code: refused.to })
    if (fingerprintOf(plan) !== asked.fingerprint || plan.moves.length === 0) throw new Problem('setting.conflict')
    const id = randomUUID()
    await carryOut(house, trx, companyId, plan.moves)
    const moves = plan.moves.map(({ lineId, from, to }) => [lineId, from, to] as const)
    await sql.insertRenumbering(trx, { id, companyId, at: house.clock(), by: who.session.line.name, moves })
    const facts = { object: 'extensions', lines: moves.length, rule: asked.rule.kind, renumbering: id }
    await auditBy(trx, house.clock(), who, 'extensions.renumbered', { facts })
    return { id, changed: moves.length }
  })
}

/**
 * Back to what was before, for every line that still has the extension it was given.
 * @throws {Problem} not-found, setting.conflict: already taken back, or nothing is as it was left; code.conflict
 */
export function undoRenumbering(house: House, who: Who, id: string) {
  const { companyId } = who.session.line
  return house.cellar.inCompany(contextOf(who.session), async (trx) => {
    await holdDialPlan(trx, companyId)
    const renumbering = await sql.findRenumbering(trx, id)
    if (!renumbering) throw new Problem('not-found')
    if (renumbering.undone_at !== null) throw new Problem('setting.conflict')
    const codes = await findCodes(trx, companyId)
    const now = new Map(codes.lines.map((line) => [line.id, line]))
    const back = renumbering.moves
      .filter(([lineId, , to]) => now.get(lineId)?.extension === to)
      .map(([lineId, from]) => ({ lineId, to: from }))
    if (back.length === 0) throw new Problem('setting.conflict')
    refuseTaken(back, codes)
    await carryOut(house, trx, companyId, back)
    await sql.markUndone(trx, id, house.clock())
    const facts = { object: 'extensions', lines: back.length, renumbering: id }
    await auditBy(trx, house.clock(), who, 'extensions.renumbering-undone', { facts })
    return { changed: back.length }
  })
}

/** Somebody else, or a short code, may have got an old extension meanwhile. */
function refuseTaken(back: readonly { lineId: string; to: string }[], codes: CompanyCodes): void {
  const leaving = new Set(back.map(({ lineId }) => lineId))
  const staying = new Map([...codes.extensions].filter(([, { id }]) => !leaving.has(id)))
  const find = conflictFinder({ ...codes, extensions: staying })
  for (const { to } of back) {
    const taken = find(to, { kind: 'extension' }).find(({ kind }) => kind === 'extension' || kind === 'short-code')
    if (to !== '' && taken) throw new Problem('code.conflict', { ...taken, code: to })
  }
}

async function carryOut(
  house: House,
  trx: Transaction,
  companyId: string,
  moves: readonly { lineId: string; to: string }[],
): Promise<void> {
  await sql.setExtensions(trx, companyId, moves)
  const { lines, length, externalPrefix } = await findCodes(trx, companyId)
  const lengths = new Set(lines.flatMap(({ extension }) => (extension === '' ? [] : [extension.length])))
  const [only] = lengths
  // A company that went over from three digits to four counts in four from now on.
  if (lengths.size === 1 && only !== undefined && only !== length)
    await sql.setPlan(trx, companyId, only, externalPrefix)
  house.facts.forgetCompany(trx, companyId)
}

async function plannedIn(trx: Transaction, companyId: string, { rule, siteId }: Asked) {
  const codes = await findCodes(trx, companyId)
  const sites = await sql.findSiteRanges(trx, companyId)
  if (siteId !== undefined && !sites.some(({ id }) => id === siteId)) throw new Problem('not-found')
  const ranges = new Map(
    sites.flatMap((site) => {
      const range = rangeOf(site)
      return range ? [[site.id, range] as const] : []
    }),
  )
  return {
    codes,
    sites: new Map(sites.map(({ id, name }) => [id, name])),
    plan: planRenumbering(rule, siteId, { ...codes, ranges }),
  }
}

const fingerprintOf = ({ moves }: Renumbering): string =>
  createHash('sha256')
    .update(moves.map(({ lineId, from, to }) => `${lineId} ${from} ${to}`).join('\n'))
    .digest('base64url')

const contextOf = ({ line }: LiveSession) => ({ companyId: line.companyId, lineId: line.id })
