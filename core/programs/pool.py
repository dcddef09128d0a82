"""Pairs among equals: a matching of greatest weight in a general graph, by blossoms.

Edmonds, "Maximum matching and a polyhedron with 0,1-vertices" (1965), in the primal-dual form with integer duals:
O(n^3) for n people, exact. Duals are kept doubled so that everything stays an integer.
"""

from collections import deque
from collections.abc import Mapping

FREE, OUTER, INNER = -1, 0, 1


def best_pairs(weights: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """Disjoint pairs with the greatest sum of ``weights`` (positive integers by pair of names), sorted.

    Each component is solved by itself. Which of several equally good answers comes out is fixed by the names' order.
    Raises ValueError for a weight below 1 or somebody paired with themself.
    """
    if any(weight < 1 or a == b for (a, b), weight in weights.items()):
        raise ValueError("a pair is two people, and its weight is at least 1")
    chosen: list[tuple[str, str]] = []
    for names in _components(weights):
        number = {name: at for at, name in enumerate(names, 1)}
        table = [[0] * (len(names) + 1) for _ in range(len(names) + 1)]
        for (a, b), weight in weights.items():
            if a in number:
                row, column = number[a], number[b]
                table[row][column] = table[column][row] = max(weight, table[row][column])
        partner = _Search(table).run()
        chosen += [(names[u - 1], names[v - 1]) for u, v in enumerate(partner) if 0 < u < v]
    return sorted(chosen)


def _components(weights: Mapping[tuple[str, str], int]) -> list[list[str]]:
    near: dict[str, set[str]] = {}
    for a, b in weights:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    found, seen = [], set[str]()
    for start in sorted(near):
        if start not in seen:
            seen.add(start)
            component = [start]
            for name in component:
                fresh = sorted(near[name] - seen)
                seen.update(fresh)
                component += fresh
            found.append(sorted(component))
    return found


class _Search:
    """One run. Vertices are 1..n, blossoms n+1 and up, 0 is nobody. ``edge[x][y]`` is the tightest real edge between
    two nodes, as its endpoints; ``top[x]``: the outermost blossom that holds x, 0 for an unused number.
    """

    def __init__(self, weight: list[list[int]]) -> None:
        self.weight = weight
        self.n = n = len(weight) - 1
        size = n + n // 2 + 2
        self.count = n
        self.edge = [[(x, y) if x <= n and y <= n else (0, 0) for y in range(size)] for x in range(size)]
        self.dual = [max(map(max, weight))] * (n + 1) + [0] * (size - n - 1)
        self.mate = [0] * size
        self.slack = [0] * size
        self.top = [*range(n + 1), *[0] * (size - n - 1)]
        self.parent = [0] * size
        self.label = [FREE] * size
        self.seen = [0] * size
        self.stamp = 0
        self.ring: list[list[int]] = [[] for _ in range(size)]
        self.within = [[x if x == y and 0 < x <= n else 0 for y in range(n + 1)] for x in range(size)]
        self.queue: deque[int] = deque()

    def run(self) -> list[int]:
        """The partner of each vertex, 0 for none."""
        while self._phase():
            pass
        return [self.mate[u] if self.mate[u] else 0 for u in range(self.n + 1)]

    def _reach(self, x: int, y: int) -> int:
        """Slack of the edge between two nodes."""
        u, v = self.edge[x][y]
        return self.dual[u] + self.dual[v] - 2 * self.weight[u][v]

    def _joined(self, x: int, y: int) -> bool:
        u, v = self.edge[x][y]
        return self.weight[u][v] > 0

    def _offer(self, u: int, x: int) -> None:
        if not self.slack[x] or self._reach(u, x) < self._reach(self.slack[x], x):
            self.slack[x] = u

    def _find_slack(self, x: int) -> None:
        self.slack[x] = 0
        for u in range(1, self.n + 1):
            if self._joined(u, x) and self.top[u] != x and self.label[self.top[u]] == OUTER:
                self._offer(u, x)

    def _enqueue(self, x: int) -> None:
        if x <= self.n:
            self.queue.append(x)
        else:
            for inside in self.ring[x]:
                self._enqueue(inside)

    def _set_top(self, x: int, blossom: int) -> None:
        self.top[x] = blossom
        if x > self.n:
            for inside in self.ring[x]:
                self._set_top(inside, blossom)

    def _even_place(self, blossom: int, node: int) -> int:
        """Turn the ring so that the way from its base to ``node`` is even, and say how long it is."""
        ring = self.ring[blossom]
        place = ring.index(node)
        if place % 2:
            ring[1:] = ring[:0:-1]
            place = len(ring) - place
        return place

    def _match(self, x: int, y: int) -> None:
        """Match x to y, and rearrange what is inside x."""
        u, v = self.edge[x][y]
        self.mate[x] = v
        if x > self.n:
            node = self.within[x][u]
            place = self._even_place(x, node)
            for at in range(place):
                self._match(self.ring[x][at], self.ring[x][at ^ 1])
            self._match(node, y)
            self.ring[x] = self.ring[x][place:] + self.ring[x][:place]

    def _augment(self, x: int, y: int) -> None:
        while True:
            was = self.top[self.mate[x]]
            self._match(x, y)
            if not was:
                return
            above = self.top[self.parent[was]]
            self._match(was, above)
            x, y = above, was

    def _common(self, x: int, y: int) -> int:
        """The node where two ways to the roots meet, 0 when they lead to different roots."""
        self.stamp += 1
        while x or y:
            if x:
                if self.seen[x] == self.stamp:
                    return x
                self.seen[x] = self.stamp
                x = self.top[self.mate[x]]
                if x:
                    x = self.top[self.parent[x]]
            x, y = y, x
        return 0

    def _shrink(self, x: int, base: int, y: int) -> None:
        """Make one node of the odd cycle through ``base``."""
        new = self.n + 1
        while new <= self.count and self.top[new]:
            new += 1
        self.count = max(self.count, new)
        self.dual[new], self.label[new], self.mate[new] = 0, OUTER, self.mate[base]
        ring = [base]
        for start in (x, y):
            at = start
            while at != base:
                across = self.top[self.mate[at]]
                ring += [at, across]
                self._enqueue(across)
                at = self.top[self.parent[across]]
            if start == x:
                ring[1:] = ring[:0:-1]
        self.ring[new] = ring
        self._set_top(new, new)
        self._adopt_edges(new)
        self._find_slack(new)

    def _adopt_edges(self, new: int) -> None:
        for node in range(1, self.count + 1):
            self.edge[new][node] = self.edge[node][new] = (0, 0)
        self.within[new] = [0] * (self.n + 1)
        for inside in self.ring[new]:
            for node in range(1, self.count + 1):
                closer = not self._joined(new, node) or self._reach(inside, node) < self._reach(new, node)
                if closer and self._joined(inside, node):
                    self.edge[new][node], self.edge[node][new] = self.edge[inside][node], self.edge[node][inside]
            for vertex in range(1, self.n + 1):
                if self.within[inside][vertex]:
                    self.within[new][vertex] = inside

    def _expand(self, blossom: int) -> None:
        """Undo an inner blossom whose dual has come to zero."""
        for inside in self.ring[blossom]:
            self._set_top(inside, inside)
        entry = self.within[blossom][self.edge[blossom][self.parent[blossom]][0]]
        place = self._even_place(blossom, entry)
        ring = self.ring[blossom]
        for at in range(0, place, 2):
            inner, outer = ring[at], ring[at + 1]
            self.parent[inner] = self.edge[outer][inner][0]
            self.label[inner], self.label[outer] = INNER, OUTER
            self.slack[inner] = 0
            self._find_slack(outer)
            self._enqueue(outer)
        self.label[entry], self.parent[entry] = INNER, self.parent[blossom]
        for inside in ring[place + 1 :]:
            self.label[inside] = FREE
            self._find_slack(inside)
        self.top[blossom] = 0

    def _meet(self, u: int, v: int) -> bool:
        """Use a tight edge; true when it made the matching larger."""
        x, y = self.top[u], self.top[v]
        if self.label[y] == FREE:
            self.parent[y], self.label[y] = u, INNER
            partner = self.top[self.mate[y]]
            self.slack[y] = self.slack[partner] = 0
            self.label[partner] = OUTER
            self._enqueue(partner)
        elif self.label[y] == OUTER:
            base = self._common(x, y)
            if not base:
                self._augment(x, y)
                self._augment(y, x)
                return True
            self._shrink(x, base, y)
        return False

    def _phase(self) -> bool:
        """Grow trees from all free nodes until the matching becomes larger; false when it is the best."""
        for x in range(self.count + 1):
            self.label[x], self.slack[x] = FREE, 0
        self.queue.clear()
        for x in range(1, self.count + 1):
            if self.top[x] == x and not self.mate[x]:
                self.parent[x], self.label[x] = 0, OUTER
                self._enqueue(x)
        if not self.queue:
            return False
        while True:
            if self._grow():
                return True
            if not self._shift_duals():
                return False
            self.queue.clear()
            for x in range(1, self.count + 1):
                near = self.slack[x]
                tight = self.top[x] == x and near and self.top[near] != x and self._reach(near, x) == 0
                if tight and self._meet(*self.edge[near][x]):
                    return True
            for blossom in range(self.n + 1, self.count + 1):
                if self.top[blossom] == blossom and self.label[blossom] == INNER and not self.dual[blossom]:
                    self._expand(blossom)

    def _grow(self) -> bool:
        while self.queue:
            u = self.queue.popleft()
            if self.label[self.top[u]] == INNER:
                continue
            for v in range(1, self.n + 1):
                if self.weight[u][v] > 0 and self.top[u] != self.top[v]:
                    if self._reach(u, v) == 0:
                        if self._meet(u, v):
                            return True
                    else:
                        self._offer(u, self.top[v])
        return False

    def _shift_duals(self) -> bool:
        """Move duals until an edge becomes tight; false when a free vertex's dual reaches zero first."""
        steps = [self.dual[u] for u in range(1, self.n + 1) if self.label[self.top[u]] == OUTER]
        limit = min(steps)
        delta = limit
        for x in range(1, self.count + 1):
            if self.top[x] != x:
                continue
            if x > self.n and self.label[x] == INNER:
                delta = min(delta, self.dual[x] // 2)
            if self.slack[x] and self.label[x] == FREE:
                delta = min(delta, self._reach(self.slack[x], x))
            elif self.slack[x] and self.label[x] == OUTER:
                delta = min(delta, self._reach(self.slack[x], x) // 2)
        if delta == limit:
            return False
        sign = {OUTER: -1, INNER: 1, FREE: 0}
        for u in range(1, self.n + 1):
            self.dual[u] += sign[self.label[self.top[u]]] * delta
        for x in range(self.n + 1, self.count + 1):
            if self.top[x] == x:
                self.dual[x] -= sign[self.label[x]] * 2 * delta
        return True
