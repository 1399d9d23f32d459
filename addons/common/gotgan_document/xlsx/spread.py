"""Which columns of a worksheet the cells of a line take that has columns of its own."""


def spread(widths, weights):
    """Return ``[(first column, how many), …]``, one for each weight, as near to them as may be.

    Where the worksheet has fewer columns than there are cells, the others stand beside them.

    >>> spread([10, 10, 10, 10, 40], [1, 3, 1, 3])
    [(0, 1), (1, 2), (3, 1), (4, 1)]
    >>> spread([6, 60, 20, 24], [1, 3]), spread([50], [1, 3])
    ([(0, 1), (1, 3)], [(0, 1), (1, 1)])
    """
    widths = [*widths, *[0] * (len(weights) - len(widths))]
    whole, all_weights = sum(widths), sum(weights)
    spans, first, wanted = [], 0, 0
    for place, weight in enumerate(weights):
        wanted += weight * whole / all_weights
        last = len(widths) - (len(weights) - place - 1)
        end = min(
            range(first + 1, last + 1), key=lambda one: (abs(sum(widths[:one]) - wanted), one),
        )
        if place == len(weights) - 1:
            end = len(widths)
        spans.append((first, end - first))
        first = end
    return spans
