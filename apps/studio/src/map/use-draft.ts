import type { JourneyDefinition } from '@periplo/model'
import { useEffect, useRef, useState } from 'react'
import { toFailure } from '../server/failure.ts'
import { noteReach } from '../server/reach.ts'
import type { Answers } from '../server/server.ts'
import { noteFailure, queryClient, server, trpc } from '../server/server.ts'
import { useSession } from '../server/session.tsx'
import type { DraftSaver, SaveOutcome, Saving } from './draft-saver.ts'
import { createDraftSaver } from './draft-saver.ts'
import { findKeptDraft, keepDraft } from './kept-drafts.ts'
import { toDefinition } from './to-definition.ts'

/** The draft of a journey as the server gave it. */
export type Draft = Answers['journeys']['getDraft']

type Saved = Answers['journeys']['saveDraft']

/** Where to begin: with the server's draft, or with what this browser kept of an earlier visit. */
export interface Beginning {
  readonly definition: JourneyDefinition
  /** The server has it. */
  readonly saved: boolean
  /** What was kept began from a revision somebody else has saved over. */
  readonly stale: boolean
}

/** Looks for what was drawn here and never saved. */
export function toBeginning(draft: Draft): Beginning {
  const kept = findKeptDraft(window.localStorage, draft.journeyId)
  if (!kept) return { definition: toDefinition(draft.definition), saved: true, stale: false }
  return { definition: kept.definition, saved: false, stale: kept.revision !== draft.revision }
}

/** A draft that saves itself. */
export interface SavedDraft {
  readonly saving: Saving
  readonly saver: DraftSaver
  /** The draft differs from the live version. */
  readonly touched: boolean
  /** Notes that the draft as it is now has become the live version. */
  readonly settle: () => void
}

/**
 * Saves the definition whenever it has changed and the hands rest; sends what waits when the page is left
 * and when the network comes back.
 */
export function useSavedDraft(draft: Draft, beginning: Beginning, definition: JourneyDefinition): SavedDraft {
  const { workspaceId } = useSession()
  const [saving, setSaving] = useState<Saving>(
    beginning.stale ? { kind: 'stale' } : { kind: 'saved', at: draft.updatedAt },
  )
  const [settled, setSettled] = useState<JourneyDefinition>()
  const [saver] = useState(() => createSaver({ draft, workspaceId, onSaving: setSaving }))
  const last = useRef(beginning.saved ? beginning.definition : undefined)
  useEffect(() => {
    if (definition === last.current) return
    last.current = definition
    if (!beginning.stale) saver.change(definition)
  }, [definition, saver, beginning.stale])
  useEffect(() => {
    const flush = () => void saver.flush()
    window.addEventListener('online', flush)
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('online', flush)
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [saver])
  const touched = settled
    ? definition !== settled
    : draft.changed || definition !== beginning.definition || !beginning.saved
  return { saving, saver, touched, settle: () => setSettled(definition) }
}

function createSaver(props: {
  readonly draft: Draft
  readonly workspaceId: string
  readonly onSaving: (saving: Saving) => void
}): DraftSaver {
  const { draft, workspaceId, onSaving } = props
  const { journeyId } = draft
  return createDraftSaver<Saved>(draft.revision, {
    send: async (revision, definition) =>
      toOutcome(() => server.journeys.saveDraft.mutate({ workspaceId, journeyId, revision, definition })),
    keep: (unsaved, revision) =>
      keepDraft(window.localStorage, journeyId, unsaved && { revision, definition: unsaved }),
    later: (delayMs, act) => {
      const timer = setTimeout(act, delayMs)
      return () => clearTimeout(timer)
    },
    onSaving,
    onSaved: () => {
      void queryClient.invalidateQueries(trpc.journeys.list.queryFilter())
      void queryClient.invalidateQueries(trpc.journeys.prove.queryFilter({ workspaceId, journeyId }))
    },
  })
}

/** Refusals that end by themselves, or with signing in again: the draft stays kept until then. */
const PASSING: ReadonlySet<string> = new Set(['store/unavailable', 'access/unauthenticated'])

async function toOutcome(save: () => Promise<Saved>): Promise<SaveOutcome<Saved>> {
  try {
    const saved = await save()
    noteReach(true)
    return { kind: 'saved', saved, revision: saved.revision, at: saved.updatedAt }
  } catch (error) {
    noteFailure(error)
    const failure = toFailure(error)
    switch (failure.kind) {
      case 'unreachable':
        return failure
      case 'refused':
        if (failure.code === 'journey/stale-revision') return { kind: 'stale' }
        return PASSING.has(failure.code) ? { kind: 'unreachable' } : failure
      case 'invalid':
      case 'bug':
        return { kind: 'refused', message: failure.message }
    }
  }
}
