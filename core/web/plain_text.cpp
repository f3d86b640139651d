#include "base/text.h"
#include "lang/float_text.h"
#include "lang/int.h"
#include "lang/native.h"
#include "lang/text_quote.h"
#include "web/record.h"

namespace web {

using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

constexpr int kMaxTextDepth = 6;

// Python's repr of built-in values; of others their class.
class Writer {
  public:
    Writer(Vm& vm, std::size_t limit) : vm_(vm), limit_(limit) {}

    void write(const Value& value) {
        if (out_.size() > limit_) return;
        if (value.empty() || value.is_none())
            out_ += "None";
        else if (value.is_bool())
            out_ += value.is_true() ? "True" : "False";
        else if (value.is_small())
            out_ += std::to_string(value.as_small());
        else if (value.is_object())
            write_object(value);
        else
            out_ += "Ellipsis";
    }

    std::string take() {
        if (out_.size() <= limit_) return std::move(out_);
        std::size_t end = limit_;
        while (end > 0 && (static_cast<unsigned char>(out_[end]) & 0xC0U) == 0x80U) --end;
        return out_.substr(0, end) + "...";
    }

  private:
    void write_object(const Value& value) {
        if (depth_ >= kMaxTextDepth) {
            out_ += "...";
            return;
        }
        ++depth_;
        switch (value.object()->kind()) {
            case Kind::Str:
                out_ += lang::quote_text(value.as<lang::Str>()->view().substr(0, limit_ + 1));
                break;
            case Kind::Bytes:
                out_ += lang::quote_bytes(value.as<lang::Bytes>()->view().substr(0, limit_ + 1));
                break;
            case Kind::Float: out_ += lang::float_repr(value.as<lang::Float>()->value); break;
            case Kind::List: write_items("[", value.as<lang::List>()->items, "]"); break;
            case Kind::Tuple: write_tuple(*value.as<lang::Tuple>()); break;
            case Kind::Dict: write_dict(*value.as<lang::Dict>()); break;
            case Kind::Set:
            case Kind::FrozenSet: write_set(*value.as<lang::Set>()); break;
            case Kind::Function:
                out_ += "<function " +
                        std::string(lang::text_of(value.as<lang::Function>()->name)) + ">";
                break;
            case Kind::Class: out_ += "<class '" + value.as<lang::Class>()->name + "'>"; break;
            default: out_ += "<" + vm_.class_of(value).name + " object>"; break;
        }
        --depth_;
    }

    void write_items(std::string_view open, const auto& items, std::string_view close) {
        out_ += open;
        bool first = true;
        for (const Value& item : items) {
            if (!first) out_ += ", ";
            first = false;
            write(item);
            if (out_.size() > limit_) break;
        }
        out_ += close;
    }

    void write_tuple(const lang::Tuple& tuple) {
        write_items("(", tuple.span(), tuple.size == 1 ? ",)" : ")");
    }

    void write_dict(const lang::Dict& dict) {
        out_ += "{";
        bool first = true;
        for (const lang::DictEntry& entry : dict.entries) {
            if (entry.key.empty()) continue;
            if (!first) out_ += ", ";
            first = false;
            write(entry.key);
            out_ += ": ";
            write(entry.value);
            if (out_.size() > limit_) break;
        }
        out_ += "}";
    }

    void write_set(const lang::Set& set) {
        out_ += set.used ? "{" : "set(";
        bool first = true;
        for (const lang::SetEntry& entry : set.table) {
            if (entry.key.empty()) continue;
            if (!first) out_ += ", ";
            first = false;
            write(entry.key);
            if (out_.size() > limit_) break;
        }
        out_ += set.used ? "}" : ")";
    }

    Vm& vm_;
    std::size_t limit_;
    std::string out_;
    int depth_ = 0;
};

}  // namespace

std::string plain_text(Vm& vm, const Value& value, std::size_t limit) {
    if (value.is(Kind::Str)) return std::string(value.as<lang::Str>()->view());
    Writer writer(vm, limit);
    writer.write(value);
    return writer.take();
}

}  // namespace web
