// http/curl.h -- a request as a curl command for a shell: pasted into a terminal, it sends the same
// request to a server. In: a request with the headers that go out, and where the server is
// ("http://127.0.0.1:8000"). Out: one line for bash, zsh and ksh; a body that is no text is made
// by printf and handed over by a pipe.
// What curl would add by itself (user-agent, accept, content-type, expect) is switched off unless
// the request has it. DIFF: curl puts Host in front of the other headers, and its own
// content-length and transfer-encoding where it likes.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace http {

std::string curl_command(const Request& request, std::string_view origin);

}  // namespace http
