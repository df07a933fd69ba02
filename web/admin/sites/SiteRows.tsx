import { IconArrowsRightLeft, IconHistory, IconPencil, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TimeZone } from '#domain/time-zone.ts'
import { Pill } from '../../design/Pill.tsx'
import { LocalHour } from '../../pbx/LocalHour.tsx'
import { showNumber } from '../../shell/show-number.ts'
import { ListTable } from '../list/ListTable.tsx'
import { RowMenu } from '../list/RowMenu.tsx'
import { addressOf, type Site, type SiteAction } from './site.ts'

type Props = { sites: readonly Site[]; narrow: boolean; onAction: (site: Site, action: SiteAction) => void }

/** A page of sites: a table, or cards on a telephone. */
export function SiteRows({ sites, narrow, onAction }: Props) {
  const { t } = useTranslation('sites')
  const menuOf = (site: Site) => (
    <RowMenu
      label={t('actions')}
      name={t('actionsOf', { name: site.name })}
      actions={[
        { key: 'edit', label: t('action.edit'), icon: IconPencil, run: () => onAction(site, 'edit') },
        ...(site.lines > 0
          ? [{ key: 'move', label: t('action.move'), icon: IconArrowsRightLeft, run: () => onAction(site, 'move') }]
          : []),
        { key: 'history', label: t('action.history'), icon: IconHistory, run: () => onAction(site, 'history') },
        { key: 'remove', label: t('action.remove'), icon: IconTrash, red: true, run: () => onAction(site, 'remove') },
      ]}
    />
  )
  if (narrow)
    return (
      <ul className="phones-cards" aria-label={t('region')}>
        {sites.map((site) => (
          <li key={site.id}>
            <div className="between">
              <b>
                <bdi>{site.name}</bdi>
              </b>
              {menuOf(site)}
            </div>
            <Place site={site} />
            <div className="between">
              <Lines site={site} />
              <span className="sub">{t('phones', { count: site.phones })}</span>
            </div>
            {site.mainNumber && <span className="nums">{showNumber(site.mainNumber)}</span>}
          </li>
        ))}
      </ul>
    )
  return (
    <ListTable
      tall
      region={t('region')}
      caption={t('caption')}
      rows={sites}
      columns={[
        { head: t('name'), cell: ({ name }) => <bdi>{name}</bdi> },
        { head: t('address'), cell: (site) => <Place site={site} /> },
        { head: t('mainNumber'), nums: true, cell: ({ mainNumber }) => (mainNumber ? showNumber(mainNumber) : '—') },
        { head: t('lines'), cell: (site) => <Lines site={site} /> },
        { head: t('phones'), cell: ({ phones }) => t('phones', { count: phones }) },
      ]}
      actions={{ head: t('actions'), of: menuOf }}
    />
  )
}

function Place({ site }: { site: Site }) {
  const { t } = useTranslation('sites')
  const address = addressOf(site)
  return (
    <>
      {address ? <bdi>{address}</bdi> : <Pill tone="warm">{t('noAddress')}</Pill>}
      <LocalHour zone={site.timeZone as TimeZone} before=" · " />
    </>
  )
}

function Lines({ site }: { site: Site }) {
  const { t } = useTranslation('sites')
  if (site.lines === 0) return <span className="sub">{t('lines', { count: 0 })}</span>
  return (
    <Link to="/gestione-dati/utenti" search={{ sede: site.id } as never} className="list-link">
      {t('lines', { count: site.lines })}
      <span className="vh"> · {t('showLines', { name: site.name })}</span>
    </Link>
  )
}
