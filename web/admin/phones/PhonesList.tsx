import { Button } from '@mantine/core'
import { IconDeviceLandlinePhone, IconPhoneOff } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Answer, type Problem, serverNow } from '../../api.ts'
import { Empty } from '../../design/Empty.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { useNarrow } from '../../design/useNarrow.ts'
import { PhoneMenu } from '../../pbx/phones/PhoneMenu.tsx'
import { PhoneState } from '../../pbx/phones/PhoneState.tsx'
import { companyPhones } from '../../pbx/phones/phone.ts'
import { usePhoneActions } from '../../pbx/phones/usePhoneActions.tsx'
import { showRecent } from '../../pbx/show-time.ts'
import { showNumber } from '../../shell/show-number.ts'
import { ListTable } from '../list/ListTable.tsx'
import { Pages } from '../list/Pages.tsx'
import type { PhonesState } from './phones-address.ts'

type Found = Answer<'GET /api/directory/phones'>
type CompanyPhone = Found['phones'][number]
type Props = {
  found: UseQueryResult<Found, Problem>
  state: PhonesState
  onChange: (part: Partial<PhonesState>) => void
  onAdd: () => void
}

/** A page of phones: a table, or cards on a telephone. */
export function PhonesList({ found, state, onChange, onAdd }: Props) {
  const { t } = useTranslation(['phones', 'activity'])
  const narrow = useNarrow()
  const [act, dialog] = usePhoneActions(companyPhones)
  const { data, error, refetch, isPlaceholderData } = found
  if (error) return <LoadError title={t('tab.error')} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={8} height={58} />
  const narrowed = state.search !== undefined || state.state !== undefined
  if (data.total === 0)
    return narrowed ? <NothingFound state={state} onChange={onChange} /> : <NoPhones onAdd={onAdd} />
  const menuOf = (phone: CompanyPhone) =>
    phone.mayChange ? (
      <PhoneMenu phone={phone} onAction={(action) => act(phone, action)} />
    ) : (
      <span className="sub">{t('tab.notYours')}</span>
    )
  return (
    <>
      <p className="phones-found" role="status">
        {!isPlaceholderData && t('tab.found', { count: data.total })}
      </p>
      {narrow ? <Cards phones={data.phones} menuOf={menuOf} /> : <Table phones={data.phones} menuOf={menuOf} />}
      <Pages
        label={t('tab.pages')}
        page={state.page}
        total={data.total}
        size={data.size}
        onPage={(page) => onChange({ page })}
      />
      {dialog}
    </>
  )
}

type RowsProps = { phones: readonly CompanyPhone[]; menuOf: (phone: CompanyPhone) => React.ReactNode }

function Table({ phones, menuOf }: RowsProps) {
  const { t } = useTranslation('phones')
  return (
    <ListTable
      tall
      region={t('tab.region')}
      caption={t('tab.caption')}
      rows={phones}
      columns={[
        { head: t('tab.phone'), cell: (phone) => <Named phone={phone} /> },
        { head: t('tab.person'), cell: (phone) => <Whose phone={phone} /> },
        {
          head: t('tab.status'),
          cell: (phone) => (
            <div className="phones-who">
              <PhoneState state={phone.state} />
              <Since phone={phone} />
            </div>
          ),
        },
        { head: t('tab.software'), cell: ({ software }) => <bdi>{software ?? '—'}</bdi> },
      ]}
      actions={{ head: t('actions'), of: menuOf }}
    />
  )
}

function Cards({ phones, menuOf }: RowsProps) {
  return (
    <ul className="phones-cards">
      {phones.map((phone) => (
        <li key={phone.id}>
          <div className="between">
            <Named phone={phone} />
            <PhoneState state={phone.state} />
          </div>
          <Whose phone={phone} />
          <div className="between">
            <Since phone={phone} />
            {menuOf(phone)}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Named({ phone }: { phone: CompanyPhone }) {
  const { t } = useTranslation('phones')
  return (
    <div className="phones-who">
      <bdi>{phone.name}</bdi>
      <span>
        {t(`kind.${phone.kind}`)} · {phone.sipUser}
        {phone.mac && ` · ${phone.mac}`}
      </span>
    </div>
  )
}

function Whose({ phone }: { phone: CompanyPhone }) {
  const { number, extension, name } = phone.line
  return (
    <div className="phones-who">
      <bdi>{name}</bdi>
      <span className="nums">
        {showNumber(number)}
        {extension && ` · ${extension}`}
      </span>
    </div>
  )
}

function Since({ phone }: { phone: CompanyPhone }) {
  const { t } = useTranslation('phones')
  const { t: inWords } = useTranslation('activity')
  const recent = (instant: string) => showRecent(instant, serverNow(), inWords)
  const { since, lastContactAt, addedAt } = phone
  if (since) return <span className="sub">{t('since', { when: recent(since) })}</span>
  if (lastContactAt) return <span className="sub">{t('lastContact', { when: recent(lastContactAt) })}</span>
  return <span className="sub">{t('added', { when: recent(addedAt) })}</span>
}

function NoPhones({ onAdd }: { onAdd: () => void }) {
  const { t } = useTranslation('phones')
  return (
    <Empty
      icon={IconDeviceLandlinePhone}
      title={t('tab.none')}
      text={t('tab.noneText')}
      action={<Button onClick={onAdd}>{t('add')}</Button>}
    />
  )
}

function NothingFound({ state, onChange }: Pick<Props, 'state' | 'onChange'>) {
  const { t } = useTranslation('phones')
  return (
    <Empty
      icon={IconPhoneOff}
      title={t('tab.nothing')}
      text={state.search ? t('tab.nothingText', { search: state.search }) : t('tab.nothingState')}
      action={
        <Button variant="default" onClick={() => onChange({ search: '', state: undefined })}>
          {t('tab.clear')}
        </Button>
      }
    />
  )
}
