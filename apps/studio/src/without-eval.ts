/**
 * Schemas are checked by code that zod makes from text, unless it is told not to before the first schema is
 * made. The page's policy forbids that and reports every attempt. This is where zod keeps its configuration;
 * setting it by zod's own call would put all of zod into the first load.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
