# since: 3.14
from decimal import *
D=Decimal
for s in ["1","1.10","-0","1e5","1E-10","0.00001","0.0000001","123456789.123","NaN","Infinity","-Inf","  1.5 ","1_000","0e5","-1.5e+3"]: print(D(s), repr(D(s)), D(s).as_tuple())  # expect: 1 Decimal('1') DecimalTuple(sign=0, digits=(1,), exponent=0)
# expect: 1.10 Decimal('1.10') DecimalTuple(sign=0, digits=(1, 1, 0), exponent=-2)
# expect: -0 Decimal('-0') DecimalTuple(sign=1, digits=(0,), exponent=0)
# expect: 1E+5 Decimal('1E+5') DecimalTuple(sign=0, digits=(1,), exponent=5)
# expect: 1E-10 Decimal('1E-10') DecimalTuple(sign=0, digits=(1,), exponent=-10)
# expect: 0.00001 Decimal('0.00001') DecimalTuple(sign=0, digits=(1,), exponent=-5)
# expect: 1E-7 Decimal('1E-7') DecimalTuple(sign=0, digits=(1,), exponent=-7)
# expect: 123456789.123 Decimal('123456789.123') DecimalTuple(sign=0, digits=(1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3), exponent=-3)
# expect: NaN Decimal('NaN') DecimalTuple(sign=0, digits=(), exponent='n')
# expect: Infinity Decimal('Infinity') DecimalTuple(sign=0, digits=(0,), exponent='F')
# expect: -Infinity Decimal('-Infinity') DecimalTuple(sign=1, digits=(0,), exponent='F')
# expect: 1.5 Decimal('1.5') DecimalTuple(sign=0, digits=(1, 5), exponent=-1)
# expect: 1000 Decimal('1000') DecimalTuple(sign=0, digits=(1, 0, 0, 0), exponent=0)
# expect: 0E+5 Decimal('0E+5') DecimalTuple(sign=0, digits=(0,), exponent=5)
# expect: -1.5E+3 Decimal('-1.5E+3') DecimalTuple(sign=1, digits=(1, 5), exponent=2)
for a,b in [("1.1","2.2"),("10","3"),("1","7"),("-7","2"),("7","-2"),("0.1","0.3"),("1e3","1e-3"),("100","25"),("2.50","0.5"),("0","5"),("1.20","3")]:
    a,b=D(a),D(b); print(a+b,a-b,a*b,a/b,a//b,a%b,a<b,a==b,max(a,b),divmod(a,b))  # expect: 3.3 -1.1 2.42 0.5 0 1.1 True False 2.2 (Decimal('0'), Decimal('1.1'))
    # expect: 13 7 30 3.333333333333333333333333333 3 1 False False 10 (Decimal('3'), Decimal('1'))
    # expect: 8 -6 7 0.1428571428571428571428571429 0 1 True False 7 (Decimal('0'), Decimal('1'))
    # expect: -5 -9 -14 -3.5 -3 -1 True False 2 (Decimal('-3'), Decimal('-1'))
    # expect: 5 9 -14 -3.5 -3 1 False False 7 (Decimal('-3'), Decimal('1'))
    # expect: 0.4 -0.2 0.03 0.3333333333333333333333333333 0 0.1 True False 0.3 (Decimal('0'), Decimal('0.1'))
    # expect: 1000.001 999.999 1 1E+6 1000000 0.000 False False 1E+3 (Decimal('1000000'), Decimal('0.000'))
    # expect: 125 75 2500 4 4 0 False False 100 (Decimal('4'), Decimal('0'))
    # expect: 3.00 2.00 1.250 5.0 5 0.00 False False 2.50 (Decimal('5'), Decimal('0.00'))
    # expect: 5 -5 0 0 0 0 True False 5 (Decimal('0'), Decimal('0'))
    # expect: 4.20 -1.80 3.60 0.40 0 1.20 True False 3 (Decimal('0'), Decimal('1.20'))
print(D("0.1")+D("0.2")==D("0.3"), D(0.1), D(5)+1, 2*D("1.5"), D("1.5")**2, D(2)**-1, D("2")**D("0.5"), -D("1.5"), abs(D("-2")), +D("1.0"), D(7).sqrt(), D(4).sqrt(), D("2.25").sqrt())  # expect: True 0.1000000000000000055511151231257827021181583404541015625 6 3.0 2.25 0.5 1.414213562373095048801688724 -1.5 2 1.0 2.645751311064590590501615754 2 1.5
print(D("1.255").quantize(D("0.01")), D("1.245").quantize(D("0.01"), rounding=ROUND_HALF_UP), D("1.245").quantize(D(".01")), D("7.325").quantize(D(".01"), ROUND_DOWN), D("7.3").quantize(D("1")), D("-1.5").quantize(D("1"), ROUND_FLOOR), D("1.1").quantize(D("1"),ROUND_CEILING), D("2.5").quantize(D("1"), rounding="ROUND_HALF_DOWN"))  # expect: 1.26 1.25 1.24 7.32 7 -2 2 2
print(round(D("2.675"),2), round(D("2.5")), round(D("3.5")), int(D("-2.9")), float(D("1.25")), D("1.500").normalize(), D("1200").normalize(), D("1e3").to_integral_value(), D("1.6").to_integral_value())  # expect: 2.68 2 4 -2 1.25 1.5 1.2E+3 1E+3 2
print(f"{D('1234.5'):.2f} {D('1234567.891'):,.2f} {D('0.5'):%} {D('1.5'):>10} {D('1.5'):010.3f} {D('1.5'):e} {D('1234.5'):g} {D('-3'):+}", str(D("1E+3")), "%s" % D("2.0"), "%.2f" % D("2.345"))  # expect: 1234.50 1,234,567.89 50%        1.5 000001.500 1.5e+0 1234.5 -3 1E+3 2.0 2.35
for f in [lambda: D("x"), lambda: D(1)/0, lambda: D(0)/0, lambda: D("1")+1.5, lambda: D("1")<"a", lambda: D([1]), lambda: D(None), lambda: D("1e30").quantize(D(".01")), lambda: int(D("NaN")), lambda: D(5)%0, lambda: D(5)//0]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)  # expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
    # expect: DivisionByZero [<class 'decimal.DivisionByZero'>]
    # expect: InvalidOperation [<class 'decimal.DivisionUndefined'>]
    # expect: TypeError unsupported operand type(s) for +: 'decimal.Decimal' and 'float'
    # expect: TypeError '<' not supported between instances of 'decimal.Decimal' and 'str'
    # expect: ValueError argument must be a sequence of length 3
    # expect: TypeError conversion from NoneType to Decimal is not supported
    # expect: InvalidOperation [<class 'decimal.InvalidOperation'>]
    # expect: ValueError cannot convert NaN to integer
    # expect: InvalidOperation [<class 'decimal.InvalidOperation'>]
    # expect: DivisionByZero [<class 'decimal.DivisionByZero'>]
print(D("1")==1, D("1.0")==1.0, D("0.1")==0.1, D("1.5")<2, D("1.5")>1.2, hash(D("1"))==hash(1), hash(D("1.5"))==hash(1.5), D("1.0")==D("1.00"), {D("1.0"):1}[D("1")])  # expect: True True False True True True True True 1
getcontext().prec=6; print(D(1)/D(3), D("1.23456789")+0, getcontext().prec)  # expect: 0.333333 1.23457 6
with localcontext() as c:
    c.prec=3; print(D(2)/D(3))  # expect: 0.667
print(D(2)/D(3), sum([D("0.1")]*10), sum([D("1.1"),D("2.2")]), D("1.1").is_nan(), D("NaN").is_nan(), D("Inf").is_infinite(), D("-1").is_signed(), bool(D(0)), D("NaN")==D("NaN"))  # expect: 0.666667 1.0 3.3 False True True True False False
import math; print(math.floor(D("1.5")), math.ceil(D("1.5")), D("3.14").as_integer_ratio(), D("123.45").adjusted(), D("1.5").compare(D("2")), D(1).copy_negate())  # expect: 1 2 (157, 50) 2 -1 -1
print(isinstance(D(1), Decimal), type(D(1)).__name__, sorted([D(3),D(1)]), D("1e-5"), D("12e1"), Decimal((0,(1,2,3),-1)), D("0.000001"), D("1e400"), D(10)**20, D(True))  # expect: True Decimal [Decimal('1'), Decimal('3')] 0.00001 1.2E+2 12.3 0.000001 1E+400 1.00000E+20 1
