# logging.config: dictConfig with formatters, stream handlers and loggers.
import logging as _logging


def dictConfig(config):
    formatters = {name: _logging.Formatter(entry.get("format") or entry.get("fmt"),
                                           entry.get("datefmt"), entry.get("style", "%"))
                  for name, entry in config.get("formatters", {}).items()}
    handlers = {}
    for name, entry in config.get("handlers", {}).items():
        kind = entry.get("class", "logging.StreamHandler")
        if kind == "logging.NullHandler":
            handler = _logging.NullHandler()
        elif kind == "logging.StreamHandler":
            handler = _logging.StreamHandler()
        else:
            raise ValueError(f"Unable to configure handler {name!r}: {kind} is not offered here")
        if "level" in entry:
            handler.setLevel(entry["level"])
        if "formatter" in entry:
            handler.setFormatter(formatters[entry["formatter"]])
        handlers[name] = handler
    loggers = dict(config.get("loggers", {}))
    if "root" in config:
        loggers[""] = config["root"]
    for name, entry in loggers.items():
        logger = _logging.getLogger(name)
        if "level" in entry:
            logger.setLevel(entry["level"])
        logger.propagate = entry.get("propagate", True)
        logger.handlers = [handlers[one] for one in entry.get("handlers", [])]
