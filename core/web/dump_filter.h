// web/dump_filter.h -- include= and exclude= of model_dump: which keys and items are written, and
// what that says about what lies inside them. pydantic-core serializers/filter.rs.
#pragma once

#include "lang/vm.h"

namespace web {

struct Filter {
    lang::Value include, exclude;  // empty or None: everything

    // A bool: whether it is written; `next` is then what holds inside. TypeError for anything but
    // a set or a dict.
    lang::Completion key(lang::Vm& vm, const lang::Value& name, Filter& next) const;
    lang::Completion item(lang::Vm& vm, std::int64_t index, std::int64_t size, Filter& next) const;
};

}  // namespace web
