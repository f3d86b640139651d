// auth/form_grant.h -- the fields of the password grant's form. FastAPI security/oauth2.py, RFC
// 6749 4.3.2.
#pragma once

#include <span>
#include <string_view>

namespace auth {

enum class GrantForm { Lenient, Strict };  // OAuth2PasswordRequestForm, ...FormStrict

struct GrantField {
    std::string_view name;
    bool required = false;
    bool none_allowed = false;      // str | None with default None; otherwise the default is ""
    std::string_view pattern = {};  // of the whole value; empty: any
};

// In the order in which FastAPI reports what is wrong with them.
std::span<const GrantField> grant_fields(GrantForm form);

}  // namespace auth
