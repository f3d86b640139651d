# What pydantic_settings reads out of the environment: os.environ, which the program itself fills.
import json as _json
import os as _os
import types as _types
import typing as _typing

from pydantic import BaseModel as _BaseModel


class SettingsError(ValueError):
    pass


SettingsError.__module__ = "pydantic_settings.exceptions"


def _kinds(annotation):
    """The classes in an annotation, looked for through Optional and Annotated."""
    origin = _typing.get_origin(annotation)
    if origin is _typing.Annotated:
        return _kinds(_typing.get_args(annotation)[0])
    if origin in (_typing.Union, _types.UnionType):
        return [kind for one in _typing.get_args(annotation) for kind in _kinds(one)]
    return [origin or annotation]


def _is_complex(annotation):
    return any(isinstance(kind, type) and issubclass(kind, (list, dict, set, frozenset, tuple,
                                                            _BaseModel))
               for kind in _kinds(annotation))


def _model_in(annotation):
    for kind in _kinds(annotation):
        if isinstance(kind, type) and issubclass(kind, _BaseModel):
            return kind
    return None


def _parsed(name, text):
    try:
        return _json.loads(text)
    except ValueError as error:
        raise SettingsError(f'error parsing value for field "{name}" from source '
                            '"EnvSettingsSource"') from error


def _nested(env, prefix, annotation, delimiter, sensitive):
    """{"host": ...} of the variables DB__HOST and so on."""
    found = {}
    model = _model_in(annotation)
    for key, text in env.items():
        if not key.startswith(prefix) or key == prefix:
            continue
        *path, last = key.removeprefix(prefix).split(delimiter)
        at, inner = found, model
        for part in path:
            at = at.setdefault(_field_name(inner, part), {})
            inner = _model_in(inner.model_fields[part].annotation) if (
                inner and part in inner.model_fields) else None
        name = _field_name(inner, last)
        info = inner.model_fields.get(name) if inner else None
        if info is not None and text and _is_complex(info.annotation):
            text = _parsed(name, text)
        at[name] = text
    return found


def _field_name(model, part):
    if model is not None:
        for name in model.model_fields:
            if name.lower() == part.lower():
                return name
    return part


def _candidates(name, info, prefix):
    """The names of variables for a field, and the key that validation looks for."""
    alias = info.validation_alias or info.alias
    if alias is None:
        return [(name, prefix + name)]
    choices = getattr(alias, "choices", None) or [alias]
    return [(one, one) for one in choices if isinstance(one, str)]


def read(cls, given):
    config = cls.model_config
    sensitive = config.get("case_sensitive") or False
    prefix = config.get("env_prefix") or ""
    delimiter = config.get("env_nested_delimiter")

    def fold(text):
        return text if sensitive else text.lower()

    env = {fold(key): text for key, text in _os.environ.items()
           if text or not config.get("env_ignore_empty")}
    values = {}
    for name, info in cls.model_fields.items():
        is_complex = _is_complex(info.annotation)
        for key, variable in _candidates(name, info, prefix):
            text = env.get(fold(variable))
            value = text
            if is_complex and text is not None:
                value = _parsed(name, text)
            if is_complex and delimiter:
                nested = _nested(env, fold(variable) + fold(delimiter), info.annotation,
                                 fold(delimiter), sensitive)
                if nested:
                    value = {**(value or {}), **nested} if isinstance(value, (dict, type(None))) \
                        else value
            if value is not None:
                values[key] = value
                break
    for key, value in given.items():
        old = values.get(key)
        values[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    return values
