import { defineLogKpi } from './from-log.ts'

/** `periplo measure engagement`: how recent, frequent and broad people's interactions are. */
export const ENGAGEMENT = defineLogKpi({
  name: 'engagement',
  summary: 'recency, frequency, breadth and the engagement index of people',
  ids: ['recency', 'frequency', 'breadth', 'channel-entropy', 'imc', 'superfans', 'dormant'],
})
