// lang/lexer_internal.h -- the lexer's state. Stays in this folder.
// A text is read once from front to back. Two stacks say where the reader is: open brackets
// (a replacement field's brace among them) and open f-strings.
#pragma once

#include <string>

#include "lang/tokens.h"

namespace lang {

bool is_identifier_character(char32_t code_point);  // beyond ASCII; XID_Continue

class Lexer {
  public:
    Lexer(std::string_view source, OnFault on_fault) : source_(source), on_fault_(on_fault) {}
    Tokens run();

  private:
    struct Indentation {
        int column;       // tabs reach to the next multiple of 8
        int alternative;  // tabs count 1; the two orders must agree
    };
    struct Bracket {
        char open;
        bool is_field;  // the brace of a replacement field
        bool in_spec;   // of a field: its format spec has begun
        Token token;
    };
    struct FString {
        char quote;
        bool triple;
        char letter;  // 'f' or 't', for messages
        bool raw;
        std::size_t brackets_below;  // open brackets when it began
        Token start;
    };

    // lexer.cpp
    void lex_line_start();
    void measure_indentation(Indentation& found);
    void set_indentation(Indentation found);
    void lex_token();
    bool skip_space();
    void lex_newline();
    void lex_comment();
    void lex_name();
    void lex_unusual();
    void lex_backslash();
    void finish();
    // lexer_operator.cpp
    void lex_operator();
    void open_bracket(char c);
    void close_bracket(char c);
    bool lex_in_field(char c);
    // lexer_number.cpp
    void lex_number();
    void lex_radix_number(int radix, std::string_view kind);
    void lex_decimal_tail(bool has_digits_before);
    bool lex_digits(std::string_view kind);
    void check_number_end(std::string_view kind);
    // lexer_string.cpp
    void lex_string(int prefix_size);
    void start_fstring(const StringPrefix& prefix);
    void lex_fstring_middle();
    bool end_fstring_middle(FString& string, bool in_spec);
    void skip_escape(bool raw);
    void string_fault(char quote, bool triple, std::size_t begin);

    bool in_field() const { return !brackets_.empty() && brackets_.back().is_field; }
    bool in_fstring_text() const;
    bool tolerant() const { return on_fault_ == OnFault::GoOn; }
    bool failed() const { return result_.fault.has_value(); }
    char peek(std::size_t ahead = 0) const {
        return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
    }
    bool at_end() const { return at_ >= source_.size(); }
    int column() const { return static_cast<int>(at_ - line_start_ - extra_bytes_) + 1; }
    void begin_token();
    void emit(TokenKind kind);
    void emit_bytes(TokenKind kind, int size) {
        at_ += static_cast<std::size_t>(size);
        emit(kind);
    }
    void step_over_newline();    // at_ is at "\n", "\r" or "\r\n"
    void step_over_character();  // one character that is not a line end
    // CPython's column of a tokenizer error is that of the last character read.
    void fault(std::string type, std::string message, int line, int column);
    void fault(std::string message) {
        fault("SyntaxError", std::move(message), line_, column() - 1);
    }

    std::string_view source_;
    OnFault on_fault_;
    std::size_t at_ = 0;
    int line_ = 1;
    std::size_t line_start_ = 0;
    std::size_t extra_bytes_ = 0;  // of this line so far: bytes minus characters
    bool at_line_start_ = true;
    bool line_has_tokens_ = false;
    Token token_ = {};  // the one being read
    std::vector<Indentation> indentation_ = {{0, 0}};
    std::vector<Bracket> brackets_;
    std::vector<FString> fstrings_;
    std::size_t fault_token_ = 0;  // how many tokens stand before the fault
    Tokens result_;
};

}  // namespace lang
