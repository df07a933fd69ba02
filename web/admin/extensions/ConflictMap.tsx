import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Pill } from '../../design/Pill.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { useApi } from '../../shell/queries.ts'
import { useConflictWords } from '../short-codes/useConflictWords.ts'

/** How many extensions and codes stand in each other’s way, and which. */
export function ConflictMap() {
  const { t } = useTranslation('dial-plan')
  const say = useConflictWords()
  const { data } = useApi('GET /api/extensions/conflicts')
  const [open, setOpen] = useState(false)
  if (!data) return null
  return (
    <section className="list-card extensions-map" aria-label={t('extensions.conflicts.title')}>
      <div>
        <h2>{t('extensions.conflicts.title')}</h2>
        <p className="sub">
          {data.total === 0 ? t('extensions.conflicts.none') : t('extensions.conflicts.found', { count: data.total })}
        </p>
      </div>
      {data.total === 0 ? (
        <IconCircleCheck size={22} stroke={1.7} aria-hidden="true" />
      ) : (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('extensions.conflicts.show')}
        </Button>
      )}
      {open && (
        <SidePanel
          title={t('extensions.conflicts.title')}
          lead={t('extensions.conflicts.panel')}
          onClose={() => setOpen(false)}
        >
          <ul className="list-conflicts">
            {data.conflicts.map((one) => (
              <li key={`${one.code} ${one.lineId ?? ''} ${one.kind} ${one.with}`}>
                <Pill tone={one.refused ? 'error' : 'warm'}>
                  <span className="nums">{one.code}</span>
                </Pill>
                <span>
                  <b>
                    <bdi>{one.owner || t('conflict.unnamed')}</bdi>
                  </b>
                  {'. '}
                  {say(one)}
                </span>
              </li>
            ))}
          </ul>
          {data.total > data.conflicts.length && (
            <p className="sub">{t('extensions.conflicts.more', { shown: data.conflicts.length })}</p>
          )}
        </SidePanel>
      )}
    </section>
  )
}
