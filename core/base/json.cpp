#include "base/json.h"

#include <iterator>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "base/text.h"

namespace base {
namespace {

constexpr int kDeepest = 200;

// Watches the characters go by and knows where the latest token began. The parser reads at most
// one character past a token, and that one never begins another.
struct Tracker {
    Position here = {1, 1};  // of the next character
    std::size_t offset = 0;
    Position token = {1, 1};
    std::size_t token_offset = 0;
    bool in_string = false;
    bool escaped = false;
    bool in_word = false;

    void pass(char c) {
        classify(c);
        ++offset;
        if (c == '\n') {
            here = {here.line + 1, 1};
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            ++here.column;
        }
    }

  private:
    void classify(char c) {
        if (in_string) {
            if (!escaped && c == '"') in_string = false;
            escaped = !escaped && c == '\\';
            return;
        }
        const bool word = std::string_view(" \t\r\n,:]}[{\"").find(c) == std::string_view::npos;
        const bool begins = c == '"' || c == '{' || c == '[' || (word && !in_word);
        in_string = c == '"';
        in_word = word;
        if (begins) {
            token = here;
            token_offset = offset;
        }
    }
};

class TrackedIterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    TrackedIterator(const char* at, Tracker* tracker) : at_(at), tracker_(tracker) {}
    const char& operator*() const { return *at_; }
    TrackedIterator& operator++() {
        tracker_->pass(*at_);
        ++at_;
        return *this;
    }
    TrackedIterator operator++(int) {
        TrackedIterator before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(const TrackedIterator& a, const TrackedIterator& b) {
        return a.at_ == b.at_;
    }

  private:
    const char* at_;
    Tracker* tracker_;
};

// Builds the tree from the parser's events. Returning false ends the parse with `fault`.
class Builder {
  public:
    Builder(std::string_view text, const Tracker& tracker) : text_(text), tracker_(tracker) {}

    bool null() { return add(JsonValue::Type::Null) != nullptr; }
    bool boolean(bool value) {
        add(JsonValue::Type::Bool)->boolean = value;
        return true;
    }
    bool number_integer(std::int64_t value) {
        JsonValue* added = add(JsonValue::Type::Integer);
        added->integer = value;
        added->number = static_cast<double>(value);
        added->text = number_as_written();
        return true;
    }
    bool number_unsigned(std::uint64_t value) {
        if (value <= static_cast<std::uint64_t>(INT64_MAX))
            return number_integer(static_cast<std::int64_t>(value));
        return number_float(static_cast<double>(value), {});
    }
    bool number_float(double value, const std::string&) {
        JsonValue* added = add(JsonValue::Type::Number);
        added->number = value;
        added->text = number_as_written();
        return true;
    }
    bool string(std::string& value) {
        add(JsonValue::Type::String)->text = std::move(value);
        return true;
    }
    bool binary(std::vector<std::uint8_t>&) { return false; }
    bool start_object(std::size_t) { return open(JsonValue::Type::Object); }
    bool start_array(std::size_t) { return open(JsonValue::Type::Array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        if (!levels_.back().keys.insert(name).second) {
            fault = Error{"", "the key \"" + printable(name) + "\" is given twice", tracker_.token};
            return false;
        }
        levels_.back().value->members.push_back({std::move(name), tracker_.token, {}});
        return true;
    }
    template <class Exception>
    bool parse_error(std::size_t, const std::string&, const Exception& exception) {
        fault = Error{"", sentence_of(exception.what()), place_of_fault()};
        return false;
    }

    JsonValue root;
    Error fault;

  private:
    struct Level {
        JsonValue* value;
        std::unordered_set<std::string> keys = {};
    };

    JsonValue* add(JsonValue::Type type) {
        JsonValue* place = &root;
        if (!levels_.empty()) {
            JsonValue& parent = *levels_.back().value;
            place = parent.type == JsonValue::Type::Array ? &parent.items.emplace_back()
                                                          : &parent.members.back().value;
        }
        place->type = type;
        place->position = tracker_.token;
        return place;
    }
    bool open(JsonValue::Type type) {
        if (levels_.size() == kDeepest) {
            fault = Error{"", "nested deeper than " + std::to_string(kDeepest), tracker_.token};
            return false;
        }
        levels_.push_back({add(type)});
        return true;
    }
    bool close() {
        levels_.pop_back();
        return true;
    }
    std::string number_as_written() const {
        const std::string_view rest = text_.substr(tracker_.token_offset);
        return std::string(rest.substr(0, rest.find_first_not_of("+-.0123456789eE")));
    }
    // The character that does not fit is the last one read, or the end of the text.
    Position place_of_fault() const {
        if (tracker_.in_string || tracker_.offset == text_.size()) return tracker_.here;
        if (tracker_.here.column > 1) return {tracker_.here.line, tracker_.here.column - 1};
        return tracker_.token;
    }
    // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while
    // parsing object key - invalid literal; last read: ..." without what the place says already.
    static std::string sentence_of(std::string_view what) {
        const std::size_t colon = what.find(": ");
        if (colon != std::string_view::npos) what.remove_prefix(colon + 2);
        return printable(what);
    }

    std::string_view text_;
    const Tracker& tracker_;
    std::vector<Level> levels_;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
    for (const JsonMember& member : members)
        if (member.key == key) return &member.value;
    return nullptr;
}

Result<JsonValue> parse_json(std::string_view text) {
    Tracker tracker;
    Builder builder(text, tracker);
    const TrackedIterator begin(text.data(), &tracker);
    const TrackedIterator end(text.data() + text.size(), &tracker);
    if (!nlohmann::json::sax_parse(begin, end, &builder)) return builder.fault;
    return std::move(builder.root);
}

std::string_view type_name(JsonValue::Type type) {
    switch (type) {
        case JsonValue::Type::Null: return "null";
        case JsonValue::Type::Bool: return "boolean";
        case JsonValue::Type::Integer: return "integer";
        case JsonValue::Type::Number: return "number";
        case JsonValue::Type::String: return "string";
        case JsonValue::Type::Array: return "array";
        case JsonValue::Type::Object: return "object";
    }
    return "";
}

std::string json_quote(std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out = "\"";
    for (char c : text) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\b': out += "\\b"; break;
            case '\f': out += "\\f"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    out += "\\u00";
                    out += kHex[c >> 4];
                    out += kHex[c & 15];
                } else {
                    out += c;
                }
        }
    }
    return out + "\"";
}

}  // namespace base
