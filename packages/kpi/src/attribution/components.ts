/** Who leads where: from state `i` to `targets[e]`, for `e` in `[rows[i], rows[i + 1])`. */
interface Graph {
  readonly rows: Int32Array
  readonly targets: Int32Array
}

/**
 * The strongly connected components of a graph, each before those that lead to it. Needs time in proportion
 * to the edges, and no stack of calls, so that a path of a hundred thousand states is as good as any.
 *
 * Source: R. Tarjan, SIAM J. Comput. 1 (1972) 146–160.
 */
export function listComponents(graph: Graph): readonly Int32Array[] {
  const walk = new Walk(graph)
  for (let state = 0; state < graph.rows.length - 1; state++) walk.from(state)
  return walk.components
}

class Walk {
  readonly components: Int32Array[] = []
  readonly #rows: Int32Array
  readonly #targets: Int32Array
  /** When each state was found, from 1; 0 is not yet. */
  readonly #found: Int32Array
  /** The earliest state still open that a state can reach. */
  readonly #lowest: Int32Array
  readonly #isOpen: Uint8Array
  /** The next edge of each state to look at. */
  readonly #next: Int32Array
  readonly #open: number[] = []
  #time = 0

  constructor({ rows, targets }: Graph) {
    const size = rows.length - 1
    this.#rows = rows
    this.#targets = targets
    this.#found = new Int32Array(size)
    this.#lowest = new Int32Array(size)
    this.#isOpen = new Uint8Array(size)
    this.#next = rows.slice(0, size)
  }

  from(start: number): void {
    if (this.#found[start] !== 0) return
    const path = [start]
    this.#enter(start)
    for (let state = path.at(-1); state !== undefined; state = path.at(-1)) {
      const child = this.#findUnseen(state)
      if (child !== undefined) {
        this.#enter(child)
        path.push(child)
        continue
      }
      path.pop()
      this.#leave(state, path.at(-1))
    }
  }

  #enter(state: number): void {
    this.#found[state] = this.#lowest[state] = ++this.#time
    this.#isOpen[state] = 1
    this.#open.push(state)
  }

  #findUnseen(state: number): number | undefined {
    const end = this.#rows[state + 1] ?? 0
    for (let edge = this.#next[state] ?? 0; edge < end; edge++) {
      const target = this.#targets[edge] ?? 0
      if (this.#found[target] === 0) {
        this.#next[state] = edge + 1
        return target
      }
      if (this.#isOpen[target] === 1) this.#lower(state, this.#found[target] ?? 0)
    }
    this.#next[state] = end
    return undefined
  }

  #leave(state: number, parent: number | undefined): void {
    if (this.#lowest[state] === this.#found[state]) this.#close(state)
    else if (parent !== undefined) this.#lower(parent, this.#lowest[state] ?? 0)
  }

  #lower(state: number, to: number): void {
    this.#lowest[state] = Math.min(this.#lowest[state] ?? 0, to)
  }

  #close(root: number): void {
    const members = this.#open.splice(this.#open.lastIndexOf(root))
    for (const member of members) this.#isOpen[member] = 0
    this.components.push(Int32Array.from(members.reverse()))
  }
}
