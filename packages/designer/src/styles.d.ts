// Style sheets are imported for their effect; a bundler turns them into files.
declare module '*.css'
