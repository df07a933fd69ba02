import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api, asProblem } from '../../api.ts'
import { toastDone, toastError } from '../../design/toast.ts'
import { showSpent } from '../../pbx/limits/euro.ts'
import { toFields } from '../../pbx/limits/fields.ts'
import { queries } from '../../shell/queries.ts'
import { delicate } from '../../shell/step-up.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { type Limits, limitsKey, type OfLine } from './LimitsPage.tsx'

type Props = { limits: Limits; onEdit: (line: OfLine | null) => void }

/** Who has called most today, and the lines whose limits are not everybody's. */
export function LineUse({ limits: { lines, exceptions, tariff }, onEdit }: Props) {
  const { t } = useTranslation('call-limits')
  const say = useProblemText()
  const priced = Object.keys(tariff).length > 0

  async function remove(line: OfLine): Promise<void> {
    try {
      const sent = { params: { lineId: line.id }, body: {} }
      await delicate(() => api('POST /api/call-handling/limits/lines/:lineId', sent))
      await queries.invalidateQueries({ queryKey: [limitsKey] })
      toastDone(t('lines.removed', { name: line.name }))
    } catch (failed) {
      const problem = asProblem(failed)
      if (problem.code !== 'step-up') toastError(say(problem))
    }
  }

  return (
    <section className="list-card" aria-labelledby="limits-lines">
      <div className="limits-head">
        <h2 id="limits-lines">{t('lines.title')}</h2>
        <Button variant="default" onClick={() => onEdit(null)}>
          {t('lines.add')}
        </Button>
      </div>
      {lines.length === 0 && <p className="sub">{t('lines.none')}</p>}
      {lines.length > 0 && (
        <ul className="limits-rows" aria-labelledby="limits-lines">
          {lines.map(({ line, calls, minutes, spent, nearest }) => (
            <li key={line.id}>
              <div>
                <b>
                  <bdi>{line.name}</bdi> · <span className="nums">{line.extension}</span>
                </b>
                {nearest && (
                  <span>
                    {t('lines.nearest', {
                      class: t(`class.${nearest.class}`),
                      used: nearest.used,
                      limit: nearest.limit,
                    })}
                  </span>
                )}
              </div>
              <span className="nums">
                {t('lines.used', { count: calls, minutes })}
                {priced && ` · ${t('lines.spent', { day: showSpent(spent.day), month: showSpent(spent.month) })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <h3 id="limits-own" className="limits-sub">
        {t('lines.exceptions')}
      </h3>
      {exceptions.length === 0 && <p className="sub">{t('lines.noExceptions')}</p>}
      {exceptions.length > 0 && (
        <ul className="limits-rows" aria-labelledby="limits-own">
          {exceptions.map(({ line, limits }) => (
            <li key={line.id}>
              <div>
                <b>
                  <bdi>{line.name}</bdi> · <span className="nums">{line.extension}</span>
                </b>
                <span>{t('lines.own', { count: Object.keys(toFields(limits)).length })}</span>
              </div>
              <div className="list-actions">
                <Button
                  variant="default"
                  aria-label={t('lines.editOf', { name: line.name })}
                  onClick={() => onEdit(line)}
                >
                  {t('lines.edit')}
                </Button>
                <Button
                  variant="default"
                  aria-label={t('lines.removeOf', { name: line.name })}
                  onClick={() => void remove(line)}
                >
                  {t('lines.remove')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
