// Calls of everything that can be called.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/lib_enum.h"
#include "lang/metaclass.h"
#include "lang/native.h"
#include "lang/object_model.h"
#include "lang/vm_impl.h"

namespace lang {

namespace {

// Values that are handed to a call, with one in front of them.
class Prepended {
  public:
    Prepended(const Value& first, std::span<Value> rest) {
        const std::size_t count = rest.size() + 1;
        if (count > few_.size()) many_.resize(count);
        Value* items = count > few_.size() ? many_.data() : few_.data();
        items[0] = first;
        for (std::size_t i = 0; i < rest.size(); ++i) items[i + 1] = std::move(rest[i]);
        span_ = {items, count};
    }
    std::span<Value> span() { return span_; }

  private:
    std::array<Value, 8> few_;
    std::vector<Value> many_;
    std::span<Value> span_;
};

// HTTPBearer.__init__(5): natives read the layout of their receiver without looking.
inline bool fits_receiver(Vm& vm, const Native& native, CallArgs args) {
    if (args.positional.empty()) return !native.is_method && native.owner == nullptr;
    if (!native.checks_receiver) return true;
    const Class& cls = vm.class_of(args.positional[0]);
    return &cls == native.owner || vm.is_subclass(cls, *native.owner);
}

// int, str, list ...: made by one native, no __init__.
inline bool is_built_in_value(const Class& cls) {
    return cls.is_native && cls.construct != nullptr && cls.instance_kind != Kind::Instance;
}

Completion refuse_receiver(Vm& vm, const Native& native, CallArgs args) {
    if (native.owner != nullptr) return wrong_receiver(vm, native, args, native.owner->name);
    return vm.raise("TypeError",
                    "unbound method " + std::string(native.name) + "() needs an argument");
}

}  // namespace

Completion Vm::Impl::begin(Call call, bool& entered) {
    const Value& callee = call.callee;
    if (!callee.is_object()) return not_callable(callee);
    switch (callee.object()->kind()) {
        case Kind::Function: return begin_function(call, entered);
        case Kind::Native: {
            if (needs_check() || !spend(2)) AW_GUEST_DO(over_limits());
            auto& native = *callee.as<Native>();
            const CallArgs args{call.positional, call.keywords};
            if (!fits_receiver(vm, native, args)) return refuse_receiver(vm, native, args);
            return native.fn(vm, native, args);
        }
        case Kind::BoundMethod: {
            const Value method = callee;
            return begin_with_self(call, method.as<BoundMethod>()->function,
                                   method.as<BoundMethod>()->self, entered);
        }
        case Kind::Class: return begin_class(call, entered);
        case Kind::StaticMethod: {
            call.callee = Value(callee.as<StaticMethod>()->function);
            return begin(std::move(call), entered);
        }
        default: break;
    }
    const Value method = find_name(vm, vm.class_of(callee), vm.model().name(Name::Call));
    if (method.empty()) {
        if (callee.is(Kind::GenericAlias)) {
            call.callee = Value(callee.as<GenericAlias>()->origin);
            return begin(std::move(call), entered);
        }
        return not_callable(callee);
    }
    const Value self = callee;
    return begin_with_self(call, method, self, entered);
}

Completion Vm::Impl::not_callable(const Value& v) {
    return vm.raise("TypeError", fmt::format("'{}' object is not callable", vm.class_of(v).name));
}

Completion Vm::Impl::begin_with_self(Call& call, const Value& function, const Value& self,
                                     bool& entered) {
    const bool takes_self = function.is(Kind::Function) || function.is(Kind::Native);
    if (enter_directly(call, function, self)) {
        entered = true;
        return Completion::none();
    }
    if (!takes_self) {
        AW_GUEST(Value bound, bind_found(vm, function, self, vm.class_of(self)));
        if (bound.is(Kind::Instance) && ++native_depth > kMaxNativeDepth) {
            --native_depth;
            return too_deep();
        }
        const bool counted = bound.is(Kind::Instance);
        call.callee = std::move(bound);
        Completion result = begin(std::move(call), entered);
        if (counted) --native_depth;
        return result;
    }
    Prepended arguments(self, call.positional);
    return begin({function, arguments.span(), call.keywords, call.deliver, call.destination},
                 entered);
}

bool Vm::Impl::enter_directly(Call& call, const Value& function, const Value& self) {
    if (!function.is(Kind::Function) || !call.keywords.empty()) return false;
    const Code& code = *function.as<Function>()->code;
    const bool fits = code.is_simple && code.positional == call.positional.size() + 1;
    if (!fits || !can_push(code) || needs_check() || !spend(code.entry_cost)) return false;
    Frame& frame = push(code, function, call.deliver, call.destination);
    frame.registers[0] = self;
    Value* next = frame.registers;
    for (Value& v : call.positional) *++next = std::move(v);
    return true;
}

Completion Vm::Impl::begin_function(Call& call, bool& entered) {
    const auto& function = *call.callee.as<Function>();
    const Code& code = *function.code;
    if (!can_push(code)) return too_deep();
    if (needs_check() || !spend(code.entry_cost)) AW_GUEST_DO(over_limits());
    if (code.is_generator) {
        Value made = make_generator(code, call.callee);
        AW_GUEST_DO(bind_arguments(code, function, call, made.as<Generator>()->frame->registers));
        return made;
    }
    Frame& frame = push(code, call.callee, call.deliver, call.destination);
    Completion bound = bind_arguments(code, function, call, frame.registers);
    if (!bound.ok()) {
        pop();
        return bound;
    }
    entered = true;
    return Completion::none();
}

// __new__ first, then __init__ in a frame of its own when it is the guest's.
Completion Vm::Impl::begin_class(Call& call, bool& entered) {
    const Value holder = call.callee;
    auto& cls = *holder.as<Class>();
    if (needs_check() || !spend(4)) AW_GUEST_DO(over_limits());
    if (is_built_in_value(cls)) return cls.construct(vm, cls, {call.positional, call.keywords});
    // Calling an enum looks a member up, which is made already.
    if (cls.payload && cls.construct && is_enum_class(vm, cls))
        return cls.construct(vm, cls, {call.positional, call.keywords});
    if (called_plainly == &cls) {
        called_plainly = nullptr;
    } else if (const Value method = guest_call_of(vm, cls); !method.empty()) {
        return begin_with_self(call, method, holder, entered);
    }
    // __new__ sees the arguments and leaves them to __init__.
    AW_GUEST(Value made, new_instance(vm, cls, {call.positional, call.keywords}));
    // A plain list, dict ... is filled already; only instances of their subclasses are not.
    if (made.is(Kind::Class) && is_guest_metaclass(cls) && vm.is_instance_of(made, cls)) {
        const Value init = find_init(vm, cls);
        if (init.empty()) return made;
        Prepended whole(made, call.positional);
        AW_GUEST_DO(vm.call(init, whole.span(), call.keywords));
        return made;
    }
    if (!made.is(Kind::Instance) || !vm.is_instance_of(made, cls)) return made;
    const Value init = find_init(vm, *made.as<Instance>()->cls);
    if (init.empty()) return made;
    // BaseException.__new__ has kept the arguments already.
    if (init.same_as(base_exception_init) && call.keywords.empty()) return made;
    if (call.deliver == Deliver::Register && enter_directly(call, init, made)) {
        top->deliver = Deliver::Instance;
        top->instance = std::move(made);
        entered = true;
        return Completion::none();
    }
    Prepended arguments(made, call.positional);
    Call inner{init, arguments.span(), call.keywords, Deliver::Instance, call.destination};
    if (call.deliver == Deliver::Register && init.is(Kind::Function)) {
        AW_GUEST_DO(begin_function(inner, entered));
        if (entered) {
            top->instance = std::move(made);
            return Completion::none();
        }
        return made;
    }
    inner.deliver = Deliver::Native;
    AW_GUEST(Value result, call_value(std::move(inner)));
    AW_GUEST_DO(check_init_result(result));
    return made;
}

Completion Vm::Impl::check_init_result(const Value& value) {
    if (value.is_none()) return Completion::none();
    return vm.raise("TypeError", fmt::format("__init__() should return None, not '{}'",
                                             vm.class_of(value).name));
}

Completion Vm::Impl::call_value(Call call) {
    if (stop_requested()) return Completion::stop();
    if (native_depth >= kMaxNativeDepth) return too_deep();
    ++native_depth;
    bool entered = false;
    Completion result = begin(std::move(call), entered);
    if (entered) result = run(top);
    --native_depth;
    return result;
}

Completion Vm::call(const Value& callable, std::span<Value> positional,
                    std::span<Keyword> keywords) {
    const Heap::Scope scope(heap_);
    // The caller's values stay as they are.
    std::array<Value, 8> few;
    std::vector<Value> many;
    std::span<Value> copy(few.data(), std::min(positional.size(), few.size()));
    if (positional.size() > few.size()) {
        many.resize(positional.size());
        copy = many;
    }
    std::copy(positional.begin(), positional.end(), copy.begin());
    std::vector<Keyword> named(keywords.begin(), keywords.end());
    return impl_->call_value({callable, copy, named, Deliver::Native, 0});
}

Completion Vm::call_method(const Value& object, std::string_view name, std::span<Value> positional,
                           std::span<Keyword> keywords) {
    AW_GUEST(Value method, get_attribute(object, name));
    return call(method, positional, keywords);
}

// -- instructions ----------------------------------------------------------------------------

namespace {

class KeywordList {
  public:
    explicit KeywordList(std::size_t count) : count_(count) {
        if (count > few_.size()) many_.resize(count);
    }
    Keyword& operator[](std::size_t i) { return count_ > few_.size() ? many_[i] : few_[i]; }
    std::span<Keyword> span() { return {&(*this)[0], count_}; }

  private:
    std::size_t count_;
    std::array<Keyword, 8> few_;
    std::vector<Keyword> many_;
};

}  // namespace

// The arguments are emptied afterwards, as an entered frame would have taken them.
Completion Vm::Impl::call_plain(Value& callee, std::span<Value> arguments,
                                std::uint16_t destination) {
    Value* const registers = top->registers;
    const Value called = std::move(callee);
    Completion done = Completion::none();
    if (called.is(Kind::Native)) {
        if (needs_check() || !spend(2)) AW_GUEST_DO(over_limits());
        auto& native = *called.as<Native>();
        const CallArgs args{arguments, {}};
        done = fits_receiver(vm, native, args) ? native.fn(vm, native, args)
                                               : refuse_receiver(vm, native, args);
    } else if (called.is(Kind::Class) && is_built_in_value(*called.as<Class>())) {
        if (needs_check() || !spend(4)) AW_GUEST_DO(over_limits());
        done = called.as<Class>()->construct(vm, *called.as<Class>(), {arguments, {}});
    } else {
        bool entered = false;
        done = begin({called, arguments, {}, Deliver::Register, destination}, entered);
        if (entered) return done;
    }
    for (Value& v : arguments) v = Value();
    if (done.ok()) registers[destination] = done.take();
    return done;
}

Completion Vm::Impl::begin_keywords(Value* registers, const Instruction* pc, bool& entered) {
    Value& callee = registers[pc->b];
    const auto* names = top->code->constants[pc[1].b].as<Tuple>();
    Value* first = &callee + 1;
    std::size_t count = pc->c;
    if (pc->op == Op::CallMethodKw) {
        if (first->empty()) {
            ++first;
        } else {
            ++count;
        }
    }
    const std::size_t positional = count - names->size;
    KeywordList keywords(names->size);
    for (std::size_t i = 0; i < names->size; ++i) {
        keywords[i] = {names->items[i].as<Str>()->view(), std::move(first[positional + i])};
    }
    Completion done =
        begin({std::move(callee), {first, positional}, keywords.span(), Deliver::Register, pc->a},
              entered);
    for (std::size_t i = 0; i < positional; ++i) first[i] = Value();
    return done;
}

Completion Vm::Impl::begin_spread(Value* registers, const Instruction& call, bool& entered) {
    Value callee = std::move(registers[call.b]);
    const Value list = std::move(registers[call.b + 1]);
    const Value dict = std::move(registers[call.b + 2]);
    std::vector<Keyword> keywords;
    if (!dict.empty()) {
        for (const DictEntry& entry : dict.as<Dict>()->entries) {
            if (entry.key.empty()) continue;
            if (!is_text(entry.key)) return vm.raise("TypeError", "keywords must be strings");
            keywords.push_back({text_of(entry.key), entry.value});
        }
    }
    // The texts of the names are kept by `dict` until the arguments are bound.
    return begin({std::move(callee), list.as<List>()->items, keywords, Deliver::Register, call.a},
                 entered);
}

}  // namespace lang
