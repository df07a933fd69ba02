import { Button } from '@mantine/core'
import { IconEyeOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Answer, api, apiInBackground, asProblem, type Problem } from '../../api.ts'
import { Empty } from '../../design/Empty.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastError } from '../../design/toast.ts'
import { showClock } from '../../pbx/show-time.ts'
import { queries } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { AccountCard, PhonesCard } from './AccountCard.tsx'
import { CallsCard } from './CallsCard.tsx'
import { ProposeCard } from './ProposeCard.tsx'
import './Diagnosis.css'

const key = 'GET /api/provider/diagnoses/:visitId'
export type Diagnosis = Answer<typeof key>
/** The customer answers while one looks. */
const often = 3_000

/** What the customer lets 1928 see, for as long as they do. */
export default function DiagnosisPage() {
  const { t } = useTranslation('restores')
  const { visitId } = useParams({ strict: false }) as { visitId: string }
  const params = { visitId }
  const { data, error, refetch } = useQuery<Diagnosis, Problem>({
    queryKey: [key, { params }],
    queryFn: () => apiInBackground(key, { params }),
    refetchInterval: ({ state }) => (isOver(state.error) ? false : often),
  })
  if (isOver(error)) return <Over />
  if (!data) {
    return error ? (
      <LoadError level={1} title={t('diagnosis.error')} onRetry={() => void refetch()} />
    ) : (
      <SkeletonRows rows={8} />
    )
  }
  return <Open diagnosis={data} onChange={() => void refetch()} />
}

const isOver = (error: Problem | null): boolean => error?.code === 'support.visit-over' || error?.code === 'not-found'

/** Nothing of the line stays on screen. */
function Over() {
  const { t } = useTranslation('restores')
  return (
    <div className="card">
      <Empty
        level={1}
        icon={IconEyeOff}
        title={t('diagnosis.overTitle')}
        text={t('diagnosis.overText')}
        action={<Button renderRoot={(props) => <Link to="/diagnosi" {...props} />}>{t('diagnosis.another')}</Button>}
      />
    </div>
  )
}

function Open({ diagnosis, onChange }: { diagnosis: Diagnosis; onChange: () => void }) {
  const { t } = useTranslation('restores')
  const say = useProblemText()
  const { busy, submit } = useSubmit()
  const { line, visit } = diagnosis
  const end = () =>
    submit(async () => {
      try {
        await api('POST /api/provider/diagnoses/:visitId/end', { params: { visitId: visit.id } })
        await queries.invalidateQueries({ queryKey: [key] })
      } catch (error) {
        toastError(say(asProblem(error)))
      }
    })
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('diagnosis.of', { name: line.name })}</PageTitle>
          <p className="sub">
            <span className="nums">{showNumber(line.number)}</span>
            {line.extension && <> · {t('diagnosis.extension', { extension: line.extension })}</>} ·{' '}
            <bdi>{line.company}</bdi>
          </p>
          <p className="sub">{t('diagnosis.until', { time: showClock(Date.parse(visit.endsAt)) })}</p>
        </div>
        <Button variant="default" loading={busy} onClick={() => void end()}>
          {t('diagnosis.end')}
        </Button>
      </div>
      <div className="diagnosis">
        <CallsCard calls={diagnosis.calls} />
        <div className="diagnosis-aside">
          <ProposeCard diagnosis={diagnosis} onChange={onChange} />
          <AccountCard diagnosis={diagnosis} />
          <PhonesCard phones={diagnosis.phones} />
        </div>
      </div>
    </>
  )
}
