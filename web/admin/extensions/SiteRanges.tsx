import { Button, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, asProblem } from '../../api.ts'
import { Dialog, DialogFoot } from '../../design/Dialog.tsx'
import { FormProblem } from '../../design/FormProblem.tsx'
import { toastDone, toastError } from '../../design/toast.ts'
import { useProblemText } from '../../shell/useProblemText.ts'
import { useSubmit } from '../../shell/useSubmit.ts'
import { type Plan, refreshExtensions } from './plan.ts'

type Site = Plan['sites'][number]
const shown = 8

/** The extensions that each site keeps for its lines. */
export function SiteRanges({ plan }: { plan: Plan }) {
  const { t } = useTranslation(['dial-plan', 'directory'])
  const [open, setOpen] = useState<Site | null>(null)
  const [all, setAll] = useState(false)
  const sites = all ? plan.sites : plan.sites.slice(0, shown)
  return (
    <div className="list-card">
      <h2>{t('extensions.ranges.title')}</h2>
      <p className="sub">{t('extensions.ranges.text')}</p>
      <ul className="extensions-ranges">
        {sites.map((site) => (
          <li key={site.id}>
            <div>
              <b>
                <bdi>{site.name}</bdi>
              </b>
              <div className="sub nums">
                {site.range ? `${site.range.first}–${site.range.last}` : t('extensions.ranges.none')}
                {site.free !== null && ` · ${t('extensions.ranges.free', { count: site.free })}`}
                {site.outside > 0 && ` · ${t('extensions.ranges.outside', { count: site.outside })}`}
              </div>
            </div>
            <Button
              variant="default"
              size="xs"
              aria-label={t('extensions.ranges.edit', { name: site.name })}
              onClick={() => setOpen(site)}
            >
              <IconPencil size={16} stroke={1.8} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      {plan.sites.length > shown && !all && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {t('directory:filter.allSites')}
        </Button>
      )}
      {open && <RangeDialog site={open} onClose={() => setOpen(null)} />}
    </div>
  )
}

function RangeDialog({ site, onClose }: { site: Site; onClose: () => void }) {
  const { t } = useTranslation(['dial-plan', 'shell'])
  const say = useProblemText()
  const { busy, problem, submit } = useSubmit()
  const [first, setFirst] = useState(site.range?.first ?? '')
  const [last, setLast] = useState(site.range?.last ?? '')
  const reason = problem?.code === 'extension.range' ? String(problem.facts.reason) : null
  const flaw =
    reason === 'overlap'
      ? t('extensions.ranges.overlap', { site: String(problem?.facts.site) })
      : reason === 'order'
        ? t('extensions.ranges.order')
        : reason
          ? t('extensions.ranges.shape')
          : null
  const send = (range: Site['range']) =>
    api('POST /api/extensions/sites/:siteId/range', { params: { siteId: site.id }, body: { range } })
  const save = (range: Site['range']) =>
    void submit(async () => {
      await send(range)
      await refreshExtensions()
      toastDone(t('extensions.ranges.saved', { name: site.name }), () => {
        send(site.range).then(refreshExtensions, (error) => toastError(say(asProblem(error))))
      })
      onClose()
    })
  return (
    <Dialog title={t('extensions.ranges.dialog', { name: site.name })} {...(busy ? {} : { onClose })}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          save({ first, last })
        }}
      >
        {problem && <FormProblem title={flaw ?? say(problem)} />}
        <div className="list-two">
          <TextInput
            data-autofocus
            label={t('extensions.ranges.first')}
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={first}
            onChange={(event) => setFirst(event.currentTarget.value.replace(/\D/g, ''))}
          />
          <TextInput
            label={t('extensions.ranges.last')}
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={last}
            onChange={(event) => setLast(event.currentTarget.value.replace(/\D/g, ''))}
          />
        </div>
        {site.range && (
          <Button variant="subtle" disabled={busy} onClick={() => save(null)}>
            {t('extensions.ranges.clear')}
          </Button>
        )}
        <DialogFoot>
          <Button variant="default" size="md" disabled={busy} onClick={onClose}>
            {t('shell:action.cancel')}
          </Button>
          <Button type="submit" size="md" loading={busy}>
            {t('extensions.ranges.save')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  )
}
