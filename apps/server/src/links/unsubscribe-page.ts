import { createHash } from 'node:crypto'

/** What the page says: asks, confirms, or does not know the link. */
export type UnsubscribeStep = 'ask' | 'done' | 'unknown'

const LANGUAGES = ['en', 'es'] as const
type Language = (typeof LANGUAGES)[number]

const TEXTS: {
  readonly [L in Language]: { readonly [S in UnsubscribeStep]: { title: string; text: string } } & {
    button: string
  }
} = {
  en: {
    ask: {
      title: 'Stop these messages?',
      text: 'You will not be written to any more. You can change your mind at any time.',
    },
    done: {
      title: 'You are unsubscribed',
      text: 'We will not write to you any more. You may close this page.',
    },
    unknown: {
      title: 'This link does not work',
      text: 'It may have been cut off on the way. Open it from the message again.',
    },
    button: 'Unsubscribe',
  },
  es: {
    ask: {
      title: '¿Dejar de recibir estos mensajes?',
      text: 'No le escribiremos más. Puede cambiar de opinión cuando quiera.',
    },
    done: { title: 'Suscripción cancelada', text: 'No le escribiremos más. Puede cerrar esta página.' },
    unknown: {
      title: 'Este enlace no funciona',
      text: 'Quizá llegó cortado. Ábralo de nuevo desde el mensaje.',
    },
    button: 'Cancelar suscripción',
  },
}

const STYLE =
  ':root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.5 system-ui,sans-serif}main{max-width:26rem;padding:2rem;text-align:center}h1{font-size:1.375rem;margin:0 0 .5rem}button{margin-top:1rem;padding:.625rem 1.25rem;border:0;border-radius:.5rem;background:#1f4bd8;color:#fff;font:inherit;cursor:pointer}button:focus-visible{outline:3px solid;outline-offset:2px}'

/** Allows the page its own style and its own form, and nothing else. */
export const UNSUBSCRIBE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

/** The page in the reader's language, as `Accept-Language` tells; English where it tells nothing we speak. */
export function toUnsubscribePage(step: UnsubscribeStep, acceptLanguage: string | undefined): string {
  const language = findLanguage(acceptLanguage)
  const { [step]: said, button } = TEXTS[language]
  const form = step === 'ask' ? `<form method="post"><button>${button}</button></form>` : ''
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${said.title}</title><style>${STYLE}</style></head><body><main><h1>${said.title}</h1><p>${said.text}</p>${form}</main></body></html>`
}

/** The first language of the header that we speak; the header lists the most wanted first. */
function findLanguage(header = ''): Language {
  const wanted = header
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().slice(0, 2))
  return (
    LANGUAGES.find(
      (language) => language === wanted.find((tag) => LANGUAGES.some((known) => known === tag)),
    ) ?? 'en'
  )
}
