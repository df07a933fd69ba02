import { useTranslation } from 'react-i18next'
import { type LicenceUse, shortLicences } from '#domain/provider/licences.ts'
import { Pill } from '../../design/Pill.tsx'

/** What the contract gives of each profile, what is used, and what this import would use (spec/product B7). */
export function Licences({ use }: { use: readonly LicenceUse[] }) {
  const { t } = useTranslation('imports')
  if (use.length === 0) return null
  const short = shortLicences(use)
  return (
    <table className="import-licences">
      <caption>{t('preview.licences.title')}</caption>
      <thead>
        <tr>
          {(['profile', 'given', 'now', 'after'] as const).map((head) => (
            <th key={head} scope="col">
              {t(`preview.licences.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {use.map((one) => (
          <tr key={one.code}>
            <th scope="row">{one.name}</th>
            <td className="nums">{one.licences}</td>
            <td className="nums">{one.before}</td>
            <td className="nums">
              {one.after}{' '}
              {short.includes(one) && (
                <Pill tone="error">{t('preview.licences.tooMany', { count: one.after - one.licences })}</Pill>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
