// web/model_class.h -- how the classes of models are made, and Model[int] of generic ones.
#pragma once

#include <span>

#include "web/model_plan.h"

namespace web {

// Class::on_subclass of BaseModel.
lang::Completion model_subclass(lang::Vm& vm, lang::Class& cls, lang::CallArgs keywords);
// The class that `origin[args]` is; the same one for the same arguments.
lang::Completion specialise(lang::Vm& vm, const lang::Value& origin,
                            std::span<const lang::Value> args);
lang::Completion model_class_getitem(lang::Vm& vm, lang::Native& self, lang::CallArgs args);
// __hash__ of a frozen model.
lang::Completion model_hash(lang::Vm& vm, lang::Native& self, lang::CallArgs args);

}  // namespace web
