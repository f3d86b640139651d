# logging.config: dictConfig with formatters, stream handlers and loggers.
import logging as _logging
import sys as _sys


def _named(value):
    """ext://sys.stdout, or what was given as it is."""
    if not isinstance(value, str):
        return value
    streams = {"ext://sys.stdout": _sys.stdout, "ext://sys.stderr": _sys.stderr}
    if value not in streams:
        raise ValueError(f"{value} is not offered here")
    return streams[value]


def _made(entry):
    """What the callable under "()" makes of the other entries."""
    factory = entry["()"]
    if isinstance(factory, str):
        known = {"uvicorn.logging.DefaultFormatter": _logging.Formatter,
                 "logging.Formatter": _logging.Formatter, "logging.Filter": _logging.Filter}
        if factory not in known:
            raise ValueError(f"{factory} is not offered here: give the callable itself")
        factory = known[factory]
    given = {"fmt" if key == "format" else key: _named(value) if key == "stream" else value
             for key, value in entry.items() if key not in ("()", "use_colors")}
    return factory(**given)


def dictConfig(config):
    formatters = {name: _made(entry) if "()" in entry else
                  _logging.Formatter(entry.get("format") or entry.get("fmt"),
                                     entry.get("datefmt"), entry.get("style", "%"))
                  for name, entry in config.get("formatters", {}).items()}
    filters = {name: _made(entry) if "()" in entry else _logging.Filter(entry.get("name", ""))
               for name, entry in config.get("filters", {}).items()}
    handlers = {}
    for name, entry in config.get("handlers", {}).items():
        kind = entry.get("class", "logging.StreamHandler")
        if "()" in entry:
            handler = _made({key: value for key, value in entry.items()
                             if key not in ("level", "formatter", "filters")})
        elif kind == "logging.NullHandler":
            handler = _logging.NullHandler()
        elif kind == "logging.StreamHandler":
            handler = _logging.StreamHandler(_named(entry.get("stream")))
        else:
            raise ValueError(f"Unable to configure handler {name!r}: {kind} is not offered here")
        if "level" in entry:
            handler.setLevel(entry["level"])
        if "formatter" in entry:
            handler.setFormatter(formatters[entry["formatter"]])
        for one in entry.get("filters", []):
            handler.addFilter(filters[one] if isinstance(one, str) else one)
        handlers[name] = handler
    loggers = dict(config.get("loggers", {}))
    if "root" in config:
        loggers[""] = config["root"]
    for name, entry in loggers.items():
        logger = _logging.getLogger(name)
        if "level" in entry:
            logger.setLevel(entry["level"])
        logger.propagate = entry.get("propagate", True)
        for one in entry.get("filters", []):
            logger.addFilter(filters[one] if isinstance(one, str) else one)
        logger.handlers = [handlers[one] for one in entry.get("handlers", [])]
