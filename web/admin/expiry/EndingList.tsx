import { Button } from '@mantine/core'
import { IconCalendarOff, IconCircleCheck, IconMailOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api.ts'
import { Empty } from '../../design/Empty.tsx'
import { LoadError } from '../../design/LoadError.tsx'
import { Pill } from '../../design/Pill.tsx'
import { SkeletonRows } from '../../design/Skeletons.tsx'
import { useNarrow } from '../../design/useNarrow.ts'
import type { Line } from '../../pbx/line.ts'
import { showDay } from '../../pbx/show-time.ts'
import { useApi } from '../../shell/queries.ts'
import { showNumber } from '../../shell/show-number.ts'
import { menuButton } from '../acting/menu-button.ts'
import { ListTable } from '../list/ListTable.tsx'
import { Pages } from '../list/Pages.tsx'
import type { ExpiryState } from './expiry-address.ts'

type Ending = Answer<'GET /api/people/expiry/lines'>['lines'][number]
type Props = {
  state: ExpiryState
  onChange: (part: Partial<ExpiryState>) => void
  onEnterEmail: (line: Line) => void
}

/** Whose password ends, a page: a table, or cards on a telephone. */
export function EndingList({ state, onChange, onEnterEmail }: Props) {
  const { t } = useTranslation('people')
  const narrow = useNarrow()
  const query = { ...state, withoutEmail: state.withoutEmail ? 'true' : 'false' }
  const { data, error, refetch, isPlaceholderData } = useApi('GET /api/people/expiry/lines', { query })
  if (error) return <LoadError title={t('expiry.error')} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={6} height={58} />
  if (data.total === 0) {
    const narrowed = state.site !== undefined || state.month !== undefined || state.withoutEmail
    return (
      <Empty
        icon={IconCalendarOff}
        title={t(narrowed ? 'expiry.nothing' : 'expiry.none')}
        {...(narrowed
          ? {
              action: (
                <Button
                  variant="default"
                  onClick={() => onChange({ site: undefined, month: undefined, withoutEmail: false })}
                >
                  {t('expiry.clear')}
                </Button>
              ),
            }
          : { text: t('expiry.noneText') })}
      />
    )
  }
  const Rows = narrow ? Cards : Table
  return (
    <>
      <p className="expiry-found" role="status">
        {!isPlaceholderData && t('expiry.found', { count: data.total })}
      </p>
      <Rows lines={data.lines} onEnterEmail={onEnterEmail} />
      <Pages
        label={t('expiry.pages')}
        page={state.page}
        total={data.total}
        size={data.size}
        onPage={(page) => onChange({ page })}
      />
    </>
  )
}

type RowsProps = { lines: readonly Ending[]; onEnterEmail: (line: Line) => void }

function Table({ lines, onEnterEmail }: RowsProps) {
  const { t } = useTranslation(['people', 'directory'])
  return (
    <ListTable
      tall
      region={t('expiry.caption')}
      caption={t('expiry.caption')}
      rows={lines}
      columns={[
        { head: t('expiry.person'), cell: (line) => <Who line={line} /> },
        { head: t('directory:line.site'), cell: ({ site }) => <bdi>{site}</bdi> },
        { head: t('expiry.ends'), nums: true, cell: (line) => <Ends line={line} /> },
        { head: t('expiry.email'), cell: (line) => <Mail line={line} /> },
      ]}
      actions={{ head: t('directory:list.actions'), of: (line) => <Act line={line} onEnterEmail={onEnterEmail} /> }}
    />
  )
}

function Cards({ lines, onEnterEmail }: RowsProps) {
  return (
    <ul className="expiry-cards">
      {lines.map((line) => (
        <li key={line.id}>
          <div className="between">
            <Who line={line} />
            <Mail line={line} />
          </div>
          <div className="between">
            <span className="nums">
              <Ends line={line} />
            </span>
            <Act line={line} onEnterEmail={onEnterEmail} />
          </div>
        </li>
      ))}
    </ul>
  )
}

function Who({ line }: { line: Ending }) {
  return (
    <div className="expiry-who">
      <bdi>{line.name}</bdi>
      <span className="nums">
        {showNumber(line.number)}
        {line.extension && ` · ${line.extension}`}
      </span>
    </div>
  )
}

function Ends({ line }: { line: Ending }) {
  const { t } = useTranslation('people')
  return (
    <span className="expiry-who">
      {showDay(line.endsAt)}
      {line.askAt && <span>{t('expiry.planned', { date: showDay(line.askAt) })}</span>}
    </span>
  )
}

function Mail({ line }: { line: Ending }) {
  const { t } = useTranslation('people')
  const verified = line.emailStatus === 'verified'
  const Icon = verified ? IconCircleCheck : IconMailOff
  return (
    <Pill tone={verified ? 'ok' : 'warm'} icon={<Icon size={16} stroke={1.8} aria-hidden="true" />}>
      {t(`expiry.emailState.${line.emailStatus}`)}
    </Pill>
  )
}

function Act({ line, onEnterEmail }: { line: Ending; onEnterEmail: (line: Line) => void }) {
  const { t } = useTranslation('people')
  if (line.emailStatus === 'verified') return null
  if (!line.mayEnterEmail) return <span className="sub">{t('expiry.ofAdministrator')}</span>
  return (
    <Button
      variant="default"
      size="xs"
      {...menuButton(line.id)}
      aria-label={t('expiry.enterEmailOf', { name: line.name })}
      onClick={() => onEnterEmail(asLine(line))}
    >
      {t('expiry.enterEmail')}
    </Button>
  )
}

/** As the dialogs of “Azioni” know a line. */
const asLine = (line: Ending): Line => ({
  id: line.id,
  number: line.number,
  extension: line.extension,
  name: line.name,
  site: line.site,
  siteId: line.id,
  service: '',
  userType: 'user',
  firstAccess: 'email-missing',
  emailStatus: line.emailStatus,
  suspended: false,
  may: ['configure', 'enter-email'],
})
