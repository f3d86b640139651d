#include "ui/guard.h"

#include <csetjmp>
#include <csignal>
#include <exception>

#include "ui/compat.h"

namespace ui {

namespace {

// Where an abort in the guarded code leads to; a signal handler has no other way to know.
thread_local sigjmp_buf* way_out = nullptr;

// POSIX allows the handler of abort()'s signal not to return.
void leave(int) {
    if (way_out) siglongjmp(*way_out, 1);
}

// The handler while it lives, and the one from before afterwards.
class AbortCatcher {
  public:
    explicit AbortCatcher(sigjmp_buf& buffer) : outer_(way_out) {
        way_out = &buffer;
        struct sigaction mine = {};
        mine.sa_handler = leave;
        sigemptyset(&mine.sa_mask);
        sigaction(SIGABRT, &mine, &before_);
    }
    ~AbortCatcher() {
        sigaction(SIGABRT, &before_, nullptr);
        way_out = outer_;
    }
    AbortCatcher(const AbortCatcher&) = delete;
    AbortCatcher& operator=(const AbortCatcher&) = delete;

  private:
    sigjmp_buf* outer_;
    struct sigaction before_ = {};
};

std::optional<std::string> caught(const std::function<void()>& draw) {
    try {
        draw();
        return std::nullopt;
    } catch (const std::exception& error) {
        return std::string(error.what());
    } catch (...) {
        return std::string("an unknown exception");
    }
}

std::optional<std::string> caught_or_aborted(const std::function<void()>& draw) {
    sigjmp_buf buffer;
    const AbortCatcher catcher(buffer);
    if (sigsetjmp(buffer, 1) != 0)
        return std::string("an internal check failed; the terminal says which");
    return caught(draw);
}

}  // namespace

std::optional<std::string> guarded(const std::function<void()>& draw) {
    compat::StackMark stacks;
    auto fault = caught_or_aborted(draw);
    if (fault) stacks.recover();
    return fault;
}

}  // namespace ui
