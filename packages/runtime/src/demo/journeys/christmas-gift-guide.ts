import type { JourneyDefinition } from '@periplo/model'
import { at, SHOP_SETTINGS, toEdges } from './draw.ts'

/** An idea somebody has begun to draw: an e-mail without a subject, and a wait whose timeout leads nowhere. */
export const CHRISTMAS_GIFT_GUIDE: JourneyDefinition = {
  format: 3,
  name: 'Christmas gift guide',
  description: 'Idea for December: who looks for presents gets a small guide. Not finished.',
  stages: [{ id: 'consideration' }, { id: 'decision' }],
  nodes: [
    {
      id: 'searches',
      kind: 'event-entry',
      stage: 'consideration',
      title: 'Searches for presents',
      position: at(0),
      event: 'Products Searched',
      filter: {
        op: 'compare',
        operand: { from: 'event', path: 'query' },
        is: 'one-of',
        value: ['gift', 'present', 'regalo'],
      },
    },
    {
      id: 'guide',
      kind: 'message',
      stage: 'consideration',
      title: 'The gift guide',
      position: at(1),
      channel: 'email',
      purpose: 'marketing',
      onRefused: 'exit',
      subject: '',
      body: 'Hello {{ person.first_name }},\n\nsmall things that make cold mornings better: socks, mittens, a scarf.',
    },
    {
      id: 'orders',
      kind: 'wait-for-event',
      stage: 'decision',
      title: 'Orders a present',
      position: at(0),
      event: 'Order Completed',
      timeout: { amount: 10, unit: 'days' },
    },
    { id: 'present', kind: 'goal', stage: 'decision', title: 'Present bought', position: at(1) },
  ],
  edges: toEdges(['searches > guide', 'guide > orders', 'orders:arrived > present']),
  settings: { ...SHOP_SETTINGS, exits: [] },
}
