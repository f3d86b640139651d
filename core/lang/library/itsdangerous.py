# itsdangerous: values that travel through a client and come back signed. RFC 2104.
# DIFF: a long payload is not compressed, as there is no zlib here; compressed ones are refused.
import base64 as _base64
import hashlib as _hashlib
import hmac as _hmac
import json as _json
import time as _time
from datetime import datetime as _datetime
from datetime import timezone as _timezone


class BadData(Exception):
    def __init__(self, message):
        super().__init__(message)
        self.message = message

    def __str__(self):
        return self.message


class BadSignature(BadData):
    def __init__(self, message, payload=None):
        super().__init__(message)
        self.payload = payload


class BadTimeSignature(BadSignature):
    def __init__(self, message, payload=None, date_signed=None):
        super().__init__(message, payload)
        self.date_signed = date_signed


class SignatureExpired(BadTimeSignature):
    pass


class BadPayload(BadData):
    def __init__(self, message, original_error=None):
        super().__init__(message)
        self.original_error = original_error


for _error in (BadData, BadSignature, BadTimeSignature, SignatureExpired, BadPayload):
    _error.__module__ = "itsdangerous.exc"


def want_bytes(s, encoding="utf-8", errors="strict"):
    return s.encode(encoding, errors) if isinstance(s, str) else s


def base64_encode(string):
    return _base64.urlsafe_b64encode(want_bytes(string)).rstrip(b"=")


def base64_decode(string):
    string = want_bytes(string, encoding="ascii", errors="ignore")
    try:
        return _base64.urlsafe_b64decode(string + b"=" * (-len(string) % 4))
    except (TypeError, ValueError) as error:
        raise BadData("Invalid base64-encoded data") from error


class SigningAlgorithm:
    def get_signature(self, key, value):
        raise NotImplementedError()

    def verify_signature(self, key, value, sig):
        return _hmac.compare_digest(sig, self.get_signature(key, value))


class NoneAlgorithm(SigningAlgorithm):
    def get_signature(self, key, value):
        return b""


class HMACAlgorithm(SigningAlgorithm):
    default_digest_method = staticmethod(_hashlib.sha1)

    def __init__(self, digest_method=None):
        self.digest_method = digest_method or self.default_digest_method

    def get_signature(self, key, value):
        return _hmac.new(key, value, self.digest_method).digest()


class Signer:
    default_digest_method = staticmethod(_hashlib.sha1)
    default_key_derivation = "django-concat"

    def __init__(self, secret_key, salt=b"itsdangerous.Signer", sep=b".", key_derivation=None,
                 digest_method=None, algorithm=None):
        keys = [secret_key] if isinstance(secret_key, (str, bytes)) else secret_key
        self.secret_keys = [want_bytes(key) for key in keys]
        self.sep = want_bytes(sep)
        if self.sep and (self.sep.isalnum() or self.sep in (b"-", b"_", b"=")):
            raise ValueError("The given separator cannot be used because it may be contained in the "
                             "signature itself. ASCII letters, digits, and '-_=' must not be used.")
        self.salt = want_bytes(b"itsdangerous.Signer" if salt is None else salt)
        self.key_derivation = key_derivation or self.default_key_derivation
        self.digest_method = digest_method or self.default_digest_method
        self.algorithm = algorithm or HMACAlgorithm(self.digest_method)

    @property
    def secret_key(self):
        return self.secret_keys[-1]

    def derive_key(self, secret_key=None):
        key = self.secret_keys[-1] if secret_key is None else want_bytes(secret_key)
        if self.key_derivation == "concat":
            return self.digest_method(self.salt + key).digest()
        if self.key_derivation == "django-concat":
            return self.digest_method(self.salt + b"signer" + key).digest()
        if self.key_derivation == "hmac":
            return _hmac.new(key, self.salt, self.digest_method).digest()
        if self.key_derivation == "none":
            return key
        raise TypeError("Unknown key derivation method")

    def get_signature(self, value):
        return base64_encode(self.algorithm.get_signature(self.derive_key(), want_bytes(value)))

    def sign(self, value):
        value = want_bytes(value)
        return value + self.sep + self.get_signature(value)

    def verify_signature(self, value, sig):
        try:
            sig = base64_decode(sig)
        except Exception:
            return False
        value = want_bytes(value)
        return any(self.algorithm.verify_signature(self.derive_key(key), value, sig)
                   for key in reversed(self.secret_keys))

    def unsign(self, signed_value):
        signed_value = want_bytes(signed_value)
        if self.sep not in signed_value:
            raise BadSignature(f"No {self.sep!r} found in value")
        value, sig = signed_value.rsplit(self.sep, 1)
        if not self.verify_signature(value, sig):
            raise BadSignature(f"Signature {sig!r} does not match", payload=value)
        return value

    def validate(self, signed_value):
        try:
            self.unsign(signed_value)
        except BadSignature:
            return False
        return True


class TimestampSigner(Signer):
    def get_timestamp(self):
        return int(_time.time())

    def timestamp_to_datetime(self, ts):
        return _datetime.fromtimestamp(ts, tz=_timezone.utc)

    def sign(self, value):
        now = self.get_timestamp()
        stamp = base64_encode(now.to_bytes((now.bit_length() + 7) // 8, "big"))
        value = want_bytes(value) + self.sep + stamp
        return value + self.sep + self.get_signature(value)

    def unsign(self, signed_value, max_age=None, return_timestamp=False):
        failure = None
        try:
            result = Signer.unsign(self, signed_value)
        except BadSignature as error:
            failure, result = error, error.payload or b""
        if self.sep not in result:
            raise failure or BadTimeSignature("timestamp missing", payload=result)
        value, stamp = result.rsplit(self.sep, 1)
        try:
            seconds = int.from_bytes(base64_decode(stamp), "big")
            signed_at = self.timestamp_to_datetime(seconds)
        except Exception:
            seconds = signed_at = None
        if failure is not None:
            raise BadTimeSignature(str(failure), payload=value, date_signed=signed_at)
        if seconds is None:
            raise BadTimeSignature("Malformed timestamp", payload=value)
        if max_age is not None:
            age = self.get_timestamp() - seconds
            if age > max_age:
                raise SignatureExpired(f"Signature age {age} > {max_age} seconds", payload=value,
                                       date_signed=signed_at)
            if age < 0:
                raise SignatureExpired(f"Signature age {age} < 0 seconds", payload=value,
                                       date_signed=signed_at)
        return (value, signed_at) if return_timestamp else value

    def validate(self, signed_value, max_age=None):
        try:
            self.unsign(signed_value, max_age=max_age)
        except BadSignature:
            return False
        return True


class _CompactJSON:
    @staticmethod
    def loads(payload, **kwargs):
        return _json.loads(payload, **kwargs)

    @staticmethod
    def dumps(obj, **kwargs):
        return _json.dumps(obj, **{"ensure_ascii": False, "separators": (",", ":"), **kwargs})


class Serializer:
    default_serializer = _json
    default_signer = Signer

    def __init__(self, secret_key, salt=b"itsdangerous", serializer=None, serializer_kwargs=None,
                 signer=None, signer_kwargs=None, fallback_signers=None):
        keys = [secret_key] if isinstance(secret_key, (str, bytes)) else secret_key
        self.secret_keys = [want_bytes(key) for key in keys]
        self.salt = want_bytes(salt)
        self.serializer = serializer or self.default_serializer
        self.serializer_kwargs = serializer_kwargs or {}
        self.signer = signer or self.default_signer
        self.signer_kwargs = signer_kwargs or {}
        self.fallback_signers = fallback_signers or []
        self.is_text_serializer = isinstance(self.serializer.dumps({}), str)

    @property
    def secret_key(self):
        return self.secret_keys[-1]

    def make_signer(self, salt=None):
        return self.signer(self.secret_keys, salt=self.salt if salt is None else salt,
                           **self.signer_kwargs)

    def iter_unsigners(self, salt=None):
        yield self.make_signer(salt)
        for fallback in self.fallback_signers:
            kwargs = self.signer_kwargs
            if isinstance(fallback, dict):
                fallback, kwargs = self.signer, fallback
            elif isinstance(fallback, tuple):
                fallback, kwargs = fallback
            for key in self.secret_keys:
                yield fallback(key, salt=self.salt if salt is None else salt, **kwargs)

    def dump_payload(self, obj):
        return want_bytes(self.serializer.dumps(obj, **self.serializer_kwargs))

    def load_payload(self, payload, serializer=None):
        serializer = serializer or self.serializer
        try:
            text = self.is_text_serializer
            return serializer.loads(payload.decode("utf-8") if text else payload)
        except Exception as error:
            raise BadPayload("Could not load the payload because an exception occurred on "
                             "unserializing the data.", original_error=error) from error

    def dumps(self, obj, salt=None):
        signed = self.make_signer(salt).sign(self.dump_payload(obj))
        return signed.decode("utf-8") if self.is_text_serializer else signed

    def _first_that_fits(self, s, salt, read):
        last = None
        for signer in self.iter_unsigners(salt):
            try:
                return read(signer, want_bytes(s))
            except SignatureExpired:
                raise
            except BadSignature as error:
                last = error
        raise last

    def loads(self, s, salt=None):
        return self._first_that_fits(
            s, salt, lambda signer, text: self.load_payload(signer.unsign(text)))

    def loads_unsafe(self, s, salt=None):
        return self._unsafe(s, salt=salt)

    def _unsafe(self, s, **options):
        try:
            return True, self.loads(s, **options)
        except BadSignature as error:
            if error.payload is None:
                return False, None
            try:
                return False, self.load_payload(error.payload)
            except BadPayload:
                return False, None


class TimedSerializer(Serializer):
    default_signer = TimestampSigner

    def loads(self, s, max_age=None, return_timestamp=False, salt=None):
        def read(signer, text):
            payload, signed_at = signer.unsign(text, max_age=max_age, return_timestamp=True)
            value = self.load_payload(payload)
            return (value, signed_at) if return_timestamp else value
        return self._first_that_fits(s, salt, read)

    def loads_unsafe(self, s, max_age=None, salt=None):
        return self._unsafe(s, max_age=max_age, salt=salt)


class URLSafeSerializerMixin(Serializer):
    default_serializer = _CompactJSON

    def dump_payload(self, obj):
        return base64_encode(Serializer.dump_payload(self, obj))

    def load_payload(self, payload, *args, **kwargs):
        if payload.startswith(b"."):
            raise BadPayload("Could not zlib decompress the payload before decoding the payload")
        try:
            raw = base64_decode(payload)
        except Exception as error:
            raise BadPayload("Could not base64 decode the payload because of an exception",
                             original_error=error) from error
        return Serializer.load_payload(self, raw, *args, **kwargs)


class URLSafeSerializer(URLSafeSerializerMixin, Serializer):
    pass


class URLSafeTimedSerializer(URLSafeSerializerMixin, TimedSerializer):
    pass
