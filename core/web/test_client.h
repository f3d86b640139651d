// web/test_client.h -- fastapi.testclient.TestClient: a program sends requests to its own
// application, without a network. Starlette testclient.py, httpx.
// Out: responses with status_code, headers, text, content, json(), cookies.
// Errors: what the application does not handle is raised in the caller (raise_server_exceptions).
// What httpx has of its own stands in lang/library/httpx.py.
#pragma once

#include "lang/native.h"

namespace web {

struct WebState;
void install_test_client(lang::Vm& vm, WebState& state);
void load_test_client(lang::Vm& vm, lang::Module& module);

}  // namespace web
