// lang/lib_re_internal.h -- what the files of the re module share. Stays in this folder.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lang/library_internal.h"
#include "lang/regex.h"

namespace lang {

struct ReState final : Payload {
    Class *pattern = nullptr, *match = nullptr, *error = nullptr;
    Value cache;  // Dict: patterns by their text and flags
    void visit(void (*each)(Value&, void*), void* context) override { each(cache, context); }
};
ReState& re_state(Vm& vm);

struct RePattern final : Payload {
    Value source;       // Str or Bytes
    Value group_index;  // Dict: name -> number
    bool is_text = true;
    unsigned flags = 0;
    std::vector<RegexGroup> groups;  // 0: the whole match
    std::unique_ptr<Regex> regex;
    std::size_t charged = 0;
    ~RePattern() override;
    void visit(void (*each)(Value&, void*), void* context) override {
        each(source, context);
        each(group_index, context);
    }
};

// A text or bytes to look at, and how far.
struct ReSubject {
    Value value;  // as the program gave it
    std::string_view bytes;
    std::size_t begin = 0, end = 0;    // bytes
    std::int64_t pos = 0, endpos = 0;  // characters
};

struct ReMatch final : Payload {
    Value pattern;  // instance with RePattern
    Value string;
    std::vector<RegexSpan> spans;
    std::int64_t pos = 0, endpos = 0;
    int last_index = 0;  // 0: no group took part
    void visit(void (*each)(Value&, void*), void* context) override {
        each(pattern, context);
        each(string, context);
    }
};

// -- lib_re.cpp
// Where a text or bytes is cut; the bytes between the two offsets.
Value re_slice(Vm& vm, const RePattern& pattern, std::string_view bytes);
Completion re_subject(Vm& vm, const RePattern& pattern, const Value& string, const Value& pos,
                      const Value& endpos, ReSubject* subject);
// true or false; `spans` is filled in when it is true.
Completion re_find(Vm& vm, const RePattern& pattern, const ReSubject& subject, std::size_t from,
                   RegexQuery::Anchor anchor, bool not_empty, std::vector<RegexSpan>* spans);
Value make_match(Vm& vm, const Value& pattern, const ReSubject& subject,
                 std::vector<RegexSpan> spans);
Completion raise_pattern_error(Vm& vm, const Value& pattern, const RegexFault& fault);
// A pattern or a text, as the module's functions take them.
Completion re_compile(Vm& vm, const Value& pattern, const Value& flags);

// -- lib_re_match.cpp
void install_re_match(Vm& vm, Class& match);

// -- lib_re_replace.cpp
// The replacement text of sub() and Match.expand(): literal pieces and groups.
struct ReTemplate {
    struct Piece {
        std::string literal;
        int group = -1;  // -1: only the literal
    };
    std::vector<Piece> pieces;
};
Completion parse_template(Vm& vm, const RePattern& pattern, const Value& text, ReTemplate* out);
std::string expand_template(const ReTemplate& parsed, std::string_view subject,
                            const std::vector<RegexSpan>& spans);
Completion pattern_sub(Vm& vm, Native& self, CallArgs args);
Completion pattern_subn(Vm& vm, Native& self, CallArgs args);
// Walks over the matches of a text from left to right, empty ones as Python counts them.
class ReWalk {
  public:
    explicit ReWalk(std::size_t from) : from_(from) {}
    // true: `spans` has the next match; false: there is none.
    Completion next(Vm& vm, const RePattern& pattern, const ReSubject& subject,
                    std::vector<RegexSpan>* spans);

  private:
    std::size_t from_;
    bool not_empty_ = false;
};

}  // namespace lang
