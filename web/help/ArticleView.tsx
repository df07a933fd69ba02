import { useTranslation } from 'react-i18next'
import type { Article } from './articles.ts'
import { Found } from './Found.tsx'
import './ArticleView.css'

/** One topic: its steps with their numbers in words, and what to know afterwards. */
export function ArticleView({ article, terms }: { article: Article; terms: readonly string[] }) {
  const { t } = useTranslation('help')
  const { id, title, lead, steps, after } = article
  return (
    <section id={id} className="card article" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} tabIndex={-1}>
        <Found text={title} terms={terms} />
      </h2>
      <p className="sub">
        <Found text={lead} terms={terms} />
      </p>
      {steps.length > 0 && (
        <ol>
          {steps.map((step, place) => (
            <li key={step}>
              <span className="article-step">{t('step', { number: place + 1 })}</span>
              <p>
                <Found text={step} terms={terms} />
              </p>
            </li>
          ))}
        </ol>
      )}
      {after.map((sentence) => (
        <p key={sentence}>
          <Found text={sentence} terms={terms} />
        </p>
      ))}
    </section>
  )
}
