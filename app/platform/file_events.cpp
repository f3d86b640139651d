#include "platform/file_events.h"

#ifdef __linux__

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cstdint>

namespace platform {

namespace {
constexpr std::uint32_t kOfInterest = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;
}

FileEvents::FileEvents(std::function<void()> wake) : wake_(std::move(wake)) {
    events_ = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    stop_ = ::eventfd(0, EFD_CLOEXEC);
    if (events_ >= 0 && stop_ >= 0) thread_ = std::thread([this] { read_events(); });
}

FileEvents::~FileEvents() {
    if (thread_.joinable()) {
        const std::uint64_t one = 1;
        if (::write(stop_, &one, sizeof one) == sizeof one) thread_.join();
    }
    if (events_ >= 0) ::close(events_);
    if (stop_ >= 0) ::close(stop_);
}

void FileEvents::watch(std::vector<std::filesystem::path> folders) {
    if (folders == folders_ || events_ < 0) return;
    for (const int watch : watches_) ::inotify_rm_watch(events_, watch);
    watches_.clear();
    folders_ = std::move(folders);
    for (const std::filesystem::path& folder : folders_)
        if (const int watch = ::inotify_add_watch(events_, folder.c_str(), kOfInterest); watch >= 0)
            watches_.push_back(watch);
}

// Which file it was does not matter here: whoever is woken looks at the files it cares for.
void FileEvents::read_events() {
    alignas(inotify_event) char buffer[4096];
    pollfd sources[] = {{events_, POLLIN, 0}, {stop_, POLLIN, 0}};
    while (::poll(sources, 2, -1) >= 0 && !(sources[1].revents & POLLIN)) {
        while (::read(events_, buffer, sizeof buffer) > 0) {
        }
        happened_ = true;
        wake_();
    }
}

}  // namespace platform

#else

namespace platform {

FileEvents::FileEvents(std::function<void()> wake) : wake_(std::move(wake)) {}
FileEvents::~FileEvents() = default;
void FileEvents::watch(std::vector<std::filesystem::path> folders) {
    folders_ = std::move(folders);
}
void FileEvents::read_events() {}

}  // namespace platform

#endif
