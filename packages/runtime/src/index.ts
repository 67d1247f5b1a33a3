export type * from './verbs.ts'
