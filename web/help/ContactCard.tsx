import { Button } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { brand } from '../shell/brand.ts'
import './ContactCard.css'

/** Who answers when the guide does not. */
export function ContactCard() {
  const { t } = useTranslation('help')
  return (
    <section className="card contact" aria-labelledby="contact-title">
      <h2 className="h2" id="contact-title">
        {t('contact.title')}
      </h2>
      <Button
        component="a"
        href={`tel:${brand.supportNumber.replace(/[^\d+]/g, '')}`}
        size="md"
        leftSection={<IconPhone size={20} stroke={1.7} aria-hidden="true" />}
      >
        {t('contact.call', { support: brand.supportNumber })}
      </Button>
      <p>{t('contact.text')}</p>
    </section>
  )
}
