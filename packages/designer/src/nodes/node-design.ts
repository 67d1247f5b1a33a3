import type { Node, NodeKind, NodeOf, ProblemCode } from '@periplo/model'
import type { IconName, Locale } from '@periplo/ui'
import type { ComponentType, ReactNode } from 'react'
import type { Subject } from '../condition/subject.ts'

/** An event somebody may listen to, with the property paths seen in it. */
export interface EventSuggestion {
  readonly name: string
  readonly paths: readonly string[]
}

/** What the data dictionary offers while writing. */
export interface Suggestions {
  readonly events: readonly EventSuggestion[]
  /** Traits seen on people. */
  readonly traits?: readonly string[] | undefined
  /** Segments whose members are kept; absent where none are offered. */
  readonly segments?: readonly { readonly segmentId: string; readonly name: string }[] | undefined
  /** Names of the audiences there are. */
  readonly audiences?: readonly string[] | undefined
  /** Running journeys that take people on request. */
  readonly journeys?: readonly { readonly journeyId: string; readonly name: string }[] | undefined
}

/** A message as the person would get it, or the first thing in its text that keeps it from being sent. */
export type RenderedMessage =
  | {
      readonly kind: 'rendered'
      readonly subject: string
      /** The body in a frame of the host's, which runs no script and has no origin. */
      readonly frame: ReactNode
    }
  | {
      readonly kind: 'flawed'
      readonly part: 'subject' | 'body'
      /** Counted from 1, as the column. */
      readonly line: number
      readonly column: number
      readonly reason: string
    }

/** Renders a message node for its preview, its own words in the language of the reader; rejects when nobody could. */
export type RenderPreview = (node: NodeOf<'message'>, reader: Locale) => Promise<RenderedMessage>

/** What every form knows beside its node. */
export interface FormContext {
  readonly suggestions: Suggestions
  /** Events people enter the journey by. */
  readonly entryEvents: readonly string[]
  /** Beginnings of paths into the answers that webhooks of the journey wait for: `points.` */
  readonly answers?: readonly string[] | undefined
  /** What rules may look at; everything unless given. */
  readonly subjects?: readonly Subject[] | undefined
  /** What is wrong with this node now. */
  readonly codes: ReadonlySet<ProblemCode>
  readonly readOnly: boolean
  readonly renderPreview?: RenderPreview | undefined
}

/** What the form of one kind takes. `field` names what was edited: edits of one field are one step back. */
export interface NodeFormProps<K extends NodeKind> {
  readonly node: NodeOf<K>
  readonly onEdit: (node: NodeOf<K>, field: string) => void
  readonly context: FormContext
}

/** Everything the designer knows of one kind of node. */
export interface NodeDesign<K extends NodeKind> {
  readonly icon: IconName
  /** In the palette, and over the form. */
  readonly name: Readonly<Record<Locale, string>>
  /** More words a search finds it by. */
  readonly search: Readonly<Record<Locale, string>>
  /** A new node of the kind, unfinished. */
  readonly create: (frame: Omit<Node, 'kind'>) => NodeOf<K>
  /** The line on the card: what the node does, in words. */
  readonly summarize: (node: NodeOf<K>, locale: Locale) => string
  /** The word above a port. */
  readonly namePort: (node: NodeOf<K>, port: string, locale: Locale) => string
  readonly Form: ComponentType<NodeFormProps<K>>
}

/** Kinds with one way out have nothing to say above it. */
export function nameOnlyPort(): string {
  return ''
}
