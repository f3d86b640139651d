// auth/base64.h -- base64 as Python reads and writes it. RFC 4648.
// Errors: binascii.Error's words ("Incorrect padding"), with `where` empty.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace auth {

enum class Alphabet { Standard, UrlSafe };  // "+/" or "-_"

std::string base64_encode(std::string_view bytes, Alphabet alphabet = Alphabet::Standard);
// base64.b64decode(text): characters outside the alphabet are dropped. UrlSafe:
// base64.urlsafe_b64decode, the same after "-_" have become "+/".
base::Result<std::string> base64_decode(std::string_view text,
                                        Alphabet alphabet = Alphabet::Standard);
// base64.b64decode(text, validate=True).
base::Result<std::string> base64_decode_strict(std::string_view text);
// PyJWT's base64url_decode: pads to a multiple of four first; bytes beyond ASCII are dropped, too.
base::Result<std::string> base64url_decode_unpadded(std::string_view text);
std::string base64url_encode_unpadded(std::string_view bytes);

}  // namespace auth
