import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PhoneNumber, showPhoneNumber } from '#domain/phone-number.ts'
import { apiInBackground } from '../api.ts'
import './OutsideNumbers.css'

type Numbers = Awaited<ReturnType<typeof load>>
const load = async () => (await apiInBackground('GET /api/demo/outside-numbers')).numbers

/** In the demo only: whom one can call, and what they do. Nothing leaves the machine. */
export function OutsideNumbers() {
  const { t } = useTranslation('help')
  const [numbers, setNumbers] = useState<Numbers>([])
  useEffect(() => {
    // Without an answer the page is as in a real installation.
    load().then(setNumbers, () => undefined)
  }, [])
  if (numbers.length === 0) return null
  return (
    <section className="card outside" aria-labelledby="outside-title">
      <h2 className="h2" id="outside-title">
        {t('outside.title')}
      </h2>
      <p>{t('outside.text')}</p>
      <dl>
        {numbers.map(({ number, behaviour }) => (
          <div key={number}>
            <dt>{showPhoneNumber(number as PhoneNumber)}</dt>
            <dd>{t(`outside.${behaviour}`)}</dd>
          </div>
        ))}
      </dl>
      <p>{t('outside.emergency')}</p>
      <p className="outside-credit">{t('outside.credit')}</p>
    </section>
  )
}
