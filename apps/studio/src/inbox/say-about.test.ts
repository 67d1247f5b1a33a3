import { expect, test } from 'vitest'
import { sayAbout } from './say-about.ts'

const CALL = { channel: 'webhook', subject: '', to: '', nodeTitle: 'Tell the warehouse' }
const MAIL = { channel: 'email', subject: 'Your cart', to: 'ana@example.com', nodeTitle: 'Reminder' }

test.each([
  { told: MAIL, says: 'Your cart', why: 'an e-mail has a subject' },
  { told: { ...MAIL, subject: '' }, says: '', why: 'what was never written is about nothing' },
  {
    told: { ...CALL, to: 'https://erp.example/hooks/cart' },
    says: 'erp.example/hooks/cart',
    why: 'host and path',
  },
  { told: { ...CALL, to: 'http://localhost:9000/' }, says: 'localhost:9000', why: 'no lonely slash' },
  {
    told: { ...CALL, to: 'https://me:secret@erp.example/in?key=1' },
    says: 'erp.example/in',
    why: 'no secrets',
  },
  { told: CALL, says: 'Tell the warehouse', why: 'a call that waits has no address yet' },
])('a message is told as “$says” ($why)', ({ told, says }) => {
  expect(sayAbout(told)).toBe(says)
})
