import { ActionIcon } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../api.ts'
import { Pill } from '../../design/Pill.tsx'
import { showClock, showRecent } from '../../pbx/show-time.ts'
import { myZone } from '../../shell/my-zone.ts'
import { CallDetail } from './CallDetail.tsx'
import { type CallTab, type Group, showDuration } from './calls.ts'
import { OtherFace, useOtherWords } from './other-side.tsx'

type Props = { group: Group; list: CallTab; opened: boolean; onToggle: () => void }

/** One call, or several in a row with the same person. */
export function CallRow({ group, list, opened, onToggle }: Props) {
  const { t } = useTranslation('call-history')
  const { t: inWords } = useTranslation('activity')
  const { other, calls, unseen } = group
  const { name, sub } = useOtherWords()(other)
  const [latest] = calls
  if (!latest) return null
  const outcome = t(list === 'made' ? `outcomeMade.${latest.outcome}` : `outcome.${latest.outcome}`)
  const when = showRecent(latest.at, serverNow(), inWords, myZone())
  return (
    <article className={opened ? 'call call-open' : 'call'}>
      <div className="call-head">
        <OtherFace other={other} />
        <div className="call-who">
          <h3>
            <bdi>{name}</bdi>
            {calls.length > 1 && (
              <span className="call-times">
                <span aria-hidden="true">({calls.length})</span>
                <span className="vh">{t('times', { count: calls.length })}</span>
              </span>
            )}
            {unseen > 0 && <Pill tone="accent">{t('freshCall')}</Pill>}
          </h3>
          <p>
            {sub && <span className="nums">{sub} · </span>}
            {latest.running ? t('running') : outcome}
          </p>
        </div>
        <span className="call-length nums">{latest.seconds > 0 ? showDuration(latest.seconds) : ''}</span>
        <time className="call-at nums" dateTime={latest.at}>
          {showClock(Date.parse(latest.at), myZone())}
        </time>
        <ActionIcon
          variant="subtle"
          size={36}
          className="call-toggle"
          aria-expanded={opened}
          aria-label={opened ? t('close', { who: name }) : t('open', { who: name, when })}
          onClick={onToggle}
        >
          <IconChevronDown size={19} stroke={1.8} aria-hidden="true" />
        </ActionIcon>
      </div>
      {opened && <CallDetail group={group} list={list} onGone={onToggle} />}
    </article>
  )
}
