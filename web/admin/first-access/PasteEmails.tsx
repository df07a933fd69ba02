import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone } from '../../design/toast.ts'
import { delicate } from '../../shell/step-up.ts'
import { UnsavedGuard } from '../../shell/UnsavedGuard.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { refreshAfterJob } from '../bulk/job.ts'
import { PastedRows } from './PastedRows.tsx'

export type Checked = Answer<'POST /api/first-access/emails/check'>
export type PastedRow = Checked['rows'][number]

/** “Incolla le e-mail”: rows from a spreadsheet, what would be done with each, and then all of them at once. */
export function PasteEmails() {
  const { t } = useTranslation('first-access')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const [checked, setChecked] = useState<Checked | null>(null)
  /** Who was meant, where a name alone did not tell. */
  const [chosen, setChosen] = useState<Readonly<Record<number, string>>>({})

  function check(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (text.trim() === '') return
    void submit(async () => {
      setChosen({})
      setChecked(await api('POST /api/first-access/emails/check', { body: { text } }))
    })
  }

  const rows = checked ? readyRows(checked.rows, chosen) : []
  const left = checked ? checked.rows.filter(({ verdict }) => verdict !== 'heading').length - rows.length : 0

  function enter(): void {
    void submit(async () => {
      const { entered } = await delicate(() => api('POST /api/first-access/emails', { body: { rows } }))
      toastDone(t('paste.done', { count: entered }))
      setChecked(null)
      setText('')
      setTried(false)
      await refreshAfterJob()
    })
  }

  return (
    <section className="card first-card" aria-labelledby="paste-title">
      <UnsavedGuard when={text.trim() !== ''} />
      <div>
        <h2 className="h2" id="paste-title">
          {t('paste.title')}
        </h2>
        <p className="sub">{t('paste.text')}</p>
      </div>
      {problem && problem.code !== 'step-up' && <FormProblem title={say(problem)} />}
      {checked ? (
        <>
          <PastedRows
            rows={checked.rows}
            chosen={chosen}
            onChoose={(row, lineId) => setChosen({ ...chosen, [row]: lineId })}
          />
          <p role="status">
            {t('paste.ready', { count: rows.length })} {left > 0 && t('paste.left', { count: left })}
          </p>
          <div className="first-acts">
            {rows.length > 0 && (
              <Button loading={busy} onClick={enter}>
                {t('paste.confirm', { count: rows.length })}
              </Button>
            )}
            <Button variant="default" disabled={busy} onClick={() => setChecked(null)}>
              {t('paste.again')}
            </Button>
          </div>
        </>
      ) : (
        <form className="dialog-form" noValidate onSubmit={check}>
          <Textarea
            label={t('paste.field')}
            placeholder={t('paste.example')}
            name="pasted-emails"
            autosize={false}
            rows={6}
            autoComplete="off"
            spellCheck={false}
            aria-required="true"
            maxLength={400_000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={tried && text.trim() === '' && t('paste.missing')}
          />
          <div className="first-acts">
            <Button type="submit" variant="default" loading={busy}>
              {t('paste.check')}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}

/** Those that can be entered now; a line that was chosen by hand counts once. */
function readyRows(rows: readonly PastedRow[], chosen: Readonly<Record<number, string>>) {
  const ready = new Map<string, { lineId: string; email: string }>()
  for (const { row, verdict, line, email } of rows) {
    const lineId = verdict === 'ready' ? line?.lineId : verdict === 'several' ? chosen[row] : undefined
    if (lineId && email && !ready.has(lineId)) ready.set(lineId, { lineId, email })
  }
  return [...ready.values()]
}
