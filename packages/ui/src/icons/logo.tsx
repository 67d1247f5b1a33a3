/** The mark of Periplo: a voyage around, its harbour, and the needle of a compass. In the colour of the accent. */
export function Logo({ size = 22, label }: { readonly size?: number; readonly label?: string | undefined }) {
  const meaning = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': true } as const)
  return (
    <svg
      className="p-logo"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      {...meaning}
    >
      <path d="M4 15a8.5 8.5 0 1 1 5.5 5.2" />
      <circle cx="5.2" cy="18.6" r="2.2" fill="currentColor" stroke="none" />
      <path d="m9.5 14.5 2-5 5-2-2 5z" strokeLinejoin="round" strokeWidth="1.6" />
    </svg>
  )
}
