import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressFlaws, type CivicAddress, emergencyPlace } from '#domain/directory/civic-address.ts'
import { provinces } from '#domain/directory/provinces.ts'
import { italianTime } from '#domain/time-zone.ts'
import { api } from '../../api.ts'
import { FormProblem } from '../../design/FormProblem.tsx'
import { SidePanel } from '../../design/SidePanel.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { TimeZoneSelect } from '../../pbx/TimeZoneSelect.tsx'
import { showNumber } from '../../shell/show-number.ts'
import { UnsavedGuard } from '../../shell/UnsavedGuard.tsx'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { refreshSites, type Site } from './site.ts'
import '../list/list.css'

type Written = {
  name: string
  street: string
  houseNumber: string
  postcode: string
  town: string
  province: string
  timeZone: string
  mainNumber: string
  emergencyNumber: string
  emergencyDetails: string
}

const empty: Written = {
  name: '',
  street: '',
  houseNumber: '',
  postcode: '',
  town: '',
  province: '',
  timeZone: italianTime,
  mainNumber: '',
  emergencyNumber: '',
  emergencyDetails: '',
}

const writtenOf = (site: Site): Written => ({
  name: site.name,
  ...site.address,
  timeZone: site.timeZone,
  mainNumber: showNumber(site.mainNumber ?? ''),
  emergencyNumber: showNumber(site.emergencyNumber ?? ''),
  emergencyDetails: site.emergencyDetails,
})

const bodyOf = ({ name, timeZone, mainNumber, emergencyNumber, emergencyDetails, ...address }: Written) => ({
  name: name.trim(),
  address,
  timeZone,
  mainNumber: mainNumber.trim(),
  emergencyNumber: emergencyNumber.trim(),
  emergencyDetails,
})

const provinceChoices = Object.entries(provinces).map(([value, name]) => ({ value, label: `${name} (${value})` }))

/** A new site, or one to change; what 112 would be told stands under the fields while they are written. */
export default function SiteForm({ site, onClose }: { site: Site | null; onClose: () => void }) {
  const { t } = useTranslation(['sites', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit, clear } = useSubmit()
  const before = site ? writtenOf(site) : empty
  const [written, setWritten] = useState(before)
  const [tried, setTried] = useState(false)
  const write = (part: Partial<Written>) => {
    setWritten((now) => ({ ...now, ...part }))
    // What the server did not like may be right now.
    clear()
  }
  const changed = (Object.keys(written) as (keyof Written)[]).some((key) => written[key] !== before[key])
  const { street, houseNumber, postcode, town, province } = written
  const address = { street: street.trim(), houseNumber, postcode: postcode.trim(), town: town.trim(), province }
  const fromServer = problem?.code === 'site.refused' ? (problem.facts.flaws as string[]) : []
  const flaws = new Set<string>([...addressFlaws(address), ...(written.name.trim() ? [] : ['name']), ...fromServer])
  const flawOf = (field: keyof Written) => tried && flaws.has(field) && t(`flaw.${field}` as 'flaw.name')
  const place =
    addressFlaws(address).length === 0 ? emergencyPlace(address as CivicAddress, written.emergencyDetails.trim()) : ''

  async function save(body: ReturnType<typeof bodyOf>): Promise<void> {
    if (!site) {
      await api('POST /api/sites', { body })
      await refreshSites()
      toastDone(t('form.created', { name: body.name }))
      onClose()
      return
    }
    const params = { siteId: site.id }
    const saved = await api('PATCH /api/sites/:siteId', { params, body: { ...body, version: site.version } })
    await refreshSites()
    toastDone(t('form.saved', { name: body.name }), () => {
      const back = { ...bodyOf(before), version: saved.version }
      api('PATCH /api/sites/:siteId', { params, body: back }).then(refreshSites, (error) => toastError(say(error)))
    })
    onClose()
  }

  function confirm(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (addressFlaws(address).length > 0 || written.name.trim() === '') return
    void submit(() => save(bodyOf({ ...written, ...address })))
  }

  const field = (name: Exclude<keyof Written, 'province' | 'timeZone'>, more: object = {}) => ({
    label: t(`form.${name === 'emergencyDetails' ? 'details' : name}` as 'form.name'),
    autoComplete: 'off',
    value: written[name],
    onChange: (event: { currentTarget: { value: string } }) => write({ [name]: event.currentTarget.value }),
    error: flawOf(name),
    ...more,
  })
  return (
    <SidePanel
      title={site ? t('form.edit', { name: site.name }) : t('form.new')}
      changed={changed}
      onClose={busy ? () => undefined : onClose}
    >
      <UnsavedGuard when={changed && !busy} />
      <form className="list-form" noValidate onSubmit={confirm}>
        {problem && problem.code !== 'site.refused' && <FormProblem title={say(problem)} />}
        <TextInput
          {...field('name', { description: t('form.nameHint'), maxLength: 60, 'data-autofocus': true })}
          aria-required="true"
        />
        <fieldset>
          <legend>{t('form.place')}</legend>
          <div className="list-two">
            <TextInput {...field('street', { maxLength: 80 })} />
            <TextInput {...field('houseNumber', { maxLength: 12 })} />
          </div>
          <div className="list-two list-two-narrow">
            <TextInput {...field('postcode', { maxLength: 5, inputMode: 'numeric' })} />
            <TextInput {...field('town', { maxLength: 60 })} />
          </div>
          <Select
            label={t('form.province')}
            searchable
            clearable
            data={provinceChoices}
            value={written.province || null}
            onChange={(value) => write({ province: value ?? '' })}
            nothingFoundMessage={t('form.provinceNone')}
            error={flawOf('province')}
            comboboxProps={{ portalProps: { target: '#overlays' } }}
            clearButtonProps={{ 'aria-label': t('shell:action.cancel') }}
          />
          <TimeZoneSelect
            value={written.timeZone}
            onChange={(timeZone) => write({ timeZone })}
            error={flawOf('timeZone')}
          />
        </fieldset>
        <fieldset>
          <legend>{t('form.numbers')}</legend>
          <TextInput
            {...field('mainNumber', { description: t('form.mainNumberHint'), maxLength: 40, inputMode: 'tel' })}
          />
        </fieldset>
        <fieldset>
          <legend>{t('form.emergency')}</legend>
          <TextInput
            {...field('emergencyNumber', {
              description: t('form.emergencyNumberHint'),
              maxLength: 40,
              inputMode: 'tel',
            })}
          />
          <TextInput {...field('emergencyDetails', { description: t('form.detailsHint'), maxLength: 120 })} />
          <p className="list-told" aria-live="polite">
            <b>{t('form.told')}</b>
            <bdi>{place || t('form.toldName')}</bdi>
          </p>
        </fieldset>
        <div className="side-panel-foot">
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {site ? t('form.save') : t('form.create')}
          </Button>
        </div>
      </form>
    </SidePanel>
  )
}
