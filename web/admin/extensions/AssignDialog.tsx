import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, asProblem, type Problem } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { useApi } from '../../shell/queries.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { Conflicts } from '../short-codes/Conflicts.tsx'
import { useConflictWords } from '../short-codes/useConflictWords.ts'
import { type Line, refreshExtensions } from './plan.ts'

type Checked = Answer<'POST /api/extensions/lines/:lineId/check'>
const isRight = (extension: string) => extension === '' || /^\d{2,6}$/.test(extension)

/** One line’s extension: what it meets while it is written, and which are free. */
export default function AssignDialog({ line, onClose }: { line: Line; onClose: () => void }) {
  const { t } = useTranslation(['dial-plan', 'shell'])
  const say = useProblemText()
  const sayConflict = useConflictWords()
  const { busy, problem, submit } = useSubmit()
  const [extension, setExtension] = useState(line.extension)
  const params = { lineId: line.id }
  const { data: free } = useApi('GET /api/extensions/lines/:lineId/free', { params })
  const [asked] = useDebouncedValue(extension, 200)
  const { data: checked } = useQuery<Checked, Problem>({
    queryKey: ['POST /api/extensions/lines/:lineId/check', line.id, asked],
    queryFn: () => api('POST /api/extensions/lines/:lineId/check', { params, body: { extension: asked } }),
    enabled: asked !== line.extension && isRight(asked),
    staleTime: 0,
  })
  const conflict = problem?.code === 'code.conflict' ? sayConflict(problem.facts as never) : null
  const send = (to: string) => api('POST /api/extensions/lines/:lineId', { params, body: { extension: to } })

  function confirm(event: FormEvent): void {
    event.preventDefault()
    if (!isRight(extension)) return
    void submit(async () => {
      const { before } = await send(extension)
      await refreshExtensions()
      const done = extension
        ? t('extensions.assign.done', { name: line.name, extension })
        : t('extensions.assign.doneNone', { name: line.name })
      toastDone(done, () => {
        send(before)
          .then(refreshExtensions)
          .then(
            () => toastDone(t('extensions.assign.undone', { name: line.name })),
            (error) => toastError(say(asProblem(error))),
          )
      })
      onClose()
    })
  }
  return (
    <Dialog title={t('extensions.assign.title', { name: line.name })} {...(busy ? {} : { onClose })}>
      <form className="dialog-form" noValidate onSubmit={confirm}>
        {problem && <FormProblem title={conflict ?? say(problem)} />}
        <TextInput
          data-autofocus
          label={t('extensions.assign.field')}
          description={t('extensions.assign.hint')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          value={extension}
          onChange={(event) => setExtension(event.currentTarget.value.replace(/\D/g, ''))}
          error={!isRight(extension) && t('extensions.assign.shape')}
        />
        <div aria-live="polite">
          {asked === extension && extension !== line.extension && <Conflicts conflicts={checked?.conflicts ?? []} />}
        </div>
        {free && free.free.length > 0 && (
          <fieldset className="extensions-free">
            <legend>{t('extensions.assign.free')}</legend>
            <div className="list-chips">
              {free.free.map((one) => (
                <Button key={one} variant="default" size="xs" className="nums" onClick={() => setExtension(one)}>
                  {one}
                </Button>
              ))}
            </div>
          </fieldset>
        )}
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {t('extensions.assign.save')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
