// A FastAPI program given as text, and what it answers.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "http/message.h"
#include "lang/vm.h"
#include "trace/recorder.h"
#include "web/app.h"

namespace web {

inline constexpr std::string_view kPrelude =
    "from fastapi import (APIRouter, BackgroundTasks, Body, Cookie, Depends, FastAPI, Form,\n"
    "    Header, HTTPException, Path, Query, Request, Response, Security)\n"
    "from typing import Annotated\n"
    "app = FastAPI()\n"
    "log = []\n";

class Program {
  public:
    explicit Program(std::string_view source, trace::Recorder* recorder = nullptr)
        : vm_(options(recorder)) {
        add_web_modules(vm_);
        loading_ = load_app(vm_, std::string(kPrelude) + std::string(source), "app.py");
    }
    bool loads() const { return loading_.app != nullptr; }
    // "TypeError: ..." of a program that does not load.
    std::string load_error() const { return loading_.type + ": " + loading_.message; }

    const std::string& traceback() const { return loading_.traceback; }

    Reply send(http::Request request) {
        EXPECT_TRUE(loads()) << load_error();
        if (!loads()) return {};
        http::add_default_headers(request);
        return handle(*loading_.app, request);
    }
    Reply get(std::string_view target, http::Headers headers = {}) {
        http::Request request = http::make_request("GET", target);
        request.headers = std::move(headers);
        return send(std::move(request));
    }
    std::string body(std::string_view target, http::Headers headers = {}) {
        return get(target, std::move(headers)).response.body;
    }
    int status(std::string_view method, std::string_view target) {
        return send(http::make_request(method, target)).response.status;
    }
    App& app() { return *loading_.app; }
    lang::Vm& vm() { return vm_; }

  private:
    static lang::VmOptions options(trace::Recorder* recorder) {
        lang::VmOptions options;
        options.recorder = recorder;
        return options;
    }
    lang::Vm vm_;
    Loading loading_;
};

}  // namespace web
