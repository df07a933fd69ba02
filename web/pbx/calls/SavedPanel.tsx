import { Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '#domain/call-handling/settings.ts'
import { showNumber } from '../../shell/show-number.ts'
import { RulePanel } from './RuleDrawer.tsx'
import './SavedPanel.css'
import { useCallsHere } from './useCalls.ts'

type Row = { id: number; label: string; number: string }

/** “Numeri salvati” (2.3 F): ready in every field that asks where a call goes. */
export default function SavedPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('call-handling')
  const { settings } = useCallsHere()
  const [rows, setRows] = useState<readonly Row[]>(() =>
    settings.savedNumbers.map(({ label, number }, id) => ({ id, label, number: showNumber(number) })),
  )
  const [changed, setChanged] = useState(false)
  const written = rows.filter(({ label, number }) => label.trim() !== '' || number.trim() !== '')

  function edit(next: readonly Row[]): void {
    setRows(next)
    setChanged(true)
  }
  const set = (id: number, more: Partial<Row>) => edit(rows.map((row) => (row.id === id ? { ...row, ...more } : row)))

  return (
    <RulePanel
      rule="saved"
      changed={changed}
      missing={() =>
        written.some(({ label, number }) => label.trim() === '' || number.trim() === '')
          ? t('panel.saved.missing')
          : undefined
      }
      changes={() => ({
        savedNumbers: written.map(({ label, number }) => ({ label: label.trim(), number: number.trim() })),
      })}
      onClose={onClose}
    >
      <ul className="saved">
        {rows.map((row) => (
          <li key={row.id}>
            <TextInput
              label={t('panel.saved.label')}
              size="sm"
              maxLength={limits.label}
              value={row.label}
              onChange={(event) => set(row.id, { label: event.currentTarget.value })}
            />
            <TextInput
              label={t('panel.saved.number')}
              size="sm"
              inputMode="tel"
              maxLength={40}
              value={row.number}
              onChange={(event) => set(row.id, { number: event.currentTarget.value })}
            />
            <button
              type="button"
              className="small-cross"
              aria-label={t('panel.saved.remove', { name: row.label })}
              onClick={() => edit(rows.filter(({ id }) => id !== row.id))}
            >
              <IconX size={16} stroke={1.8} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {rows.length < limits.savedNumbers && (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.9} aria-hidden="true" />}
          onClick={() =>
            setRows([...rows, { id: Math.max(-1, ...rows.map(({ id }) => id)) + 1, label: '', number: '' }])
          }
        >
          {t('panel.saved.add')}
        </Button>
      )}
    </RulePanel>
  )
}
