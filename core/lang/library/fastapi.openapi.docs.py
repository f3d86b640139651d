# The pages for people, byte for byte as FastAPI sends them. FastAPI openapi/docs.py.
import json

from fastapi.encoders import jsonable_encoder
from fastapi.responses import HTMLResponse

_CDN = "https://cdn.jsdelivr.net/npm/"
_ICON = "https://fastapi.tiangolo.com/img/favicon.png"
_FONTS = ("https://fonts.googleapis.com/css"
          "?family=Montserrat:300,400,700|Roboto:300,400,700")

swagger_ui_default_parameters = {
    "dom_id": "#swagger-ui", "layout": "BaseLayout", "deepLinking": True,
    "showExtensions": True, "showCommonExtensions": True}


def _safe_json(value):
    text = json.dumps(value)
    for character, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(character, escape)
    return text


def _lines(*lines):
    return "".join("\n    " + line for line in lines)


def get_swagger_ui_html(*, openapi_url, title,
                        swagger_js_url=_CDN + "swagger-ui-dist@5/swagger-ui-bundle.js",
                        swagger_css_url=_CDN + "swagger-ui-dist@5/swagger-ui.css",
                        swagger_favicon_url=_ICON, oauth2_redirect_url=None, init_oauth=None,
                        swagger_ui_parameters=None):
    page = _lines(
        "<!DOCTYPE html>", "<html>", "<head>",
        '<meta name="viewport" content="width=device-width, initial-scale=1.0">',
        f'<link type="text/css" rel="stylesheet" href="{swagger_css_url}">',
        f'<link rel="shortcut icon" href="{swagger_favicon_url}">',
        f"<title>{title}</title>", "</head>", "<body>", '<div id="swagger-ui">', "</div>",
        f'<script src="{swagger_js_url}"></script>',
        "<!-- `SwaggerUIBundle` is now available on the page -->", "<script>",
        "const ui = SwaggerUIBundle({", f"    url: '{openapi_url}',", "")
    for key, value in (swagger_ui_default_parameters | (swagger_ui_parameters or {})).items():
        page += f"{_safe_json(key)}: {_safe_json(jsonable_encoder(value))},\n"
    if oauth2_redirect_url:
        page += f"oauth2RedirectUrl: window.location.origin + '{oauth2_redirect_url}',"
    page += _lines("presets: [", "    SwaggerUIBundle.presets.apis,",
                   "    SwaggerUIBundle.SwaggerUIStandalonePreset", "    ],", "})")
    if init_oauth:
        page += _lines(f"    ui.initOAuth({_safe_json(jsonable_encoder(init_oauth))})", "    ")
    return HTMLResponse(page + _lines("</script>", "</body>", "</html>", ""))


def get_redoc_html(*, openapi_url, title, redoc_js_url=_CDN + "redoc@2/bundles/redoc.standalone.js",
                   redoc_favicon_url=_ICON, with_google_fonts=True):
    page = _lines("<!DOCTYPE html>", "<html>", "<head>", f"<title>{title}</title>",
                  "<!-- needed for adaptive design -->", '<meta charset="utf-8"/>',
                  '<meta name="viewport" content="width=device-width, initial-scale=1">', "")
    if with_google_fonts:
        page += _lines(f'<link href="{_FONTS}" rel="stylesheet">', "")
    return HTMLResponse(page + _lines(
        f'<link rel="shortcut icon" href="{redoc_favicon_url}">', "<!--",
        "ReDoc doesn't change outer page styles", "-->", "<style>", "  body {", "    margin: 0;",
        "    padding: 0;", "  }", "</style>", "</head>", "<body>", "<noscript>",
        "    ReDoc requires Javascript to function. Please enable it to browse the documentation.",
        "</noscript>", f'<redoc spec-url="{openapi_url}"></redoc>',
        f'<script src="{redoc_js_url}"> </script>', "</body>", "</html>", ""))


# DIFF: no script here hands a code back to the page that asked for it.
def get_swagger_ui_oauth2_redirect_html():
    return HTMLResponse("<!doctype html>\n<html><head><title>Swagger UI: OAuth2 Redirect</title>"
                        "</head><body></body></html>\n")


# The page of an application that is reached under `root_path`.
def _page(app, name, root_path):
    if name == "swagger_ui_redirect":
        return get_swagger_ui_oauth2_redirect_html()
    openapi_url = root_path + app.openapi_url
    if name == "redoc_html":
        return get_redoc_html(openapi_url=openapi_url, title=f"{app.title} - ReDoc")
    redirect = app.swagger_ui_oauth2_redirect_url
    return get_swagger_ui_html(
        openapi_url=openapi_url, title=f"{app.title} - Swagger UI",
        oauth2_redirect_url=root_path + redirect if redirect else redirect,
        init_oauth=app.swagger_ui_init_oauth, swagger_ui_parameters=app.swagger_ui_parameters)
