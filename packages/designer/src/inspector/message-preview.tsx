import type { NodeOf } from '@periplo/model'
import type { Locale } from '@periplo/ui'
import { defineMessages, Icon, SegmentedControl, useLocale, useMessages } from '@periplo/ui'
import { useEffect, useState } from 'react'
import type { RenderedMessage, RenderPreview } from '../nodes/node-design.ts'

const WORDS = defineMessages({
  en: {
    preview: 'Preview',
    subject: 'Subject',
    body: 'Text',
    flaw: (args: { part: string; line: number; column: number; reason: string }) =>
      `${args.part}, line ${args.line}, column ${args.column}: ${args.reason}`,
    failed: 'The preview cannot be made right now.',
    reader: 'Language of the reader',
    english: 'English',
    spanish: 'Spanish',
  },
  es: {
    preview: 'Vista previa',
    subject: 'Asunto',
    body: 'Texto',
    flaw: ({ part, line, column, reason }) => `${part}, línea ${line}, columna ${column}: ${reason}`,
    failed: 'La vista previa no se puede hacer ahora.',
    reader: 'Idioma de quien lee',
    english: 'Inglés',
    spanish: 'Español',
  },
})

const REST_MS = 300

type Shown = RenderedMessage | { readonly kind: 'failed' } | undefined

/** The message as a person would get it, in either language of what Periplo adds to it, or where its text is broken. */
export function MessagePreview(props: { readonly node: NodeOf<'message'>; readonly render: RenderPreview }) {
  const { node, render } = props
  const m = useMessages(WORDS)
  const { locale } = useLocale()
  const [reader, setReader] = useState(locale)
  const shown = usePreview(node, reader, render)
  if (!shown) return null
  if (shown.kind !== 'rendered') {
    return (
      <p className="d-error" role="status">
        <Icon name="error" size={12} />
        <span>{shown.kind === 'failed' ? m.failed : m.flaw({ ...shown, part: m[shown.part] })}</span>
      </p>
    )
  }
  return (
    <>
      <SegmentedControl
        size="sm"
        label={m.reader}
        value={reader}
        onValueChange={setReader}
        segments={[
          { value: 'en', label: m.english },
          { value: 'es', label: m.spanish },
        ]}
      />
      <figure className="d-preview" aria-label={m.preview}>
        <figcaption className="d-preview-subject">{shown.subject}</figcaption>
        {shown.frame}
      </figure>
    </>
  )
}

function usePreview(node: NodeOf<'message'>, reader: Locale, render: RenderPreview): Shown {
  const [shown, show] = useState<Shown>()
  useEffect(() => {
    let stale = false
    const timer = setTimeout(() => {
      render(node, reader).then(
        (message) => !stale && show(message),
        () => !stale && show({ kind: 'failed' }),
      )
    }, REST_MS)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [node, reader, render])
  return shown
}
