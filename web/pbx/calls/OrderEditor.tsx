import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconSelector, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Destination, limits, type RingStep } from '#domain/call-handling/settings.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { DestinationField } from './DestinationField.tsx'
import './OrderEditor.css'
import { useCallsHere } from './useCalls.ts'

type Row = { id: number; device: string | null; to: Destination | null; from: number; seconds: number }

const wholeCall = limits.seconds.most
const other = 'other'

const rowOf = ({ leg, from, seconds }: RingStep, id: number): Row =>
  leg.kind === 'device'
    ? { id, device: leg.deviceId, to: null, from, seconds }
    : { id, device: null, to: leg.to, from, seconds }

/** Phones one after the other (2.3 B): up to six steps, each with its beginning and its length. */
export default function OrderEditor({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['call-handling', 'shell'])
  const { state, draft, change } = useCallsHere()
  const { phones } = state
  const most = Math.min(limits.ringSteps, state.limits.ringSteps)
  const step = (id: number, from: number, device: string | null): Row => ({ id, device, to: null, from, seconds: 15 })
  const [rows, setRows] = useState<readonly Row[]>(() =>
    draft.ringing.order.length > 0 ? draft.ringing.order.map(rowOf) : [step(0, 0, phones[0]?.id ?? null)],
  )
  const [problem, setProblem] = useState<string>()

  const set = (id: number, more: Partial<Row>) =>
    setRows(rows.map((row) => (row.id === id ? { ...row, ...more } : row)))
  const end = Math.max(0, ...rows.map(({ from, seconds }) => from + seconds))
  const scale = Math.max(45, end)

  function add(): void {
    const free = phones.find(({ id }) => !rows.some(({ device }) => device === id))
    setRows([...rows, step(Math.max(...rows.map(({ id }) => id), 0) + 1, Math.min(end, wholeCall), free?.id ?? null)])
  }
  /** Two steps change what rings; their times stay where they are. */
  function swap(place: number, by: 1 | -1): void {
    const next = [...rows]
    const [one, two] = [next[place], next[place + by]]
    if (!one || !two) return
    next[place] = { ...two, from: one.from, seconds: one.seconds }
    next[place + by] = { ...one, from: two.from, seconds: two.seconds }
    setRows(next)
  }
  function apply(): void {
    const empty = rows.some(({ device, to }) => device === null && to === null)
    if (rows.length === 0 || empty) {
      setProblem(t(empty ? 'destination.missing' : 'order.none'))
      return
    }
    const order = rows
      .map(
        ({ device, to, from, seconds }): RingStep => ({
          leg: device === null ? { kind: 'destination', to: to as Destination } : { kind: 'device', deviceId: device },
          from,
          seconds,
        }),
      )
      .sort((a, b) => a.from - b.from)
    change((settings) => ({ ...settings, ringing: { ...settings.ringing, mode: 'in-order', order } }))
    onClose()
  }

  return (
    <Dialog title={t('order.title')} lead={t('order.lead', { most })} onClose={onClose} size={640}>
      {problem && <FormProblem title={problem} />}
      <ol className="order">
        {rows.map((row, index) => {
          const place = index + 1
          return (
            <li key={row.id}>
              <fieldset>
                <legend className="h3">{t('order.step', { place })}</legend>
                <div className="order-what">
                  <NativeSelect
                    label={t('order.what')}
                    size="sm"
                    value={row.device ?? other}
                    rightSection={<IconSelector size={16} stroke={1.7} aria-hidden="true" />}
                    data={[
                      ...phones.map(({ id, name }) => ({ value: id, label: name })),
                      { value: other, label: t('order.number') },
                    ]}
                    onChange={(event) => {
                      const { value } = event.currentTarget
                      set(row.id, { device: value === other ? null : value })
                    }}
                  />
                  {row.device === null && (
                    <DestinationField
                      label={t('incoming.addField')}
                      value={row.to}
                      onChange={(to) => set(row.id, { to })}
                    />
                  )}
                </div>
                <div className="order-times">
                  <Seconds
                    label={t('order.from')}
                    value={row.from}
                    least={0}
                    most={wholeCall}
                    onChange={(from) => set(row.id, { from })}
                  />
                  <Seconds
                    label={t('order.seconds')}
                    value={row.seconds}
                    least={limits.seconds.least}
                    most={wholeCall}
                    onChange={(seconds) => set(row.id, { seconds })}
                  />
                  <span className="order-acts">
                    <ActionIcon
                      disabled={index === 0}
                      aria-label={t('order.up', { place })}
                      onClick={() => swap(index, -1)}
                    >
                      <IconArrowUp size={18} stroke={1.7} aria-hidden="true" />
                    </ActionIcon>
                    <ActionIcon
                      disabled={place === rows.length}
                      aria-label={t('order.down', { place })}
                      onClick={() => swap(index, 1)}
                    >
                      <IconArrowDown size={18} stroke={1.7} aria-hidden="true" />
                    </ActionIcon>
                    <ActionIcon
                      aria-label={t('order.remove', { place })}
                      onClick={() => setRows(rows.filter(({ id }) => id !== row.id))}
                    >
                      <IconTrash size={18} stroke={1.7} aria-hidden="true" />
                    </ActionIcon>
                  </span>
                </div>
                <div className="order-track" aria-hidden="true">
                  <i style={{ left: `${(row.from / scale) * 100}%`, width: `${(row.seconds / scale) * 100}%` }} />
                </div>
              </fieldset>
            </li>
          )
        })}
      </ol>
      {rows.length < most && (
        <Button variant="subtle" leftSection={<IconPlus size={16} stroke={1.9} aria-hidden="true" />} onClick={add}>
          {t('order.add')}
        </Button>
      )}
      <DialogFoot>
        <Button variant="default" size="md" onClick={onClose}>
          {t('shell:action.cancel')}
        </Button>
        <Button size="md" onClick={apply}>
          {t('order.apply')}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

type SecondsProps = { label: string; value: number; least: number; most: number; onChange: (seconds: number) => void }

function Seconds({ label, value, least, most, onChange }: SecondsProps) {
  const [text, setText] = useState<string | null>(null)
  return (
    <TextInput
      label={label}
      size="sm"
      type="number"
      inputMode="numeric"
      min={least}
      max={most}
      step={limits.seconds.step}
      value={text ?? String(value)}
      onChange={(event) => {
        setText(event.currentTarget.value)
        const seconds = Number(event.currentTarget.value)
        if (Number.isInteger(seconds) && seconds >= least && seconds <= most) onChange(seconds)
      }}
      onBlur={() => {
        const seconds = Math.round(Number(text ?? value))
        if (Number.isFinite(seconds)) onChange(Math.min(most, Math.max(least, seconds)))
        setText(null)
      }}
    />
  )
}
