#include "live/program.h"

#include "http/response_writer.h"
#include "lang/host.h"
#include "lang/vm.h"

namespace live {
namespace {

std::string ended_line(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text.empty() ? text : text + "\n";
}

}  // namespace

struct Program::Running {
    explicit Running(lang::VmOptions options) : vm(std::move(options)) { web::add_web_modules(vm); }
    lang::Vm vm;
    std::unique_ptr<web::App> app;
};

Program::Program(std::string source, std::string file_name,
                 std::function<void(std::string_view)> output, std::uint64_t max_steps)
    : source_(std::move(source)),
      file_name_(std::move(file_name)),
      output_(std::move(output)),
      max_steps_(max_steps) {}

Program::~Program() = default;

std::string Program::why_not(const web::Loading& loading) const {
    const auto& stop = running_->vm.stopped();
    if (stop) return ended_line(stop->message);
    return ended_line(loading.traceback.empty() ? loading.message : loading.traceback);
}

std::string Program::load() {
    running_.reset();  // first: one thread's heaps end in the reverse order of their making
    lang::VmOptions options;
    options.clock = &clock_;
    options.output = output_;
    if (max_steps_ > 0) options.max_steps = max_steps_;
    running_ = std::make_unique<Running>(std::move(options));
    lang::set_entropy(running_->vm, [this] { return entropy_.next(); });
    web::Loading loading = web::load_app(running_->vm, source_, file_name_);
    std::string why;
    if (!loading.app) {
        why = why_not(loading);
    } else {
        running_->app = std::move(loading.app);
        why = ended_line(web::start(*running_->app));
        if (why.empty() && running_->vm.stopped()) why = why_not({});
    }
    if (!why.empty()) running_.reset();
    return why;
}

Answer Program::answer(const http::Request& request) {
    Answer answer;
    if (!running_) answer.log = load();  // it could not be loaded anew the last time
    if (!running_) {
        answer.response = http::status_response(500);
        return answer;
    }
    lang::refill_output(running_->vm);
    web::Reply reply = web::handle(*running_->app, request);
    answer.response = std::move(reply.response);
    answer.log = ended_line(std::move(reply.traceback));
    if (!reply.stopped) return answer;
    answer.response = http::status_response(500);
    answer.log += ended_line(running_->vm.stopped()->message);
    answer.log += "The program is loaded anew: what it kept in memory is gone.\n";
    answer.log += load();
    return answer;
}

std::string Program::shut_down() {
    if (!running_) return {};
    std::string log = ended_line(web::shut_down(*running_->app));
    running_.reset();
    return log;
}

}  // namespace live
