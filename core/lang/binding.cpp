// Arguments into parameters. Python 3.14 reference 6.3.4; the messages are CPython's.
#include <fmt/format.h>

#include "lang/dict.h"
#include "lang/native.h"
#include "lang/suggest.h"
#include "lang/vm_impl.h"

namespace lang {

namespace {

std::string_view name_at(const Code& code, int index) {
    return code.variables[static_cast<std::size_t>(index)].as<Str>()->view();
}

std::string_view shown_name(const Function& function) {
    return function.qualname.is(Kind::Str) ? function.qualname.as<Str>()->view()
                                           : std::string_view(function.code->qualname);
}

std::string listed(const std::vector<std::string>& names) {
    if (names.size() == 1) return names[0];
    if (names.size() == 2) return names[0] + " and " + names[1];
    std::string text;
    for (std::size_t i = 0; i + 1 < names.size(); ++i) text += names[i] + ", ";
    return text + "and " + names.back();
}

Completion missing(Vm& vm, const Code& code, const Function& function, int from, int to,
                   std::string_view kind, const Value* registers) {
    std::vector<std::string> names;
    for (int i = from; i < to; ++i)
        if (registers[i].empty()) names.push_back(fmt::format("'{}'", name_at(code, i)));
    return vm.raise("TypeError",
                    fmt::format("{}() missing {} required {} argument{}: {}", shown_name(function),
                                names.size(), kind, names.size() == 1 ? "" : "s", listed(names)));
}

Completion too_many(Vm& vm, const Code& code, const Function& function, std::size_t given,
                    const Value* registers) {
    int keyword_only_given = 0;
    for (int i = code.positional; i < code.positional + code.keyword_only; ++i)
        keyword_only_given += !registers[i].empty();
    const std::size_t defaults =
        function.defaults.is(Kind::Tuple) ? function.defaults.as<Tuple>()->size : 0;
    const bool plural = code.positional != 1 || defaults > 0;
    const std::string takes =
        defaults > 0 ? fmt::format("from {} to {}", code.positional - defaults, code.positional)
                     : fmt::format("{}", code.positional);
    const std::string extra =
        keyword_only_given == 0
            ? ""
            : fmt::format(" positional argument{} (and {} keyword-only argument{})",
                          given == 1 ? "" : "s", keyword_only_given,
                          keyword_only_given == 1 ? "" : "s");
    return vm.raise("TypeError",
                    fmt::format("{}() takes {} positional argument{} but {}{} {} given",
                                shown_name(function), takes, plural ? "s" : "", given, extra,
                                given == 1 && keyword_only_given == 0 ? "was" : "were"));
}

int parameter_named(const Code& code, std::string_view name) {
    for (int i = code.positional_only; i < code.positional + code.keyword_only; ++i) {
        const std::string_view known = name_at(code, i);
        if (known.data() == name.data() || known == name) return i;
    }
    return -1;
}

Completion unexpected(Vm& vm, const Code& code, const Function& function, std::string_view name,
                      std::span<Keyword> keywords) {
    std::vector<std::string> positional_only;
    for (int i = 0; i < code.positional_only; ++i) {
        for (const Keyword& keyword : keywords)
            if (keyword.name == name_at(code, i)) positional_only.emplace_back(keyword.name);
    }
    if (!positional_only.empty()) {
        std::string names;
        for (const std::string& n : positional_only) names += (names.empty() ? "" : ", ") + n;
        return vm.raise("TypeError",
                        fmt::format("{}() got some positional-only arguments passed as keyword "
                                    "arguments: '{}'",
                                    shown_name(function), names));
    }
    std::vector<std::string> known;
    for (int i = code.positional_only; i < code.positional + code.keyword_only; ++i)
        known.emplace_back(name_at(code, i));
    const std::optional<std::string> meant = suggestion(name, known);
    const std::string hint = meant ? fmt::format(". Did you mean '{}'?", *meant) : "";
    return vm.raise("TypeError", fmt::format("{}() got an unexpected keyword argument '{}'{}",
                                             shown_name(function), name, hint));
}

Completion bind_keywords(Vm& vm, const Code& code, const Function& function,
                         std::span<Keyword> keywords, Value* registers, Dict* rest) {
    for (Keyword& keyword : keywords) {
        const int index = parameter_named(code, keyword.name);
        if (index >= 0) {
            if (!registers[index].empty()) {
                return vm.raise("TypeError",
                                fmt::format("{}() got multiple values for argument '{}'",
                                            shown_name(function), keyword.name));
            }
            registers[index] = std::move(keyword.value);
            continue;
        }
        if (rest == nullptr) return unexpected(vm, code, function, keyword.name, keywords);
        const Value key = vm.heap().make_str(keyword.name);
        AW_GUEST_DO(dict_set(vm, *rest, key, std::move(keyword.value)));
    }
    return Completion::none();
}

void fill_defaults(const Code& code, const Function& function, Value* registers) {
    if (function.defaults.is(Kind::Tuple)) {
        const auto* defaults = function.defaults.as<Tuple>();
        const int first = code.positional - static_cast<int>(defaults->size);
        for (int i = std::max(first, 0); i < code.positional; ++i)
            if (registers[i].empty()) registers[i] = defaults->items[i - first];
    }
    if (!function.kw_defaults.is(Kind::Dict)) return;
    for (int i = code.positional; i < code.positional + code.keyword_only; ++i)
        if (registers[i].empty())
            registers[i] = dict_find(*function.kw_defaults.as<Dict>(), name_at(code, i));
}

}  // namespace

Completion Vm::Impl::bind_arguments(const Code& code, const Function& function, Call& call,
                                    Value* registers) {
    const std::size_t given = call.positional.size();
    const std::size_t taken = std::min<std::size_t>(given, code.positional);
    for (std::size_t i = 0; i < taken; ++i) registers[i] = std::move(call.positional[i]);
    const int keyword_only_end = code.positional + code.keyword_only;
    if (code.has_varargs)
        registers[keyword_only_end] = vm.heap_.make_tuple(call.positional.subspan(taken));
    Dict* rest = nullptr;
    if (code.has_varkw) {
        Value& dict = registers[keyword_only_end + code.has_varargs];
        dict = vm.heap_.make_dict();
        rest = dict.as<Dict>();
    }
    if (!call.keywords.empty())
        AW_GUEST_DO(bind_keywords(vm, code, function, call.keywords, registers, rest));
    if (given > taken && !code.has_varargs) return too_many(vm, code, function, given, registers);
    fill_defaults(code, function, registers);
    for (int i = 0; i < code.positional; ++i)
        if (registers[i].empty())
            return missing(vm, code, function, 0, code.positional, "positional", registers);
    for (int i = code.positional; i < keyword_only_end; ++i)
        if (registers[i].empty()) {
            return missing(vm, code, function, code.positional, keyword_only_end, "keyword-only",
                           registers);
        }
    return Completion::none();
}

}  // namespace lang
