import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api.ts'
import { LoadError } from '../../design/LoadError.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { showNumber } from '../../shell/show-number.ts'
import './CodesPanel.css'
import type { Codes } from './line-calls.ts'
import { useCallsHere } from './useCalls.ts'

type Service = Codes['codes'][number]

/** What turns something on comes first. */
const actionOrder: readonly Service['codes'][number]['action'][] = [
  'set',
  'on',
  'withhold-once',
  'show-once',
  'call',
  'cancel',
  'off',
  'query',
]

/** The star codes of this company for this line, with how each service stands; printed as a card (7.2 idea 9). */
export default function CodesPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('call-settings')
  const { api, state } = useCallsHere()
  const { data, error, refetch } = useQuery<Codes, Problem>({
    queryKey: ['star codes', ...api.queryKey],
    queryFn: api.codes,
    staleTime: 0,
  })
  const { name, extension } = state.line
  return (
    <SidePanel title={t('codes.title')} lead={t('codes.lead')} onClose={onClose}>
      {!data && !error && <SkeletonRows rows={8} height={56} />}
      {!data && error && <LoadError title={t('codes.error')} onRetry={() => void refetch()} />}
      {data && (
        <>
          <div className="codes">
            <p className="codes-heading">{t('codes.heading', { name, extension })}</p>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('codes.service')}</th>
                  <th scope="col">{t('codes.dial')}</th>
                  <th scope="col">{t('codes.state')}</th>
                </tr>
              </thead>
              <tbody>
                {data.codes.map((service) => (
                  <ServiceRow key={service.service} service={service} />
                ))}
              </tbody>
            </table>
            {data.shortCodes.length > 0 && <ShortCodes codes={data.shortCodes} />}
          </div>
          <div className="side-panel-foot">
            <Button
              leftSection={<IconPrinter size={18} stroke={1.7} aria-hidden="true" />}
              onClick={() => window.print()}
            >
              {t('codes.print')}
            </Button>
          </div>
        </>
      )}
    </SidePanel>
  )
}

/** The company’s short codes that are meant for everybody (spec/product 3.5). */
function ShortCodes({ codes }: { codes: Codes['shortCodes'] }) {
  const { t } = useTranslation('call-settings')
  return (
    <table className="codes-short">
      <caption>{t('codes.short')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('codes.shortWhat')}</th>
          <th scope="col">{t('codes.dial')}</th>
          <th scope="col">{t('codes.shortCalls')}</th>
        </tr>
      </thead>
      <tbody>
        {codes.map(({ code, label, name, number }) => (
          <tr key={code}>
            <th scope="row">
              <bdi>{label || name || showNumber(number)}</bdi>
            </th>
            <td>
              <code>{code}</code>
            </td>
            <td>
              <bdi>{name ?? showNumber(number)}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ServiceRow({ service: { service, codes, state } }: { service: Service }) {
  const { t } = useTranslation(['call-settings', 'call-handling'])
  const places: Readonly<Record<string, string>> = { N: t('codes.number'), S: t('codes.seconds'), P: t('codes.pin') }
  const to = state?.on ? (state.name ?? state.to) : null
  return (
    <tr>
      <th scope="row">{t(`codes.names.${service}`)}</th>
      <td>
        <ul>
          {codes
            .filter(({ main }) => main)
            .sort((a, b) => actionOrder.indexOf(a.action) - actionOrder.indexOf(b.action))
            .map(({ pattern, action }) => (
              <li key={pattern}>
                <code>
                  {pattern.split(/([NSP])/).map((part) => {
                    const word = places[part]
                    return word ? <em key={part}>{word}</em> : part
                  })}
                </code>{' '}
                <span>{t(`codes.actions.${action}`)}</span>
              </li>
            ))}
        </ul>
      </td>
      <td>
        {state && (to ? t('codes.onTo', { to }) : t(state.on ? 'call-handling:value.on' : 'call-handling:value.off'))}
      </td>
    </tr>
  )
}
