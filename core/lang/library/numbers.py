# numbers: the tower of abstract number classes, with the built-in ones registered.
from abc import ABCMeta as _ABCMeta


class Number(metaclass=_ABCMeta):
    __hash__ = None


class Complex(Number):
    pass


class Real(Complex):
    pass


class Rational(Real):
    pass


class Integral(Rational):
    pass


Real.register(float)
Integral.register(int)
