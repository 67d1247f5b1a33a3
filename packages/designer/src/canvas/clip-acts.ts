import type { JourneyDefinition } from '@periplo/model'
import { duplicateBranch } from '../edit/branch.ts'
import type { Pasted } from '../edit/clip.ts'
import { parseClip, pasteClip, takeClip, toClipText } from '../edit/clip.ts'
import { removeNodes } from '../edit/edits.ts'

/** Copying, cutting and pasting; what is pasted is chosen. Each but copying is one step back. */
export interface ClipActs {
  /** What is chosen as text, or undefined if nothing is. */
  readonly copy: () => string | undefined
  /** As {@link copy}, and takes it away. */
  readonly cut: () => string | undefined
  /** Whether the text was a part of a journey. */
  readonly paste: (text: string) => boolean
  readonly duplicate: () => void
  /** Duplicates the one chosen card with everything that is reached only through it. */
  readonly duplicateBranch: () => void
}

/** The gestures over a definition and a choice that are read at the moment of each. */
export function createClipActs(hands: {
  readonly read: () => JourneyDefinition
  readonly readChosen: () => ReadonlySet<string>
  readonly change: (next: JourneyDefinition, gesture: string, chosen: ReadonlySet<string>) => void
}): ClipActs {
  const { read, readChosen, change } = hands
  const put = ({ definition, ids }: Pasted, gesture: string) => {
    if (ids.size > 0) change(definition, gesture, ids)
  }
  const copy = () => {
    const clip = takeClip(read(), readChosen())
    return clip.nodes.length > 0 ? toClipText(clip) : undefined
  }
  return {
    copy,
    cut: () => {
      const text = copy()
      if (text !== undefined) change(removeNodes(read(), readChosen()), 'cut', new Set())
      return text
    },
    paste: (text) => {
      const clip = parseClip(text)
      if (clip) put(pasteClip(read(), clip), 'paste')
      return clip !== undefined
    },
    duplicate: () => put(pasteClip(read(), takeClip(read(), readChosen())), 'duplicate'),
    duplicateBranch: () => {
      const [only, ...more] = readChosen()
      if (only !== undefined && more.length === 0) put(duplicateBranch(read(), only), 'duplicate-branch')
    },
  }
}
