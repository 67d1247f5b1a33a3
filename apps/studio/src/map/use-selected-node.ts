import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The chosen node, kept in the address: a link to a step opens on it. */
export interface NodeSelection {
  readonly selectedNodeId: string | undefined
  readonly onSelect: (node: string | undefined) => void
}

/** Reads and writes the chosen node without filling the way back with every click. */
export function useSelectedNode(): NodeSelection {
  const { node } = useSearch({ from: '/in/journeys/$journeyId' })
  const navigate = useNavigate({ from: '/journeys/$journeyId' })
  const onSelect = useCallback(
    (next: string | undefined) =>
      void navigate({ search: (before) => ({ ...before, node: next }), replace: true }),
    [navigate],
  )
  return { selectedNodeId: node, onSelect }
}
