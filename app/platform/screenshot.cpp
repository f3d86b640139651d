#include "platform/screenshot.h"

#include <glad/gl.h>
#include <stb_image_write.h>

#include <vector>

namespace platform {

OffscreenTarget::OffscreenTarget(int width, int height) : width_(width), height_(height) {
    glGenFramebuffers(1, &framebuffer_);
    glGenRenderbuffers(1, &color_);
    glBindRenderbuffer(GL_RENDERBUFFER, color_);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, color_);
    complete_ = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
}

OffscreenTarget::~OffscreenTarget() {
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glDeleteFramebuffers(1, &framebuffer_);
    glDeleteRenderbuffers(1, &color_);
}

base::Status OffscreenTarget::write_png(const std::string& file) const {
    if (!complete_) return base::Error{file, "this display cannot draw a picture of that size"};
    constexpr int kChannels = 3;
    std::vector<unsigned char> pixels(static_cast<std::size_t>(width_) * height_ * kChannels);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width_, height_, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
    stbi_flip_vertically_on_write(1);  // OpenGL's first row is the lowest
    if (!stbi_write_png(file.c_str(), width_, height_, kChannels, pixels.data(),
                        width_ * kChannels))
        return base::Error{file, "the picture cannot be written"};
    return base::Nothing{};
}

}  // namespace platform
