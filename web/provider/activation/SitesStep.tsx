import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { provinces } from '#domain/directory/provinces.ts'
import { italianTime } from '#domain/time-zone.ts'
import { TimeZoneSelect } from '../../pbx/TimeZoneSelect.tsx'
import type { Draft, DraftData } from './draft.ts'
import { StepForm } from './StepForm.tsx'
import { useStep } from './useStep.ts'

const emptySite = { name: '', street: '', houseNumber: '', postcode: '', town: '', province: '' }
type Site = DraftData['sites'][number]

const choices = Object.entries(provinces).map(([value, name]) => ({ value, label: `${value} · ${name}` }))

/** The customer's places, with the address that help is sent to (spec/product B9, 8.2). */
export function SitesStep({ draft }: { draft: Draft }) {
  const { t } = useTranslation('activation')
  const state = useStep(draft, 'sites', 'sites')
  const { value, setValue, errorOf } = state
  const change = (at: number, part: Partial<Site>) =>
    setValue(value.map((site, i) => (i === at ? { ...site, ...part } : site)))
  return (
    <StepForm step="sites" lead={t('sites.lead')} state={state}>
      {value.length === 0 && <p className="sub">{t('sites.none')}</p>}
      {value.map((site, i) => {
        const field = (name: Exclude<keyof Site, 'timeZone'>) => ({
          label: t(`sites.${name}`),
          value: site[name],
          error: errorOf(`${i}.${name}`),
          onChange: (event: { currentTarget: { value: string } }) => change(i, { [name]: event.currentTarget.value }),
          autoComplete: 'off',
        })
        const title = t('sites.site', { number: i + 1 })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a site has no other name while it is typed
          <fieldset key={i} className="step-block">
            <legend className="h3">{title}</legend>
            <div className="step-line">
              <TextInput {...field('name')} maxLength={60} />
              <ActionIcon
                size={42}
                aria-label={t('remove', { what: title })}
                onClick={() => setValue(value.filter((_, other) => other !== i))}
              >
                <IconTrash size={18} stroke={1.7} aria-hidden="true" />
              </ActionIcon>
            </div>
            <div className="step-pair step-pair-wide">
              <TextInput {...field('street')} maxLength={80} />
              <TextInput {...field('houseNumber')} maxLength={12} />
            </div>
            <div className="step-three">
              <TextInput {...field('postcode')} inputMode="numeric" maxLength={5} />
              <TextInput {...field('town')} maxLength={60} />
              <Select
                size="md"
                label={t('sites.province')}
                data={choices}
                searchable
                clearable
                value={site.province === '' ? null : site.province}
                onChange={(province) => change(i, { province: province ?? '' })}
                error={errorOf(`${i}.province`)}
                comboboxProps={{ keepMounted: false, portalProps: { target: '#overlays' } }}
              />
            </div>
            <TimeZoneSelect
              size="md"
              value={site.timeZone ?? italianTime}
              onChange={(timeZone) => change(i, { timeZone })}
              error={errorOf(`${i}.timeZone`)}
            />
          </fieldset>
        )
      })}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} stroke={1.9} aria-hidden="true" />}
          onClick={() => setValue([...value, emptySite])}
        >
          {t('sites.add')}
        </Button>
      </div>
    </StepForm>
  )
}
