# uvicorn: programs import it to start themselves; here `authwalk serve` does that.


def run(app, **options):
    raise RuntimeError("uvicorn.run() is not offered here: `authwalk serve FILE` answers requests "
                       "with this program")


def __getattr__(name):
    raise ImportError(f"uvicorn.{name} is not offered here: `authwalk serve FILE` answers requests "
                      "with this program")
