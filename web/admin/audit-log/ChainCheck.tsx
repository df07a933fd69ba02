import { Button } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { Note } from '../../design/Note.tsx'
import { showInstant } from '../../pbx/show-time.ts'
import { brand } from '../../shell/brand.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useFullSession } from '../../shell/useSession.ts'
import { useSubmit } from '../../shell/useSubmit.ts'

type Outcome = Answer<'POST /api/audit-log/check'>

/** Is the log as it was written? Asked of the server, answered in one sentence (L02). */
export function ChainCheck() {
  const { t } = useTranslation('audit-log')
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const { viewer } = useFullSession()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  // The chain is the whole company’s.
  if (!viewer.wholeCompany) return null
  return (
    <section className="card chain-check" aria-label={t('check.action')}>
      <div role="status">
        {problem && <FormProblem title={say(problem)} />}
        {busy && <p className="sub">{t('check.under')}</p>}
        {!busy && !problem && outcome && <Said outcome={outcome} />}
        {!busy && !problem && !outcome && <p className="sub">{t('check.wholeText')}</p>}
      </div>
      <Button
        variant="default"
        leftSection={<IconShieldCheck size={18} stroke={1.8} aria-hidden="true" />}
        loading={busy}
        onClick={() => void submit(async () => setOutcome(await api('POST /api/audit-log/check')))}
      >
        {t('check.action')}
      </Button>
    </section>
  )
}

function Said({ outcome: { events, broken } }: { outcome: Outcome }) {
  const { t } = useTranslation('audit-log')
  if (!broken)
    return (
      <p>
        <b>{t('check.whole', { count: events })}</b>
        <br />
        <span className="sub">{t('check.wholeText')}</span>
      </p>
    )
  return (
    <Note tone="error" title={t('check.broken', { number: broken.number })}>
      {broken.at && <p>{t('check.brokenAt', { when: showInstant(broken.at) })}</p>}
      <p>{t('check.brokenText', { support: brand.supportNumber })}</p>
    </Note>
  )
}
