#include "lang/repr.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "lang/arguments.h"
#include "lang/codecs.h"
#include "lang/float_text.h"
#include "lang/format.h"
#include "lang/int.h"
#include "lang/repr_internal.h"
#include "lang/text_quote.h"

namespace lang {
namespace {

constexpr std::size_t kMaxReprNesting = 500;
// A program belongs to one thread, so what is being shown does too.
thread_local std::vector<const Object*> shown_now;

struct IdTable final : Payload {
    std::unordered_map<std::uint64_t, std::int64_t> ids;
    ValueVector kept;
    void visit(void (*each)(Value&, void*), void* context) override {
        for (Value& value : kept) each(value, context);
    }
};

IdTable& id_table(Vm& vm) {
    constexpr std::string_view kKey = "<ids>";  // no name a program could say
    Dict& builtins = *vm.builtins.as<Dict>();
    if (IdTable* table = payload_of<IdTable>(dict_find(builtins, kKey))) return *table;
    const Value holder = make_instance(vm, *vm.classes.object);
    auto owned = std::make_unique<IdTable>();
    IdTable& table = *owned;
    holder.as<Instance>()->payload = std::move(owned);
    dict_put(vm, builtins, kKey, holder);
    return table;
}

Completion call_for_text(Vm& vm, const Value& method, const Value& v, std::string_view name) {
    Value self = v;
    AW_GUEST(const Value text, vm.call(method, {&self, 1}));
    if (is_text(text)) return text;
    return vm.raise("TypeError",
                    fmt::format("{} returned non-string (type {})", name, type_name_of(vm, text)));
}

// What a metaclass says of how its classes show themselves; empty: nothing.
Value metaclass_method(Vm& vm, const Class& cls, std::string_view name) {
    if (cls.cls == vm.classes.type || cls.cls == nullptr) return Value();
    Value method = vm.find_in_class(*cls.cls, name);
    return method.empty() || is_default_dunder(vm, method) ? Value() : method;
}

Completion instance_repr(Vm& vm, const Value& v, TextBuilder& out) {
    const Class& cls = vm.class_of(v);
    const Value method = vm.find_in_class(cls, "__repr__");
    if (!method.empty() && !is_default_dunder(vm, method)) {
        AW_GUEST(const Value text, call_for_text(vm, method, v, "__repr__"));
        out.add(text_of(text));
        return Completion::none();
    }
    const Instance& instance = *v.as<Instance>();
    if (instance.exception) {
        AW_GUEST(const Value text, exception_repr(vm, v));
        out.add(text_of(text));
        return Completion::none();
    }
    if (plain_set(v) != nullptr) return set_repr(vm, v, cls.name, out);
    if (!instance.wrapped.empty()) return repr_into(vm, instance.wrapped, out);
    out.add(default_repr(vm, v));
    return Completion::none();
}

Completion scalar_repr(Vm& vm, const Value& v, TextBuilder& out) {
    if (v.is_none()) {
        out.add("None");
    } else if (v.is_bool()) {
        out.add(v.is_true() ? "True" : "False");
    } else if (v.is_ellipsis()) {
        out.add("Ellipsis");
    } else if (v.is_not_implemented()) {
        out.add("NotImplemented");
    } else {
        out.add(std::to_string(v.as_small()));
    }
    (void)vm;
    return Completion::none();
}

Completion big_int_repr(Vm& vm, const Value& v, TextBuilder& out) {
    std::string digits;
    AW_GUEST_DO(int_to_text(vm, v, digits));
    out.add(digits);
    return Completion::none();
}

}  // namespace

ReprGuard::ReprGuard(const Object* object) {
    repeated_ = std::find(shown_now.rbegin(), shown_now.rend(), object) != shown_now.rend();
    too_deep_ = shown_now.size() >= kMaxReprNesting;
    shown_now.push_back(object);
}

ReprGuard::~ReprGuard() { shown_now.pop_back(); }

std::int64_t stable_id(Vm& vm, const Value& v) {
    constexpr std::int64_t kFirst = 0x7f0000000000;
    IdTable& table = id_table(vm);
    const auto next = static_cast<std::int64_t>(table.ids.size() + 1);
    const auto [found, is_new] = table.ids.try_emplace(v.bits(), kFirst + 16 * next);
    if (is_new && v.is_object()) table.kept.push_back(v);
    return found->second;
}

std::string address_text(Vm& vm, const Value& v) { return fmt::format("{:#x}", stable_id(vm, v)); }

std::string default_repr(Vm& vm, const Value& v) {
    const Class& cls = vm.class_of(v);
    const std::string module = cls.module_name == "builtins" ? "" : cls.module_name + ".";
    return fmt::format("<{}{} object at {}>", module, cls.qualname, address_text(vm, v));
}

Completion exception_text(Vm& vm, const Value& exception) {
    const ExceptionState* state = exception.as<Instance>()->exception.get();
    if (state == nullptr || !state->args.is(Kind::Tuple)) return vm.heap().intern("");
    if (vm.is_instance_of(exception, *vm.exception_class("UnicodeError"))) {
        AW_GUEST(Value text, unicode_error_text(vm, exception));
        if (!text.empty()) return text;
    }
    const Value args = state->args;
    const std::span<const Value> items = args.as<const Tuple>()->span();
    if (items.empty()) return vm.heap().intern("");
    if (items.size() == 2 && vm.is_instance_of(exception, *vm.exception_class("OSError"))) {
        AW_GUEST(const Value number, vm.str(items[0]));
        AW_GUEST(const Value reason, vm.str(items[1]));
        return vm.heap().make_str(fmt::format("[Errno {}] {}", text_of(number), text_of(reason)));
    }
    if (items.size() > 1) return vm.repr(args);
    return vm.is_instance_of(exception, *vm.exception_class("KeyError")) ? vm.repr(items[0])
                                                                         : vm.str(items[0]);
}

Completion exception_repr(Vm& vm, const Value& exception) {
    const ExceptionState* state = exception.as<Instance>()->exception.get();
    TextBuilder out(vm);
    out.add(vm.class_of(exception).name);
    const Value args = state != nullptr ? state->args : Value();
    if (!args.is(Kind::Tuple) || args.as<Tuple>()->size == 0) {
        out.add("()");
        return out.finish();
    }
    if (args.as<Tuple>()->size > 1) {
        AW_GUEST_DO(repr_into(vm, args, out));
        return out.finish();
    }
    out.add("(");
    AW_GUEST_DO(repr_into(vm, args.as<Tuple>()->items[0], out));
    out.add(")");
    return out.finish();
}

Completion repr_into(Vm& vm, const Value& v, TextBuilder& out) {
    if (out.full()) return out.failure();
    if (!vm.charge(1)) return vm.out_of_steps();
    if (!v.is_object()) return scalar_repr(vm, v, out);
    switch (v.object()->kind()) {
        case Kind::Int: return big_int_repr(vm, v, out);
        case Kind::Float: out.add(float_repr(v.as<Float>()->value)); break;
        case Kind::Str:
            if (!vm.has_room(v.as<Str>()->size)) return vm.out_of_memory();
            out.add(quote_text(v.as<Str>()->view()));
            break;
        case Kind::Bytes:
            if (!vm.has_room(v.as<Bytes>()->size * std::size_t{4})) return vm.out_of_memory();
            out.add(quote_bytes(v.as<Bytes>()->view()));
            break;
        case Kind::Instance: return instance_repr(vm, v, out);
        case Kind::Tuple: return tuple_repr(vm, v, out);
        case Kind::List: return list_repr(vm, v, out);
        case Kind::Dict: return dict_repr(vm, v, out);
        case Kind::Set: return set_repr(vm, v, "set", out);
        case Kind::FrozenSet: return set_repr(vm, v, "frozenset", out);
        case Kind::View: return view_repr(vm, v, out);
        case Kind::Range: return range_repr(vm, v, out);
        case Kind::Slice: return slice_repr(vm, v, out);
        case Kind::GenericAlias:
        case Kind::UnionType:
        case Kind::TypeVar: return type_expression_repr(vm, v, out);
        case Kind::Class: {
            const Value method = metaclass_method(vm, *v.as<Class>(), "__repr__");
            if (method.empty()) return machinery_repr(vm, v, out);
            AW_GUEST(const Value text, call_for_text(vm, method, v, "__repr__"));
            out.add(text_of(text));
            return Completion::none();
        }
        case Kind::Cell:
        case Kind::Function:
        case Kind::Native:
        case Kind::BoundMethod:
        case Kind::Module:
        case Kind::Generator:
        case Kind::Iterator:
        case Kind::Property:
        case Kind::StaticMethod:
        case Kind::ClassMethod:
        case Kind::Super: return machinery_repr(vm, v, out);
    }
    return Completion::none();
}

Completion Vm::repr(const Value& v) {
    TextBuilder out(*this);
    AW_GUEST_DO(repr_into(*this, v, out));
    return out.finish();
}

Completion Vm::str(const Value& v) {
    if (v.is(Kind::Str)) return v;
    if (v.is_small()) return heap_.make_ascii(std::to_string(v.as_small()));
    if (const Class* cls = v.try_as<Class>()) {
        const Value method = metaclass_method(*this, *cls, "__str__");
        return method.empty() ? repr(v) : call_for_text(*this, method, v, "__str__");
    }
    if (!v.is(Kind::Instance)) return repr(v);
    const Value method = find_in_class(class_of(v), "__str__");
    if (!method.empty() && !is_default_dunder(*this, method)) {
        return call_for_text(*this, method, v, "__str__");
    }
    if (is_text(v)) return plain(v);
    if (v.as<Instance>()->exception) return exception_text(*this, v);
    return repr(v);
}

Completion Vm::format(const Value& v, std::string_view spec_text) {
    const Value& value = plain(v);
    const Value method = v.is(Kind::Instance) ? find_in_class(class_of(v), "__format__") : Value();
    if (!method.empty() && !is_default_dunder(*this, method)) {
        Value args[] = {v, heap_.make_str(spec_text)};
        AW_GUEST(const Value text, call(method, args));
        if (is_text(text)) return text;
        return raise("TypeError", fmt::format("__format__ must return a str, not {}",
                                              type_name_of(*this, text)));
    }
    if (spec_text.empty()) return str(v);
    FormatSpec spec;
    const std::string_view type_name = type_name_of(*this, v);
    if (value.is(Kind::Str)) {
        AW_GUEST_DO(parse_format_spec(*this, spec_text, type_name, &spec));
        return format_text(*this, value.as<Str>()->view(), spec);
    }
    if (is_int(value)) {
        AW_GUEST_DO(parse_format_spec(*this, spec_text, type_name, &spec));
        return format_integer(*this, value.is_bool() ? Value::small(value.is_true()) : value, spec);
    }
    if (value.is(Kind::Float)) {
        AW_GUEST_DO(parse_format_spec(*this, spec_text, type_name, &spec));
        return format_float(*this, value.as<Float>()->value, spec);
    }
    return raise("TypeError",
                 fmt::format("unsupported format string passed to {}.__format__", type_name));
}

}  // namespace lang
