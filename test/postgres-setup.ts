export { servePostgres as setup } from '@periplo/testkit'
