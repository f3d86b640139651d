#include "trace/show.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"

namespace trace {
namespace {

constexpr int kMaxDepth = 6;

// How the value at hand is written: as Python has it, or as JSON.
enum class Dialect : std::uint8_t { Python, Json };

class ValueWriter {
  public:
    ValueWriter(const Timeline::Data& data, int step, std::size_t limit)
        : data_(data), step_(step), limit_(limit) {}

    void write(ValueRef value, Dialect dialect, int depth);
    std::string finish();

  private:
    void write_interned(InternedId id, Dialect dialect, int depth);
    void write_text(const InternedValue& text, Dialect dialect);
    void write_object(ObjectId id, Dialect dialect, int depth);
    void write_content(const ObjectContent& content, Dialect dialect, int depth);
    void write_row(const std::vector<ValueRef>& items, Dialect dialect, int depth);
    void write_dict(const std::vector<ValueRef>& entries, Dialect dialect, int depth);
    void write_json_key(ValueRef key, int depth);
    void write_set(const ObjectContent& set, int depth);
    void write_instance(const ObjectContent& instance, int depth);
    std::string_view attribute_name(ValueRef key) const;
    bool has_named_entry(const ObjectContent& instance) const;
    void write_tuple(const std::vector<ValueRef>& items, Dialect dialect, int depth);
    bool is_long_enough() const { return out_.size() > limit_ * 4 + 8; }
    // What of a text can still be seen.
    std::string_view visible(std::string_view text) const {
        return text.substr(0, std::min(text.size(), limit_ * 4 + 8));
    }
    std::string_view class_name(const ObjectContent& content) const {
        return data_.interned.text(content.class_name);
    }

    const Timeline::Data& data_;
    int step_;
    std::size_t limit_;
    std::string out_;
    std::vector<ObjectId> open_;  // the containers that the value at hand is inside of
};

void ValueWriter::write(ValueRef value, Dialect dialect, int depth) {
    if (is_long_enough()) return;
    const bool json = dialect == Dialect::Json;
    switch (value.tag()) {
        case ValueRef::Tag::Unbound: out_ += "<unbound>"; break;
        case ValueRef::Tag::None: out_ += json ? "null" : "None"; break;
        case ValueRef::Tag::True: out_ += json ? "true" : "True"; break;
        case ValueRef::Tag::False: out_ += json ? "false" : "False"; break;
        case ValueRef::Tag::Ellipsis: out_ += "Ellipsis"; break;
        case ValueRef::Tag::Int: out_ += std::to_string(value.as_integer()); break;
        case ValueRef::Tag::Interned: write_interned(value.id(), dialect, depth); break;
        case ValueRef::Tag::Object: write_object(value.id(), dialect, depth); break;
    }
}

void ValueWriter::write_interned(InternedId id, Dialect dialect, int depth) {
    const InternedValue value = data_.interned.get(id);
    switch (value.kind) {
        case InternedKind::Text:
        case InternedKind::LongText: write_text(value, dialect); break;
        case InternedKind::Bytes: out_ += repr_of_bytes(visible(value.text)); break;
        case InternedKind::Real: out_ += repr_of_real(value.real); break;
        case InternedKind::BigInteger:
        case InternedKind::Opaque: out_ += visible(value.text); break;
        case InternedKind::Tuple: write_tuple(value.items, dialect, depth); break;
    }
}

void ValueWriter::write_text(const InternedValue& text, Dialect dialect) {
    const std::string_view shown = visible(text.text);
    out_ += dialect == Dialect::Json ? base::json_quote(shown) : repr_of_text(shown);
    if (text.whole_bytes > text.text.size())
        out_ += "... (" + std::to_string(text.whole_bytes) + " bytes)";
}

void ValueWriter::write_object(ObjectId id, Dialect dialect, int depth) {
    const ObjectKind kind = data_.objects.kind_of(id);
    if (std::find(open_.begin(), open_.end(), id) != open_.end()) {
        const bool braces = kind == ObjectKind::Dict || kind == ObjectKind::Set;
        out_ += braces ? "{...}" : kind == ObjectKind::List ? "[...]" : "...";
        return;
    }
    if (depth >= kMaxDepth && kind != ObjectKind::Cell) {
        out_ += "...";
        return;
    }
    open_.push_back(id);
    write_content(data_.objects.content_at(id, step_), dialect, depth);
    open_.pop_back();
}

void ValueWriter::write_content(const ObjectContent& content, Dialect dialect, int depth) {
    switch (content.kind) {
        case ObjectKind::List:
            out_ += '[';
            write_row(content.values, dialect, depth + 1);
            out_ += ']';
            break;
        case ObjectKind::Set: write_set(content, depth); break;
        case ObjectKind::Dict: write_dict(content.values, dialect, depth + 1); break;
        case ObjectKind::Instance: write_instance(content, depth + 1); break;
        case ObjectKind::Cell:
            write(content.values.empty() ? ValueRef() : content.values[0], dialect, depth);
            break;
        case ObjectKind::Bytearray:
            out_ += "bytearray(";
            write_row(content.values, Dialect::Python, depth + 1);
            out_ += ')';
            break;
    }
}

void ValueWriter::write_row(const std::vector<ValueRef>& items, Dialect dialect, int depth) {
    for (std::size_t i = 0; i < items.size() && !is_long_enough(); ++i) {
        if (i > 0) out_ += ", ";
        write(items[i], dialect, depth);
    }
}

void ValueWriter::write_tuple(const std::vector<ValueRef>& items, Dialect dialect, int depth) {
    if (depth >= kMaxDepth) {
        out_ += "...";
        return;
    }
    const bool json = dialect == Dialect::Json;
    out_ += json ? '[' : '(';
    write_row(items, dialect, depth + 1);
    out_ += json ? "]" : items.size() == 1 ? ",)" : ")";
}

void ValueWriter::write_dict(const std::vector<ValueRef>& entries, Dialect dialect, int depth) {
    out_ += '{';
    for (std::size_t i = 0; i + 1 < entries.size() && !is_long_enough(); i += 2) {
        if (i > 0) out_ += ", ";
        if (dialect == Dialect::Json) {
            write_json_key(entries[i], depth);
        } else {
            write(entries[i], dialect, depth);
        }
        out_ += ": ";
        write(entries[i + 1], dialect, depth);
    }
    out_ += '}';
}

// JSON has no keys but strings: another key is written as Python prints it, in quotes.
void ValueWriter::write_json_key(ValueRef key, int depth) {
    if (key.tag() == ValueRef::Tag::Interned &&
        data_.interned.get(key.id()).kind == InternedKind::Text)
        return write(key, Dialect::Json, depth);
    const std::size_t start = out_.size();
    write(key, Dialect::Python, depth);
    const std::string quoted = base::json_quote(std::string_view(out_).substr(start));
    out_.replace(start, std::string::npos, quoted);
}

void ValueWriter::write_set(const ObjectContent& set, int depth) {
    const bool is_plain = class_name(set) == "set";
    if (set.values.empty()) {
        out_ += class_name(set);
        out_ += "()";
        return;
    }
    if (!is_plain) {
        out_ += class_name(set);
        out_ += '(';
    }
    out_ += '{';
    write_row(set.values, Dialect::Python, depth + 1);
    out_ += is_plain ? "}" : "})";
}

// The special names are those of Recorder::set_entries.
void ValueWriter::write_instance(const ObjectContent& instance, int depth) {
    std::string_view name = class_name(instance);
    if (name.starts_with('<') && !instance.values.empty()) name = name.substr(1, name.size() - 2);
    out_ += name;
    if (name.starts_with('<')) return;
    out_ += '(';
    const bool has_attributes = has_named_entry(instance);
    bool is_first = true;
    for (std::size_t i = 0; i + 1 < instance.values.size() && !is_long_enough(); i += 2) {
        const std::string_view attribute = attribute_name(instance.values[i]);
        if (attribute == "*" && has_attributes) continue;
        if (!is_first) out_ += ", ";
        is_first = false;
        if (attribute != "*" && !attribute.empty()) {
            out_ += attribute;
            out_ += '=';
        }
        write(instance.values[i + 1], Dialect::Python, depth);
    }
    out_ += ')';
}

std::string_view ValueWriter::attribute_name(ValueRef key) const {
    return key.tag() == ValueRef::Tag::Interned ? data_.interned.text(key.id()) : "?";
}

bool ValueWriter::has_named_entry(const ObjectContent& instance) const {
    for (std::size_t i = 0; i < instance.values.size(); i += 2) {
        const std::string_view name = attribute_name(instance.values[i]);
        if (!name.empty() && name != "*") return true;
    }
    return false;
}

// At most limit_ characters, then "...".
std::string ValueWriter::finish() {
    if (out_.size() <= limit_) return std::move(out_);
    std::size_t at = 0;
    for (std::size_t i = 0; i < limit_ && at < out_.size(); ++i)
        at += static_cast<std::size_t>(base::decode_utf8(out_, at).size);
    if (at < out_.size()) out_.replace(at, std::string::npos, "...");
    return std::move(out_);
}

bool is_container(const Timeline::Data& data, ValueRef value) {
    if (value.tag() == ValueRef::Tag::Object) {
        const ObjectKind kind = data.objects.kind_of(value.id());
        return kind == ObjectKind::List || kind == ObjectKind::Dict;
    }
    return value.tag() == ValueRef::Tag::Interned &&
           data.interned.get(value.id()).kind == InternedKind::Tuple;
}

}  // namespace

std::string show_value(const Timeline::Data& data, ValueRef value, int step, Style style,
                       std::size_t limit) {
    if (value.tag() == ValueRef::Tag::Object &&
        data.objects.kind_of(value.id()) == ObjectKind::Cell) {
        const ObjectContent cell = data.objects.content_at(value.id(), step);
        value = cell.values.empty() ? ValueRef() : cell.values[0];
    }
    if (style == Style::Plain && value.tag() == ValueRef::Tag::Interned) {
        const InternedValue text = data.interned.get(value.id());
        if (text.kind == InternedKind::Text) {
            std::size_t at = 0;
            for (std::size_t i = 0; i < limit && at < text.text.size(); ++i)
                at += static_cast<std::size_t>(base::decode_utf8(text.text, at).size);
            std::string out(text.text.substr(0, at));
            if (at < text.whole_bytes) out += "...";
            return out;
        }
    }
    const bool json = style == Style::Plain && is_container(data, value);
    ValueWriter writer(data, step, limit);
    writer.write(value, json ? Dialect::Json : Dialect::Python, 0);
    return writer.finish();
}

}  // namespace trace
