/** The keys of a shortcut, in the order they are pressed: `['Ctrl', 'K']`. */
export function Kbd({ keys }: { readonly keys: string | readonly string[] }) {
  const list = typeof keys === 'string' ? [keys] : keys
  return (
    <span className="p-kbd-row">
      {list.map((key) => (
        <kbd key={key} className="p-kbd">
          {key}
        </kbd>
      ))}
    </span>
  )
}
