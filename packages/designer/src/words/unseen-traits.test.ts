import { expect, test } from 'vitest'
import { findUnseenTraits } from './unseen-traits.ts'

const SEEN = ['first_name', 'city', 'loyalty_points']

test.each([
  {
    text: '{{ person.firstname }}',
    unseen: ['firstname → first_name'],
    why: 'signs and case aside the same',
  },
  { text: '{{ person.fist_nam }}', unseen: ['fist_nam → first_name'], why: 'two letters off' },
  { text: '{{ person.shoe_size }}', unseen: ['shoe_size'], why: 'like nothing anybody has' },
  { text: '{{ person.shoe_size | default: "42" }}', unseen: [], why: 'says what to write instead' },
  {
    text: '{{ person.shoe | upcase }} {{ person.city }}',
    unseen: ['shoe'],
    why: 'another filter is no way out',
  },
  {
    text: '{{ person.first_name }} {{ person.email }} {{person.id}}',
    unseen: [],
    why: 'seen, or known of all',
  },
  { text: '{{ person.zip }} {{ person.zip }}', unseen: ['zip'], why: 'told once' },
  { text: 'person.shoe_size', unseen: [], why: 'plain text' },
  { text: '{% if person.vip %}hi{% endif %}', unseen: [], why: 'a question writes nothing' },
])('$text names $unseen ($why)', ({ text, unseen }) => {
  const found = findUnseenTraits({ subject: '', body: text }, SEEN)
  expect(found.map(({ name, nearest }) => (nearest ? `${name} → ${nearest}` : name))).toEqual(unseen)
})

test('nothing is said while nothing is known of anybody', () => {
  expect(findUnseenTraits({ subject: '{{ person.anything }}', body: '' }, [])).toEqual([])
})
