#include "auth/json_members.h"

#include "base/json.h"

namespace auth {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";

class MemberScanner {
  public:
    explicit MemberScanner(std::string_view text) : text_(text) {}

    std::optional<std::vector<JsonMemberText>> read() {
        std::vector<JsonMemberText> members;
        if (!take('{')) return std::nullopt;
        if (take('}')) return at_end() ? std::optional(members) : std::nullopt;
        do {
            skip_spaces();
            const std::size_t begin = at_;
            if (!skip_string()) return std::nullopt;
            const auto name = json_string(text_.substr(begin, at_ - begin));
            if (!name || !take(':')) return std::nullopt;
            skip_spaces();
            const std::size_t value_begin = at_;
            if (!skip_value()) return std::nullopt;
            members.push_back({*name, text_.substr(value_begin, at_ - value_begin)});
        } while (take(','));
        if (!take('}') || !at_end()) return std::nullopt;
        return members;
    }

  private:
    void skip_spaces() { at_ = std::min(text_.find_first_not_of(kSpaces, at_), text_.size()); }
    bool at_end() {
        skip_spaces();
        return at_ == text_.size();
    }
    bool take(char wanted) {
        skip_spaces();
        if (at_ == text_.size() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    bool skip_string() {
        if (at_ == text_.size() || text_[at_] != '"') return false;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\\') {
                ++at_;
            } else if (text_[at_] == '"') {
                ++at_;
                return true;
            }
        }
        return false;
    }
    bool skip_scalar() {
        const std::size_t begin = at_;
        at_ = std::min(text_.find_first_of(",:]}[{\" \t\r\n", at_), text_.size());
        return at_ > begin;
    }
    // Counts brackets instead of recursing.
    bool skip_value() {
        int depth = 0;
        do {
            skip_spaces();
            if (at_ == text_.size()) return false;
            const char c = text_[at_];
            if (c == '"') {
                if (!skip_string()) return false;
            } else if (c == '{' || c == '[') {
                ++depth, ++at_;
            } else if (depth > 0 && (c == '}' || c == ']')) {
                --depth, ++at_;
            } else if (depth > 0 && (c == ',' || c == ':')) {
                ++at_;
            } else if (!skip_scalar()) {
                return false;
            }
        } while (depth > 0);
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<std::vector<JsonMemberText>> json_members(std::string_view text) {
    return MemberScanner(text).read();
}

std::optional<std::string> json_string(std::string_view literal) {
    const auto parsed = base::parse_json(literal);
    if (!parsed.ok() || parsed->type != base::JsonValue::Type::String) return std::nullopt;
    return parsed->text;
}

}  // namespace auth
