#include "lang/parser_internal.h"

namespace lang {

using namespace ast;

// What is collected while adjacent strings are read: nodes, and text that is not yet a node.
struct Parser::StringParts {
    ArenaList<Expr*> nodes;
    std::string text;
    Place place;  // of the text's first piece
};

namespace {

void append_text(std::string& text, Place& place, std::string_view piece, const Place& from) {
    if (text.empty()) place = from;
    place.end_line = from.end_line;
    place.end_column = from.end_column;
    text += piece;
}

}  // namespace

// Bytes and text do not mix, and t-strings are outside the subset.
bool Parser::check_string_kinds() {
    bool any_bytes = false;
    bool any_text = false;
    bool any_template = false;
    int depth = 0;
    for (const Token* token = t_;; ++token) {
        if (token->kind == T::EndMarker) break;
        if (depth == 0 && token->kind != T::String && token->kind != T::FStringStart) break;
        if (token->kind == T::FStringStart) ++depth;
        if (token->kind == T::FStringEnd) --depth;
        const bool is_start = (token->kind == T::String && depth == 0) ||
                              (token->kind == T::FStringStart && depth == 1);
        if (!is_start) continue;
        StringPrefix prefix;
        read_string_prefix(text(*token), prefix);
        any_bytes = any_bytes || prefix.bytes;
        any_template = any_template || prefix.is_template;
        any_text = any_text || (!prefix.bytes && !prefix.is_template);
    }
    if (any_template && (any_bytes || any_text)) {
        return fail(place_of(*t_), "cannot mix t-string literals with string or bytes literals");
    }
    if (any_template) {
        return unsupported(place_of(*t_), "template strings are not part of this language");
    }
    if (any_bytes && any_text) {
        return fail(place_of(*t_), "cannot mix bytes and nonbytes literals");
    }
    return true;
}

Expr* Parser::parse_strings() {
    const Token& start = *t_;
    bool has_fstring = start.kind == T::FStringStart;
    for (const Token* token = t_; token->kind == T::String || token->kind == T::FStringStart;
         ++token) {
        has_fstring = has_fstring || token->kind == T::FStringStart;
        if (has_fstring) break;
    }
    StringPrefix prefix;
    read_string_prefix(text(start), prefix);
    const bool is_single =
        start.kind == T::String && !next_is(T::String) && !next_is(T::FStringStart);
    if (!is_single && !check_string_kinds()) return nullptr;
    if (!has_fstring) return parse_plain_strings(start, prefix.bytes);
    StringParts parts{list<Expr*>(), {}, {}};
    while (at(T::String) || at(T::FStringStart)) {
        if (at(T::FStringStart)) {
            if (!parse_fstring(parts)) return nullptr;
            continue;
        }
        std::string piece;
        const Token& token = *t_++;
        if (!decode_token(token, piece)) return nullptr;
        append_text(parts.text, parts.place, piece, place_of(token));
    }
    flush_text(parts);
    auto* joined = make<JoinedStr>();
    joined->values = parts.nodes.span();
    return finish(joined, start);
}

Expr* Parser::parse_plain_strings(const Token& start, bool is_bytes) {
    auto* constant = make<Constant>();
    constant->type = is_bytes ? ConstantKind::Bytes : ConstantKind::Str;
    const std::string_view written = text(start);
    const bool is_plain = !next_is(T::String) && written[0] != 'b' && written[0] != 'B' &&
                          written.find('\\') == std::string_view::npos;
    if (is_plain) {  // the text stands in the source as it is
        ++t_;
        const std::size_t quote = written.find_first_of("'\"");
        const bool triple = written.size() >= quote + 6 && written[quote + 1] == written[quote] &&
                            written[quote + 2] == written[quote];
        const std::size_t edge = triple ? 3 : 1;
        constant->text = written.substr(quote + edge, written.size() - quote - 2 * edge);
        return finish(constant, start);
    }
    std::string value;
    while (at(T::String)) {
        const Token& token = *t_++;
        if (!decode_token(token, value)) return nullptr;
    }
    constant->text = keep(value);
    return finish(constant, start);
}

void Parser::flush_text(StringParts& parts) {
    if (parts.text.empty()) return;
    auto* constant = make<Constant>();
    constant->type = ConstantKind::Str;
    constant->text = keep(parts.text);
    static_cast<Place&>(*constant) = parts.place;
    parts.nodes.push(constant);
    parts.text.clear();
}

bool Parser::parse_fstring(StringParts& parts) {
    const Depth depth(depth_);
    if (depth_ > kMaxDepth) return too_deep();
    StringPrefix prefix;
    read_string_prefix(text(*t_), prefix);
    ++t_;
    return parse_fstring_parts(parts, prefix.raw, T::FStringEnd) && expect(T::FStringEnd);
}

// The text and fields up to `end`: the string's end, or the brace behind a format spec.
bool Parser::parse_fstring_parts(StringParts& parts, bool raw, T end) {
    while (!at(end)) {
        if (at(T::LeftBrace)) {
            if (!parse_field(parts, raw)) return false;
            continue;
        }
        if (!at(T::FStringMiddle)) {
            if (end == T::FStringEnd) return fail(*t_);
            return fail(place_of(*t_), "f-string: expecting '}', or format specs");
        }
        const Token& token = *t_++;
        std::string body;
        std::string_view written = text(token);
        for (std::size_t i = 0; i < written.size(); ++i) {
            const bool is_named = !raw && written.substr(i).starts_with("\\N{");
            const std::size_t close = is_named ? written.find('}', i) : std::string_view::npos;
            if (close != std::string_view::npos) {
                body += written.substr(i, close + 1 - i);
                i = close;
                continue;
            }
            body += written[i];
            if (written[i] == '{' || written[i] == '}') {
                ++i;  // it stands there doubled
                continue;
            }
            if (!raw && written[i] == '\\' && i + 1 < written.size() && written[i + 1] != '{' &&
                written[i + 1] != '}') {
                body += written[++i];
            }
        }
        std::string piece;
        if (raw) piece = body;
        if (!raw && !decode_text(body, token, piece)) return false;
        append_text(parts.text, parts.place, piece, place_of(token));
    }
    return true;
}

Expr* Parser::parse_field_value() {
    if (at(T::Equal) || at(T::Exclamation) || at(T::Colon) || at(T::RightBrace)) {
        return no(place_of(*t_),
                  "f-string: valid expression required before '" + std::string(text(*t_)) + "'");
    }
    const Token& first = *t_;
    const bool was_in_field = std::exchange(in_field_, true);
    Expr* value = at(T::KwYield) ? parse_yield() : parse_star_expressions();
    in_field_ = was_in_field;
    if (value) {
        if (at(T::Equal) || at(T::Exclamation) || at(T::Colon) || at(T::RightBrace)) return value;
        return no(place_of(*t_), "f-string: expecting '=', or '!', or ':', or '}'");
    }
    if (error_->message != "invalid syntax") return nullptr;
    error_.reset();
    t_ = &first;
    return no(place_of(first), "f-string: expecting a valid expression after '{'");
}

// `{x = }`: the text from the brace up to what follows the "=" is shown.
bool Parser::show_field_text(StringParts& parts, const Token& open) {
    const Token& next = *t_;
    const std::string_view shown =
        std::string_view(ast_.source).substr(open.end, next.begin - open.end);
    append_text(parts.text, parts.place, shown, place_of(open));
    if (at(T::Exclamation) || at(T::Colon) || at(T::RightBrace)) return true;
    return fail(place_of(next), "f-string: expecting '!', or ':', or '}'");
}

// '{' value ['='] ['!' conversion] [':' spec] '}'
bool Parser::parse_field(StringParts& parts, bool raw) {
    const Token& open = *t_++;
    auto* field = make<FormattedValue>();
    field->value = parse_field_value();
    if (!field->value) return false;
    const bool shows_itself = accept(T::Equal);
    if (shows_itself && !show_field_text(parts, open)) return false;
    if (at(T::Exclamation) && !parse_conversion(*field)) return false;
    if (!at(T::Colon) && !at(T::RightBrace)) {
        return fail(place_of(*t_), "f-string: expecting ':' or '}'");
    }
    if (accept(T::Colon)) {
        field->format_spec = parse_format_spec(raw);
        if (!field->format_spec) return false;
    }
    if (!accept(T::RightBrace)) return fail(place_of(*t_), "f-string: expecting '}'");
    if (shows_itself && !field->conversion && !field->format_spec) field->conversion = 'r';
    flush_text(parts);
    parts.nodes.push(finish(field, open));
    return true;
}

bool Parser::parse_conversion(FormattedValue& field) {
    const Token& mark = *t_++;
    if (at(T::Colon) || at(T::RightBrace)) {
        return fail(place_of(*t_), "f-string: missing conversion character");
    }
    if (t_->begin != mark.end) {
        return fail(place_of(*t_),
                    "f-string: conversion type must come right after the exclamation mark");
    }
    if (!at(T::Name)) return fail(place_of(*t_), "f-string: invalid conversion character");
    const std::string_view name = text(*t_);
    if (name != "s" && name != "r" && name != "a") {
        return fail(place_of(*t_), "f-string: invalid conversion character '" + std::string(name) +
                                       "': expected 's', 'r', or 'a'");
    }
    field.conversion = name[0];
    ++t_;
    return true;
}

Expr* Parser::parse_format_spec(bool raw) {
    const Token& start = *t_;
    const Depth depth(depth_);
    if (depth_ > kMaxDepth) return too_deep(), nullptr;
    StringParts parts{list<Expr*>(), {}, {}};
    if (!parse_fstring_parts(parts, raw, T::RightBrace)) return nullptr;
    flush_text(parts);
    auto* spec = make<JoinedStr>();
    spec->values = parts.nodes.span();
    return finish(spec, start);
}

}  // namespace lang
