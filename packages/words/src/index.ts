export * from './locale.ts'
export * from './problem-words.ts'
export * from './proof-words.ts'
