#include "auth/form_grant.h"

namespace auth {
namespace {

constexpr GrantField kLenient[] = {
    {"grant_type", false, true, "^password$"},
    {"username", true, false, {}},
    {"password", true, false, {}},
    {"scope", false, false, {}},
    {"client_id", false, true, {}},
    {"client_secret", false, true, {}},
};
constexpr GrantField kStrict[] = {
    {"grant_type", true, false, "^password$"},
    {"username", true, false, {}},
    {"password", true, false, {}},
    {"scope", false, false, {}},
    {"client_id", false, true, {}},
    {"client_secret", false, true, {}},
};

}  // namespace

std::span<const GrantField> grant_fields(GrantForm form) {
    return form == GrantForm::Strict ? std::span<const GrantField>(kStrict) : kLenient;
}

}  // namespace auth
