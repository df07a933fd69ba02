import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { toastDone } from '../../design/toast.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import {
  acceptDraft,
  type Draft,
  type DraftData,
  freshDraft,
  nextStep,
  type Step,
  stepWords,
  useFlawText,
} from './draft.ts'

/**
 * One step's fields: what is typed, until it is saved. Whoever else saves meanwhile is named, and both versions are
 * still there to choose from.
 */
export function useStep<Part extends keyof DraftData>(draft: Draft, step: Step, part: Part) {
  const { t } = useTranslation('activation')
  const navigate = useNavigate()
  const search: { segna?: string } = useSearch({ strict: false })
  const say = useFlawText()
  const [value, setValue] = useState<DraftData[Part]>(draft.data[part])
  const [from, setFrom] = useState({ version: draft.version, value: draft.data[part] })
  const [marked, setMarked] = useState(search.segna !== undefined)
  const { busy, problem, submit, clear } = useSubmit()
  const dirty = JSON.stringify(value) !== JSON.stringify(from.value)

  // Somebody else's changes appear as long as nothing is typed here.
  useEffect(() => {
    if (dirty || draft.version === from.version) return
    setValue(draft.data[part])
    setFrom({ version: draft.version, value: draft.data[part] })
  }, [draft, dirty, from, part])

  const take = (saved: Draft) => {
    acceptDraft(saved)
    setFrom({ version: saved.version, value: saved.data[part] })
    setValue(saved.data[part])
  }

  const save = () =>
    submit(async () => {
      const saved = await api('PATCH /api/provider/drafts/:draftId', {
        params: { draftId: draft.id },
        body: { version: from.version, [part]: value },
      })
      take(saved)
      setMarked(true)
      toastDone(t('saved'))
      if (saved.flaws.some((flaw) => flaw.step === step && flaw.field !== '')) return
      // The guard against leaving sees that nothing is unsaved only after this has been drawn.
      setTimeout(() => void navigate({ to: '.', search: { passo: stepWords[nextStep(step)] } }))
    })

  return {
    value,
    setValue,
    dirty,
    busy,
    problem,
    save,
    /** What is wrong with a field, once it has been saved like that. */
    errorOf: (field: string): string | undefined => {
      const flaw = marked && draft.flaws.find((one) => one.step === step && one.field === field)
      return flaw ? say(flaw) : undefined
    },
    flawed: marked && draft.flaws.some((flaw) => flaw.step === step && flaw.field !== ''),
    theirs: async () => {
      take(await freshDraft(draft.id))
      clear()
    },
    mine: async () => {
      const now = await freshDraft(draft.id)
      acceptDraft(now)
      setFrom({ version: now.version, value: now.data[part] })
      clear()
    },
  }
}

export type StepState<Part extends keyof DraftData> = ReturnType<typeof useStep<Part>>
