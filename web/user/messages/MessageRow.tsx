import { ActionIcon, Button } from '@mantine/core'
import {
  IconChevronDown,
  IconDownload,
  IconMail,
  IconMailOpened,
  IconPlayerPlayFilled,
  IconRecordMail,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { dayIn } from '#domain/time-zone.ts'
import { api, asProblem, serverNow } from '../../api.ts'
import { Pill } from '../../design/Pill.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { showClock, showRecent } from '../../pbx/show-time.ts'
import { myZone } from '../../shell/my-zone.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { type Message, showDuration } from './calls.ts'
import { OtherFace, useOtherWords } from './other-side.tsx'
import { Player } from './Player.tsx'
import { refreshCalls } from './refresh-calls.ts'
import { useSound } from './useSound.ts'

type Props = { message: Message; opened: boolean; onToggle: () => void }

/** A message: who, how long, when; open, it is played, kept, and thrown away with a way back. */
export function MessageRow({ message, opened, onToggle }: Props) {
  const { t } = useTranslation('call-history')
  const { t: inWords } = useTranslation('activity')
  const { other, at, seconds, heard } = message
  const { name, sub } = useOtherWords()(other)
  const when = showRecent(at, serverNow(), inWords, myZone())
  return (
    <article className={opened ? 'call call-open' : 'call'}>
      <div className="call-head">
        <OtherFace other={other} />
        <div className="call-who">
          <h3>
            <bdi>{name}</bdi>
            {!heard && <Pill tone="accent">{t('fresh')}</Pill>}
          </h3>
          {sub && <p className="nums">{sub}</p>}
        </div>
        <span className="call-length nums">
          <IconRecordMail size={17} stroke={1.7} aria-hidden="true" />
          {showDuration(seconds)}
        </span>
        <time className="call-at nums" dateTime={at}>
          {showClock(Date.parse(at), myZone())}
        </time>
        <ActionIcon
          variant={opened ? 'subtle' : 'default'}
          size={36}
          className={opened ? 'call-toggle' : undefined}
          aria-expanded={opened}
          aria-label={opened ? t('close', { who: name }) : t('openMessage', { who: name, when })}
          onClick={onToggle}
        >
          {opened ? (
            <IconChevronDown size={19} stroke={1.8} aria-hidden="true" />
          ) : (
            <IconPlayerPlayFilled size={16} aria-hidden="true" />
          )}
        </ActionIcon>
      </div>
      {opened && <Opened message={message} name={name} />}
    </article>
  )
}

function Opened({ message, name }: { message: Message; name: string }) {
  const { t } = useTranslation('call-history')
  const say = useProblemText()
  const sound = useSound(message.id)
  const params = { messageId: message.id }

  async function doing(send: () => Promise<unknown>, done?: () => void): Promise<void> {
    try {
      await send()
      await refreshCalls()
      done?.()
    } catch (error) {
      toastError(say(asProblem(error)))
    }
  }
  const mark = (heard: boolean) => doing(() => api('PATCH /api/me/messages/:messageId', { params, body: { heard } }))
  const restore = () =>
    void doing(
      () => delicate(() => api('POST /api/me/messages/:messageId/restore', { params })),
      () => toastDone(t('undone')),
    )
  const remove = () =>
    void doing(
      () => delicate(() => api('DELETE /api/me/messages/:messageId', { params })),
      () => toastDone(t('deleted'), restore),
    )

  return (
    <div className="call-detail">
      <Player
        who={name}
        sound={sound}
        seconds={message.seconds}
        loudness={message.loudness}
        onListened={() => void (!message.heard && mark(true))}
      />
      <div className="call-actions">
        {sound.address && (
          <Button
            component="a"
            href={sound.address}
            download={t('player.fileName', { day: dayIn(new Date(message.at), myZone()) })}
            variant="default"
            leftSection={<IconDownload size={18} stroke={1.8} aria-hidden="true" />}
          >
            {t('player.download')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={
            message.heard ? (
              <IconMail size={18} stroke={1.7} aria-hidden="true" />
            ) : (
              <IconMailOpened size={18} stroke={1.7} aria-hidden="true" />
            )
          }
          onClick={() => void mark(!message.heard)}
        >
          {t(message.heard ? 'player.unheard' : 'player.heard')}
        </Button>
        <Button
          variant="subtle"
          color="rosso"
          className="call-delete"
          leftSection={<IconTrash size={18} stroke={1.7} aria-hidden="true" />}
          aria-label={t('player.deleteOf', { who: name })}
          onClick={remove}
        >
          {t('player.delete')}
        </Button>
      </div>
    </div>
  )
}
