// ExceptionGroup and BaseExceptionGroup: several exceptions as one. `except*` is not offered.
#include <fmt/format.h>

#include "lang/arguments.h"
#include "lang/exceptions.h"
#include "lang/native.h"
#include "lang/vm_internal.h"

namespace lang {
namespace {

// The exceptions in the second argument; the error that CPython raises for what does not fit.
Completion read_members(Vm& vm, const Class& cls, const Value& given, bool* all_plain) {
    const Value& sequence = plain(given);
    if (!sequence.is(Kind::List) && !sequence.is(Kind::Tuple))
        return vm.raise("TypeError", "second argument (exceptions) must be a sequence");
    AW_GUEST(const Value list, vm.to_list(sequence));
    const ValueVector& items = list.as<List>()->items;
    if (items.empty())
        return vm.raise("ValueError", "second argument (exceptions) must be a non-empty sequence");
    *all_plain = true;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!vm.is_instance_of(items[i], *vm.classes.base_exception)) {
            return vm.raise("ValueError",
                            fmt::format("Item {} of second argument (exceptions) is not an "
                                        "exception",
                                        i));
        }
        *all_plain = *all_plain && vm.is_instance_of(items[i], *vm.exception_class("Exception"));
    }
    if (!*all_plain && vm.is_subclass(cls, *vm.exception_class("Exception"))) {
        return vm.raise("TypeError",
                        fmt::format("Cannot nest BaseExceptions in {}",
                                    cls.name == "ExceptionGroup" ? "an ExceptionGroup"
                                                                 : fmt::format("'{}'", cls.name)));
    }
    return Completion::none();
}

Completion group_construct(Vm& vm, Class& cls, CallArgs args) {
    if (args.positional.size() != 2) {
        return vm.raise("TypeError",
                        fmt::format("BaseExceptionGroup.__new__() takes exactly 2 arguments ({} "
                                    "given)",
                                    args.positional.size()));
    }
    if (!is_text(args.positional[0])) {
        return vm.raise("TypeError",
                        fmt::format("BaseExceptionGroup.__new__() argument 1 must be str, not {}",
                                    type_name_of(vm, args.positional[0])));
    }
    bool all_plain = false;
    AW_GUEST_DO(read_members(vm, cls, args.positional[1], &all_plain));
    Class* base = vm.exception_class("BaseExceptionGroup");
    Class& made = &cls == base && all_plain ? *vm.exception_class("ExceptionGroup") : cls;
    return make_exception(vm, made, args.positional);
}

Completion group_str(Vm& vm, Native& self, CallArgs args) {  // __str__
    if (args.positional.empty() || exception_state(args.positional[0]) == nullptr)
        return wrong_receiver(vm, self, args, "BaseExceptionGroup");
    AW_GUEST(const Value message, vm.get_attribute(args.positional[0], "message"));
    AW_GUEST(const Value members, vm.get_attribute(args.positional[0], "exceptions"));
    AW_GUEST(const Value text, vm.str(message));
    const auto* several = members.try_as<Tuple>();
    const std::uint32_t count = several != nullptr ? several->size : 0;
    return vm.heap().make_str(
        fmt::format("{} ({} sub-exception{})", text_of(text), count, count == 1 ? "" : "s"));
}

// split, subgroup and derive are said in library/_exception_groups.py.
Completion group_method(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(const Value module, vm.import_module("_exception_groups"));
    return vm.call_method(module, self.name, args.positional, args.keywords);
}

}  // namespace

void install_exception_groups(Vm& vm) {
    Class& base = *vm.exception_class("BaseExceptionGroup");
    for (Class* cls : {&base, vm.exception_class("ExceptionGroup")})
        cls->construct = group_construct;
    def(vm, base, "__str__", group_str);
    for (const std::string_view name : {"split", "subgroup", "derive"})
        def(vm, base, name, group_method);
}

}  // namespace lang
