#include <array>

#include "web/validate_internal.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

Completion Validation::fail(std::string type, std::string msg, const Value& input, Context ctx) {
    errors.push_back({std::move(type), loc, std::move(msg), input, ctx});
    return Value();
}

FieldError missing_error(const Loc& loc, Value input) {
    return {"missing", loc, "Field required", std::move(input), {}};
}

Value errors_to_detail(Vm& vm, const std::vector<FieldError>& errors) {
    std::vector<Value> list;
    for (const FieldError& error : errors) {
        Value entry = vm.heap().make_dict();
        lang::Dict& dict = *entry.as<lang::Dict>();
        std::vector<Value> loc;
        for (const LocItem& item : error.loc) {
            const auto* number = std::get_if<std::int64_t>(&item);
            loc.push_back(number ? Value::small(*number)
                                 : vm.heap().make_str(std::get<std::string>(item)));
        }
        lang::dict_put(vm, dict, "type", vm.heap().make_str(error.type));
        lang::dict_put(vm, dict, "loc", vm.heap().make_tuple(loc));
        lang::dict_put(vm, dict, "msg", vm.heap().make_str(error.msg));
        lang::dict_put(vm, dict, "input", error.input.empty() ? Value::none() : error.input);
        if (!error.ctx.empty()) {
            Value ctx = vm.heap().make_dict();
            for (const auto& [name, value] : error.ctx)
                lang::dict_put(vm, *ctx.as<lang::Dict>(), name, value);
            lang::dict_put(vm, dict, "ctx", std::move(ctx));
        }
        list.push_back(std::move(entry));
    }
    return vm.heap().make_list(list);
}

}  // namespace web
