#include "lang/codecs.h"

#include <fmt/format.h>

#include <optional>

#include "base/text.h"
#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/str.h"

namespace lang {
namespace {

enum class Codec : std::uint8_t {
    Utf8,
    Utf8Sig,
    Ascii,
    Latin1,
    Utf16,
    Utf16Le,
    Utf16Be,
    Utf32,
    Utf32Le,
    Utf32Be
};

struct CodecName {
    std::string_view alias;
    Codec codec;
};
constexpr CodecName kCodecs[] = {
    {"utf_8", Codec::Utf8},        {"utf8", Codec::Utf8},         {"u8", Codec::Utf8},
    {"utf", Codec::Utf8},          {"utf_8_sig", Codec::Utf8Sig}, {"ascii", Codec::Ascii},
    {"us_ascii", Codec::Ascii},    {"646", Codec::Ascii},         {"latin_1", Codec::Latin1},
    {"latin1", Codec::Latin1},     {"iso_8859_1", Codec::Latin1}, {"iso8859_1", Codec::Latin1},
    {"8859", Codec::Latin1},       {"l1", Codec::Latin1},         {"latin", Codec::Latin1},
    {"utf_16", Codec::Utf16},      {"utf16", Codec::Utf16},       {"utf_16_le", Codec::Utf16Le},
    {"utf_16_be", Codec::Utf16Be}, {"utf_32", Codec::Utf32},      {"utf32", Codec::Utf32},
    {"utf_32_le", Codec::Utf32Le}, {"utf_32_be", Codec::Utf32Be}};

std::optional<Codec> find_codec(std::string_view name) {
    std::string key = base::to_lower_ascii(name);
    for (char& c : key) {
        if (c == '-' || c == ' ') c = '_';
    }
    for (const CodecName& known : kCodecs) {
        if (known.alias == key) return known.codec;
    }
    return std::nullopt;
}

std::string_view codec_name(Codec codec) {
    switch (codec) {
        case Codec::Utf8:
        case Codec::Utf8Sig: return "utf-8";
        case Codec::Ascii: return "ascii";
        case Codec::Latin1: return "latin-1";
        case Codec::Utf16: return "utf-16";
        case Codec::Utf16Le: return "utf-16-le";
        case Codec::Utf16Be: return "utf-16-be";
        case Codec::Utf32: return "utf-32";
        case Codec::Utf32Le: return "utf-32-le";
        case Codec::Utf32Be: return "utf-32-be";
    }
    return "";
}

// A stretch that cannot be converted: code points of a text, or bytes.
struct Fault {
    std::int64_t start, end;
    std::string_view reason;
};

Completion raise_unicode(Vm& vm, std::string_view cls, Codec codec, const Value& object,
                         const Fault& fault) {
    const std::string_view name = codec_name(codec);
    Value args[] = {vm.heap().make_ascii(name), object, Value::small(fault.start),
                    Value::small(fault.end), vm.heap().make_ascii(fault.reason)};
    Completion raised = vm.raise(*vm.exception_class(cls), args);
    if (!raised.raised()) return raised;
    constexpr std::string_view kNames[] = {"encoding", "object", "start", "end", "reason"};
    Instance& instance = *raised.error().as<Instance>();
    for (std::size_t i = 0; i < 5; ++i) write_slot(vm, instance, kNames[i], args[i]);
    return raised;
}

Completion unknown_handler(Vm& vm, std::string_view errors) {
    return vm.raise("LookupError", fmt::format("unknown error handler name '{}'", errors));
}

// -- encoding --------------------------------------------------------------------------------

void append_unit(std::string& out, std::uint32_t unit, int bytes, bool big_endian) {
    for (int i = 0; i < bytes; ++i) {
        const int shift = 8 * (big_endian ? bytes - 1 - i : i);
        out.push_back(static_cast<char>((unit >> shift) & 0xFFU));
    }
}

bool is_big_endian(Codec codec) { return codec == Codec::Utf16Be || codec == Codec::Utf32Be; }

void append_utf16(std::string& out, char32_t point, bool big) {
    if (point < 0x10000) {
        append_unit(out, point, 2, big);
        return;
    }
    append_unit(out, 0xD800 + ((point - 0x10000) >> 10), 2, big);
    append_unit(out, 0xDC00 + ((point - 0x10000) & 0x3FFU), 2, big);
}

void append_encoded(std::string& out, char32_t point, Codec codec) {
    switch (codec) {
        case Codec::Utf8:
        case Codec::Utf8Sig: append_point(out, point); return;
        case Codec::Ascii:
        case Codec::Latin1: out.push_back(static_cast<char>(point)); return;
        case Codec::Utf16:
        case Codec::Utf16Le:
        case Codec::Utf16Be: append_utf16(out, point, is_big_endian(codec)); return;
        case Codec::Utf32:
        case Codec::Utf32Le:
        case Codec::Utf32Be: append_unit(out, point, 4, is_big_endian(codec)); return;
    }
}

bool can_encode(char32_t point, Codec codec) {
    if (codec == Codec::Ascii) return point < 0x80;
    if (codec == Codec::Latin1) return point < 0x100;
    return !is_surrogate(point);
}

std::string_view encode_reason(Codec codec) {
    if (codec == Codec::Ascii) return "ordinal not in range(128)";
    if (codec == Codec::Latin1) return "ordinal not in range(256)";
    return "surrogates not allowed";
}

// What stands in the output for a code point that cannot be encoded; false: unknown handler.
bool replace_point(std::string& out, char32_t point, Codec codec, std::string_view errors) {
    std::string text;
    if (errors == "ignore") {
        return true;
    } else if (errors == "replace") {
        text = "?";
    } else if (errors == "xmlcharrefreplace") {
        text = fmt::format("&#{};", static_cast<std::uint32_t>(point));
    } else if (errors == "backslashreplace") {
        const auto number = static_cast<std::uint32_t>(point);
        text = number < 0x100     ? fmt::format("\\x{:02x}", number)
               : number < 0x10000 ? fmt::format("\\u{:04x}", number)
                                  : fmt::format("\\U{:08x}", number);
    } else {
        return false;
    }
    for (const char c : text) append_encoded(out, static_cast<unsigned char>(c), codec);
    return true;
}

std::string_view byte_order_mark(Codec codec) {
    using namespace std::string_view_literals;
    if (codec == Codec::Utf8Sig) return "\xEF\xBB\xBF"sv;
    if (codec == Codec::Utf16) return "\xFF\xFE"sv;
    if (codec == Codec::Utf32) return "\xFF\xFE\0\0"sv;
    return {};
}

Completion encode_points(Vm& vm, const Value& text, Codec codec, std::string_view errors) {
    const std::string_view view = text_of(text);
    if (!vm.has_room(view.size() * 4)) return vm.out_of_memory();
    std::string out(byte_order_mark(codec));
    std::int64_t index = 0;
    for (std::size_t at = 0; at < view.size(); ++index) {
        const char32_t point = next_point(view, at);
        if (can_encode(point, codec)) {
            append_encoded(out, point, codec);
            continue;
        }
        if (errors == "surrogatepass" && is_surrogate(point) && codec != Codec::Ascii) {
            append_encoded(out, point, codec);
            continue;
        }
        if (errors == "surrogateescape" && point >= 0xDC80 && point <= 0xDCFF) {
            out.push_back(static_cast<char>(point - 0xDC00));
            continue;
        }
        if (replace_point(out, point, codec, errors)) continue;
        if (errors != "strict" && errors != "surrogatepass" && errors != "surrogateescape") {
            return unknown_handler(vm, errors);
        }
        std::int64_t end = index + 1;
        while (at < view.size() && !can_encode(next_point(view, at), codec)) ++end;
        return raise_unicode(vm, "UnicodeEncodeError", codec, plain(text),
                             {index, end, encode_reason(codec)});
    }
    return vm.heap().make_bytes(out);
}

// -- decoding --------------------------------------------------------------------------------

struct DecodedPoint {
    char32_t point = 0;
    std::size_t size = 0;
    std::string_view reason = {};  // not empty: a fault of `size` bytes
};

// Unicode 3.9, table 3-7: which second bytes may follow.
bool valid_second(unsigned char first, unsigned char second) {
    if (first == 0xE0) return second >= 0xA0 && second <= 0xBF;
    if (first == 0xED) return second >= 0x80 && second <= 0x9F;
    if (first == 0xF0) return second >= 0x90 && second <= 0xBF;
    if (first == 0xF4) return second >= 0x80 && second <= 0x8F;
    return second >= 0x80 && second <= 0xBF;
}

DecodedPoint decode_utf8_at(std::string_view raw, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(raw[at + i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return {first, 1};
    if (first < 0xC2 || first > 0xF4) return {0, 1, "invalid start byte"};
    const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    const std::size_t left = raw.size() - at;
    char32_t point = first & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if (i >= left) return {0, left, "unexpected end of data"};
        const bool fits = i == 1 ? valid_second(first, byte(1)) : (byte(i) & 0xC0U) == 0x80;
        if (!fits) return {0, i, "invalid continuation byte"};
        point = (point << 6) | (byte(i) & 0x3FU);
    }
    return {point, size};
}

std::uint32_t read_unit(std::string_view raw, std::size_t at, std::size_t bytes, bool big) {
    std::uint32_t unit = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        const auto byte = static_cast<unsigned char>(raw[at + (big ? i : bytes - 1 - i)]);
        unit = (unit << 8) | byte;
    }
    return unit;
}

DecodedPoint decode_utf16_at(std::string_view raw, std::size_t at, bool big) {
    const std::size_t left = raw.size() - at;
    if (left < 2) return {0, left, "truncated data"};
    const char32_t unit = read_unit(raw, at, 2, big);
    if (!is_surrogate(unit)) return {unit, 2};
    if (unit >= 0xDC00) return {0, 2, "illegal encoding"};
    if (left < 4) return {0, left, "unexpected end of data"};
    const char32_t low = read_unit(raw, at + 2, 2, big);
    if (low < 0xDC00 || low > 0xDFFF) return {0, 2, "illegal UTF-16 surrogate"};
    return {0x10000 + ((unit & 0x3FFU) << 10) + (low & 0x3FFU), 4};
}

DecodedPoint decode_utf32_at(std::string_view raw, std::size_t at, bool big) {
    const std::size_t left = raw.size() - at;
    if (left < 4) return {0, left, "truncated data"};
    const char32_t point = read_unit(raw, at, 4, big);
    if (point > 0x10FFFF) return {0, 4, "code point not in range(0x110000)"};
    if (is_surrogate(point))
        return {0, 4, "code point in surrogate code point range(0xd800, 0xe000)"};
    return {point, 4};
}

DecodedPoint decode_at(std::string_view raw, std::size_t at, Codec codec) {
    const auto first = static_cast<unsigned char>(raw[at]);
    switch (codec) {
        case Codec::Utf8:
        case Codec::Utf8Sig: return decode_utf8_at(raw, at);
        case Codec::Ascii:
            if (first < 0x80) return {first, 1};
            return {0, 1, "ordinal not in range(128)"};
        case Codec::Latin1: return {first, 1};
        case Codec::Utf16:
        case Codec::Utf16Le:
        case Codec::Utf16Be: return decode_utf16_at(raw, at, is_big_endian(codec));
        case Codec::Utf32:
        case Codec::Utf32Le:
        case Codec::Utf32Be: return decode_utf32_at(raw, at, is_big_endian(codec));
    }
    return {};
}

bool replace_bytes(TextBuilder& out, std::string_view bad, std::string_view errors) {
    if (errors == "ignore") return true;
    if (errors == "replace") {
        out.add_point(0xFFFD);
        return true;
    }
    if (errors != "backslashreplace" && errors != "surrogateescape") return false;
    for (const char c : bad) {
        const auto byte = static_cast<unsigned char>(c);
        if (errors == "surrogateescape") {
            out.add_point(0xDC00U + byte);
        } else {
            out.add(fmt::format("\\x{:02x}", byte));
        }
    }
    return true;
}

Completion decode_points(Vm& vm, const Value& bytes, Codec codec, std::string_view errors) {
    std::string_view raw = bytes.as<Bytes>()->view();
    std::size_t at = 0;
    const std::string_view mark = byte_order_mark(codec);
    if (codec == Codec::Utf16 && raw.substr(0, 2) == "\xFE\xFF") {
        codec = Codec::Utf16Be;
        at = 2;
    } else if (!mark.empty() && raw.substr(0, mark.size()) == mark) {
        at = mark.size();
    }
    TextBuilder out(vm);
    while (at < raw.size() && !out.full()) {
        const DecodedPoint next = decode_at(raw, at, codec);
        if (next.reason.empty()) {
            out.add_point(next.point);
        } else if (!replace_bytes(out, raw.substr(at, next.size), errors)) {
            if (errors != "strict" && errors != "surrogatepass") {
                return unknown_handler(vm, errors);
            }
            const auto start = static_cast<std::int64_t>(at);
            return raise_unicode(
                vm, "UnicodeDecodeError", codec, bytes,
                {start, start + static_cast<std::int64_t>(next.size), next.reason});
        }
        at += next.size;
    }
    return out.finish();
}

Completion str_encode(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value encoding, errors;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"encoding", &encoding, kOptional}, {"errors", &errors, kOptional}}));
    if (!encoding.empty() && !is_text(encoding)) {
        return wrong_type(vm, "encode() argument 'encoding'", "str", encoding);
    }
    if (!errors.empty() && !is_text(errors)) {
        return wrong_type(vm, "encode() argument 'errors'", "str", errors);
    }
    return encode_text(vm, Value::share(text), encoding.empty() ? "utf-8" : text_of(encoding),
                       errors.empty() ? "strict" : text_of(errors));
}

Completion bytes_decode(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value encoding, errors;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"encoding", &encoding, kOptional}, {"errors", &errors, kOptional}}));
    if (!encoding.empty() && !is_text(encoding)) {
        return wrong_type(vm, "decode() argument 'encoding'", "str", encoding);
    }
    if (!errors.empty() && !is_text(errors)) {
        return wrong_type(vm, "decode() argument 'errors'", "str", errors);
    }
    return decode_bytes(vm, Value::share(bytes), encoding.empty() ? "utf-8" : text_of(encoding),
                        errors.empty() ? "strict" : text_of(errors));
}

}  // namespace

Completion encode_text(Vm& vm, const Value& text, std::string_view encoding,
                       std::string_view errors) {
    const std::optional<Codec> codec = find_codec(encoding);
    if (!codec) return vm.raise("LookupError", fmt::format("unknown encoding: {}", encoding));
    const Str& str = *plain(text).as<Str>();
    if (!vm.charge(str.size / 32)) return vm.out_of_steps();
    const bool as_it_is =
        *codec == Codec::Utf8 || *codec == Codec::Ascii || *codec == Codec::Latin1;
    if (str.is_ascii() && as_it_is) {
        if (!vm.has_room(str.size)) return vm.out_of_memory();
        return vm.heap().make_bytes(str.view());
    }
    return encode_points(vm, text, *codec, errors);
}

Completion decode_bytes(Vm& vm, const Value& bytes, std::string_view encoding,
                        std::string_view errors) {
    const std::optional<Codec> codec = find_codec(encoding);
    if (!codec) return vm.raise("LookupError", fmt::format("unknown encoding: {}", encoding));
    if (!vm.charge(plain(bytes).as<Bytes>()->size / 32)) return vm.out_of_steps();
    return decode_points(vm, plain(bytes), *codec, errors);
}

Completion unicode_error_text(Vm& vm, const Value& exception) {
    const ExceptionState* state = exception.as<Instance>()->exception.get();
    if (state == nullptr || !state->args.is(Kind::Tuple)) return Value();
    const Tuple& args = *state->args.as<Tuple>();
    if (args.size != 5 || !is_text(args.items[0]) || !args.items[2].is_small() ||
        !args.items[3].is_small() || !is_text(args.items[4])) {
        return Value();
    }
    const std::int64_t start = args.items[2].as_small(), end = args.items[3].as_small();
    const std::string_view codec = text_of(args.items[0]), reason = text_of(args.items[4]);
    const bool encoding = is_text(args.items[1]);
    const std::string_view verb = encoding ? "encode" : "decode";
    if (end != start + 1) {
        return vm.heap().make_str(fmt::format("'{}' codec can't {} {} in position {}-{}: {}", codec,
                                              verb, encoding ? "characters" : "bytes", start,
                                              end - 1, reason));
    }
    std::string what = "?";
    if (encoding && start >= 0 && start < plain(args.items[1]).as<Str>()->length) {
        const Str& text = *plain(args.items[1]).as<Str>();
        std::size_t at = byte_offset(text, static_cast<std::uint32_t>(start));
        const auto point = static_cast<std::uint32_t>(next_point(text.view(), at));
        what = point < 0x100     ? fmt::format("character '\\x{:02x}'", point)
               : point < 0x10000 ? fmt::format("character '\\u{:04x}'", point)
                                 : fmt::format("character '\\U{:08x}'", point);
    } else if (const Bytes* raw = plain_as<Bytes>(args.items[1]);
               raw != nullptr && start >= 0 && start < raw->size) {
        what = fmt::format("byte 0x{:02x}", static_cast<unsigned char>(raw->data[start]));
    }
    return vm.heap().make_str(
        fmt::format("'{}' codec can't {} {} in position {}: {}", codec, verb, what, start, reason));
}

void install_codecs(Vm& vm) {
    def(vm, *vm.classes.str, "encode", str_encode);
    def(vm, *vm.classes.bytes, "decode", bytes_decode);
}

}  // namespace lang
