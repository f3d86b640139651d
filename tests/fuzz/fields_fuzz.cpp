// What clients write into single fields: URLs, queries, forms, cookies. The first byte picks one.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/cookies.h"
#include "http/form.h"
#include "http/message.h"
#include "http/url.h"

namespace {

constexpr std::string_view kMultipart = "multipart/form-data; boundary=b";

void read_cookies(std::string_view text) {
    for (const auto& [name, value] : http::parse_cookie_header(text)) {
        http::SetCookie cookie;
        cookie.name = name;
        cookie.value = value;
        const auto rendered = http::render_set_cookie(cookie);
        // A cookie that is rendered never smuggles in another header.
        if (rendered && rendered.value().find_first_of("\r\n") != std::string::npos) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 6) {
        case 0: http::make_request("GET", text); break;
        case 1: (void)http::parse_query(text); break;
        case 2: (void)http::parse_urlencoded(text); break;
        case 3: (void)http::parse_multipart(kMultipart, text); break;
        case 4: read_cookies(text); break;
        default:
            // What is quoted is what comes back.
            if (http::percent_decode(http::quote(text, "")) != text) std::abort();
            (void)http::parse_form(text.substr(0, text.size() / 2), text.substr(text.size() / 2));
    }
    return 0;
}
