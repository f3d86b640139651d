// lang/attributes_internal.h -- what reading and writing attributes share. Stays in this folder.
#pragma once

#include "lang/class.h"

namespace lang {

inline bool is_special(const Str& name) {  // __name__, perhaps
    return name.size > 4 && name.data[0] == '_' && name.data[1] == '_';
}
inline Value shared_name(const Str& name) { return Value::share(const_cast<Str*>(&name)); }

// Has __set__ or __delete__: comes before what the instance itself holds.
bool is_data_descriptor(Vm& vm, const Value& found);
// "property 'x' of 'A' object has no setter"
Completion property_misses(Vm& vm, const Str& name, const Value& object, std::string_view what);
// For names of any length, as getattr(x, name) may give.
Value intern_name(Vm& vm, std::string_view name);

}  // namespace lang
