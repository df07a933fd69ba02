import { Button } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, asProblem } from '../api.ts'
import { toastDone, toastError } from '../design/toast.ts'
import { showClock } from '../pbx/show-time.ts'
import { useChangeWords } from '../pbx/useChangeWords.ts'
import { brand } from '../shell/brand.ts'
import { myZone } from '../shell/my-zone.ts'
import { refetchQuietly } from '../shell/queries.ts'
import { delicate } from '../shell/step-up.ts'
import { useProblemText } from '../shell/useProblemText.ts'
import { useSubmit } from '../shell/useSubmit.ts'
import { readOwnSupportAgain } from './own-support.ts'
import './SupportBanner.css'

type Visit = NonNullable<Answer<'GET /api/me/support'>['visit']>

/** “Il 1928 sta guardando la diagnosi della tua linea”: who, until when, the way to end it, and what is proposed. */
export default function SupportBanner({ visit }: { visit: Visit }) {
  const { t } = useTranslation('support')
  const say = useProblemText()
  const { busy, submit } = useSubmit()
  const end = () =>
    submit(async () => {
      try {
        await api('POST /api/me/support/visit/end')
        await readOwnSupportAgain()
        toastDone(t('visit.ended', { support: brand.supportNumber }))
      } catch (error) {
        toastError(say(asProblem(error)))
      }
    })
  return (
    <section className="looked-at" aria-label={t('visit.region')}>
      <div className="looked-at-line">
        <IconEye size={22} stroke={1.7} aria-hidden="true" />
        <p role="status">
          <b>{t('visit.looking', { support: brand.supportNumber })}</b>
          <span>{t('visit.who', { agent: visit.agent, time: showClock(Date.parse(visit.endsAt), myZone()) })}</span>
        </p>
        <Button variant="default" loading={busy} onClick={() => void end()}>
          {t('visit.end')}
        </Button>
      </div>
      <div role="status">{visit.proposal && <Proposed agent={visit.agent} proposal={visit.proposal} />}</div>
    </section>
  )
}

function Proposed({ agent, proposal }: { agent: string; proposal: NonNullable<Visit['proposal']> }) {
  const { t } = useTranslation('support')
  const say = useProblemText()
  const words = useChangeWords()
  const { busy, submit } = useSubmit()
  const answer = (what: 'accept' | 'refuse') =>
    submit(async () => {
      try {
        const params = { proposalId: proposal.id }
        if (what === 'accept') {
          await delicate(() => api('POST /api/me/support/proposals/:proposalId/accept', { params }))
          // It may stand on the page that is open.
          void refetchQuietly([
            'GET /api/call-handling/settings',
            'GET /api/call-handling/history',
            'GET /api/me/phones',
          ])
          toastDone(t('proposal.accepted'))
        } else {
          await api('POST /api/me/support/proposals/:proposalId/refuse', { params })
          toastDone(t('proposal.refused'))
        }
      } catch (error) {
        toastError(say(asProblem(error)))
      }
      await readOwnSupportAgain()
    })
  return (
    <div className="looked-at-proposal">
      <p>
        <b>
          {t('proposal.title', { agent })}: <bdi>{words(proposal.change, proposal.phone)}</bdi>
        </b>
        <span>{t('proposal.nothing')}</span>
      </p>
      <div className="looked-at-acts">
        <Button variant="default" disabled={busy} onClick={() => void answer('refuse')}>
          {t('proposal.refuse')}
        </Button>
        <Button loading={busy} onClick={() => void answer('accept')}>
          {t('proposal.accept')}
        </Button>
      </div>
    </div>
  )
}
