// platform/screenshot.h -- what OpenGL has drawn, as a PNG file.
// Errors: a framebuffer that this machine cannot make; a file that cannot be written.
#pragma once

#include <string>

#include "base/result.h"

namespace platform {

// A framebuffer of its own: its size does not depend on the screen. Bound while it lives.
class OffscreenTarget {
  public:
    OffscreenTarget(int width, int height);
    ~OffscreenTarget();
    OffscreenTarget(const OffscreenTarget&) = delete;
    OffscreenTarget& operator=(const OffscreenTarget&) = delete;
    bool complete() const { return complete_; }
    base::Status write_png(const std::string& file) const;

  private:
    int width_, height_;
    unsigned framebuffer_ = 0, color_ = 0;
    bool complete_ = false;
};

}  // namespace platform
