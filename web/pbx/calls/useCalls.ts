import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inForce } from '#domain/call-handling/loops.ts'
import type { CallSettings, Destination, SettingName } from '#domain/call-handling/settings.ts'
import type { SettingsRequest } from '#domain/call-handling/settings-request.ts'
import type { TimeZone } from '#domain/time-zone.ts'
import { asProblem, type Problem, serverNow } from '../../api.ts'
import { toastDone, toastError } from '../../design/toast.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { changedFields, changesBetween, type Field } from './draft.ts'
import { type Names, type PhoneState, phoneState } from './draw.ts'
import {
  type CallsApi,
  type CallsState,
  forgetHistory,
  keepState,
  keptState,
  type ShownDestination,
} from './line-calls.ts'
import { refusedBecause, refusedField } from './refused.ts'

export const useCallsState = (api: CallsApi) =>
  useQuery<CallsState, Problem>({ queryKey: api.queryKey, queryFn: api.read, placeholderData: (old) => old })

/** Whose settings these are, and what a form around them needs to say and save them. */
export type Calls = ReturnType<typeof useCalls>

export const CallsContext = createContext<Calls | null>(null)

export function useCallsHere(): Calls {
  const calls = useContext(CallsContext)
  if (!calls) throw new Error('Outside a line’s call settings')
  return calls
}

/** Two people at once: what the other one has set meanwhile, and who. */
export type Conflict = { readonly theirs: CallsState; readonly who: string | null; readonly fields: readonly Field[] }

/**
 * A line's settings, the changes that wait for Conferma, and the two ways of saving (DESIGN.md 5): at once, with
 * “Annulla”, or together after a preview. `theirs`: the called name of somebody else whose line this is.
 */
export function useCalls(api: CallsApi, state: CallsState, theirs: string | null) {
  const { t } = useTranslation('call-handling')
  const say = useProblemText()
  // The edits stand on what was in force when they began: the server compares, so nothing is overwritten unseen.
  const [edits, setEdits] = useState<{ base: CallsState; draft: CallSettings } | null>(null)
  const [learned, setLearned] = useState<ReadonlyMap<string, { name: string; extension: string }>>(new Map())
  const [problems, setProblems] = useState<Partial<Record<Field, string>>>({})
  const [busy, setBusy] = useState(false)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const latest = useRef(edits)
  const unsettled = useRef(new Set<Promise<unknown>>())
  const lastSave = useRef<Promise<unknown>>(Promise.resolve())
  const shownAlready = useRef(new Set<Partial<CallSettings>>())

  const settings = state.settings
  const draft = edits ? { ...settings, ...changesBetween(edits.base.settings, edits.draft) } : settings
  const fields = edits ? changedFields(edits.base.settings, edits.draft) : []
  const names = useNames(state, theirs, learned)

  function edit(next: typeof edits): void {
    latest.current = next
    setEdits(next)
  }

  /** What a form has changed; back where it was means nothing waits any more. */
  function change(update: (draft: CallSettings) => CallSettings): void {
    const base = latest.current?.base ?? keptState(api) ?? state
    const next = update(latest.current?.draft ?? base.settings)
    edit(changedFields(base.settings, next).length > 0 ? { base, draft: next } : null)
    setProblems({})
  }

  function discard(): void {
    edit(null)
    setProblems({})
  }

  const inWords = (problem: Problem): string => refusedBecause(problem, names, t) ?? say(problem)

  /** A typed destination, asked of the server: a colleague, a number, or why not. */
  async function resolve(typed: string): Promise<Destination> {
    const { to, name, extension }: ShownDestination = await api.destination(typed)
    if (to.kind === 'line' && name !== null)
      setLearned((before) => new Map(before).set(to.lineId, { name, extension: extension ?? '' }))
    return to
  }

  /** Conferma waits for a field that is still asking what was typed means. */
  function settling(work: Promise<void>): void {
    unsettled.current.add(work)
    void work.finally(() => unsettled.current.delete(work))
  }

  /** Says what is missing before anything is sent; true when all is there. */
  function complete(draft: CallSettings): boolean {
    const missing: Partial<Record<Field, string>> = {}
    if (draft.forwardAll.on && !draft.forwardAll.to) missing.forwardTo = t('destination.missing')
    if (draft.noAnswer.on && !draft.noAnswer.to) missing.noAnswerTo = t('destination.missing')
    if (draft.busy.action === 'forward' && !draft.busy.to) missing.busyTo = t('destination.missing')
    if (draft.ringing.mode === 'in-order' && draft.ringing.order.length === 0) missing.order = t('order.none')
    setProblems(missing)
    return Object.keys(missing).length === 0
  }

  /** One save after the other: the second of two quick changes stands on the version that the first one made. */
  function inTurn<T>(save: () => Promise<T>): Promise<T> {
    const own = lastSave.current.then(save)
    lastSave.current = own.catch(() => {})
    return own
  }

  /** What was saved, with what is on screen already and waits for its turn. */
  function show(saved: CallsState): void {
    keepState(api, { ...saved, settings: Object.assign({ ...saved.settings }, ...shownAlready.current) })
  }

  async function confirm(version?: number): Promise<void> {
    if (busy) return
    setBusy(true)
    try {
      await Promise.allSettled(unsettled.current)
      const saved = await inTurn(async () => {
        const now = latest.current
        if (!now || !complete(now.draft)) return false
        const changes = changesBetween(now.base.settings, now.draft)
        show(await api.save({ version: version ?? now.base.version, changes }))
        return true
      })
      if (!saved) return
      discard()
      setConflict(null)
      forgetHistory(api)
      toastDone(t('save.done'))
    } catch (error) {
      await confirmFailed(asProblem(error))
    } finally {
      setBusy(false)
    }
  }

  async function confirmFailed(problem: Problem): Promise<void> {
    const field = problem.code === 'setting.refused' ? refusedField(problem) : undefined
    if (field) setProblems({ [field]: inWords(problem) })
    else if (problem.code === 'setting.conflict') await showConflict()
    else toastError(inWords(problem))
  }

  async function showConflict(): Promise<void> {
    const now = latest.current
    if (!now) return
    try {
      const [theirState, { changes }] = await Promise.all([api.read(), api.history({})])
      keepState(api, theirState)
      const [newest] = changes
      const who = newest && newest.by !== 'you' && newest.name !== '' ? newest.name : null
      const mine = changedFields(now.base.settings, now.draft)
      const apart = new Set(changedFields(theirState.settings, now.draft))
      setConflict({ theirs: theirState, who, fields: mine.filter((field) => apart.has(field)) })
    } catch (error) {
      toastError(inWords(asProblem(error)))
    }
  }

  /** Saves whole settings at once, without the draft; what waits goes on waiting. */
  const saveNow = (changes: SettingsRequest, pin?: string): Promise<void> => inTurn(() => save(changes, pin))

  async function save(changes: SettingsRequest, pin?: string): Promise<void> {
    const { version } = keptState(api) ?? state
    const answer = await api.save({ version, changes, ...(pin ? { pin } : {}) })
    shownAlready.current.delete(changes as Partial<CallSettings>)
    show(answer)
    // The edits now stand on the new version; the settings they touch were not the saved ones.
    const now = latest.current
    if (now)
      edit({
        base: { ...answer, settings: { ...now.base.settings, ...pick(answer.settings, changes) } },
        draft: { ...now.draft, ...pick(answer.settings, changes) },
      })
    forgetHistory(api)
  }

  /** The same on screen before the server has answered; goes back, and says so, when it did not work. */
  async function saveOptimistic(
    changes: Partial<CallSettings>,
    done: string,
    failed: (reason: string) => string,
  ): Promise<void> {
    const before = keptState(api) ?? state
    const back = pick(before.settings, changes)
    keepState(api, { ...before, settings: { ...before.settings, ...changes } })
    shownAlready.current.add(changes)
    try {
      await saveNow(changes)
      toastDone(done, () => void saveOptimistic(back, t('save.undone'), failed))
    } catch (error) {
      shownAlready.current.delete(changes)
      const problem = asProblem(error)
      const now = keptState(api) ?? before
      show({ ...now, settings: { ...now.settings, ...back } })
      if (problem.code === 'setting.conflict') show(await api.read().catch(() => now))
      toastError(failed(inWords(problem)))
    }
  }

  const now = serverNow()
  const live = (one: { on: boolean; until: string | null }) => inForce(one, new Date(now))

  /** Disponibile and Non disturbare apply at once; Inoltra needs a destination, so it always goes through the preview. */
  function setPhoneState(wanted: PhoneState): void {
    if (wanted === 'forward') {
      change((draft) => ({
        ...draft,
        forwardAll: { ...draft.forwardAll, on: true, until: live(draft.forwardAll) ? draft.forwardAll.until : null },
      }))
      return
    }
    if (latest.current?.draft.forwardAll.on)
      change((draft) => ({ ...draft, forwardAll: (latest.current?.base ?? state).settings.forwardAll }))
    if (phoneState(settings, live) === wanted) return
    const changes: Partial<CallSettings> = {
      doNotDisturb: { on: wanted === 'doNotDisturb', until: null },
      // A forward of all calls wins over do not disturb (2.14): switched off, it keeps its number.
      ...(settings.forwardAll.on ? { forwardAll: { ...settings.forwardAll, on: false, until: null } } : {}),
    }
    const words = wanted === 'available' ? 'status.nowAvailable' : 'status.nowDoNotDisturb'
    const done = theirs === null ? t(words) : t(`${words}Theirs`, { name: theirs })
    void saveOptimistic(changes, done, (reason) => t('status.unchanged', { reason }))
  }

  return {
    api,
    state,
    settings,
    /** Of the line’s Sede: its clock tells and chooses ends. */
    zone: state.timeZone as TimeZone,
    draft,
    fields,
    dirty: (field: Field) => fields.includes(field),
    names,
    theirs,
    problems,
    busy,
    conflict,
    live,
    now,
    change,
    discard,
    confirm,
    resolve,
    settling,
    saveNow,
    saveOptimistic,
    setPhoneState,
    inWords,
    keepTheirs() {
      discard()
      setConflict(null)
    },
    takeMine: () => confirm(conflict?.theirs.version),
    closeConflict: () => setConflict(null),
  }
}

/** The same settings of another version. */
function pick(settings: CallSettings, like: object): Partial<CallSettings> {
  return Object.fromEntries((Object.keys(like) as SettingName[]).map((name) => [name, settings[name]]))
}

function useNames(
  { line, people, phones }: CallsState,
  theirs: string | null,
  learned: ReadonlyMap<string, { name: string; extension: string }>,
): Names {
  return useMemo(
    () => ({
      ownLine: line.lineId,
      theirs,
      phones: new Map(phones.map((phone) => [phone.id, phone])),
      lines: new Map([...learned, ...people.map((person) => [person.lineId, person] as const)]),
    }),
    [line, people, phones, theirs, learned],
  )
}
