import { readCaller } from '#domain/call-handling/change/read-caller.ts'
import { decide } from '#domain/call-handling/decide.ts'
import type { Caller, CallFacts } from '#domain/call-handling/facts.ts'
import type { CallPlan, PlanTarget } from '#domain/call-handling/plan.ts'
import type { SettingsRequest } from '#domain/call-handling/settings-request.ts'
import { type Behaviour, walk } from '#domain/call-handling/walk.ts'
import type { House } from '../house.ts'
import type { KnownCompany } from './facts/known-company.ts'
import type { KnownLine } from './facts/known-line.ts'
import { type Ground, groundOf, peopleIn, tryChange } from './ground.ts'
import { revealCallers } from './hidden-callers.ts'
import type { Whose } from './whose.ts'

type Asked = {
  readonly caller: { readonly kind: 'typed'; readonly typed: string } | { readonly kind: 'withheld' }
  readonly at?: string | undefined
  readonly phones: 'free' | 'busy' | 'unreachable'
  readonly answers: boolean
  readonly changes?: SettingsRequest | undefined
}

/**
 * "Prova": decides as for a real call and follows the plan as the engine would, with phones that behave as asked.
 * @throws {Problem} setting.refused when the caller is nobody, or the changes to try would not be saved; not-found
 */
export async function simulate(house: House, whose: Whose, asked: Asked) {
  const { lineId, session } = whose
  const ground = await groundOf(house, lineId, session.line.companyId)
  const { known, company } = ground
  const changes = revealCallers(asked.changes ?? {}, known.settings)
  const { settings } = await tryChange(house, known.settings, changes, ground)
  const caller = callerOf(asked.caller, ground)
  const plan = await decideWith(house, { ...known, settings }, company, {
    at: asked.at === undefined ? house.clock() : new Date(asked.at),
    caller,
    state: asked.phones,
  })
  const { path, end } = walk(plan, behaviourOf(known, asked))
  const seesAll = session.view === 'administrator'
  const steps = path.map((step) => ({
    from: step.from,
    seconds: step.seconds,
    targets: step.targets.map((target) => presentTarget(target, known, company, seesAll)),
    left: step.left,
    diversions: step.diversions,
  }))
  const came = new Set(path.map(({ step }) => step))
  const reasons = plan.reasons.filter(
    ({ facts, lineId: of }) =>
      // What a colleague has set is the colleague's affair (spec/product 3.15).
      (seesAll || of === known.id) && (typeof facts.step !== 'number' || came.has(facts.step)),
  )
  return {
    caller: { name: caller.name, number: caller.withheld ? null : caller.number, withheld: caller.withheld },
    reasons: reasons.map(({ rule, lineId: of, facts }) => ({ rule, lineId: of, facts: { ...facts } })),
    path: steps,
    end,
    people: peopleIn(
      { steps, reasons: reasons.map(({ facts, lineId: of }) => [{ lineId: facts.toLine }, { lineId: of }]) },
      company,
    ),
  }
}

function callerOf(asked: Asked['caller'], ground: Ground): Caller {
  if (asked.kind === 'withheld') return { lineId: null, number: null, extension: null, name: '', withheld: true }
  const found = readCaller(asked.typed.replace(/\*$/, ''), 'destination', ground)
  if (found.kind === 'anonymous') return { lineId: null, number: null, extension: null, name: '', withheld: true }
  if (found.kind === 'line') {
    const line = ground.company.lines.get(found.lineId)
    return {
      lineId: found.lineId,
      number: (line?.number ?? null) as Caller['number'],
      extension: line?.extension ?? null,
      name: line?.name ?? '',
      withheld: false,
    }
  }
  const number = found.kind === 'number' ? found.number : null
  return { lineId: null, number, extension: null, name: '', withheld: false }
}

/** Decides with the line as given; colleagues on the way are read as the plan asks for them. */
export async function decideWith(
  house: House,
  line: KnownLine,
  company: KnownCompany,
  call: { at: Date; caller: Caller; state: Asked['phones'] },
): Promise<CallPlan> {
  const trunk = await house.facts.hasTrunk()
  for (;;) {
    const missing = new Set<string>()
    const facts: CallFacts = {
      line: (id) => {
        if (id === line.id) return line
        const other = house.facts.peek(id)
        if (other === undefined) missing.add(id)
        return other === 'nobody' ? undefined : other
      },
      state: (id) => (id === line.id ? call.state : 'unknown'),
      blocked: company.blocked,
      trunk,
    }
    const plan = decide({ at: call.at, lineId: line.id, caller: call.caller, previous: [] }, facts)
    if (missing.size === 0) return plan
    await house.facts.load([...missing])
  }
}

const behaviourOf =
  (known: KnownLine, { phones, answers }: Asked) =>
  (target: PlanTarget): Behaviour => {
    const own = target.kind === 'device' && target.lineId === known.id
    if (own && phones === 'unreachable') return 'unreachable'
    if (own && phones === 'busy' && !known.settings.callWaiting) return 'busy'
    return answers ? 'answers' : 'rings'
  }

function presentTarget(target: PlanTarget, known: KnownLine, company: KnownCompany, seesAll: boolean) {
  const lineId = 'lineId' in target ? target.lineId : null
  const others = lineId !== null && lineId !== known.id
  const number = target.kind === 'outside' ? target.number : target.kind === 'emergency' ? target.number : null
  return {
    kind: target.kind,
    lineId,
    name: lineId === null ? null : (company.lines.get(lineId)?.name ?? null),
    number: others && !seesAll ? null : number,
    phone:
      target.kind === 'device' && !others
        ? (known.devices.find(({ id }) => id === target.deviceId)?.name ?? null)
        : null,
    mustAccept: target.kind === 'outside' && target.mustAccept,
    vip: target.kind === 'device' && target.ring === 'vip',
    announcement: target.kind === 'announcement' ? target.announcement.name : null,
  }
}
