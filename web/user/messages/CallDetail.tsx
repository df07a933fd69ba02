import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, api, asProblem } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { showInstant } from '../../pbx/show-time.ts'
import { myZone } from '../../shell/my-zone.ts'
import { useApi } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useFullSession } from '../../shell/useSession.ts'
import { type CallTab, type Group, showDuration } from './calls.ts'
import { refreshCalls } from './refresh-calls.ts'

type Detail = Answer<'GET /api/me/calls/:callId'>
type Props = { group: Group; list: CallTab; onGone: () => void }

/** What became of a call, step by step, and why; with several calls, of the one that was chosen. */
export function CallDetail({ group, list, onGone }: Props) {
  const { t } = useTranslation('call-history')
  const [chosen, setChosen] = useState(group.calls[0]?.id ?? '')
  const { data, error, refetch } = useApi('GET /api/me/calls/:callId', { params: { callId: chosen } })
  return (
    <div className="call-detail">
      {group.calls.length > 1 && (
        <fieldset className="call-each">
          <legend className="vh">{t('detail.calls')}</legend>
          {group.calls.map((call) => (
            <label key={call.id} className={call.id === chosen ? 'call-one call-chosen' : 'call-one'}>
              <input
                type="radio"
                name={`call of ${group.calls.at(-1)?.id}`}
                checked={call.id === chosen}
                onChange={() => setChosen(call.id)}
              />
              <span className="nums">{showInstant(call.at, myZone())}</span>
              <span>{t(list === 'made' ? `outcomeMade.${call.outcome}` : `outcome.${call.outcome}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
      {error && <LoadError title={t('detail.error')} onRetry={() => void refetch()} />}
      {!error && !data && <SkeletonRows rows={2} height={28} />}
      {data && data.id === chosen && <Told detail={data} />}
      <DeleteCalls group={group} onGone={onGone} />
    </div>
  )
}

function Told({ detail }: { detail: Detail }) {
  const { t } = useTranslation('call-history')
  const { step, who } = useStepWords(detail)
  const why = useWhyWords()
  const { reasons, path, answeredBy, sentTo, seconds, at } = detail
  return (
    <dl className="call-told">
      <dt>{t('detail.steps')}</dt>
      <dd>
        <p className="nums">
          {showInstant(at, myZone())}
          {seconds > 0 && ` · ${t('minutes', { duration: showDuration(seconds) })}`}
        </p>
        <ol className="call-steps">
          {path.map((one, i) => (
            // Steps have no name of their own, and never change their places.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above.
            <li key={i}>
              {one.rang.length > 0 ? one.rang.map(step).filter(unlike).join(', ') : t('detail.noPhone')}
              {' – '}
              {t(`detail.left.${one.left as 'busy'}`)}
            </li>
          ))}
        </ol>
        {sentTo && <p>{t('detail.sentTo', { who: who(sentTo) })}</p>}
        {answeredBy && answeredBy.kind === 'device' && <p>{t('detail.answeredBy', { who: who(answeredBy) })}</p>}
      </dd>
      {reasons.length > 0 && (
        <>
          <dt>{t('detail.why')}</dt>
          <dd>
            <ul>
              {reasons.map((reason) => (
                <li key={reason.rule}>{why(reason)}</li>
              ))}
            </ul>
          </dd>
        </>
      )}
    </dl>
  )
}

/** A line with two phones that ring is named once. */
const unlike = (words: string, i: number, all: readonly string[]): boolean => all.indexOf(words) === i

function useStepWords({ people }: Detail) {
  const { t } = useTranslation('call-history')
  const { viewer } = useFullSession()
  const who = (party: { lineId?: string | null | undefined; number?: string | null | undefined }): string => {
    if (party.lineId === viewer.lineId) return t('detail.yours')
    const person = party.lineId ? people[party.lineId] : undefined
    return person?.name ?? (party.number ? showNumber(party.number) : t('detail.someone'))
  }
  const step = (target: Detail['path'][number]['rang'][number]): string => {
    switch (target.kind) {
      case 'device':
        return t('detail.rang', { who: who(target) })
      case 'outside':
      case 'emergency':
        return t('detail.rang', { who: target.number ? showNumber(target.number) : t('detail.someone') })
      case 'voicemail':
        return target.lineId === viewer.lineId ? t('detail.yourMailbox') : t('detail.voicemail', { who: who(target) })
      case 'announcement':
        return t('detail.announcement')
      case 'echo-test':
        return t('detail.echo')
    }
  }
  return { step, who }
}

const setters = ['owner', 'administrator', 'phone-code', 'support', 'system'] as const

/** One rule in a sentence, with who switched it on, where the record knows. */
function useWhyWords(): (reason: Detail['reasons'][number]) => string {
  const { t, i18n } = useTranslation('call-history')
  return ({ rule, facts }) => {
    if (!i18n.exists(`call-history:why.${rule}`)) return ''
    const said = t(`why.${rule as 'loop'}`, { rule: '', after: '', ...facts })
    const by = setters.find((one) => one === facts.by)
    if (!by || typeof facts.at !== 'string') return said
    const { byName: name = '', code = '' } = facts
    return `${said} ${t(`setBy.${by}`, { when: showInstant(facts.at, myZone()), name: String(name), code: String(code) })}`
  }
}

function DeleteCalls({ group, onGone }: { group: Group; onGone: () => void }) {
  const { t } = useTranslation('call-history')
  const say = useProblemText()
  const calls = group.calls.map(({ id }) => id).slice(0, 200)
  async function send(back: boolean): Promise<void> {
    try {
      await delicate(() => api('POST /api/me/calls/delete', { body: { calls, back } }))
      await refreshCalls()
      if (back) toastDone(t('undone'))
      else {
        onGone()
        toastDone(t('deletedCalls', { count: calls.length }), () => void send(true))
      }
    } catch (error) {
      toastError(say(asProblem(error)))
    }
  }
  return (
    <div className="call-actions">
      <Button
        variant="subtle"
        color="rosso"
        leftSection={<IconTrash size={18} stroke={1.7} aria-hidden="true" />}
        onClick={() => void send(false)}
      >
        {t('deleteCalls')}
      </Button>
    </div>
  )
}
