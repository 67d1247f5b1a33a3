import { expect, test } from 'vitest'
import { scoreEnglish } from './vader.ts'

// The compound scores the authors publish (README, "Output for the above example code").
test.each([
  ['VADER is smart, handsome, and funny.', 0.8316],
  ['VADER is smart, handsome, and funny!', 0.8439],
  ['VADER is very smart, handsome, and funny.', 0.8545],
  ['VADER is VERY SMART, handsome, and FUNNY.', 0.9227],
  ['VADER is VERY SMART, handsome, and FUNNY!!!', 0.9342],
  ['VADER is VERY SMART, uber handsome, and FRIGGIN FUNNY!!!', 0.9469],
  ['VADER is not smart, handsome, nor funny.', -0.7424],
  ['The book was good.', 0.4404],
  ["At least it isn't a horrible book.", 0.431],
  ['The book was only kind of good.', 0.3832],
  ['The plot was good, but the characters are uncompelling and the dialog is not great.', -0.7042],
  ['Today SUX!', -0.5461],
  ["Today only kinda sux! But I'll get by, lol", 0.5249],
  ['Make sure you :) or :D today!', 0.8633],
  ['Catch utf-8 emoji such as 💘 and 💋 and 😁', 0.7003],
  ['Not bad at all', 0.431],
])('%s', (text, compound) => {
  expect(scoreEnglish(text).compound).toBeCloseTo(compound, 4)
})

// Scores the authors' software (edition 3.3.2) gives where rules meet that the published examples keep apart.
test.each([
  { text: 'this is never so good', compound: 0.6626, why: '`never so` praises' },
  { text: 'the least good', compound: -0.3412, why: '`least` negates' },
  { text: 'at least good', compound: 0.4404, why: '`at least` does not' },
  { text: 'without doubt good', compound: 0.6136, why: '`without doubt` does not negate' },
  {
    text: 'it is to die for',
    compound: -0.5994,
    why: 'an idiom is only seen around a word with three before it',
  },
  {
    text: 'no problem or worry',
    compound: 0.5667,
    why: '`no` reaches over `or`, and has no weight of its own',
  },
  { text: 'that was really the bomb', compound: 0.6124, why: 'praise, whatever a bomb weighs' },
])('$text ($why)', ({ text, compound }) => {
  expect(scoreEnglish(text).compound).toBeCloseTo(compound, 4)
})

test('an empty text has no words and no sentiment', () => {
  expect(scoreEnglish(' \n')).toEqual({
    compound: 0,
    positive: 0,
    neutral: 0,
    negative: 0,
    tokens: 0,
    known: 0,
  })
})

test('shares add up, and an emoji beside a word is read as one beside a blank', () => {
  const { positive, neutral, negative } = scoreEnglish('good but late, I am sad')
  expect(positive + neutral + negative).toBeCloseTo(1, 12)
  expect(scoreEnglish('great❤️')).toEqual(scoreEnglish('great ❤'))
})
