const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
const MONO = 'ui-monospace,SFMono-Regular,Menlo,Consolas,monospace'

/** Inline styles by tag: mail clients drop style sheets, so each element carries its own. */
export const TAG_STYLES: Readonly<Record<string, string>> = {
  p: 'margin:0 0 16px',
  h1: 'margin:0 0 16px;font-size:26px;line-height:1.25;font-weight:700;letter-spacing:-0.02em',
  h2: 'margin:28px 0 12px;font-size:20px;line-height:1.3;font-weight:700;letter-spacing:-0.01em',
  h3: 'margin:24px 0 8px;font-size:16px;line-height:1.4;font-weight:700',
  ul: 'margin:0 0 16px;padding:0 0 0 22px',
  ol: 'margin:0 0 16px;padding:0 0 0 22px',
  li: 'margin:0 0 6px',
  a: 'color:#0f5fd6;text-decoration:underline',
  blockquote: 'margin:0 0 16px;padding:2px 0 2px 16px;border-left:3px solid #d5dae1',
  hr: 'margin:28px 0;border:0;border-top:1px solid #e4e7ec;height:0',
  img: 'display:block;max-width:100%;height:auto;border:0;border-radius:6px',
  code: `padding:1px 5px;border-radius:4px;background:#eef1f5;color:#1b2430;font-family:${MONO};font-size:14px`,
  pre: `margin:0 0 16px;padding:14px 16px;border-radius:8px;background:#eef1f5;color:#1b2430;white-space:pre-wrap;font-family:${MONO};font-size:14px`,
  table: 'width:100%;margin:0 0 24px;border-collapse:collapse',
  th: 'padding:8px 12px 8px 0;border-bottom:2px solid #d5dae1;text-align:left;font-weight:600',
  td: 'padding:8px 12px 8px 0;border-bottom:1px solid #e4e7ec;text-align:left;vertical-align:top',
}

/** Cells that Markdown aligns to the right end where the table ends. */
export const RIGHT_CELL_STYLE = 'padding-left:12px;padding-right:0'

/** A link alone in its paragraph is the thing to do, and looks like it. */
export const BUTTON_STYLE =
  'display:inline-block;padding:12px 22px;border-radius:8px;background:#0f5fd6;color:#ffffff;font-weight:600;text-decoration:none'

/** The page around the content. */
export const PAGE_STYLES = {
  body: 'margin:0;padding:0;background:#f4f6f8;-webkit-text-size-adjust:100%',
  page: 'width:100%;background:#f4f6f8;border-collapse:collapse',
  gutter: 'padding:32px 16px',
  card: 'width:100%;max-width:600px;border-collapse:separate;background:#ffffff;border:1px solid #e4e7ec;border-radius:12px',
  content: `padding:36px 40px 20px;color:#1b2430;font-family:${FONT};font-size:16px;line-height:1.6;text-align:left;overflow-wrap:anywhere`,
  footer: `padding:20px 16px 0;color:#667085;font-family:${FONT};font-size:13px;line-height:1.5;text-align:center`,
  footerLink: 'color:#667085;text-decoration:underline',
} as const

/** For clients that read it: small screens and dark mode. The page is whole without it. */
export const STYLE_SHEET = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:620px){.gutter{padding:0!important}.card{border-radius:0!important;border-width:0 0 1px!important}.content{padding:28px 20px 12px!important}}
@media (prefers-color-scheme:dark){.page{background:#11151b!important}.card{background:#1a2029!important;border-color:#2b3442!important}.content{color:#e6eaf0!important}.content a:not(.button){color:#7db1ff!important}.content code,.content pre{background:#242c38!important;color:#e6eaf0!important}.content blockquote,.content hr,.content th,.content td{border-color:#364152!important}.footer,.footer a{color:#98a2b3!important}}`
