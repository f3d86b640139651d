// Guest values written as Python, for tests of what works on values.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "lang/native.h"
#include "web/app.h"
#include "web/jsonable.h"
#include "web/validate.h"

namespace web {

class Values {
  public:
    explicit Values(std::string_view program = "", lang::VmOptions options = {})
        : vm_(std::move(options)) {
        add_web_modules(vm_);
        lang::Completion ran = vm_.run_module(program, "values.py");
        if (ran.raised()) ADD_FAILURE() << vm_.traceback_text(ran.error());
    }

    // The value of an expression of the program.
    lang::Value of(std::string_view expression) {
        lang::Completion value = vm_.evaluate(expression, vm_.main_module());
        if (value.ok()) return value.take();
        ADD_FAILURE() << expression << ": "
                      << (value.raised() ? vm_.traceback_text(value.error()) : "stopped");
        return lang::Value::none();
    }

    std::string repr(const lang::Value& value) { return text(vm_.repr(value)); }

    // "TypeError: ..." of what was raised.
    std::string error(const lang::Completion& outcome) {
        if (!outcome.raised()) return outcome.ok() ? "(none)" : "(stopped)";
        return vm_.class_of(outcome.error()).name + ": " + text(vm_.str(outcome.error()));
    }

    // to_json, or the error.
    std::string json(std::string_view expression) {
        std::string out;
        const lang::Value value = of(expression);
        const lang::Completion done = to_json(vm_, value, out);
        return done.ok() ? out : error(done);
    }

    // The converted value as repr, or the errors as JSON without the brackets around them.
    std::string validated(std::string_view annotation, std::string_view input,
                          const Constraints& constraints = {}) {
        FieldTypePtr type;
        const lang::Completion compiled = compile_type(vm_, of(annotation), constraints, type);
        if (!compiled.ok()) return error(compiled);
        if (!type) return "(no schema)";
        std::vector<FieldError> errors;
        const lang::Value value = of(input);
        lang::Completion done = validate(vm_, *type, value, {}, errors);
        if (!done.ok()) return error(done);
        if (!done.value().empty())
            return errors.empty() ? repr(done.value()) : "(value and errors)";
        std::string out;
        const lang::Value detail = errors_to_detail(vm_, errors);
        const lang::Completion written = to_json(vm_, detail, out);
        return written.ok() ? out.substr(1, out.size() - 2) : error(written);
    }

    lang::Vm& vm() { return vm_; }

  private:
    std::string text(lang::Completion outcome) {
        return outcome.ok() ? std::string(lang::text_of(outcome.value())) : "(no text)";
    }
    lang::Vm vm_;
};

}  // namespace web
