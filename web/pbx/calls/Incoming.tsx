import { Button, Checkbox, NativeSelect } from '@mantine/core'
import {
  IconDeviceLandlinePhone,
  IconDeviceMobile,
  IconPhone,
  IconPlus,
  IconSelector,
  IconX,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { same } from '#domain/call-handling/same.ts'
import { type CallSettings, type Destination, limits } from '#domain/call-handling/settings.ts'
import { callerOf } from '../../shell/queries.ts'
import { DestinationField } from './DestinationField.tsx'
import { longNameOf, nameOf, type PhoneKind } from './draw.ts'
import { UntilField } from './UntilField.tsx'
import { useCallsHere } from './useCalls.ts'

const OrderEditor = lazy(() => import('./OrderEditor.tsx'))

const modes = ['own', 'together', 'in-order', 'forward'] as const
type Mode = (typeof modes)[number]

const phoneIcons = { desk: IconDeviceLandlinePhone, softphone: IconDeviceMobile, web: IconPhone }

export function PhoneIcon({ kind }: { kind: PhoneKind }) {
  const Icon = phoneIcons[kind]
  return <Icon size={20} stroke={1.7} aria-hidden="true" />
}

/** “Le chiamate in ingresso saranno”: own phones, several together, in order, or another number (2.3 B). */
export function Incoming() {
  const { t } = useTranslation('call-handling')
  const { draft, change, dirty, problems, live } = useCallsHere()
  const forwarding = live(draft.forwardAll)
  const mode: Mode = forwarding ? 'forward' : draft.ringing.mode

  function choose(next: Mode): void {
    change((settings) =>
      next === 'forward'
        ? { ...settings, forwardAll: { ...settings.forwardAll, on: true, until: null } }
        : {
            ...settings,
            forwardAll: { ...settings.forwardAll, on: false },
            ringing: { ...settings.ringing, mode: next },
          },
    )
  }

  return (
    <div className="calls-column">
      <NativeSelect
        label={t('incoming.title')}
        size="sm"
        className={dirty('mode') || dirty('forward') ? 'dirty' : undefined}
        value={mode}
        rightSection={<IconSelector size={16} stroke={1.7} aria-hidden="true" />}
        data={modes.map((value) => ({ value, label: t(`incoming.${value}`) }))}
        onChange={(event) => choose(event.currentTarget.value as Mode)}
      />
      {forwarding ? (
        <>
          <DestinationField
            label={t('incoming.to')}
            value={draft.forwardAll.to}
            dirty={dirty('forwardTo')}
            error={problems.forwardTo}
            onChange={(to) => change((settings) => ({ ...settings, forwardAll: { ...settings.forwardAll, to } }))}
          />
          <UntilField
            label={t('until.label')}
            value={draft.forwardAll.until}
            dirty={dirty('forwardUntil')}
            error={problems.forwardUntil}
            onChange={(until) => change((settings) => ({ ...settings, forwardAll: { ...settings.forwardAll, until } }))}
          />
        </>
      ) : mode === 'in-order' ? (
        <Order />
      ) : (
        <>
          <OwnPhones />
          {mode === 'together' ? (
            <Others />
          ) : (
            <AddNumber onAdd={(to) => change((settings) => withOther(settings, to))} />
          )}
        </>
      )}
    </div>
  )
}

/** A number added while only own phones ring makes them ring together with it. */
function withOther(settings: CallSettings, to: Destination): CallSettings {
  const { ringing } = settings
  const others = ringing.others.some((other) => same(other, to)) ? ringing.others : [...ringing.others, to]
  return { ...settings, ringing: { ...ringing, mode: 'together', others } }
}

function OwnPhones() {
  const { t } = useTranslation('call-handling')
  const { state, draft, change, theirs } = useCallsHere()
  const connected = useConnected()
  const { silent } = draft.ringing
  if (state.phones.length === 0)
    return (
      <p className="calls-none">
        {t(theirs === null ? 'incoming.noPhones' : 'incoming.noPhonesTheirs')}{' '}
        {theirs === null && (
          <Link to="/profilo" hash="dispositivi" className="link">
            {t('what.offlineAction')}
          </Link>
        )}
      </p>
    )
  const set = (id: string, rings: boolean) =>
    change((settings) => ({
      ...settings,
      ringing: {
        ...settings.ringing,
        silent: rings ? silent.filter((other) => other !== id) : [...silent, id],
      },
    }))
  return (
    <ul className="own-phones" aria-label={t('incoming.phones')}>
      {state.phones.map(({ id, name, kind }) => (
        <li key={id}>
          <Checkbox
            label={
              <span className="own-phone">
                <PhoneIcon kind={kind} />
                <bdi>{name}</bdi>
                {connected && <em>{t(connected.has(id) ? 'incoming.connected' : 'incoming.notConnected')}</em>}
              </span>
            }
            checked={!silent.includes(id)}
            onChange={(event) => set(id, event.currentTarget.checked)}
          />
        </li>
      ))}
    </ul>
  )
}

/** Which of one’s own phones are connected now; it follows by itself (web/live). Undefined until known. */
function useConnected(): ReadonlySet<string> | undefined {
  const { api } = useCallsHere()
  const { data } = useQuery({
    queryKey: ['GET /api/me/phones'],
    queryFn: () => callerOf('GET /api/me/phones')('GET /api/me/phones'),
    enabled: api.own,
  })
  return data && new Set(data.phones.filter(({ state }) => state === 'online').map(({ id }) => id))
}

/** Mode “together”: the other numbers that ring as well. */
function Others() {
  const { t } = useTranslation('call-handling')
  const { state, draft, change, names, problems, dirty } = useCallsHere()
  const { others } = draft.ringing
  const most = Math.min(limits.others, state.limits.others)
  const set = (next: readonly Destination[]) =>
    change((settings) => ({ ...settings, ringing: { ...settings.ringing, others: next } }))
  return (
    <>
      {others.length > 0 && (
        <ul className={dirty('others') ? 'other-phones other-phones-dirty' : 'other-phones'}>
          {others.map((to) => (
            <li key={to.kind === 'line' ? to.lineId : to.number}>
              <span className="nums">{longNameOf(to, names, t)}</span>
              <button
                type="button"
                className="small-cross"
                aria-label={t('incoming.remove', { what: nameOf(to, names, t) })}
                onClick={() => set(others.filter((other) => !same(other, to)))}
              >
                <IconX size={16} stroke={1.8} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {others.some(({ kind }) => kind === 'number') && <p className="calls-hint">{t('incoming.accept')}</p>}
      {problems.others && <p className="calls-problem">{problems.others}</p>}
      {others.length < most ? (
        <AddNumber onAdd={(to) => change((settings) => withOther(settings, to))} />
      ) : (
        <p className="calls-hint">{t('incoming.full')}</p>
      )}
    </>
  )
}

/** “Aggiungi numero telefonico”: a field that goes away when the number is in the list. */
function AddNumber({ onAdd }: { onAdd: (to: Destination) => void }) {
  const { t } = useTranslation('call-handling')
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <Button
        variant="subtle"
        className="add-number"
        leftSection={<IconPlus size={16} stroke={1.9} aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        {t('incoming.add')}
      </Button>
    )
  return (
    <DestinationField
      label={t('incoming.addField')}
      value={null}
      autoFocus
      onChange={(to) => {
        if (!to) return
        onAdd(to)
        setOpen(false)
      }}
    />
  )
}

/** Mode “in order”: how many steps, and the way to them. */
function Order() {
  const { t } = useTranslation('call-handling')
  const { draft, problems, dirty } = useCallsHere()
  const [open, setOpen] = useState(draft.ringing.order.length === 0)
  return (
    <>
      <p className={dirty('order') ? 'order-count order-count-dirty' : 'order-count'}>
        {t('incoming.orderSteps', { count: draft.ringing.order.length })}
      </p>
      {problems.order && <p className="calls-problem">{problems.order}</p>}
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('incoming.order')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <OrderEditor onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
