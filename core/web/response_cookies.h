// web/response_cookies.h -- Response.set_cookie and delete_cookie. Starlette responses.py.
// DIFF: a name that http.cookies refuses is a ValueError here, a CookieError there.
#pragma once

#include "lang/native.h"

namespace web {

void install_response_cookies(lang::Vm& vm, lang::Class& response);

}  // namespace web
