// lang/lib_abc.h -- abstract base classes: the metaclass whose classes answer isinstance by what
// an object can do, and the enforcement of @abstractmethod.
#pragma once

#include "lang/library_internal.h"

namespace lang {

// ABCMeta: isinstance and issubclass ask the class's test, its registered classes, then the mro.
Class& abc_metaclass(Vm& vm);

// Whether instances of `cls` can do what the abstract class stands for.
using AbcTest = bool (*)(Vm& vm, const Class& cls);

struct AbcPayload final : Payload {
    AbcTest test = nullptr;
    ValueVector registered;
    bool by_attributes = false;  // runtime_checkable Protocol
    void visit(void (*each)(Value&, void*), void* context) override {
        for (Value& value : registered) each(value, context);
    }
};

// A class whose construct refuses while abstract methods are left.
void enforce_abstract(Vm& vm, Class& cls);
bool has_method(Vm& vm, const Class& cls, std::string_view name);

}  // namespace lang
