"""A list kept as a heap: heap[k] is no larger than heap[2*k+1] and heap[2*k+2], so heap[0] is the smallest."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
           "heappush_max", "heappop_max", "heapify_max", "heapreplace_max", "heappushpop_max"]


def _up(heap, start, at):
    """heap[at] may be smaller than those above it, as far as `start`."""
    item = heap[at]
    while at > start:
        above = (at - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[at] = parent
        at = above
    heap[at] = item


def _down(heap, at):
    """heap[at] may be larger than those below it: the smaller child rises until a leaf is free, then the item from there."""
    end, start, item = len(heap), at, heap[at]
    child = 2 * at + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _up(heap, start, at)


def heappush(heap, item):
    """Push item onto heap, maintaining the heap invariant."""
    heap.append(item)
    _up(heap, 0, len(heap) - 1)


def heappop(heap):
    """Pop the smallest item off the heap, maintaining the heap invariant."""
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    smallest, heap[0] = heap[0], last
    _down(heap, 0)
    return smallest


def heapreplace(heap, item):
    """Pop and return the current smallest value, and add the new item."""
    if not heap:
        raise IndexError("index out of range")
    smallest, heap[0] = heap[0], item
    _down(heap, 0)
    return smallest


def heappushpop(heap, item):
    """Push item on the heap, then pop and return the smallest item from the heap."""
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _down(heap, 0)
    return item


def heapify(x):
    """Transform list into a heap, in-place, in O(len(heap)) time."""
    for i in reversed(range(len(x) // 2)):
        _down(x, i)


# ---- the same with the largest in front ----

def _up_max(heap, start, at):
    item = heap[at]
    while at > start:
        above = (at - 1) >> 1
        parent = heap[above]
        if not parent < item:
            break
        heap[at] = parent
        at = above
    heap[at] = item


def _down_max(heap, at):
    end, start, item = len(heap), at, heap[at]
    child = 2 * at + 1
    while child < end:
        right = child + 1
        if right < end and not heap[right] < heap[child]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _up_max(heap, start, at)


def heappush_max(heap, item):
    heap.append(item)
    _up_max(heap, 0, len(heap) - 1)


def heappop_max(heap):
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    largest, heap[0] = heap[0], last
    _down_max(heap, 0)
    return largest


def heapreplace_max(heap, item):
    if not heap:
        raise IndexError("index out of range")
    largest, heap[0] = heap[0], item
    _down_max(heap, 0)
    return largest


def heappushpop_max(heap, item):
    if heap and item < heap[0]:
        item, heap[0] = heap[0], item
        _down_max(heap, 0)
    return item


def heapify_max(x):
    for i in reversed(range(len(x) // 2)):
        _down_max(x, i)


# ---- of whole iterables ----

def merge(*iterables, key=None, reverse=False):
    """Merge multiple sorted inputs into a single sorted output."""
    heap = []
    sign = -1 if reverse else 1
    for order, iterable in enumerate(iterables):
        step = iter(iterable).__next__
        try:
            value = step()
        except StopIteration:
            continue
        heap.append([value if key is None else key(value), order * sign, step, value])
    make, pop, replace = (heapify_max, heappop_max, heapreplace_max) if reverse else (heapify, heappop, heapreplace)
    make(heap)
    while heap:
        entry = heap[0]
        yield entry[3]
        try:
            value = entry[2]()
        except StopIteration:
            pop(heap)
        else:
            replace(heap, [value if key is None else key(value), entry[1], entry[2], value])


def _best(n, iterable, key, extreme, make, replace, better, step):
    """The n best, kept in a heap with the worst of them in front; of equal ones the earlier is the better."""
    if n == 1:
        nothing = object()
        found = extreme(iterable, default=nothing, key=key)
        return [] if found is nothing else [found]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=step < 0)[:n]
    source = iter(iterable)
    heap = [(value if key is None else key(value), i * step, value) for i, value in zip(range(n), source)]
    if not heap:
        return heap
    make(heap)
    worst, order = heap[0][0], n * step
    for value in source:
        rank = value if key is None else key(value)
        if better(rank, worst):
            replace(heap, (rank, order, value))
            worst = heap[0][0]
            order += step
    heap.sort(reverse=step < 0)
    return [value for _, _, value in heap]


def nsmallest(n, iterable, key=None):
    """Find the n smallest elements in a dataset."""
    return _best(n, iterable, key, min, heapify_max, heapreplace_max, lambda a, b: a < b, 1)


def nlargest(n, iterable, key=None):
    """Find the n largest elements in a dataset."""
    return _best(n, iterable, key, max, heapify, heapreplace, lambda a, b: b < a, -1)
