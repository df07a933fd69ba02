import { useTranslation } from 'react-i18next'
import { showNumber } from '../../shell/show-number.ts'
import type { Simulated } from './line-calls.ts'
import { useCallsHere } from './useCalls.ts'

type Step = Simulated['path'][number]

/** The way of a tried call: what rings when, how each step ends, and why it came so. */
export function TryResult({ result }: { result: Simulated }) {
  const { t, i18n } = useTranslation('call-settings')
  const { names } = useCallsHere()
  const people = new Map([...names.lines, ...result.people.map((one) => [one.lineId, one] as const)])
  const person = (lineId: unknown) => (typeof lineId === 'string' ? people.get(lineId)?.name : undefined)

  return (
    <section className="try-result" aria-labelledby="try-result">
      <h3 id="try-result">{t('try.result')}</h3>
      <ol className="try-path">
        {result.path.map((step) => (
          <li key={JSON.stringify(step)}>
            <span className="nums">{step.from === 0 ? t('try.at0') : t('try.after', { seconds: step.from })}</span>
            <span>
              <StepWords step={step} /> {rings(step) && <em>{t(`try.left.${step.left}`)}</em>}
            </span>
          </li>
        ))}
      </ol>
      <p className="try-end">{t(`try.end.${result.end}`)}</p>
      {result.reasons.length > 0 && (
        <>
          <h4>{t('try.why')}</h4>
          <ul className="try-why">
            {result.reasons.map(({ rule, lineId, facts }) => {
              const known = i18n.exists(`call-settings:why.${rule}`)
              // Nobody rang, so nobody was waited for.
              const atOnce = rule === 'no-answer-voicemail' && facts.after === 0
              const { toLine, toNumber } = facts
              const to = person(toLine) ?? (typeof toNumber === 'string' ? showNumber(toNumber) : '')
              return (
                <li key={`${rule} ${lineId} ${JSON.stringify(facts)}`}>
                  {lineId !== names.ownLine && person(lineId) && <b>{person(lineId)}: </b>}
                  {t(atOnce ? 'why.atOnce' : known ? `why.${rule}` : 'why.other', {
                    rule: '',
                    after: '',
                    ...facts,
                    to,
                  })}
                </li>
              )
            })}
          </ul>
        </>
      )}
    </section>
  )
}

/** Somebody is called, so how it ended is worth a word. */
const rings = ({ targets: [first] }: Step): boolean => first?.kind === 'device' || first?.kind === 'outside'

function StepWords({ step }: { step: Step }) {
  const { t } = useTranslation(['call-settings', 'call-handling'])
  const { names } = useCallsHere()
  const [first] = step.targets
  if (first?.kind === 'voicemail') {
    const whose = first.lineId === names.ownLine ? null : first.name
    return whose ? t('try.voicemailOf', { who: whose }) : t('try.voicemail')
  }
  if (first?.kind === 'announcement') return t('try.announcement')
  const who = [
    ...new Set(
      step.targets.map(({ kind, lineId, name, number, phone }) => {
        if (kind === 'device' && lineId === names.ownLine) return phone ?? ''
        if (kind === 'device') return name ?? t('call-handling:destination.colleague')
        return number ? showNumber(number) : (name ?? '')
      }),
    ),
  ].filter(Boolean)
  const [last = '', ...before] = [...who].reverse()
  const listed = before.length === 0 ? last : t('call-handling:block.and', { first: before.reverse().join(', '), last })
  if (step.diversions > 0) return t('try.forwarded', { who: listed })
  return t(who.length > 1 ? 'try.ringsAll' : 'try.rings', { who: listed })
}
