// GZipMiddleware. Starlette middleware/gzip.py decides what is compressed; RFC 1952, RFC
// 1951 3.2.4. DIFF: the answer is wrapped in stored blocks: every client reads it, but it is not
// smaller.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "lang/arguments.h"
#include "web/middleware.h"
#include "web/middleware_objects.h"
#include "web/respond.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Instance;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::int64_t kMinimumSize = 500;
constexpr std::size_t kLargestBlock = 0xffff;

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xffffffffU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1U) ? 0xedb88320U : 0U);
    }
    return ~crc;
}

void add_little_endian(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>((value >> (8 * i)) & 0xffU));
}

std::string gzip(std::string_view body) {
    std::string out("\x1f\x8b\x08\0\0\0\0\0\x02\x03", 10);
    std::string_view left = body;
    do {
        const std::string_view block = left.substr(0, kLargestBlock);
        left.remove_prefix(block.size());
        out.push_back(left.empty() ? '\x01' : '\0');
        const auto size = static_cast<std::uint32_t>(block.size());
        add_little_endian(out, size, 2);
        add_little_endian(out, ~size, 2);
        out += block;
    } while (!left.empty());
    add_little_endian(out, crc32(body), 4);
    add_little_endian(out, static_cast<std::uint32_t>(body.size()), 4);
    return out;
}

bool is_excluded(const http::Headers& headers) {
    static constexpr std::array<std::string_view, 11> kTypes{
        "application/grpc", "application/gzip", "application/x-gzip", "application/zip",
        "font/woff",        "font/woff2",       "image/avif",         "image/gif",
        "image/jpeg",       "image/png",        "image/webp"};
    const std::string* field = headers.get("content-type");
    if (field == nullptr) return false;
    const std::string type =
        base::to_lower_ascii(base::trim(std::string_view(*field).substr(0, field->find(';'))));
    return type == "text/event-stream" || type.starts_with("audio/") ||
           type.starts_with("video/") || type.starts_with("application/grpc+") ||
           std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

struct GzipPayload : MiddlewarePayload {
    std::int64_t minimum_size = kMinimumSize;
    Completion run(Exchange& exchange, const Next& next) override;
};

Completion GzipPayload::run(Exchange& exchange, const Next& next) {
    Completion outcome = next.run(exchange);
    if (!outcome.ok() && !exchange.sent) return outcome;
    http::Response& response = exchange.response;
    // Of a stream nobody knows how long it gets.
    const bool streams = response.streamed && !response.body.empty();
    if ((!streams && static_cast<std::int64_t>(response.body.size()) < minimum_size) ||
        response.headers.contains("content-encoding") || response.status == 206 ||
        is_excluded(response.headers))
        return outcome;
    add_vary(response.headers, "Accept-Encoding");
    const std::string* accepted = exchange.request.headers.get("accept-encoding");
    if (accepted == nullptr || accepted->find("gzip") == std::string::npos) return outcome;
    if (!exchange.vm.charge(response.body.size())) return exchange.vm.out_of_steps();
    response.body = gzip(response.body);
    response.headers.set("content-encoding", "gzip");
    if (streams)
        response.headers.remove("content-length");
    else
        response.headers.set("content-length", std::to_string(response.body.size()));
    return outcome;
}

Completion gzip_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "GZipMiddleware");
    Value app, level, threads, excluded;
    Value minimum_size = Value::small(kMinimumSize);
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"app", &app},
                            {"minimum_size", &minimum_size, lang::kOptional},
                            {"compresslevel", &level, lang::kOptional},
                            {"thread_minimum_size", &threads, lang::kOptional},
                            {"exclude_content_types", &excluded, lang::kKeywordOnly}}));
    auto payload = std::make_unique<GzipPayload>();
    if (minimum_size.is_small()) payload->minimum_size = minimum_size.as_small();
    lang::write_slot(vm, *instance, "app", app);
    instance->payload = std::move(payload);
    return Completion::none();
}

}  // namespace

std::string ungzip_stored(std::string_view bytes) {
    constexpr std::size_t kHead = 10;
    constexpr std::size_t kTail = 8;
    if (bytes.size() < kHead + kTail || !bytes.starts_with("\x1f\x8b\x08"))
        return std::string(bytes);
    std::string_view left = bytes.substr(kHead, bytes.size() - kHead - kTail);
    std::string out;
    while (left.size() >= 5) {
        const auto low = static_cast<unsigned char>(left[1]);
        const auto high = static_cast<unsigned char>(left[2]);
        const std::size_t size = low + 256U * high;
        const bool last = left[0] != '\0';
        out += left.substr(5, size);
        if (last) return out;
        left.remove_prefix(std::min(left.size(), 5 + size));
    }
    return std::string(bytes);
}

void install_gzip(Vm& vm, WebState& state) {
    state.gzip_middleware =
        &add_middleware_class(vm, "GZipMiddleware", "starlette.middleware.gzip", gzip_init);
}

}  // namespace web
