# since: 3.14
import statistics as s
print(s.mean([1,2,3,4]), s.mean([1,2]), s.median([3,1,2]), s.median([1,2,3,4]), s.mode("aab"), s.stdev([1,2,3,4]), s.pstdev([1,2,3,4]), s.variance([1,2,3,4]), s.pvariance([1,2,3]), s.mean([0.1,0.2,0.3]), s.fmean([1,2,3]), s.median_low([1,2,3,4]), s.median_high([1,2,3,4]), s.multimode("aabb"), s.quantiles([1,2,3,4,5]), s.harmonic_mean([40,60]), s.geometric_mean([54,24,36]), s.stdev([1.5,2.5,2.5,2.75,3.25,4.75]), s.correlation([1,2,3],[1,2,3.5]))  # expect: 2.5 1.5 2 2.5 a 1.2909944487358056 1.118033988749895 1.6666666666666667 0.6666666666666666 0.2 2.0 2 3 ['a', 'b'] [1.5, 3.0, 4.5] 48.0 36.000000000000014 1.0810874155219827 0.9933992677987828
for f in (s.mean, s.median, s.mode, s.stdev):
    try: f([])
    except s.StatisticsError as e: print(e)  # expect: mean requires at least one data point
    # expect: no median for empty data
    # expect: no mode for empty data
    # expect: stdev requires at least two data points
from fractions import Fraction as F
print(F(1,3)+F(1,6), F("3/4"), F(0.5), F("0.125"), repr(F(2,4)), F(1,2)*2, F(1,2)==0.5, F(3,2)//1, F(7,2)%1, float(F(1,3)), int(F(7,2)), round(F(7,2)), F(1,3)**2, 2**F(2), F(1,2)<1, -F(1,2), abs(F(-1,2)), F(3.14).limit_denominator(100), F(5).numerator, hash(F(1,2))==hash(0.5), s.mean([F(1,2),F(1,3)]))  # expect: 1/2 3/4 1/2 1/8 Fraction(1, 2) 1 True 1 1/2 0.3333333333333333 3 4 1/9 4 True -1/2 1/2 157/50 5 True 5/12
from decimal import Decimal as D
print(s.mean([D("0.5"),D("0.75")]))  # expect: 0.625
