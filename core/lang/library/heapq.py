# heapq: a list as a heap, the smallest item first. The sifting goes down to a leaf and up again,
# as in CPython, so that the lists look the same.


def _up(heap, start, at):
    item = heap[at]
    while at > start:
        parent = (at - 1) >> 1
        if not item < heap[parent]:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = item


def _down(heap, at):
    end, start, item = len(heap), at, heap[at]
    child = 2 * at + 1
    while child < end:
        if child + 1 < end and not heap[child] < heap[child + 1]:
            child += 1
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _up(heap, start, at)


def heappush(heap, item):
    heap.append(item)
    _up(heap, 0, len(heap) - 1)


def heappop(heap):
    last = heap.pop() if heap else _empty()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _down(heap, 0)
    return first


def _empty():
    raise IndexError("index out of range")


def heapreplace(heap, item):
    first = heap[0] if heap else _empty()
    heap[0] = item
    _down(heap, 0)
    return first


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _down(heap, 0)
    return item


def heapify(heap):
    for at in reversed(range(len(heap) // 2)):
        _down(heap, at)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]


def merge(*iterables, key=None, reverse=False):
    heads = []
    for order, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for item in iterator:
            heads.append((item, order, iterator))
            break
    while heads:
        best = heads[0]
        for head in heads:
            a, b = (head[0], best[0]) if key is None else (key(head[0]), key(best[0]))
            if (b < a) if reverse else (a < b):
                best = head
        yield best[0]
        at = heads.index(best)
        for item in best[2]:
            heads[at] = (item, best[1], best[2])
            break
        else:
            del heads[at]
