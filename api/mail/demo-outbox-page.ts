import type { DemoLetter } from './demo-letter-box.sql.ts'
import { escapeHtml } from './html.ts'
import { splitAtLinks } from './links.ts'
import { showInstant } from './shown.ts'

/** The letter box as a page that needs neither script nor inline style. Everything in it is escaped. */
export function demoOutboxPage(view: {
  letters: DemoLetter[]
  to: string | undefined
  page: number
  more: boolean
}): string {
  const { letters, to, page, more } = view
  return `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Posta e SMS della demo</title>
<link rel="stylesheet" href="/outbox.css">
</head>
<body>
<header>
<h1>Posta e SMS della demo</h1>
<p>Qui arriva quello che il portale invierebbe. I messaggi più recenti sono in alto.</p>
<form action="/outbox" method="get" role="search">
<label for="to">Destinatario</label>
<input id="to" name="to" value="${escapeHtml(to ?? '')}" autocomplete="off">
<button>Cerca</button>
</form>
</header>
<main>
${letters.length === 0 ? '<p>Non c’è ancora nessun messaggio.</p>' : letters.map(article).join('\n')}
</main>
<nav aria-label="Pagine">
${page > 1 ? `<a href="${address(to, page - 1)}" rel="prev">Messaggi più recenti</a>` : ''}
${more ? `<a href="${address(to, page + 1)}" rel="next">Messaggi precedenti</a>` : ''}
<a href="${address(to, page)}">Aggiorna</a>
</nav>
</body>
</html>
`
}

const channels: Record<string, string> = { email: 'E-mail', sms: 'SMS' }

function article({ id, channel, recipient, subject, body, at }: DemoLetter): string {
  return `<article aria-labelledby="s-${id}">
<h2 id="s-${id}">${escapeHtml(subject)}</h2>
<dl>
<dt>A</dt><dd>${escapeHtml(recipient)}</dd>
<dt>Canale</dt><dd>${escapeHtml(channels[channel] ?? channel)}</dd>
<dt>Ora</dt><dd><time datetime="${at.toISOString()}">${showInstant(at)}</time></dd>
</dl>
<div class="body">${linked(body)}</div>
</article>`
}

const linked = (text: string): string =>
  splitAtLinks(text)
    .map(({ plain, link }) => escapeHtml(plain) + (link ? `<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>` : ''))
    .join('')

function address(to: string | undefined, page: number): string {
  const query = new URLSearchParams({ ...(to ? { to } : {}), ...(page > 1 ? { page: String(page) } : {}) })
  return escapeHtml(query.size > 0 ? `/outbox?${query}` : '/outbox')
}
