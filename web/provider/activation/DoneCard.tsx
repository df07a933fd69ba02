import { Button } from '@mantine/core'
import { IconFileTypePdf } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CopyableText } from '../../design/CopyableText.tsx'
import { Note } from '../../design/Note.tsx'
import { PageTitle } from '../../design/PageTitle.tsx'
import { saveBlob } from '../../design/save-file.ts'
import { showNumber } from '../../shell/show-number.ts'
import { UnsavedGuard } from '../../shell/UnsavedGuard.tsx'
import type { Activated } from './SummaryStep.tsx'
import { showDay } from './show-day.ts'

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

/** It is done; for the technician the sheet with the password, this once. */
export function DoneCard({ done }: { done: Activated }) {
  const { t } = useTranslation('activation')
  const { technician } = done
  return (
    <>
      <div className="page-head">
        <div>
          <PageTitle>{t('done.title', { name: done.name })}</PageTitle>
          <p className="sub">{t('done.lines', { count: done.lines })}</p>
        </div>
      </div>
      <section className="card step-card">
        {done.numbersTo && <p>{t('done.numbers', { to: done.numbersTo })}</p>}
        {done.secretTo && <p>{t('done.secret', { to: done.secretTo })}</p>}
        {technician && (
          <>
            {/* Once it is gone only another password helps. */}
            <UnsavedGuard when />
            <h2 className="h2">{t('done.technician')}</h2>
            <dl className="done-facts">
              <dt>{t('done.password')}</dt>
              <dd>
                <CopyableText text={technician.temporaryPassword} label={t('done.password')} />
                <span className="sub">{t('done.until', { day: showDay(done.passwordExpiresAt) })}</span>
              </dd>
              <dt>{t('done.administrators')}</dt>
              {technician.administrators.map(({ number, name, extension }) => (
                <dd key={number}>
                  <bdi>{name}</bdi> <span className="nums">{showNumber(number)}</span>
                  {extension && ` · ${extension}`}
                </dd>
              ))}
            </dl>
            <div>
              <Button
                leftSection={<IconFileTypePdf size={18} stroke={1.8} aria-hidden="true" />}
                onClick={() =>
                  saveBlob(t('done.sheetName'), new Blob([bytesOf(technician.sheet)], { type: 'application/pdf' }))
                }
              >
                {t('done.sheet')}
              </Button>
            </div>
            <Note tone="warm" title={t('done.once')} />
          </>
        )}
        <p className="step-foot">
          <Link className="link" to="/clienti/$companyId" params={{ companyId: done.companyId }}>
            {t('done.customer')}
          </Link>
          <Link className="link" to="/attivazione">
            {t('done.another')}
          </Link>
        </p>
      </section>
    </>
  )
}
