import { SegmentedControl, useMessages } from '@periplo/ui'
import { useState } from 'react'
import { CodeBlock } from '../parts/copy-button.tsx'
import type { Snippets } from '../parts/snippets.ts'
import { toSnippets } from '../parts/snippets.ts'
import { SETTINGS_MESSAGES } from './settings-messages.ts'

const LABELS: { readonly [S in keyof Snippets]: string } = {
  curl: 'curl',
  browser: 'analytics.js',
  node: 'Node',
}

/** How to send an event with a write key, in the words of each tool. */
export function SnippetTabs({ writeKey }: { readonly writeKey: string }) {
  const m = useMessages(SETTINGS_MESSAGES)
  const [tool, setTool] = useState<keyof Snippets>('curl')
  const snippets = toSnippets(window.location.origin, writeKey)
  return (
    <div className="s-stack">
      <SegmentedControl
        size="sm"
        label={m.language}
        value={tool}
        onValueChange={setTool}
        segments={(['curl', 'browser', 'node'] as const).map((value) => ({ value, label: LABELS[value] }))}
      />
      <CodeBlock label={LABELS[tool]} code={snippets[tool]} />
    </div>
  )
}
