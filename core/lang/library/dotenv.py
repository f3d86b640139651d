# dotenv: there are no files here, so that no .env is ever found.


def load_dotenv(dotenv_path=None, stream=None, verbose=False, override=False, interpolate=True,
                encoding="utf-8"):
    return False


def find_dotenv(filename=".env", raise_error_if_not_found=False, usecwd=False):
    if raise_error_if_not_found:
        raise OSError("File not found")
    return ""


def dotenv_values(dotenv_path=None, stream=None, verbose=False, interpolate=True,
                  encoding="utf-8"):
    return {}
