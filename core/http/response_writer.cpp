#include "http/response_writer.h"

#include <algorithm>

#include "base/text.h"
#include "http/characters.h"
#include "http/cookies.h"
#include "http/status.h"

namespace http {
namespace {

constexpr std::string_view kServer = "authwalk";

bool says_chunked(const Headers& headers) {
    const std::string* coding = headers.get("transfer-encoding");
    return coding != nullptr && base::equals_ignoring_case(*coding, "chunked");
}

bool is_sendable(const Response& response, const Asked& asked) {
    if (response.headers.contains("transfer-encoding") &&
        (asked.http_version == "1.0" || !says_chunked(response.headers)))
        return false;
    return std::all_of(response.headers.begin(), response.headers.end(), [](const auto& field) {
        return is_token(field.name) &&
               std::all_of(field.value.begin(), field.value.end(), is_value_char);
    });
}

bool is_close(const Headers& headers) {
    const std::string* connection = headers.get("connection");
    return connection != nullptr && base::equals_ignoring_case(*connection, "close");
}

// Bytes of the body that the headers promise; -1: they do not say.
long long promised(const Headers& headers) {
    const std::string* length = headers.get("content-length");
    if (length == nullptr || length->empty() || length->size() > 18 ||
        length->find_first_not_of("0123456789") != std::string::npos)
        return -1;
    return std::stoll(*length);
}

std::string chunked(std::string_view body) {
    constexpr char kHex[] = "0123456789abcdef";
    if (body.empty()) return "0\r\n\r\n";
    std::string size;
    for (std::size_t rest = body.size(); rest > 0; rest /= 16) size.insert(0, 1, kHex[rest % 16]);
    return size + "\r\n" + std::string(body) + "\r\n0\r\n\r\n";
}

void add_field(std::string& out, std::string_view name, std::string_view value) {
    ((((out += name) += ": ") += value) += "\r\n");
}

std::string write_head(const Response& response, std::int64_t now_s) {
    std::string out;
    out.reserve(256 + response.body.size());
    out += "HTTP/1.1 " + std::to_string(response.status) + " ";
    (out += reason_phrase(response.status)) += "\r\n";
    add_field(out, "date", http_date(now_s));
    add_field(out, "server", kServer);
    for (const HeaderField& field : response.headers) add_field(out, field.name, field.value);
    return out;
}

}  // namespace

Sent write_response(const Response& response, const Asked& asked, std::int64_t now_s) {
    if (!is_sendable(response, asked)) return write_response(status_response(500), asked, now_s);
    Sent sent{write_head(response, now_s), is_close(response.headers) ? After::Close : asked.after};
    const bool headless = asked.method == "HEAD" || has_no_body(response.status);
    const long long length = promised(response.headers);
    const bool said = says_chunked(response.headers);
    const bool in_chunks = !headless && (said || (length < 0 && asked.http_version == "1.1"));
    if (in_chunks && !said) add_field(sent.bytes, "transfer-encoding", "chunked");
    // Without a length and without chunks, the end of the connection is the end of the body. A
    // body that is not as long as promised leaves nothing to go on with.
    const bool odd_length = length >= 0 && length != static_cast<long long>(response.body.size());
    if (!headless && !in_chunks && (length < 0 || odd_length)) sent.after = After::Close;
    if (sent.after == After::Close && !is_close(response.headers))
        add_field(sent.bytes, "connection", "close");
    else if (sent.after == After::KeepAlive && asked.http_version == "1.0")
        add_field(sent.bytes, "connection", "keep-alive");
    sent.bytes += "\r\n";
    if (headless) return sent;
    const bool too_long = odd_length && static_cast<long long>(response.body.size()) > length;
    if (in_chunks)
        sent.bytes += chunked(response.body);
    else if (!too_long)
        sent.bytes += response.body;
    return sent;
}

Response status_response(int status) {
    Response response;
    response.status = status;
    response.body = reason_phrase(status);
    response.headers = {{"content-type", "text/plain; charset=utf-8"},
                        {"content-length", std::to_string(response.body.size())}};
    return response;
}

Response invalid_request_response() {
    Response response = status_response(400);
    response.body = "Invalid HTTP request received.";
    response.headers.set("content-length", std::to_string(response.body.size()));
    return response;
}

}  // namespace http
