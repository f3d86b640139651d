// platform/file_events.h -- tells when something happens to the files of a folder: written,
// replaced, removed. inotify(7), read by a thread that sleeps in the kernel, so that an idle window
// costs nothing: no timer, no looking.
// In: folders. Out: a call of `wake` (from that thread), and take(). Errors: none; where there is
// no inotify, works() is false and the caller looks from time to time instead.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <thread>
#include <vector>

namespace platform {

class FileEvents {
  public:
    explicit FileEvents(std::function<void()> wake);
    ~FileEvents();
    FileEvents(const FileEvents&) = delete;
    FileEvents& operator=(const FileEvents&) = delete;

    bool works() const { return thread_.joinable(); }
    void watch(std::vector<std::filesystem::path> folders);  // instead of the ones before
    bool take() { return happened_.exchange(false); }        // since the last call

  private:
    void read_events();

    std::function<void()> wake_;
    std::atomic<bool> happened_ = false;
    int events_ = -1, stop_ = -1;  // file descriptors
    std::vector<std::filesystem::path> folders_;
    std::vector<int> watches_;
    std::thread thread_;
};

}  // namespace platform
