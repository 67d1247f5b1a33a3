import { Button, useMessages } from '@periplo/ui'
import { useState } from 'react'
import { PART_MESSAGES } from './part-messages.ts'

/** Copies a text, and says so. Where the browser refuses, the text stays there to be selected. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const m = useMessages(PART_MESSAGES)
  const [copied, setCopied] = useState<string>()
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(text)
  }
  const done = copied === text
  return (
    <Button size="sm" icon={done ? 'check' : 'copy'} onClick={() => void copy().catch(() => undefined)}>
      <span aria-live="polite">{done ? m.copied : (label ?? m.copy)}</span>
    </Button>
  )
}

/** Code to be copied. It scrolls by itself and takes the focus for that. `label` names it. */
export function CodeBlock({ code, label }: { readonly code: string; readonly label: string }) {
  return (
    <div className="s-code">
      <section
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable without a mouse (WCAG 2.1.1)
        tabIndex={0}
      >
        <pre>{code}</pre>
      </section>
      <CopyButton text={code} />
    </div>
  )
}
