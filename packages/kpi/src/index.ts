export * from './overlay-shape.ts'
