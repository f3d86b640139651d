// live/program.h -- a FastAPI program that answers strangers: the real time, real chance, and a
// new budget of steps and output for every request.
// In: its source. Out: a Response for every Request. Errors: what the program does wrong is in
// Answer::log as it belongs on stderr; a limit that a request hits is answered 500, and the program
// is then loaded anew: what it kept in memory is gone, and the next request is answered again.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/message.h"
#include "live/entropy.h"
#include "web/app.h"

namespace live {

struct Answer {
    http::Response response;
    std::string log;  // "" or text that ends in a line end
};

class Program {
  public:
    // `output`: where the program's print goes. `max_steps`: for each request; 0: the Vm's own.
    Program(std::string source, std::string file_name, std::function<void(std::string_view)> output,
            std::uint64_t max_steps = 0);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    // Runs the module and its startup; "" or the text that says why it does not run.
    std::string load();
    Answer answer(const http::Request& request);
    // Its shutdown, with what went wrong in it.
    std::string shut_down();

  private:
    struct Running;  // a Vm and its App

    std::string why_not(const web::Loading& loading) const;

    std::string source_;
    std::string file_name_;
    std::function<void(std::string_view)> output_;
    std::uint64_t max_steps_;
    base::SystemClock clock_;
    Entropy entropy_;
    std::unique_ptr<Running> running_;
};

}  // namespace live
