import { Button, defineMessages, useMessages } from '@periplo/ui'
import { useState } from 'react'

const WORDS = defineMessages({
  en: { copy: 'Copy', copied: 'Copied', code: 'Code' },
  es: { copy: 'Copiar', copied: 'Copiado', code: 'Código' },
})

/** Canonical JSON to read and copy; it is edited on the map. */
export function CodeView({ code }: { readonly code: string }) {
  const m = useMessages(WORDS)
  const [copied, setCopied] = useState('')
  const copy = async () => {
    await navigator.clipboard.writeText(code)
    setCopied(code)
  }
  return (
    <>
      <Button size="sm" icon={copied === code ? 'check' : 'copy'} onClick={() => void copy()}>
        {copied === code ? m.copied : m.copy}
      </Button>
      <textarea className="d-code" readOnly spellCheck={false} rows={26} aria-label={m.code} value={code} />
    </>
  )
}
