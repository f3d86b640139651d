// lang/lib_dataclasses_internal.h -- what the two files of the dataclasses module share.
// Stays in this folder.
#pragma once

#include <string>
#include <vector>

#include "lang/lib_dataclasses.h"
#include "lang/library_internal.h"

namespace lang {

struct DataField {
    std::string name;
    Value type, fallback, factory, metadata;  // fallback, factory: empty when absent
    bool init = true, repr = true, compare = true, keyword_only = false;
    Value hash;  // None or bool
    bool is_init_only = false;
};

// What a dataclass keeps with its class.
struct DataFields final : Payload {
    std::vector<DataField> fields;
    bool frozen = false;
    void visit(void (*each)(Value&, void*), void* context) override {
        for (DataField& field : fields) {
            for (Value* v :
                 {&field.type, &field.fallback, &field.factory, &field.metadata, &field.hash}) {
                if (!v->empty()) each(*v, context);
            }
        }
    }
};

struct DataclassesState final : Payload {
    Class *field = nullptr, *missing = nullptr, *init_only = nullptr, *keyword_marker = nullptr,
          *frozen_error = nullptr;
    Value missing_value;
    void visit(void (*each)(Value&, void*), void* context) override {
        each(missing_value, context);
    }
};

DataclassesState& dataclasses_state(Vm& vm);
DataFields* data_fields_of(const Class& cls);  // null: no dataclass, nor made from one

void install_dataclass_functions(Vm& vm, Module& module);  // lib_dataclasses_functions.cpp

}  // namespace lang
