// lesson/made_token.h -- tokens that a lesson's client holds, made instead of typed in: the file
// says claims and key, the token's text is computed. Stays in this folder's reader.
#pragma once

#include <string>

#include "lesson/reader_internal.h"

namespace lesson {

// {"claims": {"sub": "mia", "exp": "now+30m"}, "key": "...", "alg": "HS256",
//  "header": {"kid": "a"}, "tamper": {"claims": {"sub": "root"}}}
// Times are seconds, or text relative to the lesson's moment: now, now+30m, now-2h (s, m, h, d).
// `tamper` changes header, claims or signature after the token has been signed.
std::string read_made_token(FaultList& faults, const JsonNode& node);

}  // namespace lesson
