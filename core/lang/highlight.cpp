#include "lang/highlight.h"

#include <algorithm>
#include <array>

#include "lang/tokens.h"

namespace lang {
namespace {

using T = TokenKind;

// Sorted, for binary search.
constexpr std::array<std::string_view, 71> kBuiltins = {"ArithmeticError",
                                                        "AssertionError",
                                                        "AttributeError",
                                                        "BaseException",
                                                        "Exception",
                                                        "IndexError",
                                                        "KeyError",
                                                        "LookupError",
                                                        "NameError",
                                                        "NotImplemented",
                                                        "NotImplementedError",
                                                        "OverflowError",
                                                        "PermissionError",
                                                        "RecursionError",
                                                        "RuntimeError",
                                                        "StopIteration",
                                                        "TypeError",
                                                        "UnicodeDecodeError",
                                                        "UnicodeEncodeError",
                                                        "UnicodeError",
                                                        "ValueError",
                                                        "ZeroDivisionError",
                                                        "abs",
                                                        "all",
                                                        "any",
                                                        "ascii",
                                                        "bin",
                                                        "bool",
                                                        "bytearray",
                                                        "bytes",
                                                        "callable",
                                                        "chr",
                                                        "classmethod",
                                                        "dict",
                                                        "dir",
                                                        "divmod",
                                                        "enumerate",
                                                        "filter",
                                                        "float",
                                                        "format",
                                                        "frozenset",
                                                        "getattr",
                                                        "hasattr",
                                                        "hash",
                                                        "hex",
                                                        "id",
                                                        "int",
                                                        "isinstance",
                                                        "issubclass",
                                                        "iter",
                                                        "len",
                                                        "list",
                                                        "map",
                                                        "max",
                                                        "min",
                                                        "next",
                                                        "object",
                                                        "oct",
                                                        "ord",
                                                        "pow",
                                                        "print",
                                                        "property",
                                                        "range",
                                                        "repr",
                                                        "reversed",
                                                        "round",
                                                        "set",
                                                        "setattr",
                                                        "sorted",
                                                        "staticmethod",
                                                        "str"};
constexpr std::array<std::string_view, 5> kMoreBuiltins = {"sum", "super", "tuple", "type", "zip"};

bool is_builtin(std::string_view name) {
    return std::binary_search(kBuiltins.begin(), kBuiltins.end(), name) ||
           std::binary_search(kMoreBuiltins.begin(), kMoreBuiltins.end(), name);
}

class Painter {
  public:
    explicit Painter(std::string_view source)
        : source_(source), tokens_(tokenize(source, OnFault::GoOn)) {}

    std::vector<ColouredSpan> run() {
        spans_.reserve(tokens_.list.size());
        auto comment = tokens_.comments.begin();
        for (std::size_t i = 0; i < tokens_.list.size(); ++i) {
            const Token& token = tokens_.list[i];
            for (; comment != tokens_.comments.end() && comment->begin < token.begin; ++comment) {
                add(*comment, ColourKind::Comment);
            }
            paint(i);
        }
        for (; comment != tokens_.comments.end(); ++comment) add(*comment, ColourKind::Comment);
        return std::move(spans_);
    }

  private:
    T kind_at(std::size_t i) const {
        return i < tokens_.list.size() ? tokens_.list[i].kind : T::EndMarker;
    }
    std::string_view text(const Token& token) const {
        return source_.substr(token.begin, token.end - token.begin);
    }
    void add(const Token& token, ColourKind kind) {
        if (token.end <= token.begin || token.end > source_.size()) return;
        if (!spans_.empty() && token.begin < spans_.back().end) return;
        spans_.push_back({token.begin, token.end, kind});
    }

    void paint(std::size_t i) {
        const Token& token = tokens_.list[i];
        switch (token.kind) {
            case T::EndMarker:
            case T::Newline: in_decorator_ = false; return;
            case T::Indent:
            case T::Dedent:
            case T::Unknown: return;
            case T::Name: return paint_name(i);
            case T::Number: return add(token, ColourKind::Number);
            case T::String:
            case T::FStringStart:
            case T::FStringMiddle:
            case T::FStringEnd: count_fstrings(token.kind); return add(token, ColourKind::String);
            default: break;
        }
        if (is_keyword(token.kind)) return add(token, ColourKind::Keyword);
        paint_operator(i);
    }

    void count_fstrings(T kind) {
        if (kind == T::FStringStart) ++open_fstrings_;
        if (kind == T::FStringEnd && open_fstrings_ > 0) --open_fstrings_;
    }

    // A brace right behind an f-string's text opens a field; others inside it are dicts and sets.
    void paint_operator(std::size_t i) {
        const Token& token = tokens_.list[i];
        if (token.kind == T::At && (i == 0 || starts_line(i))) {
            in_decorator_ = true;
            return add(token, ColourKind::Decorator);
        }
        if (token.kind == T::Dot && in_decorator_) return add(token, ColourKind::Decorator);
        if (token.kind == T::LeftParen) in_decorator_ = false;
        const bool is_brace = token.kind == T::LeftBrace || token.kind == T::RightBrace;
        if (is_brace && open_fstrings_ > 0) {
            if (token.kind == T::LeftBrace) braces_.push_back(opens_field(i));
            const bool is_field = !braces_.empty() && braces_.back();
            if (token.kind == T::RightBrace && !braces_.empty()) braces_.pop_back();
            if (is_field) return add(token, ColourKind::StringInterpolation);
        }
        add(token, ColourKind::Operator);
    }

    bool opens_field(std::size_t i) const {
        const T before = kind_at(i - 1);
        if (before == T::FStringStart || before == T::FStringMiddle) return true;
        const bool after_brace = before == T::RightBrace || before == T::Colon;
        return after_brace && tokens_.list[i].begin == tokens_.list[i - 1].end;
    }

    bool starts_line(std::size_t i) const {
        const T before = kind_at(i - 1);
        return before == T::Newline || before == T::Indent || before == T::Dedent;
    }

    void paint_name(std::size_t i) {
        const Token& token = tokens_.list[i];
        const std::string_view name = text(token);
        const T before = i > 0 ? kind_at(i - 1) : T::Newline;
        const T after = kind_at(i + 1);
        if (in_decorator_) return add(token, ColourKind::Decorator);
        if (before == T::KwDef || before == T::KwClass) return add(token, ColourKind::Function);
        const bool begins = i == 0 || starts_line(i);
        if (begins && (name == "match" || name == "case") && is_soft_keyword(i)) {
            return add(token, ColourKind::Keyword);
        }
        if (begins && name == "type" && after == T::Name) return add(token, ColourKind::Keyword);
        if (before != T::Dot && is_builtin(name)) return add(token, ColourKind::Builtin);
        add(token, after == T::LeftParen ? ColourKind::Function : ColourKind::Name);
    }

    // `match x:` and `case y:`: the line has a colon outside brackets, and not right behind.
    bool is_soft_keyword(std::size_t i) const {
        const T after = kind_at(i + 1);
        if (after == T::Equal || after == T::Dot || after == T::Colon) return false;
        int depth = 0;
        for (std::size_t k = i + 1; kind_at(k) != T::Newline && kind_at(k) != T::EndMarker; ++k) {
            const T kind = kind_at(k);
            const bool opens =
                kind == T::LeftParen || kind == T::LeftBracket || kind == T::LeftBrace;
            const bool closes =
                kind == T::RightParen || kind == T::RightBracket || kind == T::RightBrace;
            depth += opens ? 1 : closes ? -1 : 0;
            if (kind == T::Colon && depth == 0) return true;
        }
        return false;
    }

    std::string_view source_;
    Tokens tokens_;
    std::vector<ColouredSpan> spans_;
    int open_fstrings_ = 0;
    std::vector<bool> braces_;  // open braces in f-strings: is it a field?
    bool in_decorator_ = false;
};

}  // namespace

std::vector<ColouredSpan> highlight(std::string_view source) { return Painter(source).run(); }

}  // namespace lang
