import { Button, FileInput, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shortCodeLimits } from '#domain/dial-plan/short-code.ts'
import { type Answer, api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Note } from '../../design/Note.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { toastDone } from '../../design/toast.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { refreshCodes } from './entry.ts'
import '../list/list.css'

type Found = Answer<'POST /api/short-codes/import'>

/** Codes from a file: first what would change and what is wrong, then all of it or nothing (spec/security 4.4). */
export default function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['dial-plan', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [file, setFile] = useState<File | null>(null)
  const [pasted, setPasted] = useState('')
  const [looked, setLooked] = useState<{ text: string; found: Found } | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)

  function look(event: FormEvent): void {
    event.preventDefault()
    setWrong(null)
    if (file && file.size > shortCodeLimits.fileBytes) {
      setWrong(t('codes.fromFile.tooLarge'))
      return
    }
    if (!file && !pasted.trim()) {
      setWrong(t('codes.fromFile.empty'))
      return
    }
    void submit(async () => {
      const text = file ? decode(await file.arrayBuffer()) : pasted
      setLooked({ text, found: await api('POST /api/short-codes/import', { body: { text, apply: false } }) })
    })
  }

  function apply(text: string): void {
    void submit(async () => {
      const found = await api('POST /api/short-codes/import', { body: { text, apply: true } })
      if (!found.applied) {
        setLooked({ text, found })
        return
      }
      await refreshCodes()
      toastDone(t('codes.fromFile.done', { added: found.added, changed: found.changed }))
      onClose()
    })
  }
  const found = looked?.found
  const ready = found && found.wrong === 0 && found.added + found.changed > 0
  return (
    <SidePanel
      title={t('codes.fromFile.title')}
      lead={t('codes.fromFile.lead')}
      changed={looked !== null}
      onClose={onClose}
    >
      <form className="list-form" noValidate onSubmit={look}>
        {problem && <FormProblem title={say(problem)} />}
        <FileInput
          label={t('codes.fromFile.choose')}
          accept=".csv,.tsv,.txt,text/csv"
          clearable
          clearButtonProps={{ 'aria-label': t('shell:action.cancel') }}
          value={file}
          onChange={(chosen) => {
            setFile(chosen)
            setLooked(null)
          }}
          error={wrong}
        />
        {!file && (
          <Textarea
            label={t('codes.fromFile.paste')}
            autosize={false}
            rows={5}
            spellCheck={false}
            value={pasted}
            onChange={(event) => {
              setPasted(event.currentTarget.value)
              setLooked(null)
            }}
          />
        )}
        <div aria-live="polite">{found && <Outcome found={found} />}</div>
        <div className="side-panel-foot">
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          {ready && looked ? (
            <Button size="md" loading={busy} onClick={() => apply(looked.text)}>
              {t('codes.fromFile.apply')}
            </Button>
          ) : (
            <Button type="submit" size="md" loading={busy}>
              {t('codes.fromFile.look')}
            </Button>
          )}
        </div>
      </form>
    </SidePanel>
  )
}

/** Excel of today writes UTF-8, the one of yesterday Windows’ own letters. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function Outcome({ found }: { found: Found }) {
  const { t, i18n } = useTranslation('dial-plan')
  const reasonOf = ({ reason, code, with: other, name }: Found['problems'][number]) => {
    const facts = { code, with: other, name: name || t('conflict.unnamed') }
    const key = [`codes.fromFile.reason.${reason}`, `conflict.${reason}`, `refused.${reason}`].find((one) =>
      i18n.exists(`dial-plan:${one}`),
    )
    return String(t((key ?? 'refused.other') as 'refused.other', facts as never))
  }
  if (found.wrong > 0)
    return (
      <Note tone="error" title={t('codes.fromFile.wrongTitle', { count: found.wrong })}>
        <ul className="list-conflicts">
          {found.problems.map((one) => (
            <li key={`${one.row} ${one.code} ${one.reason}`}>
              <b className="nums">{one.row > 0 ? t('codes.fromFile.row', { row: one.row }) : '—'}</b>
              <span>{reasonOf(one)}</span>
            </li>
          ))}
        </ul>
      </Note>
    )
  return (
    <div className="list-told">
      <b>{t('codes.fromFile.rows', { count: found.rows })}</b>
      {found.added + found.changed === 0 ? (
        <p>{t('codes.fromFile.nothing')}</p>
      ) : (
        <>
          <p>
            {t('codes.fromFile.added', { count: found.added })} ·{' '}
            {t('codes.fromFile.changed', { count: found.changed })} · {t('codes.fromFile.same', { count: found.same })}
          </p>
          <p>{t('codes.fromFile.keep')}</p>
        </>
      )}
    </div>
  )
}
