import { PAGE_STYLES, STYLE_SHEET } from './styles.ts'
import { escapeHtml } from './slots.ts'
import type { RenderLocale } from './template.ts'

const WORDS: { readonly [L in RenderLocale]: { readonly unsubscribe: string } } = {
  en: { unsubscribe: 'Unsubscribe' },
  es: { unsubscribe: 'Cancelar la suscripción' },
}

/** What goes around the content of an e-mail. */
export interface LayoutInput {
  readonly locale: RenderLocale
  /** Plain text; shown as the document's title. */
  readonly subject: string
  /** Finished, escaped HTML. */
  readonly content: string
  readonly unsubscribeUrl: string | undefined
  readonly openPixelUrl: string | undefined
}

/** The whole HTML document: one column of at most 600 pixels, readable without its style sheet. */
export function layoutHtml({ locale, subject, content, unsubscribeUrl, openPixelUrl }: LayoutInput): string {
  const style = PAGE_STYLES
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="x-apple-disable-message-reformatting">
<title>${escapeHtml(subject)}</title>
<style>${STYLE_SHEET}</style>
</head>
<body class="page" style="${style.body}">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="${style.page}"><tr><td class="gutter" align="center" style="${style.gutter}">
<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0" style="${style.card}"><tr><td class="content" style="${style.content}">
${content}</td></tr></table>
${footerHtml(unsubscribeUrl, locale)}${pixelHtml(openPixelUrl)}</td></tr></table>
</body>
</html>
`
}

/** The text part: the content and, where there is one, the way out. */
export function layoutText(
  content: string,
  unsubscribeUrl: string | undefined,
  locale: RenderLocale,
): string {
  const footer = unsubscribeUrl === undefined ? '' : `\n\n--\n${WORDS[locale].unsubscribe}: ${unsubscribeUrl}`
  return `${content.trim()}${footer}\n`
}

function footerHtml(url: string | undefined, locale: RenderLocale): string {
  if (url === undefined) return ''
  const link = `<a href="${escapeHtml(url)}" style="${PAGE_STYLES.footerLink}">${WORDS[locale].unsubscribe}</a>`
  return `<div class="footer" style="${PAGE_STYLES.footer}">${link}</div>\n`
}

function pixelHtml(url: string | undefined): string {
  if (url === undefined) return ''
  return `<img src="${escapeHtml(url)}" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0">\n`
}
