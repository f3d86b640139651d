// A plain program at the moment for which the token attacks were recorded, and what its functions
// say.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "lang/native.h"
#include "trace/recorder.h"
#include "web/app.h"

namespace web {

class Guest {
  public:
    explicit Guest(std::string_view source, trace::Recorder* recorder = nullptr)
        : clock_({1700000000, 0}), vm_(options(clock_, recorder)) {
        add_web_modules(vm_);
        const auto done = vm_.run_module(source, "app.py");
        if (done.raised()) ADD_FAILURE() << vm_.traceback_text(done.error());
        if (vm_.stopped()) ADD_FAILURE() << vm_.stopped()->message;
    }
    // function(text) -> text
    std::string call(std::string_view function, std::string_view argument = "") {
        std::array<lang::Value, 1> arguments{vm_.heap().make_str(argument)};
        auto result = vm_.call_method(vm_.main_module(), function, arguments);
        if (result.raised()) return vm_.traceback_text(result.error());
        if (!result.ok()) return vm_.stopped()->message;
        return std::string(lang::text_of(result.value()));
    }

  private:
    static lang::VmOptions options(const base::Clock& clock, trace::Recorder* recorder) {
        lang::VmOptions options;
        options.clock = &clock;
        options.recorder = recorder;
        return options;
    }
    base::FixedClock clock_;
    lang::Vm vm_;
};

// repr of an expression, or "Type: message" of what it raises, or the sandbox's last word.
inline std::string say(std::string_view expression, std::string_view imports) {
    Guest guest(std::string(imports) + "def run(_):\n    try:\n        return repr((" +
                std::string(expression) +
                "))\n    except Exception as error:\n        return f'{type(error).__name__}: "
                "{error}'\n");
    return guest.call("run");
}

}  // namespace web
