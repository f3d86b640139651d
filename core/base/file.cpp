#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace base {
namespace {

// Closes on the way out; -1 is no file.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return number_; }
    bool open() const { return number_ >= 0; }

  private:
    int number_;
};

Error system_error(const std::filesystem::path& path, std::string_view doing) {
    return {path.string(), std::string(doing) + ": " + std::strerror(errno)};
}

Status write_all(int file, const std::filesystem::path& path, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return system_error(path, "cannot write");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file) != 0) return system_error(path, "cannot write");
    return Nothing{};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit_bytes) {
    // O_NONBLOCK: a pipe must not make us wait before fstat tells that it is no file.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.open()) return system_error(path, "cannot open");
    struct stat info = {};
    if (::fstat(file.get(), &info) != 0) return system_error(path, "cannot read");
    if (S_ISDIR(info.st_mode)) return Error{path.string(), "is a directory"};
    if (!S_ISREG(info.st_mode)) return Error{path.string(), "is not a regular file"};
    std::string text;
    char block[64 * 1024];
    while (true) {
        const ssize_t got = ::read(file.get(), block, sizeof block);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_error(path, "cannot read");
        if (got == 0) return text;
        text.append(block, static_cast<std::size_t>(got));
        if (text.size() > limit_bytes)
            return Error{path.string(),
                         "is larger than the limit of " + std::to_string(limit_bytes) + " bytes"};
    }
}

Status write_file_atomic(const std::filesystem::path& path, std::string_view bytes) {
    std::string beside = path.string() + ".XXXXXX";
    const Descriptor file(::mkostemp(beside.data(), O_CLOEXEC));
    if (!file.open()) return system_error(path, "cannot write");
    Status written = write_all(file.get(), path, bytes);
    if (written.ok() && ::fchmod(file.get(), 0644) != 0)
        written = system_error(path, "cannot write");
    if (written.ok() && std::rename(beside.c_str(), path.c_str()) != 0)
        written = system_error(path, "cannot write");
    if (!written.ok()) ::unlink(beside.c_str());
    return written;
}

}  // namespace base
