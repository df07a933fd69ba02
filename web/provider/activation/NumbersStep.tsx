import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { readableBlocks } from '#domain/provider/draft.ts'
import { sizeOf } from '#domain/provider/number-blocks.ts'
import type { Draft } from './draft.ts'
import { StepForm } from './StepForm.tsx'
import { useStep } from './useStep.ts'

/** The ranges of numbers (GNR) that the contract gives; every line's number lies in one (spec/product B8). */
export function NumbersStep({ draft }: { draft: Draft }) {
  const { t } = useTranslation('activation')
  const state = useStep(draft, 'numbers', 'blocks')
  const { value, setValue, errorOf } = state
  const change = (at: number, part: Partial<(typeof value)[number]>) =>
    setValue(value.map((block, i) => (i === at ? { ...block, ...part } : block)))
  return (
    <StepForm step="numbers" lead={t('numbers.lead')} state={state}>
      {value.length === 0 && <p className="sub">{t('numbers.none')}</p>}
      {value.map((block, i) => {
        const title = t('numbers.block', { number: i + 1 })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a range has no other name while it is typed
          <fieldset key={i} className="step-block">
            <legend className="h3">{title}</legend>
            <div className="step-line">
              <TextInput
                label={t('numbers.first')}
                type="tel"
                maxLength={40}
                autoComplete="off"
                value={block.first}
                error={errorOf(`${i}.first`)}
                onChange={(event) => change(i, { first: event.currentTarget.value })}
              />
              <TextInput
                label={t('numbers.last')}
                placeholder={t('numbers.lastHint')}
                type="tel"
                maxLength={40}
                autoComplete="off"
                value={block.last}
                onChange={(event) => change(i, { last: event.currentTarget.value })}
              />
              <ActionIcon
                size={42}
                aria-label={t('remove', { what: title })}
                onClick={() => setValue(value.filter((_, other) => other !== i))}
              >
                <IconTrash size={18} stroke={1.7} aria-hidden="true" />
              </ActionIcon>
            </div>
          </fieldset>
        )
      })}
      {value.length > 0 && (
        <p className="sub" role="status">
          {t('numbers.count', { count: sizeOf(readableBlocks({ blocks: value })) })}
        </p>
      )}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} stroke={1.9} aria-hidden="true" />}
          onClick={() => setValue([...value, { first: '', last: '' }])}
        >
          {t('numbers.add')}
        </Button>
      </div>
    </StepForm>
  )
}
