#include "http/curl.h"

#include <vector>

#include "base/text.h"

namespace http {
namespace {

bool is_control_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

bool has_control(std::string_view text, std::string_view except = "") {
    for (const char c : text)
        if (is_control_byte(c) && except.find(c) == std::string_view::npos) return true;
    return false;
}

std::string octal(char c) {
    const auto byte = static_cast<unsigned char>(c);
    std::string out = "\\";
    for (const int shift : {6, 3, 0}) out.push_back(static_cast<char>('0' + ((byte >> shift) & 7)));
    return out;
}

// Bytes that are no printable ASCII as octal escapes, which printf and $'...' both read.
std::string escaped(std::string_view bytes, std::string_view also) {
    std::string out;
    for (const char c : bytes) {
        const bool plain = !is_control_byte(c) && static_cast<unsigned char>(c) < 0x80 &&
                           c != '\\' && also.find(c) == std::string_view::npos;
        if (plain)
            out.push_back(c);
        else
            out += octal(c);
    }
    return out;
}

// One word of a shell command.
std::string quoted(std::string_view text) {
    constexpr std::string_view kSafe = "%+,-./:=@_";
    bool bare = !text.empty();
    for (const char c : text)
        bare = bare && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= '0' && c <= '9') || kSafe.find(c) != std::string_view::npos);
    if (bare) return std::string(text);
    if (has_control(text, "\n") || !base::is_utf8(text)) return "$'" + escaped(text, "'") + "'";
    std::string out = "'";
    for (const char c : text)
        if (c == '\'')
            out += "'\\''";
        else
            out.push_back(c);
    return out + "'";
}

class Command {
  public:
    void word(std::string_view text) {
        if (!line_.empty()) line_ += " ";
        line_ += quoted(text);
    }
    void option(std::string_view name, std::string_view value) {
        word(name);
        word(value);
    }
    std::string take() { return std::move(line_); }

  private:
    std::string line_;
};

bool contains_any(std::string_view text, std::string_view characters) {
    return text.find_first_of(characters) != std::string_view::npos;
}

// curl parses its URL: what would not survive that is given as --request-target.
bool survives_as_url(std::string_view target) {
    if (!target.starts_with('/') || contains_any(target, " #\"\\^`{|}<>")) return false;
    for (const char c : target)
        if (is_control_byte(c) || static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

void add_target(Command& command, std::string_view target, std::string_view origin) {
    if (!survives_as_url(target)) {
        command.option("--request-target", target);
        return command.word(std::string(origin) + "/");
    }
    const std::string_view path = target.substr(0, target.find('?'));
    if (path.find("/.") != std::string_view::npos) command.word("--path-as-is");
    if (contains_any(target, "[]")) command.word("--globoff");
    command.word(std::string(origin) + std::string(target));
}

void add_method(Command& command, const Request& request) {
    const bool has_body = !request.body.empty();
    if (request.method == "HEAD" && !has_body) return command.word("--head");
    if (request.method != (has_body ? "POST" : "GET")) command.option("-X", request.method);
    // With -X HEAD curl waits for a body that never comes.
    if (request.method == "HEAD") command.option("--max-time", "2");
}

bool is_curls_own_length(const Request& request, const HeaderField& field) {
    return !request.body.empty() && base::equals_ignoring_case(field.name, "content-length") &&
           field.value == std::to_string(request.body.size());
}

void add_headers(Command& command, const Request& request) {
    for (const HeaderField& field : request.headers) {
        if (is_curls_own_length(request, field)) continue;
        const bool blank = base::trim(field.value, " \t").empty();
        command.option("-H", blank ? field.name + ";" : field.name + ": " + field.value);
    }
    const auto switch_off = [&](std::string_view name) {
        if (!request.headers.contains(name)) command.option("-H", std::string(name) + ":");
    };
    switch_off("Host");
    switch_off("User-Agent");
    switch_off("Accept");
    if (request.body.empty()) return;
    switch_off("Content-Type");
    switch_off("Expect");
    if (!request.headers.contains("transfer-encoding")) switch_off("Content-Length");
}

bool is_text(std::string_view body) { return base::is_utf8(body) && !has_control(body, "\n"); }

}  // namespace

std::string curl_command(const Request& request, std::string_view origin) {
    Command command;
    command.word("curl");
    command.word("-i");
    if (request.http_version == "1.0") command.word("--http1.0");
    add_method(command, request);
    add_headers(command, request);
    const bool piped = !request.body.empty() && !is_text(request.body);
    if (piped)
        command.option("--data-binary", "@-");
    else if (!request.body.empty())
        command.option("--data-raw", request.body);
    add_target(command, request.target, origin);
    const std::string line = command.take();
    return piped ? "printf '" + escaped(request.body, "'%") + "' | " + line : line;
}

}  // namespace http
