import type { TFunction } from 'i18next'
import type { PlanTarget } from '#domain/call-handling/plan.ts'
import type { CallSettings, Destination } from '#domain/call-handling/settings.ts'
import { showNumber } from '../../shell/show-number.ts'
import type { Stretch } from './lane.ts'
import type { BlockIcon, Drawn } from './Ribbon.tsx'

export type PhoneKind = 'desk' | 'softphone' | 'web'

/** Who and what the settings speak of, by name. */
export type Names = {
  readonly ownLine: string
  /** Whose line it is when it is not one’s own. */
  readonly theirs: string | null
  readonly phones: ReadonlyMap<string, { readonly name: string; readonly kind: PhoneKind }>
  readonly lines: ReadonlyMap<string, { readonly name: string; readonly extension: string }>
}

type T = TFunction<'call-handling'>

const iconOf: Record<PhoneKind, BlockIcon> = { desk: 'desk', softphone: 'mobile', web: 'soft' }

/** `Silvia Bertone`, `347 555 0182`. */
export function nameOf(to: Destination, names: Names, t: T): string {
  return to.kind === 'number'
    ? showNumber(to.number)
    : (names.lines.get(to.lineId)?.name ?? t('destination.unknownLine'))
}

/** `Silvia Bertone · interno 022`, for a field. */
export function longNameOf(to: Destination, names: Names, t: T): string {
  if (to.kind === 'number') return showNumber(to.number)
  const line = names.lines.get(to.lineId)
  return line ? t('destination.line', line) : t('destination.unknownLine')
}

/** Where a block’s call goes: one name for each phone of one’s own, each colleague and each number outside. */
type Goal =
  | { readonly kind: 'phone'; readonly name: string; readonly icon: BlockIcon }
  | { readonly kind: 'line'; readonly name: string; readonly extension: string | undefined }
  | { readonly kind: 'number'; readonly name: string; readonly accept: boolean }

function goalsOf(targets: readonly PlanTarget[], names: Names, t: T): readonly Goal[] {
  const goals = new Map<string, Goal>()
  for (const target of targets) {
    if (target.kind === 'device' && target.lineId === names.ownLine) {
      const phone = names.phones.get(target.deviceId)
      if (phone) goals.set(target.deviceId, { kind: 'phone', name: phone.name, icon: iconOf[phone.kind] })
    } else if (target.kind === 'device') {
      const line = names.lines.get(target.lineId)
      const name = line?.name ?? t('destination.unknownLine')
      goals.set(target.lineId, { kind: 'line', name, extension: line?.extension })
    } else if (target.kind === 'outside') {
      goals.set(target.number, { kind: 'number', name: showNumber(target.number), accept: target.mustAccept })
    }
  }
  return [...goals.values()]
}

/** `Telefono da scrivania e app sul cellulare`. */
function listed(all: readonly string[], t: T): string {
  const [last = '', ...before] = [...all].reverse()
  return before.length === 0 ? last : t('block.and', { first: before.reverse().join(', '), last })
}

/** A lane of the ribbon with its words and icons. */
export function drawn(lane: readonly Stretch[], names: Names, t: T): readonly Drawn[] {
  return lane.map((stretch) => {
    if (stretch.kind === 'voicemail')
      return { ...stretch, title: t('block.voicemail'), sub: t('block.voicemailText'), icons: [] }
    if (stretch.kind === 'quiet') {
      if (stretch.heard === 'busy') return { ...stretch, title: t('block.busyTone'), icons: [] }
      const sub = t(stretch.heard === 'unavailable' ? 'block.nobody' : 'block.quietText')
      return { ...stretch, title: t('block.quiet'), sub, icons: [] }
    }
    const goals = goalsOf(stretch.targets, names, t)
    const [goal] = goals
    const icons = goals.map(
      (one): BlockIcon => (one.kind === 'phone' ? one.icon : one.kind === 'line' ? 'person' : 'mobile'),
    )
    const sub = listed(
      goals.map(({ name }) => name),
      t,
    )
    if (stretch.kind === 'ring')
      return {
        ...stretch,
        title: t(goals.length > 1 ? 'block.together' : 'block.ring'),
        sub: sub || t('block.noPhone'),
        icons,
      }
    if (stretch.from > 0 || !goal) return { ...stretch, title: t('block.forward'), sub, icons }
    const silent = t(names.theirs === null ? 'block.silentPhone' : 'block.silentPhoneTheirs')
    const extension =
      goal.kind === 'line' && goal.extension ? t('block.extension', { extension: goal.extension }) : undefined
    const title = t(goal.kind === 'number' ? 'block.forwardNowNumber' : 'block.forwardNow', { to: sub })
    return { ...stretch, title, sub: extension ? `${extension} · ${silent}` : capital(silent), icons }
  })
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** “Prima squillano i tuoi telefoni, dopo **20 secondi** la chiamata passa al **347 555 0182** e dopo **30** risponde …” */
export function sentence(lane: readonly Stretch[], names: Names, t: T): string {
  const [first, ...rest] = lane
  if (!first) return ''
  const opening = firstClause(first, rest.length === 0, names, t)
  const clauses = rest.map((stretch, place) =>
    t(place === 0 ? 'sentence.later.after' : 'sentence.later.afterShort', {
      seconds: stretch.from,
      what: thenClause(stretch, names, t),
    }),
  )
  const last = clauses.pop()
  if (last === undefined) return `${opening}.`
  const joint = first.kind === 'ring' ? ', ' : '; '
  const tail = clauses.length === 0 ? last : t('sentence.and', { before: clauses.join(', '), last })
  return `${opening}${joint}${tail}.`
}

function firstClause(stretch: Stretch, only: boolean, names: Names, t: T): string {
  if (stretch.kind === 'voicemail') return t('sentence.first.voicemail')
  if (stretch.kind === 'quiet') return t(`sentence.first.${stretch.heard ?? 'quiet'}`)
  const goals = goalsOf(stretch.targets, names, t)
  const what = listed(
    goals.map(({ name }) => name),
    t,
  )
  if (stretch.kind === 'forward') {
    return goals[0]?.kind === 'number'
      ? t('sentence.first.forwardNumber', { to: what })
      : t('sentence.first.forward', { to: what })
  }
  const when = only ? 'only' : 'first'
  const own = goals.every(({ kind }) => kind === 'phone')
  if (!own) return t(`sentence.${when}.${goals.length > 1 ? 'together' : 'named'}`, { what })
  if (goals.length < names.phones.size && goals.length === 1) return t(`sentence.${when}.named`, { what })
  return names.theirs === null
    ? t(`sentence.${when}.ring`, { count: goals.length })
    : t(`sentence.${when}.ringTheirs`, { count: goals.length, name: names.theirs })
}

function thenClause(stretch: Stretch, names: Names, t: T): string {
  if (stretch.kind === 'voicemail') return t('sentence.later.voicemail')
  if (stretch.kind === 'quiet') return t('sentence.later.quiet')
  const goals = goalsOf(stretch.targets, names, t)
  const to = listed(
    goals.map(({ name }) => name),
    t,
  )
  if (stretch.kind === 'ring') return t('sentence.later.ring', { to })
  return t(goals[0]?.kind === 'number' ? 'sentence.later.forwardNumber' : 'sentence.later.forward', { to })
}

/** `available`, `doNotDisturb` or `forward`: what the three-way switch shows. */
export type PhoneState = 'available' | 'doNotDisturb' | 'forward'

export function phoneState(
  settings: CallSettings,
  inForce: (one: { on: boolean; until: string | null }) => boolean,
): PhoneState {
  if (inForce(settings.forwardAll)) return 'forward'
  return inForce(settings.doNotDisturb) ? 'doNotDisturb' : 'available'
}
