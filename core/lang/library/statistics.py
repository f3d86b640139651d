# statistics: averages and spread.
import math as _math
from collections import Counter as _Counter
from fractions import Fraction as _Fraction


class StatisticsError(ValueError):
    pass


def _values(data, name):
    values = list(data)
    if not values:
        raise StatisticsError(f"{name} requires at least one data point")
    return values


def _exact(value):
    """A value as a fraction, so that sums do not lose anything."""
    return _Fraction(value) if isinstance(value, (int, float)) else value


def _like(result, values):
    """The exact result in the type of the values."""
    if any(isinstance(value, float) for value in values):
        return float(result)
    if isinstance(result, _Fraction):
        if result.denominator == 1:
            return int(result)
        return result if any(isinstance(v, _Fraction) for v in values) else float(result)
    return result


def mean(data):
    values = _values(data, "mean")
    total = sum(_exact(value) for value in values)
    return _like(total / len(values), values)


def fmean(data, weights=None):
    values = [float(value) for value in data]
    if weights is not None:
        weights = [float(weight) for weight in weights]
        if len(weights) != len(values):
            raise StatisticsError("data and weights must be the same length")
        total = _math.fsum(value * weight for value, weight in zip(values, weights))
        return total / _math.fsum(weights)
    if not values:
        raise StatisticsError("fmean requires at least one data point")
    return _math.fsum(values) / len(values)


def geometric_mean(data):
    values = [float(value) for value in data]
    if not values:
        raise StatisticsError("Must have a non-empty dataset")
    return _math.exp(_math.fsum(_math.log(value) for value in values) / len(values))


def harmonic_mean(data, weights=None):
    values = _values(data, "harmonic_mean")
    if any(value < 0 for value in values):
        raise StatisticsError("harmonic mean does not support negative values")
    if any(value == 0 for value in values):
        return 0
    return float(len(values) / sum(1 / _exact(value) for value in values))


def median(data):
    values = sorted(data)
    count = len(values)
    if count == 0:
        raise StatisticsError("no median for empty data")
    if count % 2 == 1:
        return values[count // 2]
    return (values[count // 2 - 1] + values[count // 2]) / 2


def median_low(data):
    values = sorted(data)
    if not values:
        raise StatisticsError("no median for empty data")
    return values[(len(values) - 1) // 2]


def median_high(data):
    values = sorted(data)
    if not values:
        raise StatisticsError("no median for empty data")
    return values[len(values) // 2]


def mode(data):
    pairs = _Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = _Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _squares(values, center):
    if center is None:
        center = sum(_exact(value) for value in values) / len(values)
    return sum((_exact(value) - center) ** 2 for value in values)


def variance(data, xbar=None):
    values = list(data)
    if len(values) < 2:
        raise StatisticsError("variance requires at least two data points")
    return _like(_squares(values, xbar) / (len(values) - 1), values)


def pvariance(data, mu=None):
    values = list(data)
    if not values:
        raise StatisticsError("pvariance requires at least one data point")
    return _like(_squares(values, mu) / len(values), values)


def stdev(data, xbar=None):
    values = list(data)
    if len(values) < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(_squares(values, xbar) / (len(values) - 1))


def pstdev(data, mu=None):
    values = list(data)
    if not values:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(_squares(values, mu) / len(values))


def _root(square):
    """The float nearest to the root of an exact number."""
    if not isinstance(square, _Fraction):
        return _math.sqrt(square)
    if not square:
        return 0.0
    top, bottom = square.numerator, square.denominator
    shift = max(0, 120 - (top.bit_length() - bottom.bit_length()))
    shift += shift % 2
    root = _math.isqrt((top << shift) // bottom)
    return root / (1 << shift // 2)


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    values = sorted(data)
    count = len(values)
    if count < 2:
        if count == 1:
            return values * (n - 1)
        raise StatisticsError("must have at least one data point")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, delta = divmod(i * (count - 1), n)
            result.append((values[j] * (n - delta) + values[j + 1] * delta) / n)
        return result
    if method == "exclusive":
        for i in range(1, n):
            j = min(max(i * (count + 1) // n, 1), count - 1)
            delta = i * (count + 1) - j * n
            result.append((values[j - 1] * (n - delta) + values[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


def correlation(x, y, /):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError("correlation requires at least two data points")
    mean_x, mean_y = fmean(x), fmean(y)
    across = _math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y))
    spread = (_math.fsum((a - mean_x) ** 2 for a in x)
              * _math.fsum((b - mean_y) ** 2 for b in y))
    if not spread:
        raise StatisticsError("at least one of the inputs is constant")
    return across / _math.sqrt(spread)
