import { Button } from '@mantine/core'
import { IconArrowLeft, IconUserCog } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../api.ts'
import { toastError } from '../../design/toast.ts'
import { clock } from '../../design/useCountdown.ts'
import type { Line } from '../../pbx/line.ts'
import { showNumber } from '../../shell/show-number.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { useActingProblemText } from '../acting/useActingProblemText.ts'
import type { LiveGrant } from '../acting/useGrant.ts'
import './ActingBanner.css'

type Props = { line: Line; grant: LiveGrant; onLeave: () => void }

/** Never lets an administrator forget whose line this is; near the end it offers more time. */
export function ActingBanner({ line, grant, onLeave }: Props) {
  const { t } = useTranslation('directory')
  const say = useActingProblemText()
  const { busy, submit } = useSubmit()

  async function stay(): Promise<void> {
    try {
      await grant.reopen()
    } catch (error) {
      toastError(say(asProblem(error)))
    }
  }

  return (
    <section className="acting" aria-label={t('acting.region')}>
      <IconUserCog size={22} stroke={1.7} aria-hidden="true" />
      <p>
        {t('acting.banner')}{' '}
        <b>
          <bdi>{line.name}</bdi>
        </b>{' '}
        · <span className="nums">{showNumber(line.number)}</span> ·{' '}
        <span className="nums">{t('line.withExtension', { extension: line.extension })}</span>
      </p>
      <div className="acting-acts">
        {grant.closingIn !== undefined && (
          <>
            <span className="nums" role="timer">
              {t('acting.closing', { time: clock(grant.closingIn) })}
            </span>
            <Button variant="default" loading={busy} onClick={() => void submit(stay)}>
              {t('acting.stay')}
            </Button>
          </>
        )}
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={18} stroke={1.8} aria-hidden="true" />}
          onClick={onLeave}
        >
          {t('acting.back')}
        </Button>
      </div>
      <span className="vh" role="status">
        {grant.closingIn !== undefined && t('acting.closingSoon')}
      </span>
    </section>
  )
}
