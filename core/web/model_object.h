// web/model_object.h -- instances of models: their fields, and the methods of BaseModel. pydantic
// main.py, root_model.py.
#pragma once

#include <vector>

#include "web/model_plan.h"

namespace web {

// Fills a fresh or an initialised instance.
void set_fields(lang::Vm& vm, lang::Instance& instance, const ModelPlan& plan,
                std::vector<lang::Value>& values, std::vector<bool> set, const lang::Value& extra);
lang::Completion set_privates(lang::Vm& vm, lang::Instance& instance, const ModelPlan& plan);

// A new Dict: the fields that the instance has, and its extras.
lang::Completion fields_as_dict(lang::Vm& vm, const lang::Value& instance);
// copy.deepcopy.
lang::Completion deep_copy(lang::Vm& vm, const lang::Value& value);

void install_model_methods(lang::Vm& vm, lang::Class& base);  // model_methods.cpp
void install_model_dunders(lang::Vm& vm, lang::Class& base);  // model_object.cpp
lang::Completion model_setattr(lang::Vm& vm, lang::Native& self, lang::CallArgs args);

}  // namespace web
