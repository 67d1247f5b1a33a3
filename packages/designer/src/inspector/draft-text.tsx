import type { TextAreaProps, TextFieldProps } from '@periplo/ui'
import { TextArea, TextField } from '@periplo/ui'
import { useDraft } from './use-draft.ts'

type Committed<Props> = Omit<Props, 'onValueChange'> & { readonly onCommit: (text: string) => void }

/** One line that hands its text over when the writer rests, leaves or presses Enter. */
export function DraftText({ value, onCommit, ...field }: Committed<TextFieldProps>) {
  const draft = useDraft(value, onCommit)
  return (
    <TextField
      {...field}
      value={draft.text}
      onValueChange={draft.write}
      onBlur={draft.finish}
      onKeyDown={(event) => event.key === 'Enter' && draft.finish()}
    />
  )
}

/** Several lines that hand their text over when the writer rests or leaves. */
export function DraftArea({ value, onCommit, ...area }: Committed<TextAreaProps>) {
  const draft = useDraft(value, onCommit)
  return <TextArea {...area} value={draft.text} onValueChange={draft.write} onBlur={draft.finish} />
}
